#include <map>

#include <catch2/catch.hpp>

#include "base/encoding.h"
#include "jose/jwk.h"
#include "jose/jws.h"
#include "support/ports.h"
#include "support/vectors.h"

using credenza::as_bytes;
using credenza::as_text;
using credenza::Code;
using credenza::Json;
using credenza::crypto::KeyType;
using credenza::crypto::PrivateKey;
using credenza::crypto::PublicKey;
using credenza::jose::CompactJws;
using credenza::jose::VerifiedJws;

namespace jose = credenza::jose;
namespace json = credenza::json;
namespace test = credenza::test;

namespace {

// RFC 8037 appendix A.2.
constexpr std::string_view k_ed25519_jwk =
    R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";

// RFC 7515 appendix A.3.1.
constexpr std::string_view k_p256_jwk =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})";

PublicKey key_of(std::string_view jwk) {
  const auto document = test::document(jwk);
  const auto key = jose::from_jwk(document.root());
  REQUIRE(key.has_value());
  return *key;
}

PrivateKey new_key(KeyType type, std::string seed = "jws") {
  test::SeededRandom random(std::move(seed));
  return PrivateKey::generate(type, random);
}

std::string encode(std::string_view text) {
  return credenza::to_base64url(as_bytes(text));
}

/// A token from the text of its header and payload, and its signature as base64url.
std::string token(std::string_view header, std::string_view payload, std::string_view signature) {
  return encode(header) + "." + encode(payload) + "." + std::string(signature);
}

/// A vector's input: a token as it stands, or its three parts before encoding.
std::string token(json::Cursor input) {
  if (input.is_string()) return std::string(input.raw_string());
  std::vector<std::string_view> parts;
  for (const json::Cursor part : input.items())
    parts.push_back(*part.string());
  REQUIRE(parts.size() == 3);
  return token(parts[0], parts[1], parts[2]);
}

credenza::Result<VerifiedJws> verify(std::string_view text, const PublicKey& key,
                                     std::string_view typ) {
  return VerifiedJws::verify(TRY(CompactJws::parse(text)), key, typ);
}

/// "ok", or the code and the place.
template <class T>
std::string outcome(const credenza::Result<T>& result) {
  if (result) return "ok";
  return std::string(to_string(result.error().code)) + " " + result.error().where;
}

std::string sign(const Json& header, std::string_view payload, const PrivateKey& key) {
  const auto text = jose::sign(header, as_bytes(payload), key);
  REQUIRE(text.has_value());
  return *text;
}

/// Every spelling of "none" in upper and lower case.
std::vector<std::string> spellings_of_none() {
  std::vector<std::string> out;
  for (unsigned mask = 0; mask < 16; ++mask) {
    std::string text = "none";
    for (unsigned i = 0; i < 4; ++i) {
      if ((mask >> i & 1U) != 0) text[i] = static_cast<char>(text[i] - 'a' + 'A');
    }
    out.push_back(text);
  }
  return out;
}

}  // namespace

TEST_CASE("jose::VerifiedJws verifies the example of RFC 8037 appendix A.4", "[jose]") {
  const auto jws = verify(
      "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
      "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
      key_of(k_ed25519_jwk), "");
  REQUIRE(jws.has_value());
  CHECK(as_text(jws->payload()) == "Example of Ed25519 signing");
}

