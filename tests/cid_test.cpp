#include "cid/cid.h"

#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include "base/encoding.h"
#include "jose/jwk.h"
#include "support/ports.h"
#include "support/vectors.h"

namespace credenza::cid {
namespace {

using crypto::KeyType;
using crypto::PrivateKey;
using crypto::SecretBytes;

constexpr std::string_view k_id = "did:web:school.example";

SecretBytes secret_text(std::string_view text) {
  return SecretBytes::copy_of(as_bytes(text));
}

crypto::PublicKey make_key(const std::string& seed, KeyType type = KeyType::ed25519) {
  test::SeededRandom random(seed);
  return PrivateKey::generate(type, random).public_key();
}

VerificationMethod make_method(const std::string& fragment) {
  const std::string id(k_id);
  return {.id = id + "#" + fragment,
          .controller = id,
          .key = make_key(fragment),
          .revoked = {},
          .expires = {}};
}

/// A document of `id` with `members` added to it, or put in the place of those it has.
ControlledDocument document_with(const Json& members) {
  Json json = make_document(k_id, {make_method("key-1")});
  json.update(members);
  auto parsed = ControlledDocument::parse(json.dump(), k_id);
  INFO((parsed ? "" : parsed.error().where + ": " + parsed.error().detail));
  REQUIRE(parsed.has_value());
  return std::move(*parsed);
}

template <class T>
Error error_of(const Result<T>& result) {
  return result ? Error{Code::internal, "accepted", ""} : result.error();
}

/// The error to which the door named in a vector comes.
Error run(json::Cursor vector) {
  const std::string_view door = *vector.string_at("door");
  const json::Cursor input = *vector.at("input");
  const std::string text =
      input.is_string() ? std::string(input.raw_string()) : *json::to_text(json::to_value(input));
  if (door == "cid::from_multikey") return error_of(from_multikey(text));
  if (door == "cid::from_secret_multikey") return error_of(from_secret_multikey(secret_text(text)));
  const auto parsed = ControlledDocument::parse(text, k_id);
  if (door == "cid::ControlledDocument::parse") return error_of(parsed);
  REQUIRE(door == "cid::ControlledDocument::method");
  REQUIRE(parsed.has_value());
  return error_of(parsed->method(*vector.string_at("method"),
                                 *relationship_from(*vector.string_at("relationship")),
                                 test::at(*vector.string_at("now"))));
}

/// The two halves of a published key pair, and whether they belong together.
void check_pair(const std::string& file, std::string_view secret_member, KeyType type) {
  const json::Document pair = test::document(std::string_view(test::read_public(file)));
  const std::string_view public_text = *pair.root().string_at("publicKeyMultibase");
  const auto public_key = from_multikey(public_text);
  const auto private_key = from_secret_multikey(secret_text(*pair.root().string_at(secret_member)));
  REQUIRE(public_key.has_value());
  REQUIRE(private_key.has_value());
  CHECK(public_key->type() == type);
  CHECK(private_key->public_key() == *public_key);
  CHECK(to_multikey(*public_key) == public_text);
}

/// Resolves every method of every did:key document of a file under every relationship that lists
/// it, and compares the key with the one in the identifier. Returns how many.
int resolve_all(const std::string& file, KeyType only) {
  const json::Document all =
      test::document(std::string_view(test::read_public("w3c/did-key/" + file)));
  int resolved = 0;
  for (const json::Cursor entry : all.root().items()) {
    const std::string did(entry.name());
    const auto expected = from_multikey(std::string_view(did).substr(8));
    if (!expected || expected->type() != only) continue;
    INFO(did);
    const auto document =
        ControlledDocument::parse(*json::to_text(json::to_value(*entry.at("didDocument"))), did);
    REQUIRE(document.has_value());
    for (const auto relationship : {Relationship::assertion_method, Relationship::authentication}) {
      const std::string url = did + "#" + did.substr(8);
      const auto method = document->method(url, relationship, test::at("2026-01-01T00:00:00Z"));
      if (!method) {  // one of them is of a type that its authors have given up since
        CHECK(method.error().code == Code::unsupported);
        CHECK(file == "nist-curves.json");
        continue;
      }
      CHECK(method->key == *expected);
      CHECK(method->controller == did);
      CHECK(method->id == url);
      ++resolved;
    }
  }
  return resolved;
}

}  // namespace

TEST_CASE("Multikey reads and writes the key pairs of the Data Integrity specifications",
          "[cid][public]") {
  NEEDS_PUBLIC_DATA();
  check_pair("w3c/vc-di-eddsa/keyPair.json", "privateKeyMultibase", KeyType::ed25519);
  check_pair("w3c/vc-di-ecdsa/p256KeyPair.json", "secretKeyMultibase", KeyType::p256);
  check_pair("w3c/vc-di-ecdsa/p384KeyPair.json", "secretKeyMultibase", KeyType::p384);
}

TEST_CASE("the identifiers of the did:key vectors are the Multikeys of the JWKs in them",
          "[cid][public]") {
  NEEDS_PUBLIC_DATA();
  const json::Document all =
      test::document(std::string_view(test::read_public("w3c/did-key/nist-curves.json")));
  int seen = 0;
  for (const json::Cursor entry : all.root().items()) {
    const auto method = entry.at("verificationMethod");
    REQUIRE(method.has_value());
    const auto jwk = method->find("publicKeyJwk");
    if (!jwk) continue;
    INFO(entry.name());
    const auto key = jose::from_jwk(*jwk);
    REQUIRE(key.has_value());
    CHECK("did:key:" + to_multikey(*key) == entry.name());
    ++seen;
  }
  CHECK(seen >= 4);
}

TEST_CASE("the documents of the did:key vectors give the key that their identifier names",
          "[cid][public]") {
  NEEDS_PUBLIC_DATA();
  CHECK(resolve_all("ed25519-x25519.json", KeyType::ed25519) >= 4);
  CHECK(resolve_all("nist-curves.json", KeyType::p256) >= 4);
  CHECK(resolve_all("nist-curves.json", KeyType::p384) >= 4);
  CHECK(resolve_all("nist-curves.json", KeyType::p521) >= 4);
}

TEST_CASE("Multikey reads the examples of Controlled Identifiers 1.0, appendix B.1", "[cid]") {
  for (const std::string_view text :
       {"zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv",
        "z82LkvCwHNreneWpsgPEbV3gu1C6NFJEBg4srfJ5gdxEsMGRJUz2sG9FE42shbn2xkZJh54",
        "z6Mkf5rGMoatrSj1f4CyvuHBeXJELe9RPdzo2PKGNCKVtZxP"}) {
    const auto key = from_multikey(text);
    REQUIRE(key.has_value());
    CHECK(to_multikey(*key) == text);
  }
  const std::string_view bls =
      "zUC7EK3ZakmukHhuncwkbySmomv3FmrkmS36E4Ks5rsb6VQSRpoCrx6Hb8e2Nk6UvJFSdyw9NK1scFXJp21gNNYFjVWN"
      "gaqyGnkyhtagagCpQb5B"
      "7tagJu3HDbjQ8h5ypoHjwBb";
  CHECK(error_of(from_multikey(bls)).code == Code::unsupported);
}

TEST_CASE("every own vector of cid fails with the code and at the place it names", "[cid]") {
  for (const std::string& file : test::list_vectors("cid")) {
    const json::Document vector =
        test::document(std::string_view(test::read_vector("cid/" + file)));
    const json::Cursor root = vector.root();
    const Error error = run(root);
    INFO(file << ": " << *root.string_at("comment") << "\n" << error.detail);
    CHECK(std::string(*root.string_at("name")) + ".json" == file);
    CHECK(to_string(error.code) == *root.at("expect")->string_at("code"));
    CHECK(error.where == *root.at("expect")->string_at("where"));
  }
}

TEST_CASE("a Multikey that was written is read as the same key", "[cid]") {
  test::SeededRandom random;
  for (const KeyType type : {KeyType::ed25519, KeyType::p256, KeyType::p384, KeyType::p521}) {
    for (int i = 0; i < 5; ++i) {
      const PrivateKey key = PrivateKey::generate(type, random);
      const auto again = from_multikey(to_multikey(key.public_key()));
      REQUIRE(again.has_value());
      CHECK(*again == key.public_key());
    }
  }
}

TEST_CASE("any character changed in a secret Multikey gives another key or none", "[cid]") {
  const std::string text = "z42twTcNeSYcnqg1FLuSFs2bsGH3ZqbRHFmvS9XMsYhjxvHN";
  const auto key = from_secret_multikey(secret_text(text));
  REQUIRE(key.has_value());
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == '2' ? '3' : '2';
    const auto other = from_secret_multikey(secret_text(changed));
    if (other) CHECK_FALSE(other->public_key() == key->public_key());
  }
}

