#include "wallet/envelope.h"

#include <algorithm>

#include "crypto/letter_code.h"
#include "wallet/holder_key.h"

namespace credenza::wallet {
namespace {

constexpr std::ptrdiff_t k_dots = 4;

std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view k_space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(k_space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(k_space) - first + 1);
}

Error changed() {
  return fail(Code::bad_signature, "envelope", "the sealed file was changed on the way");
}

Error not_mine() {
  return fail(Code::not_found, "receiver", "it was sealed for a key that is not in this vault");
}

std::string text_of(const crypto::SecretBytes& content) {
  return std::string(as_text(content.reveal()));
}

}  // namespace

bool is_sealed(std::string_view text) noexcept {
  const std::string_view body = trimmed(text);
  // Every header begins with '{' and a quotation mark, which is "eyJ" in base64url.
  return body.starts_with("eyJ") && std::ranges::count(body, '.') == k_dots;
}

Result<jose::CompactJwe> read_envelope(std::string_view text) {
  auto envelope = jose::CompactJwe::parse(trimmed(text));
  if (envelope) return envelope;
  const std::string& where = envelope.error().where;
  return fail(envelope.error().code, where.empty() ? "envelope" : "envelope/" + where,
              envelope.error().detail);
}

Result<std::string> open_with_keys(const jose::CompactJwe& envelope, Vault& vault) {
  const bool is_named = !envelope.kid().empty();
  for (const HolderKey& each : TRY(holder_keys(vault))) {
    if (is_named && each.did != envelope.kid()) continue;
    const crypto::PrivateKey key = TRY(open_holder_key(vault, each.did));
    const auto content = envelope.open(key);
    if (content) return text_of(*content);
    if (is_named) return changed();
  }
  return not_mine();
}

Result<std::string> open_with_code(const jose::CompactJwe& envelope,
                                   const crypto::SecretBytes& typed) {
  const crypto::SecretBytes code = TRY(crypto::read_letter_code(typed));
  const auto content = envelope.open_with_code(code);
  if (content) return text_of(*content);
  if (content.error().where == "code") return content.error();
  return changed();
}

}  // namespace credenza::wallet
