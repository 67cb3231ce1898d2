#include <algorithm>

#include "vc_jose/vc_jose.h"

namespace credenza::vc_jose {
namespace {

constexpr std::string_view k_scheme = "data:";

bool is_token_character(char c) noexcept {
  constexpr std::string_view k_others = "!#$&-^_.+";
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         k_others.find(c) != std::string_view::npos;
}

/// RFC 6838 §4.3: a type and a subtype, in lower case here.
bool is_media_type(std::string_view text) noexcept {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == text.size()) return false;
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(slash),
                     is_token_character) &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(slash) + 1, text.end(),
                     is_token_character);
}

}  // namespace

// RFC 2397 §3: data:[<mediatype>][;base64],<data>. Tokens are made of characters that URLs leave as
// they are, so nothing is decoded.
Result<Envelope> read_envelope(json::Cursor enveloped) {
  const json::Cursor id = TRY(enveloped.at("id"));
  const std::string_view url = TRY(id.string());
  const std::size_t comma = url.find(',');
  if (!url.starts_with(k_scheme) || comma == std::string_view::npos) {
    return fail(Code::malformed, id.pointer(), "has to be a data: URL with a comma in it");
  }
  const std::string_view described = url.substr(k_scheme.size(), comma - k_scheme.size());
  std::string media_type(described.substr(0, described.find(';')));
  for (char& c : media_type) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (!is_media_type(media_type)) {
    return fail(Code::malformed, id.pointer(), "the data: URL does not say what it holds");
  }
  const bool is_jwt =
      media_type == k_credential_media_type || media_type == k_presentation_media_type;
  if (is_jwt && described.size() > media_type.size()) {
    return fail(Code::unsupported, id.pointer(),
                "a token stands in its data: URL as it is, without parameters");
  }
  return Envelope{std::move(media_type), url.substr(comma + 1)};
}

Json make_envelope(std::string_view credential_token) {
  std::string url(k_scheme);
  url.append(k_credential_media_type).append(",").append(credential_token);
  return {{"@context", vcdm::k_context_v2},
          {"type", "EnvelopedVerifiableCredential"},
          {"id", std::move(url)}};
}

}  // namespace credenza::vc_jose
