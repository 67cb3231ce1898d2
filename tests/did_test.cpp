#include "did/did.h"

#include <map>

#include <catch2/catch.hpp>

#include "base/encoding.h"
#include "cid/cid.h"
#include "jose/jwk.h"
#include "support/ports.h"
#include "support/vectors.h"

using credenza::Code;
using credenza::Instant;
using credenza::Json;
using credenza::Url;
using credenza::cid::Relationship;
using credenza::crypto::KeyType;
using credenza::crypto::PrivateKey;
using credenza::crypto::PublicKey;
using credenza::did::Resolver;
using credenza::did::web_document_url;

namespace cid = credenza::cid;
namespace did = credenza::did;
namespace jose = credenza::jose;
namespace json = credenza::json;
namespace test = credenza::test;

namespace {

constexpr std::string_view k_school = "did:web:school.example";
constexpr std::string_view k_school_url = "https://school.example/.well-known/did.json";

Instant now() {
  return test::at("2026-01-01T00:00:00Z");
}

PublicKey new_key(KeyType type, std::string seed = "did") {
  test::SeededRandom random(std::move(seed));
  return PrivateKey::generate(type, random).public_key();
}

/// A document of `id` with one key for assertions and authentication, named "#key-1".
std::string document_of(std::string_view id, const PublicKey& key) {
  const std::string owner(id);
  return cid::make_document(id, {{owner + "#key-1", owner, key, std::nullopt, std::nullopt}})
      .dump();
}

/// "ok", or the code and the place.
template <class T>
std::string outcome(const credenza::Result<T>& result) {
  if (result) return "ok";
  return std::string(to_string(result.error().code)) + " " + result.error().where;
}

std::string wanted(json::Cursor vector) {
  const json::Cursor expected = *vector.at("expect");
  return std::string(*expected.string_at("code")) + " " + std::string(*expected.string_at("where"));
}

/// The text of a vector's document: as it stands where it is a string.
std::string text_of(json::Cursor document) {
  if (document.is_string()) return std::string(document.raw_string());
  return json::to_value(document).dump();
}

/// Resolves without a network: anything that asks for it fails the test.
credenza::Result<cid::VerificationMethod> resolve_offline(std::string_view url,
                                                          Relationship relationship) {
  test::Town town;
  Resolver resolver(town);
  auto method = resolver.resolve(url, relationship, now());
  CHECK(town.requests.empty());
  return method;
}

std::string web(std::string_view text) {
  const auto url = Url::parse(text);
  REQUIRE(url.has_value());
  return did::web_did(*url);
}

std::string document_url(std::string_view text) {
  const auto url = web_document_url(text);
  INFO(text);
  REQUIRE(url.has_value());
  return url->text();
}

/// The verification key that an entry of the did:key suite gives in one of its forms.
std::optional<PublicKey> suite_key(json::Cursor entry) {
  const auto pair = entry.find("verificationMethod") ? entry.find("verificationMethod")
                                                     : entry.find("verificationKeyPair");
  if (const auto jwk = pair->find("publicKeyJwk")) {
    const auto key = jose::from_jwk(*jwk);
    REQUIRE(key.has_value());
    return *key;
  }
  const auto raw = credenza::from_base58(*pair->string_at("publicKeyBase58"));
  REQUIRE(raw.has_value());
  const KeyType type = raw->size() == 32 ? KeyType::ed25519 : KeyType::p256;
  const auto key = PublicKey::from_raw(type, *raw);
  REQUIRE(key.has_value());
  return *key;
}

constexpr Relationship k_signature_relationships[] = {
    Relationship::assertion_method, Relationship::authentication,
    Relationship::capability_invocation, Relationship::capability_delegation};

}  // namespace

