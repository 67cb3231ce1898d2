#include <map>

#include <catch2/catch.hpp>

#include "base/encoding.h"
#include "jose/jwk.h"
#include "jose/jws.h"
#include "support/ports.h"
#include "support/vectors.h"

using credenza::Code;
using credenza::Json;
using credenza::crypto::KeyType;
using credenza::crypto::PrivateKey;
using credenza::crypto::PublicKey;

namespace jose = credenza::jose;
namespace json = credenza::json;
namespace test = credenza::test;

namespace {

PublicKey key_of(std::string_view jwk) {
  const auto document = test::document(jwk);
  const auto key = jose::from_jwk(document.root());
  REQUIRE(key.has_value());
  return *key;
}

/// "ok", or the code and the place below the key.
std::string outcome_of(json::Cursor jwk) {
  const auto key = jose::from_jwk(jwk);
  if (key) return "ok";
  REQUIRE(key.error().where.starts_with(jwk.pointer()));
  return std::string(to_string(key.error().code)) + " " +
         key.error().where.substr(jwk.pointer().size());
}

// RFC 8037 appendix A.2.
constexpr std::string_view k_rfc8037 =
    R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";
// RFC 7515 appendix A.3.1.
constexpr std::string_view k_rfc7515_es256 =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})";

}  // namespace

TEST_CASE("jose::thumbprint gives the value of RFC 8037 appendix A.3", "[jose]") {
  CHECK(jose::thumbprint(key_of(k_rfc8037)) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

TEST_CASE("jose::thumbprint gives the value of RFC 9449 for its P-256 key", "[jose]") {
  CHECK(jose::thumbprint(
            key_of(R"({"kty":"EC","x":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",)"
                   R"("y":"9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA","crv":"P-256"})")) ==
        "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
}

TEST_CASE("jose::thumbprint does not depend on other members or their order", "[jose]") {
  const PublicKey key =
      key_of(R"({"use":"sig","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"a",)"
             R"("alg":"EdDSA","crv":"Ed25519","kty":"OKP","key_ops":["verify"]})");
  CHECK(jose::thumbprint(key) == jose::thumbprint(key_of(k_rfc8037)));
}

TEST_CASE("jose::to_jwk writes the members of RFC 8037 and RFC 7518 and nothing secret", "[jose]") {
  CHECK(jose::to_jwk(key_of(k_rfc8037)).dump() == k_rfc8037);
  CHECK(jose::to_jwk(key_of(k_rfc7515_es256)).dump() == k_rfc7515_es256);
}

TEST_CASE("jose::from_jwk reads what to_jwk writes, for every key type", "[jose]") {
  test::SeededRandom random;
  for (const KeyType type : {KeyType::ed25519, KeyType::p256, KeyType::p384, KeyType::p521}) {
    const PrivateKey key = PrivateKey::generate(type, random);
    INFO(to_string(type));
    const Json jwk = jose::to_jwk(key.public_key());
    CHECK(jwk["crv"].get<std::string>() == to_string(type));
    CHECK(!jwk.contains("d"));
    const auto document = test::document(jwk);
    const auto again = jose::from_jwk(document.root());
    REQUIRE(again.has_value());
    CHECK(*again == key.public_key());
  }
}

TEST_CASE("jose::from_jwk takes the fully specified name of RFC 9864 for an Ed25519 key",
          "[jose]") {
  CHECK(
      key_of(
          R"({"kty":"OKP","crv":"Ed25519","alg":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})") ==
      key_of(k_rfc8037));
}

TEST_CASE("jose::from_jwk ignores members that it does not know", "[jose]") {
  CHECK(
      key_of(
          R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","y":1,)"
          R"("x5u":"https://attacker.example/","ext":true,"key_ops":["sign","verify"],"use":"sig"})") ==
      key_of(k_rfc8037));
}

TEST_CASE("jose::from_jwk refuses what each vector says, at the place it says", "[jose]") {
  int count = 0;
  for (const std::string& name : test::list_vectors("jose")) {
    const auto vector = test::document(test::read_vector("jose/" + name));
    if (*vector.root().string_at("door") != "jose::from_jwk") continue;
    INFO(name);
    const auto input = test::document(*vector.root().string_at("input"));
    const auto key = jose::from_jwk(input.root());
    REQUIRE(!key.has_value());
    const auto expected = *vector.root().at("expect");
    CHECK(to_string(key.error().code) == *expected.string_at("code"));
    CHECK(key.error().where == *expected.string_at("where"));
    ++count;
  }
  CHECK(count == 41);
}

TEST_CASE("jose::from_jwk takes or refuses every key of Wycheproof's json_web_key", "[jose]") {
  NEEDS_PUBLIC_DATA();
  const auto suite = test::document(test::read_public("w3c/wycheproof/json_web_key_test.json"));
  // By the number of the test: what its keys give. RSA and HMAC keys are not used here, so also
  // those that the suite calls valid (2, 5, 13, 14, 15) are refused; a set of several keys is
  // several keys here.
  const std::map<std::int64_t, std::vector<std::string>> expected = {
      {1, {"forbidden /k", "ok"}},
      {2, {"forbidden /k", "forbidden /k"}},
      {3, {"forbidden /k", "forbidden /k"}},
      {4, {"forbidden /k", "forbidden /k"}},
      {5, {"unsupported /kty"}},
      {6, {"unsupported /kty"}},
      {7, {"unsupported /kty"}},
      {8, {"unsupported /kty"}},
      {9, {"unsupported /kty"}},
      {10, {"forbidden /k"}},
      {11, {"forbidden /k"}},
      {12, {"forbidden /k"}},
      {13, {"forbidden /k"}},
      {14, {"forbidden /k"}},
      {15, {"forbidden /k"}},
      {16, {"forbidden /k"}},
      {17, {"forbidden /k"}},
      {18, {"forbidden /k"}},
      {19, {"mismatch /alg"}},
      {20, {"mismatch /alg"}},
      {21, {"forbidden /use"}},
      {22, {"malformed "}},
      {23, {"mismatch /alg"}},
      {24, {"unsupported /kty"}},
      {25, {"forbidden /k"}},
      {26, {"forbidden /k"}},
  };
  std::size_t seen = 0;
  for (const json::Cursor group : suite.root().at("testGroups")->items()) {
    const json::Cursor set = group.find("public") ? *group.find("public") : *group.at("private");
    std::vector<std::string> outcomes;
    for (const json::Cursor key : set.at("keys")->items())
      outcomes.push_back(outcome_of(key));
    for (const json::Cursor item : group.at("tests")->items()) {
      const std::int64_t number = *item.at("tcId")->integer();
      INFO("test " << number);
      REQUIRE(expected.contains(number));
      CHECK(outcomes == expected.at(number));
      ++seen;
    }
  }
  CHECK(seen == expected.size());
}

TEST_CASE("jose::from_jwk refuses every private key of Wycheproof's json_web_signature", "[jose]") {
  NEEDS_PUBLIC_DATA();
  const auto suite =
      test::document(test::read_public("w3c/wycheproof/json_web_signature_test.json"));
  int count = 0;
  for (const json::Cursor group : suite.root().at("testGroups")->items()) {
    const auto key = group.find("private");
    if (!key) continue;
    const std::string outcome = outcome_of(*key);
    CHECK((outcome == "forbidden /d" || outcome == "forbidden /k"));
    ++count;
  }
  CHECK(count == 23);
}