TEST_CASE("the names of relationships are the members of documents", "[cid]") {
  for (const auto relationship :
       {Relationship::assertion_method, Relationship::authentication, Relationship::key_agreement,
        Relationship::capability_invocation, Relationship::capability_delegation}) {
    CHECK(relationship_from(to_string(relationship)) == relationship);
  }
  CHECK(to_string(Relationship::assertion_method) == "assertionMethod");
  CHECK(to_string(Relationship::capability_delegation) == "capabilityDelegation");
  CHECK_FALSE(relationship_from("assertionmethod").has_value());
  CHECK_FALSE(relationship_from("").has_value());
}

TEST_CASE("a document that was made gives back its methods until they end", "[cid]") {
  VerificationMethod ending = make_method("key-2");
  ending.expires = test::at("2026-12-31T00:00:00Z");
  VerificationMethod revoked = make_method("key-3");
  revoked.revoked = test::at("2026-03-01T12:00:00Z");
  const Json json = make_document(k_id, {make_method("key-1"), ending, revoked});
  const auto document = ControlledDocument::parse(json.dump(), k_id);
  REQUIRE(document.has_value());
  CHECK(document->id() == k_id);
  const std::string id(k_id);
  const Instant early = test::at("2026-02-01T00:00:00Z");
  const Instant late = test::at("2027-01-01T00:00:00Z");
  for (const auto relationship : {Relationship::assertion_method, Relationship::authentication}) {
    const auto method = document->method(id + "#key-2", relationship, early);
    REQUIRE(method.has_value());
    CHECK(method->id == ending.id);
    CHECK(method->controller == id);
    CHECK(method->key == ending.key);
    CHECK(method->expires == ending.expires);
    CHECK_FALSE(method->revoked.has_value());
    CHECK(document->method(id + "#key-1", relationship, late).has_value());
    CHECK(document->method(id + "#key-3", relationship, test::at("2026-03-01T11:59:59Z"))
              .has_value());
    CHECK(error_of(document->method(id + "#key-2", relationship, late)).code == Code::expired);
    CHECK(error_of(document->method(id + "#key-3", relationship, late)).code == Code::revoked);
  }
  CHECK(error_of(document->method(id + "#key-1", Relationship::key_agreement, early)).code ==
        Code::forbidden);
}

