#include "jcs/jcs.h"

#include <bit>
#include <cstdint>

#include <catch2/catch.hpp>

#include "base/encoding.h"
#include "support/vectors.h"

using credenza::Code;
using credenza::jcs::canonicalize;
using credenza::jcs::Override;

namespace test = credenza::test;

namespace {

std::string canonical(std::string_view text) {
  const auto document = test::document(text);
  const auto out = canonicalize(document.root());
  REQUIRE(out.has_value());
  return *out;
}

std::string canonical(std::string_view text, const std::vector<Override>& overrides) {
  const auto document = test::document(text);
  const auto out = canonicalize(document.root(), overrides);
  REQUIRE(out.has_value());
  return *out;
}

std::string number(std::uint64_t bits) {
  return *credenza::jcs::format_number(std::bit_cast<double>(bits));
}

}  // namespace

TEST_CASE("jcs gives the reference implementation's output for its input", "[jcs]") {
  NEEDS_PUBLIC_DATA();
  for (const std::string& name : test::list_public("w3c/jcs/input")) {
    INFO(name);
    CHECK(canonical(test::read_public("w3c/jcs/input/" + name)) ==
          test::read_public("w3c/jcs/output/" + name));
  }
}

TEST_CASE("jcs gives the benchmark credential's canonical text", "[jcs]") {
  NEEDS_PUBLIC_DATA();
  CHECK(canonical(test::read_public("bench/credential.json")) ==
        test::read_public("bench/credential.jcs"));
}

TEST_CASE("jcs formats the numbers of RFC 8785 appendix B", "[jcs]") {
  CHECK(number(0x0000000000000000) == "0");
  CHECK(number(0x8000000000000000) == "0");
  CHECK(number(0x0000000000000001) == "5e-324");
  CHECK(number(0x8000000000000001) == "-5e-324");
  CHECK(number(0x7fefffffffffffff) == "1.7976931348623157e+308");
  CHECK(number(0xffefffffffffffff) == "-1.7976931348623157e+308");
  CHECK(number(0x4340000000000000) == "9007199254740992");
  CHECK(number(0xc340000000000000) == "-9007199254740992");
  CHECK(number(0x4430000000000000) == "295147905179352830000");
  CHECK(number(0x44b52d02c7e14af5) == "9.999999999999997e+22");
  CHECK(number(0x44b52d02c7e14af6) == "1e+23");
  CHECK(number(0x44b52d02c7e14af7) == "1.0000000000000001e+23");
  CHECK(number(0x444b1ae4d6e2ef4e) == "999999999999999700000");
  CHECK(number(0x444b1ae4d6e2ef4f) == "999999999999999900000");
  CHECK(number(0x444b1ae4d6e2ef50) == "1e+21");
  CHECK(number(0x3eb0c6f7a0b5ed8c) == "9.999999999999997e-7");
  CHECK(number(0x3eb0c6f7a0b5ed8d) == "0.000001");
  CHECK(number(0x41b3de4355555553) == "333333333.3333332");
  CHECK(number(0x41b3de4355555554) == "333333333.33333325");
  CHECK(number(0x41b3de4355555555) == "333333333.3333333");
  CHECK(number(0x41b3de4355555556) == "333333333.3333334");
  CHECK(number(0x41b3de4355555557) == "333333333.33333343");
  CHECK(number(0xbecbf647612f3696) == "-0.0000033333333333333333");
  CHECK(number(0x43143ff3c1cb0959) == "1424953923781206.2");
}

TEST_CASE("jcs refuses numbers that are not finite", "[jcs]") {
  for (const std::uint64_t bits : {0x7fffffffffffffffU, 0x7ff0000000000000U, 0xfff0000000000000U}) {
    const auto text = credenza::jcs::format_number(std::bit_cast<double>(bits));
    REQUIRE(!text.has_value());
    CHECK(text.error().code == Code::out_of_range);
  }
}

TEST_CASE("jcs refuses what each vector says, at the place it says", "[jcs]") {
  for (const std::string& name : test::list_vectors("jcs")) {
    INFO(name);
    const auto vector = test::document(test::read_vector("jcs/" + name));
    const auto input = test::document(*vector.root().string_at("input"));
    const auto out = canonicalize(input.root());
    REQUIRE(!out.has_value());
    const auto expected = *vector.root().at("expect");
    CHECK(to_string(out.error().code) == *expected.string_at("code"));
    CHECK(out.error().where == *expected.string_at("where"));
  }
}

TEST_CASE("jcs orders members by UTF-16 code units", "[jcs]") {
  // U+1F602 is D83D DE02 in UTF-16 and so stands before U+FB33, against the order of UTF-8.
  CHECK(canonical(
            "{\"\xef\xac\xb3\":1,\"\xf0\x9f\x98\x82\":2,\"\xc3\xb6\":3,\"\":4,\"a\":5,\"aa\":6}") ==
        "{\"\":4,\"a\":5,\"aa\":6,\"\xc3\xb6\":3,\"\xf0\x9f\x98\x82\":2,\"\xef\xac\xb3\":1}");
}

TEST_CASE("jcs escapes only what has to be", "[jcs]") {
  CHECK(canonical(R"(["\u0000\u001f\u007f\b\t\n\f\r\"\\\/\u20ac"])") ==
        "[\"\\u0000\\u001f\x7f\\b\\t\\n\\f\\r\\\"\\\\/\xe2\x82\xac\"]");
}

TEST_CASE("jcs keeps the order of arrays and takes any value at the top", "[jcs]") {
  CHECK(canonical(" [ 3 , 1 , [ ] , { } , null ] ") == "[3,1,[],{},null]");
  CHECK(canonical("\"x\"") == "\"x\"");
  CHECK(canonical("-0.0") == "0");
  CHECK(canonical("9007199254740991") == "9007199254740991");
  CHECK(canonical("-9007199254740991") == "-9007199254740991");
  CHECK(canonical("1e30") == "1e+30");
}

TEST_CASE("jcs leaves out, replaces and adds members of the outermost object only", "[jcs]") {
  constexpr std::string_view k_text = R"({"proof":1,"b":{"proof":2},"a":3})";
  CHECK(canonical(k_text, {{"proof", std::nullopt}}) == R"({"a":3,"b":{"proof":2}})");
  CHECK(canonical(k_text, {{"proof", "[9]"}}) == R"({"a":3,"b":{"proof":2},"proof":[9]})");
  CHECK(canonical(k_text, {{"aa", "0"}, {"a", std::nullopt}}) ==
        R"({"aa":0,"b":{"proof":2},"proof":1})");
  CHECK(canonical(k_text, {{"absent", std::nullopt}}) == canonical(k_text));
  CHECK(canonical("[1]", {{"proof", std::nullopt}}) == "[1]");
  CHECK(canonical("{}", {{"z", "1"}, {"y", "2"}}) == R"({"y":2,"z":1})");
}

TEST_CASE("jcs does not look at a number in a member that is left out", "[jcs]") {
  CHECK(canonical(R"({"proof":9007199254740993,"a":1})", {{"proof", std::nullopt}}) ==
        R"({"a":1})");
}
