#include <catch2/catch.hpp>

#include "jose/jwt.h"
#include "support/ports.h"
#include "support/vectors.h"

using credenza::as_bytes;
using credenza::Code;
using credenza::Instant;
using credenza::crypto::KeyType;
using credenza::crypto::PrivateKey;
using credenza::jose::check_claims;
using credenza::jose::ClaimsExpectation;
using std::chrono::seconds;

namespace jose = credenza::jose;
namespace json = credenza::json;
namespace test = credenza::test;

namespace {

/// 1767225600 as a NumericDate.
Instant now() {
  return test::at("2026-01-01T00:00:00Z");
}

bool accepts(std::string_view claims, const ClaimsExpectation& expected) {
  const auto document = test::document(claims);
  return check_claims(document.root(), expected).has_value();
}

/// What a vector expects of its claims. The views are into the vector.
ClaimsExpectation expectation(json::Cursor vector) {
  ClaimsExpectation out{.now = test::at(*vector.string_at("now"))};
  const json::Cursor expected = *vector.at("expected");
  if (const auto issuer = expected.find("issuer")) out.issuer = *issuer->string();
  if (const auto audience = expected.find("audience")) out.audience = *audience->string();
  if (const auto leeway = expected.find("leeway")) out.leeway = seconds{*leeway->integer()};
  if (const auto max_age = expected.find("max_age")) out.max_age = seconds{*max_age->integer()};
  if (const auto allow = expected.find("allow_missing_expiration"))
    out.allow_missing_expiration = *allow->boolean();
  return out;
}

credenza::Result<json::Document> signed_claims(std::string_view payload) {
  test::SeededRandom random;
  const PrivateKey key = PrivateKey::generate(KeyType::ed25519, random);
  const std::string text = TRY(jose::sign({{"typ", "JWT"}}, as_bytes(payload), key));
  auto parsed = TRY(jose::CompactJws::parse(text));
  const auto jws = TRY(jose::VerifiedJws::verify(std::move(parsed), key.public_key(), "JWT"));
  return jose::claims_of(jws);
}

}  // namespace

TEST_CASE("jose::check_claims refuses what each vector says, at the place it says", "[jose]") {
  int count = 0;
  for (const std::string& name : test::list_vectors("jose")) {
    const auto vector = test::document(test::read_vector("jose/" + name));
    if (*vector.root().string_at("door") != "jose::check_claims") continue;
    INFO(name);
    const auto claims = test::document(*vector.root().string_at("input"));
    const auto status = check_claims(claims.root(), expectation(vector.root()));
    REQUIRE(!status.has_value());
    const auto expected = *vector.root().at("expect");
    CHECK(to_string(status.error().code) == *expected.string_at("code"));
    CHECK(status.error().where == *expected.string_at("where"));
    ++count;
  }
  CHECK(count == 28);
}

TEST_CASE("jose::check_claims takes a token that says all that is expected", "[jose]") {
  constexpr std::string_view k_claims =
      R"({"iss":"https://school.example","aud":"https://employer.example","exp":1767225601,)"
      R"("nbf":1767225600,"iat":1767225600,"sub":"x"})";
  CHECK(accepts(k_claims, {.issuer = "https://school.example",
                           .audience = "https://employer.example",
                           .now = now(),
                           .leeway = seconds{0},
                           .max_age = seconds{0}}));
}

TEST_CASE("jose::check_claims takes an audience list that names us", "[jose]") {
  constexpr std::string_view k_claims =
      R"({"aud":["https://other.example","https://employer.example"],"exp":1767225601})";
  CHECK(accepts(k_claims, {.audience = "https://employer.example", .now = now()}));
}

TEST_CASE("jose::check_claims gives clocks their leeway and no more", "[jose]") {
  const auto at = [](std::int64_t offset) { return now() + seconds{offset}; };
  const std::string_view expires = R"({"exp":1767225600})";
  CHECK(accepts(expires, {.now = at(59)}));
  CHECK(!accepts(expires, {.now = at(60)}));
  CHECK(accepts(expires, {.now = at(-1), .leeway = seconds{0}}));
  CHECK(!accepts(expires, {.now = at(0), .leeway = seconds{0}}));
  const std::string_view begins = R"({"nbf":1767225600,"exp":1767229200})";
  CHECK(accepts(begins, {.now = at(-60)}));
  CHECK(!accepts(begins, {.now = at(-61)}));
  const std::string_view issued = R"({"iat":1767225600,"exp":1767229200})";
  CHECK(accepts(issued, {.now = at(-60), .max_age = seconds{300}}));
  CHECK(!accepts(issued, {.now = at(-61), .max_age = seconds{300}}));
  CHECK(accepts(issued, {.now = at(360), .max_age = seconds{300}}));
  CHECK(!accepts(issued, {.now = at(361), .max_age = seconds{300}}));
}

TEST_CASE("jose::check_claims asks for an end unless told not to", "[jose]") {
  CHECK(!accepts("{}", {.now = now()}));
  CHECK(accepts("{}", {.now = now(), .allow_missing_expiration = true}));
}

TEST_CASE("jose::numeric_date drops a fraction and knows its bounds", "[jose]") {
  const auto date = [](std::string_view text) {
    const auto document = test::document(text);
    return jose::numeric_date(document.root());
  };
  CHECK(*date("0") == Instant{});
  CHECK(*date("1767225600") == now());
  CHECK(*date("1767225600.999") == now());
  CHECK(*date("1.7672256e9") == now());
  CHECK(*date("253402300799") == test::at("9999-12-31T23:59:59Z"));
  for (const std::string_view text :
       {"253402300800", "-1", "-0.5", "1e300", "\"0\"", "null", "18446744073709551615"}) {
    INFO(text);
    const auto result = date(text);
    REQUIRE(!result.has_value());
    CHECK(result.error().code == Code::malformed);
  }
}

TEST_CASE("jose::claims_of takes a JSON object and nothing else", "[jose]") {
  const auto claims = signed_claims(R"({"sub":"x"})");
  REQUIRE(claims.has_value());
  CHECK(*claims->root().string_at("sub") == "x");
  for (const std::string_view payload :
       {"", "[]", "\"x\"", "{", R"({"a":1,"a":2})", "{\"a\":\"\xff\"}"}) {
    INFO(payload);
    const auto refused = signed_claims(payload);
    REQUIRE(!refused.has_value());
    CHECK(refused.error().code == Code::malformed);
  }
}