TEST_CASE("a document that was made names the contexts that explain it", "[cid]") {
  const Json did = make_document(k_id, {make_method("key-1")});
  CHECK(did["@context"] ==
        Json::parse(R"(["https://www.w3.org/ns/did/v1","https://w3id.org/security/multikey/v1"])"));
  CHECK(did["verificationMethod"][0]["type"] == "Multikey");
  CHECK(did["assertionMethod"] == Json::parse(R"(["did:web:school.example#key-1"])"));
  CHECK(make_document("https://school.example/id", {})["@context"] ==
        "https://www.w3.org/ns/cid/v1");
}

TEST_CASE("a method is found by a relative reference and where it is embedded", "[cid]") {
  const std::string id(k_id);
  const Instant now = test::at("2026-02-01T00:00:00Z");
  const Json embedded = {{"id", "#key-9"},
                         {"type", "Multikey"},
                         {"controller", id},
                         {"publicKeyMultibase", to_multikey(make_key("nine"))}};
  const ControlledDocument document = document_with(
      {{"assertionMethod", Json::array({"#key-1", embedded})}, {"keyAgreement", Json::array()}});
  const auto referenced = document.method(id + "#key-1", Relationship::assertion_method, now);
  REQUIRE(referenced.has_value());
  CHECK(referenced->key == make_key("key-1"));
  const auto inside = document.method(id + "#key-9", Relationship::assertion_method, now);
  REQUIRE(inside.has_value());
  CHECK(inside->id == id + "#key-9");
  CHECK(inside->key == make_key("nine"));
}

TEST_CASE("a method that stands twice in the same words is found", "[cid]") {
  const Json method = make_document(k_id, {make_method("key-1")})["verificationMethod"][0];
  const ControlledDocument document = document_with({{"authentication", Json::array({method})}});
  CHECK(document
            .method(std::string(k_id) + "#key-1", Relationship::authentication,
                    test::at("2026-02-01T00:00:00Z"))
            .has_value());
}

TEST_CASE("keys are read from every type of verification method that is known", "[cid]") {
  const std::string id(k_id);
  const Json base = {{"id", id + "#key-1"}, {"controller", id}};
  for (const KeyType type : {KeyType::ed25519, KeyType::p256, KeyType::p384, KeyType::p521}) {
    const crypto::PublicKey key = make_key("k", type);
    std::vector<Json> forms{{{"type", "Multikey"}, {"publicKeyMultibase", to_multikey(key)}},
                            {{"type", "JsonWebKey"}, {"publicKeyJwk", jose::to_jwk(key)}},
                            {{"type", "JsonWebKey2020"}, {"publicKeyJwk", jose::to_jwk(key)}}};
    if (type == KeyType::ed25519) {
      forms.push_back(
          {{"type", "Ed25519VerificationKey2020"}, {"publicKeyMultibase", to_multikey(key)}});
      forms.push_back(
          {{"type", "Ed25519VerificationKey2018"}, {"publicKeyBase58", to_base58(key.raw())}});
    }
    for (Json& form : forms) {
      form.update(base);
      INFO(form.dump());
      const ControlledDocument document =
          document_with({{"verificationMethod", Json::array({form})}});
      const auto method = document.method(id + "#key-1", Relationship::assertion_method,
                                          test::at("2026-02-01T00:00:00Z"));
      REQUIRE(method.has_value());
      CHECK(method->key == key);
    }
  }
}

TEST_CASE("a method of an unknown type does not hide the others", "[cid]") {
  const std::string id(k_id);
  Json methods = make_document(k_id, {make_method("key-1")})["verificationMethod"];
  methods.push_back({{"id", id + "#key-2"}, {"type", "NotInventedYet"}, {"controller", id}});
  const ControlledDocument document =
      document_with({{"verificationMethod", methods},
                     {"assertionMethod", Json::array({id + "#key-1", id + "#key-2"})}});
  const Instant now = test::at("2026-02-01T00:00:00Z");
  CHECK(document.method(id + "#key-1", Relationship::assertion_method, now).has_value());
  CHECK(error_of(document.method(id + "#key-2", Relationship::assertion_method, now)).code ==
        Code::unsupported);
}

TEST_CASE("a document beyond its limits is refused", "[cid]") {
  const auto parse = [](const Json& json) {
    return error_of(ControlledDocument::parse(json.dump(), k_id)).code;
  };
  Json large = make_document(k_id, {make_method("key-1")});
  large["description"] = std::string(std::size_t{65} << 10, 'x');
  CHECK(parse(large) == Code::out_of_range);

  const auto crowd = [](int methods, int embedded) {
    Json json = {
        {"id", k_id}, {"verificationMethod", Json::array()}, {"authentication", Json::array()}};
    const Json method = {{"id", "#k"}, {"type", "T"}, {"controller", k_id}};
    for (int i = 0; i < methods; ++i)
      json["verificationMethod"].push_back(method);
    for (int i = 0; i < embedded; ++i)
      json["authentication"].push_back(method);
    return json;
  };
  CHECK(ControlledDocument::parse(crowd(200, 56).dump(), k_id).has_value());
  CHECK(parse(crowd(200, 57)) == Code::out_of_range);
  CHECK(parse(crowd(257, 0)) == Code::out_of_range);
}

TEST_CASE("a document outlives the text it was read from and the object it was moved from",
          "[cid]") {
  std::string text = make_document(k_id, {make_method("key-1")}).dump();
  auto parsed = ControlledDocument::parse(text, k_id);
  REQUIRE(parsed.has_value());
  text.assign(text.size(), ' ');
  const ControlledDocument moved = std::move(*parsed);
  CHECK(moved
            .method(std::string(k_id) + "#key-1", Relationship::authentication,
                    test::at("2026-02-01T00:00:00Z"))
            .has_value());
  CHECK(*moved.root().string_at("id") == k_id);
}

}  // namespace credenza::cid
