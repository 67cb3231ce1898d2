#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "cid/cid_detail.h"
#include "jose/jwk.h"

namespace credenza::cid::detail {
namespace {

/// Members that hold a public key. §2.2: "MUST NOT contain multiple verification material
/// properties for the same material".
constexpr std::array<std::string_view, 3> k_public_members{"publicKeyMultibase", "publicKeyJwk",
                                                           "publicKeyBase58"};
/// §2.2.3: "MUST NOT be used if the data structure containing it is public".
constexpr std::array<std::string_view, 5> k_secret_members{"secretKeyMultibase", "secretKeyJwk",
                                                           "privateKeyMultibase", "privateKeyJwk",
                                                           "privateKeyBase58"};

/// `error` of a room below, at the place where its text stands in this document.
Error at(json::Cursor place, Error error) {
  return {error.code, place.pointer(), std::move(error.detail)};
}

Result<crypto::PublicKey> read_multibase(json::Cursor method) {
  const json::Cursor member = TRY(as_malformed(method.at("publicKeyMultibase")));
  Result<crypto::PublicKey> key = from_multikey(TRY(member.string()));
  if (!key) return at(member, std::move(key).error());
  return key;
}

Result<crypto::PublicKey> read_jwk(json::Cursor method) {
  return as_malformed(jose::from_jwk(TRY(as_malformed(method.at("publicKeyJwk")))));
}

/// Ed25519Signature2020: a Multikey that has to be of Ed25519.
Result<crypto::PublicKey> read_ed25519_2020(json::Cursor method) {
  crypto::PublicKey key = TRY(read_multibase(method));
  if (key.type() == crypto::KeyType::ed25519) return key;
  return fail(Code::malformed, method.pointer() + "/publicKeyMultibase",
              "a verification method of this type holds an Ed25519 key");
}

/// Ed25519Signature2018: the 32 bytes in base58btc, without header.
Result<crypto::PublicKey> read_ed25519_2018(json::Cursor method) {
  const json::Cursor member = TRY(as_malformed(method.at("publicKeyBase58")));
  const Result<Bytes> raw = from_base58(TRY(member.string()));
  if (!raw) return fail(Code::malformed, member.pointer(), "no base58btc text of an Ed25519 key");
  Result<crypto::PublicKey> key = crypto::PublicKey::from_raw(crypto::KeyType::ed25519, *raw);
  if (!key) return at(member, std::move(key).error());
  return key;
}

struct MethodType {
  std::string_view name;
  Result<crypto::PublicKey> (*read)(json::Cursor method);
};
constexpr std::array<MethodType, 5> k_types{{
    {"Multikey", read_multibase},
    {"JsonWebKey", read_jwk},
    {"JsonWebKey2020", read_jwk},
    {"Ed25519VerificationKey2020", read_ed25519_2020},
    {"Ed25519VerificationKey2018", read_ed25519_2018},
}};

Status check_material(json::Cursor method) {
  for (const std::string_view name : k_secret_members) {
    if (const auto member = method.find(name)) {
      return fail(Code::forbidden, member->pointer(),
                  "the secret key is published with it, so everybody can sign with it; its owner "
                  "needs a new key");
    }
  }
  const auto count =
      std::count_if(k_public_members.begin(), k_public_members.end(),
                    [method](std::string_view name) { return method.find(name).has_value(); });
  if (count > 1) {
    return fail(Code::malformed, method.pointer(),
                "a verification method with more than one public key member");
  }
  return {};
}

}  // namespace

Status check_form(json::Cursor method) {
  if (!method.is_object())
    return fail(Code::malformed, method.pointer(), "a verification method is an object");
  for (const std::string_view name : {"id", "type", "controller"})
    TRY(as_malformed(method.string_at(name)));
  return {};
}

Result<crypto::PublicKey> read_key(json::Cursor method) {
  const std::string_view type = TRY(method.string_at("type"));
  const auto* const found = std::find_if(
      k_types.begin(), k_types.end(), [type](const MethodType& one) { return one.name == type; });
  if (found == k_types.end()) {
    return fail(Code::unsupported, method.pointer() + "/type",
                "a verification method of a type other than Multikey, JsonWebKey and "
                "Ed25519VerificationKey2020");
  }
  TRY(check_material(method));
  return found->read(method);
}

Result<std::optional<Instant>> read_end(json::Cursor method, std::string_view name, Code ended,
                                        Instant now) {
  const std::optional<json::Cursor> member = method.find(name);
  if (!member) return std::optional<Instant>();
  const Result<Instant> end = parse_instant(TRY(member->string()));
  if (!end) return at(*member, end.error());
  // §2.2: no proofs are verified "at or after the time" of either.
  if (*end > now) return std::optional<Instant>(*end);
  return fail(ended, member->pointer(),
              "this key is not to be used any more since " + format_instant(*end));
}

}  // namespace credenza::cid::detail