TEST_CASE("did resolves the Ed25519 and NIST curve identifiers of the did:key suite", "[did]") {
  NEEDS_PUBLIC_DATA();
  std::map<std::string, int> count;
  for (const std::string name : {"ed25519-x25519", "nist-curves"}) {
    const auto suite = test::document(test::read_public("w3c/did-key/" + name + ".json"));
    for (const json::Cursor entry : suite.root().items()) {
      const std::string identifier(entry.name());
      INFO(identifier);
      const PublicKey expected = *suite_key(entry);
      CHECK(did::key_did(expected) == identifier);
      const std::string url = did::key_method(expected);
      CHECK(*(*entry.at("didDocument")->at("assertionMethod")->items().begin()).string() == url);
      for (const Relationship relationship : k_signature_relationships) {
        const auto method = resolve_offline(url, relationship);
        REQUIRE(method.has_value());
        CHECK(method->id == url);
        CHECK(method->controller == identifier);
        CHECK(method->key == expected);
      }
      ++count[std::string(to_string(expected.type()))];
    }
  }
  CHECK(count ==
        std::map<std::string, int>{{"Ed25519", 5}, {"P-256", 3}, {"P-384", 2}, {"P-521", 2}});
}

TEST_CASE("did answers unsupported for the other key types of the did:key suite", "[did]") {
  NEEDS_PUBLIC_DATA();
  int count = 0;
  for (const std::string name : {"bls12381", "rsa", "secp256k1", "x25519"}) {
    const auto suite = test::document(test::read_public("w3c/did-key/" + name + ".json"));
    const auto nested = suite.root().find("didDocument");
    for (const json::Cursor entry : (nested ? *nested : suite.root()).items()) {
      const std::string identifier(entry.name());
      INFO(identifier);
      const auto method =
          resolve_offline(identifier + "#" + identifier.substr(8), Relationship::assertion_method);
      REQUIRE(!method.has_value());
      CHECK(method.error().code == Code::unsupported);
      ++count;
    }
  }
  CHECK(count == 18);
}

TEST_CASE("did resolves the P-256 example of the did:jwk specification", "[did]") {
  const std::string identifier =
      "did:jwk:"
      "eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6ImFjYklRaXVNczNpOF91c3pFakoydHBUdFJNNEVVM3l6OTFQSDZD"
      "ZEgyVjAi"
      "LCJ5IjoiX0tjeUxqOXZXTXB0bm1LdG00NkdxRHo4d2Y3NEk1TEtncmwyR3pIM25TRSJ9";
  const auto jwk = test::document(
      R"({"crv":"P-256","kty":"EC","x":"acbIQiuMs3i8_uszEjJ2tpTtRM4EU3yz91PH6CdH2V0",)"
      R"("y":"_KcyLj9vWMptnmKtm46GqDz8wf74I5LKgrl2GzH3nSE"})");
  for (const Relationship relationship :
       {Relationship::assertion_method, Relationship::key_agreement}) {
    const auto method = resolve_offline(identifier + "#0", relationship);
    REQUIRE(method.has_value());
    CHECK(method->key == *jose::from_jwk(jwk.root()));
    CHECK(method->id == identifier + "#0");
    CHECK(method->controller == identifier);
  }
}

TEST_CASE("did answers unsupported for the X25519 example of the did:jwk specification", "[did]") {
  const std::string url =
      "did:jwk:"
      "eyJrdHkiOiJPS1AiLCJjcnYiOiJYMjU1MTkiLCJ1c2UiOiJlbmMiLCJ4IjoiM3A3YmZYdDl3YlRUVzJIQzdPUTFOei1E"
      "UThoYmVH"
      "ZE5yZngtRkctSUswOCJ9#0";
  CHECK(resolve_offline(url, Relationship::key_agreement).error().code == Code::unsupported);
  CHECK(resolve_offline(url, Relationship::assertion_method).error().code == Code::forbidden);
}

TEST_CASE("did refuses what each vector says, at the place it says, with as many requests",
          "[did]") {
  std::map<std::string, int> count;
  for (const std::string& name : test::list_vectors("did")) {
    INFO(name);
    const auto document = test::document(test::read_vector("did/" + name));
    const json::Cursor vector = document.root();
    const std::string door(*vector.string_at("door"));
    const std::string_view input = *vector.string_at("input");
    ++count[door];
    if (door == "did::web_document_url") {
      CHECK(outcome(web_document_url(input)) == wanted(vector));
      continue;
    }
    test::Town town;
    if (const auto documents = vector.find("documents")) {
      for (const json::Cursor one : documents->items())
        town.put(std::string(one.name()), text_of(one));
    }
    Resolver resolver(town);
    const auto relationship = vector.find("relationship");
    const auto method =
        resolver.resolve(input,
                         relationship ? *cid::relationship_from(*relationship->string())
                                      : Relationship::assertion_method,
                         now());
    CHECK(outcome(method) == wanted(vector));
    const auto requests = vector.find("requests");
    CHECK(town.requests.size() == (requests ? *requests->unsigned_integer() : 0));
  }
  CHECK(count ==
        std::map<std::string, int>{{"did::web_document_url", 51}, {"did::Resolver::resolve", 43}});
}

