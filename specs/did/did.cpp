#include "did/did.h"

#include "base/encoding.h"
#include "did/did_detail.h"
#include "jose/jwk.h"

namespace credenza::did {
namespace {

bool is_method_char(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// `text` is at a '%': whether two hexadecimal digits follow.
bool is_percent_encoded(std::string_view text) noexcept {
  return text.size() >= 3 && detail::hex_value(text[1]) >= 0 && detail::hex_value(text[2]) >= 0;
}

/// method-specific-id = *( *idchar ":" ) 1*idchar
bool is_method_specific_id(std::string_view id) noexcept {
  if (id.empty() || id.back() == ':') return false;
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (id[i] == '%') {
      if (!is_percent_encoded(id.substr(i))) return false;
      i += 2;
    } else if (id[i] != ':' && !detail::is_id_char(id[i])) {
      return false;
    }
  }
  return true;
}

}  // namespace

int detail::hex_value(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool detail::is_id_char(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
         c == '-' || c == '_';
}

bool is_did(std::string_view text) noexcept {
  if (!text.starts_with("did:")) return false;
  text.remove_prefix(4);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  for (const char c : text.substr(0, colon)) {
    if (!is_method_char(c)) return false;
  }
  return is_method_specific_id(text.substr(colon + 1));
}

bool begins_like_did(std::string_view id) noexcept {
  constexpr std::string_view k_scheme = "did:";
  while (!id.empty() && static_cast<unsigned char>(id.front()) <= ' ')
    id.remove_prefix(1);
  if (id.size() < k_scheme.size()) return false;
  for (std::size_t i = 0; i < k_scheme.size(); ++i) {
    const char c = id[i];
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower != k_scheme[i]) return false;
  }
  return true;
}

std::string_view without_fragment(std::string_view url) noexcept {
  return url.substr(0, url.find_first_of("#?/"));
}

std::string key_did(const crypto::PublicKey& key) {
  return std::string(detail::k_key_prefix) + cid::to_multikey(key);
}

std::string key_method(const crypto::PublicKey& key) {
  const std::string did = key_did(key);
  return did + "#" + did.substr(detail::k_key_prefix.size());
}

std::string jwk_did(const crypto::PublicKey& key) {
  // A JWK of ours holds ASCII alone, so it always has a text.
  const Result<std::string> jwk = json::to_text(jose::to_jwk(key));
  return std::string(detail::k_jwk_prefix) + to_base64url(as_bytes(*jwk));
}

}  // namespace credenza::did
