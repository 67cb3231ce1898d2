#include <algorithm>

#include "verify/signers.h"
#include "verify/verify.h"
#include "verify/verify_detail.h"

namespace credenza::verify {
namespace {

constexpr std::string_view k_white_space = " \t\r\n";

bool is_base64url(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_';
  });
}

bool is_compact_jws(std::string_view text) noexcept {
  const std::size_t first = text.find('.');
  const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (first == 0 || second == std::string_view::npos) return false;
  return is_base64url(text.substr(0, first)) &&
         is_base64url(text.substr(first + 1, second - first - 1)) &&
         is_base64url(text.substr(second + 1));
}

bool has_type(json::Cursor root, std::string_view wanted) {
  const auto type = root.find("type");
  if (!type) return false;
  const auto types = type->one_or_many();
  return std::any_of(types.begin(), types.end(), [wanted](json::Cursor item) {
    return item.is_string() && item.raw_string() == wanted;
  });
}

}  // namespace

namespace detail {

std::string_view trim(std::string_view input) noexcept {
  const std::size_t first = std::min(input.find_first_not_of(k_white_space), input.size());
  input.remove_prefix(first);
  return input.substr(0, input.find_last_not_of(k_white_space) + 1);
}

Format detect_text(std::string_view trimmed) noexcept {
  const std::size_t tilde = trimmed.find('~');
  if (!is_compact_jws(trimmed.substr(0, tilde))) return Format::unknown;
  return tilde == std::string_view::npos ? Format::jws : Format::sd_jwt;
}

Format detect_object(json::Cursor root) {
  if (is_draft(root)) return Format::draft;
  if (has_type(root, "VerifiablePresentation")) return Format::vp_data_integrity;
  if (has_type(root, "VerifiableCredential")) return Format::vc_data_integrity;
  // With one byte of its type changed a secured document is still one, whose proof will not hold.
  if (root.find("proof") && root.find("credentialSubject")) return Format::vc_data_integrity;
  if (root.find("proof") && root.find("verifiableCredential")) return Format::vp_data_integrity;
  if (root.find("payload") && (root.find("signatures") || root.find("signature")))
    return Format::jades;
  return Format::unknown;
}

}  // namespace detail

Format detect(std::string_view input, const Limits& limits) {
  const std::string_view trimmed = detail::trim(input);
  if (!trimmed.starts_with('{')) return detail::detect_text(trimmed);
  const auto document = json::Document::parse(input, {limits.max_bytes, limits.max_depth});
  return document ? detail::detect_object(document->root()) : Format::unknown;
}

}  // namespace credenza::verify