TEST_CASE("did resolves the names that it gives to keys, for every key type", "[did]") {
  for (const KeyType type : {KeyType::ed25519, KeyType::p256, KeyType::p384, KeyType::p521}) {
    const PublicKey key = new_key(type);
    for (const std::string& url : {did::key_method(key), did::jwk_did(key) + "#0"}) {
      INFO(url);
      const auto method = resolve_offline(url, Relationship::authentication);
      REQUIRE(method.has_value());
      CHECK(method->key == key);
      CHECK(method->id == url);
      CHECK(method->controller == did::without_fragment(url));
      CHECK(!method->revoked);
      CHECK(!method->expires);
    }
  }
}

TEST_CASE("did finds the document of a did:web where the specification's examples say", "[did]") {
  CHECK(document_url("did:web:w3c-ccg.github.io") ==
        "https://w3c-ccg.github.io/.well-known/did.json");
  CHECK(document_url("did:web:w3c-ccg.github.io:user:alice") ==
        "https://w3c-ccg.github.io/user/alice/did.json");
  CHECK(document_url("did:web:example.com%3A3000") ==
        "https://example.com:3000/.well-known/did.json");
  CHECK(document_url("did:web:example.com%3A3000:user:alice") ==
        "https://example.com:3000/user/alice/did.json");
}

TEST_CASE("did keeps percent-encoded path segments as they are", "[did]") {
  CHECK(document_url("did:web:school.example:a%20b:%C3%A9") ==
        "https://school.example/a%20b/%C3%A9/did.json");
  CHECK(document_url("did:web:school.example:a%3Ab") == "https://school.example/a%3Ab/did.json");
  CHECK(document_url("did:web:school.example:...") == "https://school.example/.../did.json");
}

TEST_CASE("did knows what is meant as a DID, however it is spelt", "[did]") {
  for (const char* text : {"did:key:z6Mk", "DID:key:z6Mk", "dID:web:a.example#b", "did:x",
                           "did:", " did:key:z6Mk", "\tdid:key:z6Mk"}) {
    INFO(text);
    CHECK(credenza::did::begins_like_did(text));
  }
  for (const char* text : {"", "di", "did", "urn:uuid:1", "https://did.example", "urn:did:key:z6Mk",
                           "mailto:did:a", "dido:key"}) {
    INFO(text);
    CHECK_FALSE(credenza::did::begins_like_did(text));
  }
}

TEST_CASE("did takes domain names with digits in them", "[did]") {
  CHECK(document_url("did:web:1.school.example") ==
        "https://1.school.example/.well-known/did.json");
  CHECK(document_url("did:web:school.xn--p1ai") == "https://school.xn--p1ai/.well-known/did.json");
  CHECK(document_url("did:web:127.0.0.1.school.example") ==
        "https://127.0.0.1.school.example/.well-known/did.json");
}

TEST_CASE("did refuses a did:web that is too long for a web address", "[did]") {
  const std::string segment(100, 'a');
  std::string identifier(k_school);
  for (int i = 0; i < 30; ++i)
    identifier += ":" + segment;
  const auto url = web_document_url(identifier);
  REQUIRE(!url.has_value());
  CHECK(url.error().code == Code::malformed);
  CHECK(url.error().where.size() <= 200);
}