TEST_CASE("jose::sign gives the example of RFC 8037 appendix A.4", "[jose]") {
  const auto seed = credenza::from_base64url("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
  const auto key =
      PrivateKey::from_raw(KeyType::ed25519, credenza::crypto::SecretBytes::copy_of(*seed));
  REQUIRE(key.has_value());
  CHECK(sign(Json::object(), "Example of Ed25519 signing", *key) ==
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
        "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
}

TEST_CASE("jose::VerifiedJws verifies the ES256 example of RFC 7515 appendix A.3", "[jose]") {
  const auto jws = verify(
      "eyJhbGciOiJFUzI1NiJ9."
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
      "fQ."
      "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
      key_of(k_p256_jwk), "");
  REQUIRE(jws.has_value());
  CHECK(as_text(jws->payload()) ==
        "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}");
}

TEST_CASE("jose refuses what each vector of a compact JWS says, at the place it says", "[jose]") {
  std::map<std::string, int> count;
  for (const std::string& name : test::list_vectors("jose")) {
    const auto vector = test::document(test::read_vector("jose/" + name));
    const std::string door(*vector.root().string_at("door"));
    if (door != "jose::CompactJws::parse" && door != "jose::VerifiedJws::verify") continue;
    INFO(name);
    const auto expected = *vector.root().at("expect");
    const std::string wanted =
        std::string(*expected.string_at("code")) + " " + std::string(*expected.string_at("where"));
    const std::string text = token(*vector.root().at("input"));
    auto parsed = CompactJws::parse(text);
    if (door == "jose::CompactJws::parse") {
      CHECK(outcome(parsed) == wanted);
    } else {
      REQUIRE(parsed.has_value());
      CHECK(outcome(VerifiedJws::verify(std::move(*parsed), key_of(*vector.root().string_at("key")),
                                        *vector.root().string_at("typ"))) == wanted);
    }
    ++count[door];
  }
  CHECK(count["jose::CompactJws::parse"] == 32);
  CHECK(count["jose::VerifiedJws::verify"] == 24);
}

TEST_CASE("jose handles every group of Wycheproof's json_web_signature", "[jose]") {
  NEEDS_PUBLIC_DATA();
  const auto suite =
      test::document(test::read_public("w3c/wycheproof/json_web_signature_test.json"));
  // Keys that are not used here do not become keys; what is signed with them is tried with the
  // P-256 key of RFC 7515.
  const PublicKey other = key_of(k_p256_jwk);
  std::map<std::string, int> count;
  for (const json::Cursor group : suite.root().at("testGroups")->items()) {
    const json::Cursor jwk = group.find("public") ? *group.find("public") : *group.at("private");
    const auto key = jose::from_jwk(jwk);
    const std::string kind =
        key ? "key" : "key refused at " + key.error().where.substr(jwk.pointer().size());
    for (const json::Cursor item : group.at("tests")->items()) {
      const std::string result = outcome(verify(*item.string_at("jws"), key ? *key : other, ""));
      ++count[kind + ", " + std::string(*item.string_at("result")) + ": " + result];
    }
  }
  const std::map<std::string, int> expected = {
      // ES256, the only algorithm of this suite that is used here.
      {"key, valid: ok", 2},
      {"key, invalid: bad_signature signature", 21},
      {"key, invalid: forbidden header/alg", 1},
      {"key, invalid: malformed ", 5},
      {"key, invalid: malformed header, line 1, column 1", 2},
      {"key, invalid: malformed signature", 8},
      // P-256 keys that were published for encryption.
      {"key refused at /use, invalid: bad_signature signature", 1},
      {"key refused at /key_ops, invalid: bad_signature signature", 1},
      // HMAC. A token that the suite calls valid has a "?" within its header.
      {"key refused at /k, valid: forbidden header/alg", 9},
      {"key refused at /k, valid: malformed header", 1},
      {"key refused at /k, invalid: forbidden header/alg", 18},
      {"key refused at /k, invalid: malformed ", 8},
      {"key refused at /k, invalid: malformed header", 2},
      {"key refused at /k, invalid: malformed header, line 1, column 1", 2},
      // RSA.
      {"key refused at /kty, valid: mismatch header/alg", 32},
      {"key refused at /kty, invalid: mismatch header/alg", 275},
      {"key refused at /kty, invalid: forbidden header/alg", 4},
      {"key refused at /kty, invalid: malformed ", 5},
      {"key refused at /kty, invalid: malformed header, line 1, column 1", 2},
      // P-521: the suite's keys name an algorithm "ES521", which does not exist.
      {"key refused at /alg, valid: mismatch header/alg", 2},
  };
  CHECK(count == expected);
}

TEST_CASE("jose::VerifiedJws verifies the ES512 example of RFC 7520 section 4.3", "[jose]") {
  NEEDS_PUBLIC_DATA();
  const auto suite =
      test::document(test::read_public("w3c/wycheproof/json_web_signature_test.json"));
  int seen = 0;
  for (const json::Cursor group : suite.root().at("testGroups")->items()) {
    const auto jwk = group.find("public");
    const auto crv = jwk ? jwk->find("crv") : jwk;
    if (!crv || crv->raw_string() != "P-521") continue;
    Json without_alg = json::to_value(*jwk);
    without_alg.erase("alg");
    const PublicKey key = key_of(without_alg.dump());
    CHECK(key.type() == KeyType::p521);
    for (const json::Cursor item : group.at("tests")->items()) {
      CHECK(outcome(verify(*item.string_at("jws"), key, "")) == "ok");
      ++seen;
    }
  }
  CHECK(seen == 2);
}

TEST_CASE("jose::VerifiedJws says why it refuses the attacks of Wycheproof's ES256 groups",
          "[jose]") {
  NEEDS_PUBLIC_DATA();
  const auto suite =
      test::document(test::read_public("w3c/wycheproof/json_web_signature_test.json"));
  const std::map<std::int64_t, std::string> expected = {
      {18, "ok"},
      {19, "bad_signature signature"},  // modified signature
      {20, "malformed signature"},      // missing signature
      {21, "malformed "},               // and its separator
      {22, "bad_signature signature"},  // modified payload
      {23, "bad_signature signature"},  // missing payload
      {25, "bad_signature signature"},  // modified header
      {31, "forbidden header/alg"},     // HMAC with the public key's bytes
      {32, "bad_signature signature"},  // the attacker's key in the header
      {378, "ok"},
      {379, "malformed signature"},      // too long
      {380, "malformed signature"},      // trailing zeros
      {386, "bad_signature signature"},  // r = s = 0
      {401, "bad_signature signature"},  // r = s = order
  };
  std::size_t seen = 0;
  for (const json::Cursor group : suite.root().at("testGroups")->items()) {
    for (const json::Cursor item : group.at("tests")->items()) {
      const auto entry = expected.find(*item.at("tcId")->integer());
      if (entry == expected.end()) continue;
      const auto key = jose::from_jwk(*group.at("public"));
      INFO("test " << entry->first);
      REQUIRE(key.has_value());
      CHECK(outcome(verify(*item.string_at("jws"), *key, "")) == entry->second);
      ++seen;
    }
  }
  CHECK(seen == expected.size());
}

TEST_CASE("jose::sign and verify agree, for every key type", "[jose]") {
  for (const KeyType type : {KeyType::ed25519, KeyType::p256, KeyType::p384, KeyType::p521}) {
    INFO(to_string(type));
    const PrivateKey key = new_key(type);
    const std::string text = sign({{"typ", "kb+jwt"}, {"kid", "k1"}}, R"({"nonce":"1"})", key);
    const auto jws = verify(text, key.public_key(), "kb+jwt");
    REQUIRE(jws.has_value());
    CHECK(*jws->header().string_at("alg") == jose::algorithm_of(type));
    CHECK(*jws->header().string_at("kid") == "k1");
    CHECK(as_text(jws->payload()) == R"({"nonce":"1"})");
    CHECK(outcome(verify(text, new_key(type, "other").public_key(), "kb+jwt")) ==
          "bad_signature signature");
  }
}

TEST_CASE("jose::VerifiedJws refuses every single changed character of a token", "[jose]") {
  const PrivateKey key = new_key(KeyType::ed25519);
  const std::string text = sign({{"typ", "JWT"}}, R"({"a":1})", key);
  REQUIRE(verify(text, key.public_key(), "JWT").has_value());
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    INFO(changed);
    CHECK(!verify(changed, key.public_key(), "JWT").has_value());
  }
}

TEST_CASE("jose takes an empty payload", "[jose]") {
  const PrivateKey key = new_key(KeyType::ed25519);
  const auto jws = verify(sign(Json::object(), "", key), key.public_key(), "");
  REQUIRE(jws.has_value());
  CHECK(jws->payload().empty());
}

TEST_CASE("jose compares types as media types", "[jose]") {
  const PrivateKey key = new_key(KeyType::ed25519);
  CHECK(verify(sign({{"typ", "application/KB+jwt"}}, "", key), key.public_key(), "kb+jwt")
            .has_value());
  CHECK(verify(sign({{"typ", "JWT"}}, "", key), key.public_key(), "application/jwt").has_value());
  CHECK(outcome(verify(sign({{"typ", "kb+jwt "}}, "", key), key.public_key(), "kb+jwt")) ==
        "mismatch header/typ");
}

TEST_CASE("jose refuses alg none in every spelling, signed or not", "[jose]") {
  const std::string signature = credenza::to_base64url(credenza::Bytes(64));
  for (const std::string& alg : spellings_of_none()) {
    INFO(alg);
    const std::string header = R"({"alg":")" + alg + R"(","typ":"JWT"})";
    CHECK(outcome(CompactJws::parse(token(header, "{}", ""))) == "forbidden header/alg");
    CHECK(outcome(CompactJws::parse(token(header, "{}", signature))) == "forbidden header/alg");
  }
}

TEST_CASE("jose refuses a token keyed with the bytes of the public key", "[jose]") {
  const PrivateKey issuer = new_key(KeyType::p256);
  // The attack needs a verifier that takes HS256 at its word, whatever the MAC; so any MAC shows
  // that none is computed.
  for (const std::string alg : {"HS256", "HS384", "HS512", "hs256", "Hs256"}) {
    const std::string header = R"({"alg":")" + alg + R"("})";
    CHECK(outcome(verify(token(header, "{}", encode(std::string(32, 'm'))), issuer.public_key(),
                         "")) == "forbidden header/alg");
  }
}

TEST_CASE("jose never takes a key from the header", "[jose]") {
  const PrivateKey issuer = new_key(KeyType::p256, "issuer");
  const PrivateKey attacker = new_key(KeyType::p256, "attacker");
  const std::vector<Json> headers = {
      {{"jwk", jose::to_jwk(attacker.public_key())}},
      {{"jku", "https://attacker.example/keys"}, {"kid", "1"}},
      {{"x5u", "https://attacker.example/chain"}},
      {{"x5c", Json::array({"MIIB"})}},
  };
  for (const Json& header : headers) {
    INFO(header.dump());
    CHECK(outcome(verify(sign(header, "{}", attacker), issuer.public_key(), "")) ==
          "bad_signature signature");
    // They do no harm in a token that the right key signed.
    CHECK(verify(sign(header, "{}", issuer), issuer.public_key(), "").has_value());
  }
}

TEST_CASE("jose refuses a signature under an algorithm that is not the key's", "[jose]") {
  const PrivateKey ed25519 = new_key(KeyType::ed25519);
  const PrivateKey p256 = new_key(KeyType::p256);
  const std::string by_ed25519 = sign(Json::object(), "{}", ed25519);
  const std::string by_p256 = sign(Json::object(), "{}", p256);
  CHECK(outcome(verify(by_ed25519, p256.public_key(), "")) == "mismatch header/alg");
  CHECK(outcome(verify(by_p256, ed25519.public_key(), "")) == "mismatch header/alg");
}

TEST_CASE("jose takes the name Ed25519 of RFC 9864 where a token was signed with it", "[jose]") {
  const PrivateKey key = new_key(KeyType::ed25519);
  const std::string input = encode(R"({"alg":"Ed25519"})") + "." + encode("{}");
  const auto signature = key.sign(as_bytes(input));
  REQUIRE(signature.has_value());
  CHECK(verify(input + "." + credenza::to_base64url(*signature), key.public_key(), "").has_value());
}

TEST_CASE("jose::CompactJws keeps within its limits", "[jose]") {
  const auto with_header_of = [](std::size_t size) {
    const std::string frame = R"({"alg":"EdDSA","x":""})";
    std::string header = frame;
    header.insert(header.size() - 2, std::string(size - frame.size(), 'x'));
    return token(header, "", "AA");
  };
  CHECK(CompactJws::parse(with_header_of(16384)).has_value());
  CHECK(CompactJws::parse(with_header_of(16385)).error().code == Code::out_of_range);
  CHECK(outcome(CompactJws::parse(with_header_of(900000), {.max_bytes = 2000000})) ==
        "out_of_range header");
  const std::string text = token(R"({"alg":"EdDSA"})", "{}", "AA");
  CHECK(CompactJws::parse(text, {.max_bytes = text.size()}).has_value());
  CHECK(outcome(CompactJws::parse(text, {.max_bytes = text.size() - 1})) == "out_of_range ");
  CHECK(outcome(CompactJws::parse(std::string(2000000, '.'))) == "out_of_range ");
}

TEST_CASE("jose::sign does not sign what parse would refuse", "[jose]") {
  const PrivateKey key = new_key(KeyType::ed25519);
  const auto refused = [&](const Json& header) { return outcome(jose::sign(header, {}, key)); };
  CHECK(refused({{"alg", "EdDSA"}}) == "forbidden header/alg");
  CHECK(refused({{"crit", Json::array({"b64"})}}) == "unsupported header/crit");
  CHECK(refused({{"b64", false}}) == "unsupported header/b64");
  CHECK(refused(Json::array()) == "malformed header");
  CHECK(refused({{"kid", std::string(17000, 'k')}}) == "out_of_range header");
  CHECK(jose::sign({{"kid", "\xff"}}, {}, key).error().code == Code::malformed);
}
