#include <algorithm>
#include <array>
#include <charconv>

#include "base/encoding.h"
#include "jcs/jcs.h"
#include "jose/jwk.h"
#include "sd_jwt/sd_jwt_detail.h"

namespace credenza::sd_jwt::detail {
namespace {

using crypto::HashAlgorithm;

template <class Number>
void append_whole(Number value, std::string& out) {
  std::array<char, 24> digits{};
  const auto written = std::to_chars(digits.begin(), digits.end(), value);
  out.append(digits.begin(), written.ptr);
}

/// A reference token as the name that it stands for (RFC 6901 §4): "~1" is '/', and "~0" is '~'.
std::string unescaped(std::string_view token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const bool escape = token[i] == '~' && i + 1 < token.size();
    out += !escape ? token[i] : token[++i] == '1' ? '/' : '~';
  }
  return out;
}

/// The item of `container` that `token` names.
std::optional<json::Cursor> step(json::Cursor container, std::string_view token) {
  if (container.is_object()) {
    return token.find('~') == std::string_view::npos ? container.find(token)
                                                     : container.find(unescaped(token));
  }
  std::size_t position = 0;
  for (const json::Cursor item : container.items()) {
    if (std::to_string(position++) == token) return item;
  }
  return std::nullopt;
}

}  // namespace

Error in_part(std::string_view part, Error error) {
  // Behind a part stands a pointer, a part of that part, or a line and column.
  const bool joined = error.where.empty() || error.where.front() == '/';
  const std::string_view between = joined ? "" : error.where.starts_with("line") ? ", " : "/";
  error.where.insert(0, std::string(part) + std::string(between));
  return error;
}

bool is_reserved(std::string_view name) noexcept {
  return name == k_sd || name == k_ellipsis || name == k_sd_alg;
}

void append_scalar(json::Cursor value, std::string& out) {
  switch (value.kind()) {
    case json::Kind::null:
      out += "null";
      return;
    case json::Kind::boolean:
      out += value.raw_boolean() ? "true" : "false";
      return;
    case json::Kind::integer:
      return append_whole(value.raw_integer(), out);
    case json::Kind::unsigned_integer:
      return append_whole(value.raw_unsigned(), out);
    case json::Kind::real:
      // Shortest text that reads as the same double; a Document holds finite ones only.
      out += *jcs::format_number(value.raw_real());
      return;
    case json::Kind::string:
      return jcs::append_string(value.raw_string(), out);
    case json::Kind::array:
    case json::Kind::object:
      break;
  }
  must(false);
}

std::optional<json::Cursor> resolve(json::Cursor value, std::string_view pointer) {
  std::optional<json::Cursor> at = value;
  while (at && pointer.starts_with('/')) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    at = step(*at, pointer.substr(1, end - 1));
    pointer.remove_prefix(end);
  }
  return pointer.empty() ? at : std::nullopt;
}

std::string_view to_string(HashAlgorithm algorithm) noexcept {
  switch (algorithm) {
    case HashAlgorithm::sha256:
      return "sha-256";
    case HashAlgorithm::sha384:
      return "sha-384";
    case HashAlgorithm::sha512:
      return "sha-512";
  }
  return "";
}

Result<HashAlgorithm> hash_algorithm(json::Cursor payload) {
  const auto member = payload.find(k_sd_alg);
  if (!member) return HashAlgorithm::sha256;
  const Result<std::string_view> name = member->string();
  if (!name) return in_part("payload", name.error());
  for (const HashAlgorithm known :
       {HashAlgorithm::sha256, HashAlgorithm::sha384, HashAlgorithm::sha512}) {
    if (*name == to_string(known)) return known;
  }
  return fail(Code::unsupported, "payload/_sd_alg",
              "digests of this algorithm are not read; use sha-256");
}

std::string digest_of(HashAlgorithm algorithm, std::string_view text) {
  return to_base64url(crypto::hash(algorithm, as_bytes(text)));
}

std::vector<Disclosure> disclosures_in(std::string_view sd_jwt, HashAlgorithm algorithm) {
  std::vector<Disclosure> out;
  std::size_t begin = sd_jwt.find('~') + 1;
  while (begin < sd_jwt.size()) {
    const std::size_t end = sd_jwt.find('~', begin);
    const std::string_view text = sd_jwt.substr(begin, end - begin);
    out.push_back({text, digest_of(algorithm, text)});
    begin = end + 1;
  }
  return out;
}

Result<crypto::PublicKey> holder_key(json::Cursor claims) {
  const auto in_claims = [](Error error) { return in_part("claims", std::move(error)); };
  const Result<json::Cursor> cnf = claims.at(k_cnf);
  if (!cnf) return in_claims(cnf.error());
  const auto jwk = cnf->find("jwk");
  if (!jwk) {
    return fail(Code::unsupported, "claims/cnf",
                "the key of the holder is not given as 'jwk'; other ways are not read");
  }
  Result<crypto::PublicKey> key = jose::from_jwk(*jwk);
  if (!key) return in_claims(std::move(key).error());
  return key;
}

}  // namespace credenza::sd_jwt::detail