TEST_CASE("did names a web address as the did:web whose document lies there", "[did]") {
  CHECK(web("https://school.example") == "did:web:school.example");
  CHECK(web("https://school.example/") == "did:web:school.example");
  CHECK(web("https://School.example:443/issuer/") == "did:web:school.example:issuer");
  CHECK(web("https://school.example:8443/issuer") == "did:web:school.example%3A8443:issuer");
  CHECK(web("https://school.example/a%20b/~c:d?query") == "did:web:school.example:a%20b:%7Ec%3Ad");
  for (const std::string_view url :
       {"https://school.example", "https://school.example:8443/issuer/nl",
        "https://school.example/a%20b/~c:d"}) {
    INFO(url);
    CHECK(did::is_did(web(url)));
    CHECK(web_document_url(web(url)).has_value());
  }
}

TEST_CASE("did gives a web address with an IP address no usable did:web", "[did]") {
  CHECK(web_document_url(web("https://127.0.0.1:8443/issuer")).error().code == Code::forbidden);
  CHECK(web_document_url(web("https://[::1]:8443/issuer")).error().code == Code::malformed);
}

TEST_CASE("did knows the syntax of DID Core", "[did]") {
  for (const std::string_view text : {"did:a:b", "did:web:school.example%3A8443:a",
                                      "did:example:a:b:::c", "did:0:_.-%aF", "did:example::a"}) {
    INFO(text);
    CHECK(did::is_did(text));
  }
  for (const std::string_view text : {"",          "did",       "did:",           "did::a",
                                      "did:a:",    "did:a",     "did:A:b",        "did:a-b:c",
                                      "Did:a:b",   "did:a:b:",  "did:a:b/c",      "did:a:b#c",
                                      "did:a:b?c", "did:a:b c", "did:a:%",        "did:a:%4",
                                      "did:a:%4g", "did:a:b\n", "did:a:\xc3\xa9", " did:a:b",
                                      "did:a:b~"}) {
    INFO(text);
    CHECK(!did::is_did(text));
  }
  CHECK(did::without_fragment("did:a:b#c") == "did:a:b");
  CHECK(did::without_fragment("did:a:b/p?q#c") == "did:a:b");
  CHECK(did::without_fragment("did:a:b?q") == "did:a:b");
  CHECK(did::without_fragment("did:a:b") == "did:a:b");
}

TEST_CASE("did::Resolver fetches the document of a did:web once", "[did]") {
  test::Town town;
  const PublicKey key = new_key(KeyType::p256);
  town.put(std::string(k_school_url), document_of(k_school, key));
  Resolver resolver(town);
  const std::string url = std::string(k_school) + "#key-1";
  for (const Relationship relationship :
       {Relationship::assertion_method, Relationship::authentication}) {
    const auto method = resolver.resolve(url, relationship, now());
    REQUIRE(method.has_value());
    CHECK(method->key == key);
    CHECK(method->id == url);
    CHECK(method->controller == k_school);
  }
  CHECK(outcome(resolver.resolve(std::string(k_school) + "#key-2", Relationship::assertion_method,
                                 now())) == "not_found /verificationMethod");
  CHECK(town.requests == std::vector<std::string>{std::string(k_school_url)});
}

TEST_CASE("did::Resolver asks once for a document that cannot be had", "[did]") {
  for (const Code code :
       {Code::unavailable, Code::not_found, Code::forbidden, Code::out_of_range, Code::malformed}) {
    INFO(to_string(code));
    test::Town town;
    town.fail_with(std::string(k_school_url), credenza::fail(code, "x", ""));
    Resolver resolver(town);
    for (int i = 0; i < 2; ++i) {
      const auto method =
          resolver.resolve(std::string(k_school) + "#key-1", Relationship::assertion_method, now());
      CHECK(outcome(method) == std::string(to_string(code)) + " x");
    }
    CHECK(town.requests.size() == 1);
  }
}

TEST_CASE("did::Resolver leaves it to the fetcher to refuse names of this machine", "[did]") {
  test::Town town;
  town.fail_with("https://localhost:8443/.well-known/did.json",
                 credenza::fail(Code::forbidden, "localhost", "a loopback address"));
  Resolver resolver(town);
  CHECK(outcome(resolver.resolve("did:web:localhost%3A8443#key-1", Relationship::assertion_method,
                                 now())) == "forbidden localhost");
}

