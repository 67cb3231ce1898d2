#include "jose/jwk.h"

#include "base/encoding.h"
#include "crypto/hash.h"
#include "jose/jose_detail.h"

namespace credenza::jose {
namespace {

constexpr std::string_view k_okp = "OKP";  // RFC 8037 §2
constexpr std::string_view k_ec = "EC";    // RFC 7518 §6.2
constexpr std::string_view k_oct = "oct";  // RFC 7518 §6.4

/// SEC 1 §2.3.3: an uncompressed point begins with this octet.
constexpr std::uint8_t k_uncompressed = 0x04;

std::size_t coordinate_bytes(crypto::KeyType type) noexcept {
  switch (type) {
    case crypto::KeyType::ed25519:
    case crypto::KeyType::p256:
      return 32;
    case crypto::KeyType::p384:
      return 48;
    case crypto::KeyType::p521:
      return 66;
  }
  return 0;
}

std::string_view key_type_name(crypto::KeyType type) noexcept {
  return type == crypto::KeyType::ed25519 ? k_okp : k_ec;
}

/// The key type that `kty` and `crv` name together.
Result<crypto::KeyType> read_type(json::Cursor jwk) {
  using crypto::KeyType;
  const std::string_view kty = TRY(jwk.string_at("kty"));
  if (kty != k_okp && kty != k_ec) {
    return fail(Code::unsupported, jwk.pointer() + "/kty",
                "keys of this type are not used here; use Ed25519 or P-256");
  }
  const std::string_view crv = TRY(jwk.string_at("crv"));
  for (const KeyType type : {KeyType::ed25519, KeyType::p256, KeyType::p384, KeyType::p521}) {
    if (kty == key_type_name(type) && crv == crypto::to_string(type)) return type;
  }
  return fail(Code::unsupported, jwk.pointer() + "/crv",
              "keys of this curve are not used here; use Ed25519 or P-256");
}

/// Neither the private part of an asymmetric key (RFC 7518 §6.2.2, §6.3.2; RFC 8037 §2) nor a
/// symmetric key.
Status check_public(json::Cursor jwk) {
  for (const std::string_view name : {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}) {
    if (const auto member = jwk.find(name)) {
      return fail(Code::forbidden, member->pointer(),
                  "the key holds secret members; give the public key only");
    }
  }
  const auto kty = jwk.find("kty");
  if (kty && kty->is_string() && kty->raw_string() == k_oct) {
    return fail(Code::forbidden, kty->pointer(), "a symmetric key proves nothing to others");
  }
  return {};
}

/// RFC 7517 §4.3.
Status check_operations(json::Cursor operations, bool has_use) {
  if (!operations.is_array()) {
    return fail(Code::malformed, operations.pointer(), "'key_ops' has to be an array");
  }
  bool verifies = false;
  bool only_signatures = true;
  for (const json::Cursor item : operations.items()) {
    const std::string_view operation = TRY(item.string());
    verifies = verifies || operation == "verify";
    only_signatures = only_signatures && (operation == "verify" || operation == "sign");
  }
  // "if both are used, the information they convey MUST be consistent."
  if (!verifies || (has_use && !only_signatures)) {
    return fail(Code::forbidden, operations.pointer(),
                "'key_ops' does not allow to verify signatures with this key");
  }
  return {};
}

/// RFC 7517 §4.2, §4.3: whoever published the key may have said what it is for.
Status check_use(json::Cursor jwk) {
  const auto use = jwk.find("use");
  if (use && TRY(use->string()) != "sig") {
    return fail(Code::forbidden, use->pointer(),
                "the key is not published for signatures ('use' is not 'sig')");
  }
  if (const auto operations = jwk.find("key_ops"))
    TRY(check_operations(*operations, use.has_value()));
  return {};
}

Status check_algorithm(json::Cursor jwk, crypto::KeyType type) {
  const auto alg = jwk.find("alg");
  if (alg && !detail::is_algorithm_of(type, TRY(alg->string()))) {
    return fail(Code::mismatch, alg->pointer(), "'alg' does not belong to a key of this curve");
  }
  return {};
}

/// Appends a coordinate. RFC 7518 §6.2.1.2: "The length of this octet string MUST be the full size
/// of a coordinate".
Status append_coordinate(json::Cursor jwk, std::string_view name, crypto::KeyType type,
                         Bytes& out) {
  const json::Cursor member = TRY(jwk.at(name));
  const Result<Bytes> bytes = from_base64url(TRY(member.string()));
  if (!bytes) return fail(Code::malformed, member.pointer(), bytes.error().detail);
  if (bytes->size() != coordinate_bytes(type)) {
    return fail(Code::malformed, member.pointer(),
                "the coordinate has not the length that its curve asks for");
  }
  out.insert(out.end(), bytes->begin(), bytes->end());
  return {};
}

/// The key as PublicKey::from_raw() takes it: 32 octets, or an uncompressed point.
Result<Bytes> read_raw(json::Cursor jwk, crypto::KeyType type) {
  Bytes raw;
  const bool is_point = key_type_name(type) == k_ec;
  if (is_point) raw.push_back(k_uncompressed);
  TRY(append_coordinate(jwk, "x", type, raw));
  if (is_point) TRY(append_coordinate(jwk, "y", type, raw));
  return raw;
}

}  // namespace

Json to_jwk(const crypto::PublicKey& key) {
  const ByteView coordinates = key.coordinates();
  const std::size_t size = coordinate_bytes(key.type());
  Json jwk{{"kty", key_type_name(key.type())},
           {"crv", crypto::to_string(key.type())},
           {"x", to_base64url(coordinates.first(size))}};
  if (key_type_name(key.type()) == k_ec) jwk["y"] = to_base64url(coordinates.subspan(size));
  return jwk;
}

std::string to_jwk_text(const crypto::PublicKey& key) {
  const ByteView coordinates = key.coordinates();
  const std::size_t size = coordinate_bytes(key.type());
  std::string out = R"({"crv":")";
  out += crypto::to_string(key.type());
  out += R"(","kty":")";
  out += key_type_name(key.type());
  out += R"(","x":")";
  append_base64url(coordinates.first(size), out);
  if (key_type_name(key.type()) == k_ec) {
    out += R"(","y":")";
    append_base64url(coordinates.subspan(size), out);
  }
  return out + R"("})";
}

Result<crypto::PublicKey> from_jwk(json::Cursor jwk) {
  if (!jwk.is_object()) {
    return fail(Code::malformed, jwk.pointer(), "a JSON Web Key has to be an object");
  }
  TRY(check_public(jwk));
  const crypto::KeyType type = TRY(read_type(jwk));
  TRY(check_use(jwk));
  TRY(check_algorithm(jwk, type));
  const Bytes raw = TRY(read_raw(jwk, type));
  Result<crypto::PublicKey> key = crypto::PublicKey::from_raw(type, raw);
  if (!key) return fail(Code::malformed, jwk.pointer(), key.error().detail);
  return key;
}

std::string thumbprint(const crypto::PublicKey& key) {
  return to_base64url(crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(to_jwk_text(key))));
}

}  // namespace credenza::jose
