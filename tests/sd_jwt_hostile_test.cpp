// SD-JWTs that are made to cost: many, deep, long, and in circles.
#include <ctime>
#include <string>

#include <catch2/catch.hpp>

#include "sd_jwt/sd_jwt.h"
#include "sd_jwt/sd_jwt_detail.h"
#include "support/sd_jwt_maker.h"

using credenza::Json;
using credenza::sd_jwt::SdJwt;
using credenza::sd_jwt::VerifiedSdJwt;

namespace detail = credenza::sd_jwt::detail;
namespace json = credenza::json;
namespace sd_jwt = credenza::sd_jwt;
namespace test = credenza::test;

namespace {

constexpr json::Limits k_large{.max_bytes = std::size_t{16} << 20};

template <class T>
std::string outcome(const credenza::Result<T>& result) {
  if (result) return "ok";
  return std::string(to_string(result.error().code)) + " " + result.error().where;
}

const test::SdJwtMaker& maker() {
  static const test::SdJwtMaker one;
  return one;
}

credenza::Result<VerifiedSdJwt> verify(std::string_view text, const json::Limits& limits = {}) {
  return VerifiedSdJwt::verify(
      TRY(SdJwt::parse(text, limits)), maker().issuer(),
      {.typ = "dc+sd-jwt",
       .claims = {.now = test::SdJwtMaker::now(), .allow_missing_expiration = true}});
}

double seconds_of_processor() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// An SD-JWT of one object with `count` claims, each in a disclosure. Text by hand: what the maker
/// does takes the square of the count.
std::string with_claims(std::size_t count, bool one_name = false) {
  std::string digests;
  std::string disclosures;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    const std::string disclosure = test::base64url(
        R"(["salt)" + number + R"(","claim)" + (one_name ? "" : number) + R"(",)" + number + "]");
    digests += (i == 0 ? "\"" : ",\"") + test::sha256_base64url(disclosure) + "\"";
    disclosures += disclosure + "~";
  }
  return maker().make({{"payload", R"({"_sd":[)" + digests + "]}"}}) + disclosures;
}

/// `depth` disclosures, each in the value of the one before.
std::string chain(std::size_t depth) {
  std::string disclosures;
  std::string inner = "1";
  std::string digest;
  for (std::size_t i = 0; i < depth; ++i) {
    const std::string disclosure = test::base64url(R"(["salt","a",)" + inner + "]");
    digest = test::sha256_base64url(disclosure);
    inner = R"({"_sd":[")" + digest + R"("]})";
    disclosures += disclosure + "~";
  }
  return maker().make({{"payload", inner}}) + disclosures;
}

}  // namespace

TEST_CASE("sd_jwt verifies 10,000 disclosures in time that grows with their number", "[sd_jwt]") {
  const auto time_of = [](std::size_t count) {
    const std::string text = with_claims(count);
    const double start = seconds_of_processor();
    const auto verified = verify(text, k_large);
    const double taken = seconds_of_processor() - start;
    INFO(outcome(verified));
    REQUIRE(verified.has_value());
    CHECK(verified->disclosed().size() == count);
    CHECK(verified->claims().size() == count);
    return taken;
  };
  time_of(10);
  const double thousand = time_of(1000);
  const double ten_thousand = time_of(10000);
  INFO(thousand << " s, then " << ten_thousand << " s");
  // A square would take a hundred times as long.
  CHECK(ten_thousand < 40 * thousand);
}

TEST_CASE("sd_jwt refuses 10,000 disclosures of one name", "[sd_jwt]") {
  CHECK(outcome(verify(with_claims(10000, true), k_large)) == "conflict claims/claim");
}

TEST_CASE("sd_jwt looks through 10,000 digests without disclosure", "[sd_jwt]") {
  std::string digests;
  for (int i = 0; i < 10000; ++i)
    digests += "\"" + test::sha256_base64url(std::to_string(i)) + "\",";
  const auto payload = [&digests](const std::string& last) {
    return maker().make({{"payload", R"({"_sd":[)" + digests + "\"" + last + "\"]}"}});
  };
  CHECK(outcome(verify(payload("x"))) == "ok");
  CHECK(outcome(verify(payload(test::sha256_base64url("5000")))) == "conflict payload");
}

TEST_CASE("sd_jwt follows disclosures in disclosures as deep as a document goes", "[sd_jwt]") {
  const std::size_t deepest = json::Limits{}.max_depth;
  // The payload is one level, and the innermost value is a number.
  CHECK(outcome(verify(chain(deepest))) == "ok");
  CHECK(outcome(verify(chain(deepest + 1))).starts_with("out_of_range disclosures/"));
  CHECK(outcome(verify(chain(2000))).starts_with("out_of_range disclosures/"));
}

TEST_CASE("sd_jwt refuses a value that is too deep where it is put", "[sd_jwt]") {
  const auto nested = [](int depth) {
    Json value = 1;
    for (int i = 0; i < depth; ++i)
      value = Json::array({value});
    return value;
  };
  const auto text = [&nested](int depth) {
    return maker().make(
        {{"payload", {{"_sd", {"#0"}}}}, {"disclosures", {{"salt", "a", {{"b", nested(depth)}}}}}});
  };
  CHECK(outcome(verify(text(62))) == "ok");
  CHECK(outcome(verify(text(63))).starts_with("out_of_range disclosures/0"));
}

TEST_CASE("sd_jwt does not go round in a circle of disclosures", "[sd_jwt]") {
  // No such circle can be made with a hash function that holds, so the digests are made up here.
  const std::string first = test::base64url(R"(["salt","a",{"_sd":["B"]}])");
  const std::string second = test::base64url(R"(["salt","b",{"_sd":["A"]}])");
  const std::vector<detail::Disclosure> disclosures{{first, "A"}, {second, "B"}};
  const auto payload = test::document(R"({"_sd":["A"]})");
  CHECK(outcome(detail::process_disclosures(payload.root(), disclosures)) ==
        "conflict disclosures/1/2/_sd/0");

  const std::string own = test::base64url(R"(["salt",[{"...":"A"}]])");
  const std::vector<detail::Disclosure> itself{{own, "A"}};
  const auto list = test::document(R"({"list":[{"...":"A"}]})");
  CHECK(outcome(detail::process_disclosures(list.root(), itself)) ==
        "conflict disclosures/0/1/0/...");
}

TEST_CASE("sd_jwt reads 5 MB only for a caller who asks for it", "[sd_jwt]") {
  const std::string value(std::size_t{5} << 20, 'x');
  const std::string disclosure = test::base64url(R"(["salt","a",")" + value + "\"]");
  const std::string text =
      maker().make({{"payload", {{"_sd", {test::sha256_base64url(disclosure)}}}}}) + disclosure +
      "~";
  CHECK(outcome(verify(text)) == "out_of_range ");
  const auto verified = verify(text, k_large);
  INFO(outcome(verified));
  REQUIRE(verified.has_value());
  CHECK(verified->claims().string_at("a")->size() == value.size());
  CHECK(outcome(SdJwt::parse(std::string(std::size_t{5} << 20, '~'))) == "out_of_range ");
  CHECK(outcome(SdJwt::parse("a.b.c" + std::string(std::size_t{5} << 20, '~'), k_large)) ==
        "malformed disclosures");
}