TEST_CASE("did::Resolver asks over https only, for JSON, within bounds", "[did]") {
  class Recorder final : public credenza::Fetcher {
   public:
    credenza::Result<credenza::Fetched> fetch(const credenza::FetchRequest& request) override {
      CHECK(request.url.scheme() == "https");
      CHECK(request.accept == "application/json");
      CHECK(request.max_bytes == 65536);
      CHECK(request.timeout == std::chrono::seconds{5});
      ++count;
      return credenza::fail(Code::unavailable, "", "");
    }
    int count = 0;
  };
  Recorder recorder;
  Resolver resolver(recorder);
  CHECK(!resolver.resolve("did:web:school.example#key-1", Relationship::assertion_method, now())
             .has_value());
  CHECK(recorder.count == 1);
}

TEST_CASE("did::Resolver refuses a document of more than 64 KiB", "[did]") {
  test::Town town;
  Json document =
      json::to_value(test::document(document_of(k_school, new_key(KeyType::ed25519))).root());
  document["padding"] = std::string(70000, 'x');
  town.put(std::string(k_school_url), document.dump());
  Resolver resolver(town);
  CHECK(resolver.resolve(std::string(k_school) + "#key-1", Relationship::assertion_method, now())
            .error()
            .code == Code::out_of_range);
}

TEST_CASE("did::Resolver keeps apart two identifiers of one web address", "[did]") {
  // DNS knows no case, identifiers do: the document names one of them.
  test::Town town;
  town.put(std::string(k_school_url), document_of(k_school, new_key(KeyType::ed25519)));
  Resolver resolver(town);
  CHECK(resolver.resolve("did:web:school.example#key-1", Relationship::assertion_method, now())
            .has_value());
  CHECK(outcome(resolver.resolve("did:web:School.example#key-1", Relationship::assertion_method,
                                 now())) == "mismatch /id");
}

TEST_CASE("did::Resolver never fetches a document that was given to it", "[did]") {
  test::Town town;
  Resolver resolver(town);
  const PublicKey key = new_key(KeyType::ed25519);
  // Also of a method that it could not resolve by itself.
  for (const std::string identifier : {"did:web:school.example", "did:example:123"}) {
    INFO(identifier);
    REQUIRE(resolver.add_document(identifier, document_of(identifier, key)).has_value());
    const auto method =
        resolver.resolve(identifier + "#key-1", Relationship::assertion_method, now());
    REQUIRE(method.has_value());
    CHECK(method->key == key);
  }
  CHECK(town.requests.empty());
}

TEST_CASE("did::Resolver takes a given document in place of one that failed", "[did]") {
  test::Town town;
  Resolver resolver(town);
  const std::string url = std::string(k_school) + "#key-1";
  CHECK(!resolver.resolve(url, Relationship::assertion_method, now()).has_value());
  REQUIRE(resolver.add_document(k_school, document_of(k_school, new_key(KeyType::ed25519)))
              .has_value());
  CHECK(resolver.resolve(url, Relationship::assertion_method, now()).has_value());
  CHECK(town.requests.size() == 1);
}

TEST_CASE("did::Resolver refuses to be given a document of somebody else", "[did]") {
  test::Town town;
  Resolver resolver(town);
  const std::string document = document_of(k_school, new_key(KeyType::ed25519));
  CHECK(outcome(resolver.add_document("did:web:attacker.example", document)) == "mismatch /id");
  CHECK(outcome(resolver.add_document("school.example", document)) == "malformed school.example");
  CHECK(resolver.add_document(k_school, "{").error().code == Code::malformed);
  CHECK(resolver.add_document(k_school, std::string(70000, ' ')).error().code ==
        Code::out_of_range);
}

TEST_CASE("did::Resolver takes no key for a did:key from a given document", "[did]") {
  test::Town town;
  Resolver resolver(town);
  const PublicKey key = new_key(KeyType::ed25519);
  const std::string identifier = did::key_did(key);
  const PublicKey other = new_key(KeyType::ed25519, "other");
  REQUIRE(resolver.add_document(identifier, document_of(identifier, other)).has_value());
  CHECK(outcome(resolver.resolve(identifier + "#key-1", Relationship::assertion_method, now())) ==
        "not_found " + identifier + "#key-1");
  CHECK(resolver.resolve(did::key_method(key), Relationship::assertion_method, now())->key == key);
}
