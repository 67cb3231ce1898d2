#include <limits>

#include <catch2/catch.hpp>

#include "base/json.h"
#include "base/json_value.h"
#include "support/vectors.h"

using credenza::Code;
using credenza::Json;
using credenza::json::Cursor;
using credenza::json::Document;
using credenza::json::Kind;

namespace test = credenza::test;
namespace json = credenza::json;

namespace {

constexpr std::string_view k_text =
    R"({"b":[1,"two",{"x":null}],"a/b":{"m~n":true},"":-7,"c":3.0,"d":2.5,"e":18446744073709551615,"f":"\u00e9"})";

std::vector<std::string> names(Cursor::CanonicalRange range) {
  std::vector<std::string> out;
  for (const Cursor member : range)
    out.emplace_back(member.name());
  return out;
}

bool equal(std::string_view a, std::string_view b) {
  const auto left = test::document(a);
  const auto right = test::document(b);
  CHECK(json::equal(left.root(), right.root()) == json::equal(right.root(), left.root()));
  return json::equal(left.root(), right.root());
}

}  // namespace

TEST_CASE("base reads members by name and items in order", "[base]") {
  const auto document = test::document(k_text);
  const Cursor root = document.root();
  CHECK(document.text() == k_text);
  CHECK(root.is_object());
  CHECK(root.size() == 7);
  CHECK(root.name().empty());
  CHECK(*root.string_at("f") == "\xc3\xa9");
  const Cursor list = *root.at("b");
  CHECK(list.is_array());
  CHECK(list.size() == 3);
  CHECK(list.name() == "b");
  std::vector<Kind> kinds;
  for (const Cursor item : list.items())
    kinds.push_back(item.kind());
  CHECK(kinds == std::vector<Kind>{Kind::integer, Kind::string, Kind::object});
  std::vector<std::string> in_order;
  for (const Cursor member : root.items())
    in_order.emplace_back(member.name());
  CHECK(in_order == std::vector<std::string>{"b", "a/b", "", "c", "d", "e", "f"});
  CHECK(root.find("b") == std::optional(list));
  CHECK(!root.find("B"));
  CHECK(!list.find("b"));
}

TEST_CASE("base names the place of every value", "[base]") {
  const auto document = test::document(k_text);
  const Cursor root = document.root();
  CHECK(root.pointer().empty());
  CHECK(root.at("")->pointer() == "/");
  CHECK(root.at("a/b")->at("m~n")->pointer() == "/a~1b/m~0n");
  std::vector<std::string> pointers;
  for (const Cursor item : root.at("b")->items())
    pointers.push_back(item.pointer());
  CHECK(pointers == std::vector<std::string>{"/b/0", "/b/1", "/b/2"});
  CHECK(json::pointer_token("~/~1") == "~0~1~01");
}

TEST_CASE("base says what is missing or of another kind, and where", "[base]") {
  const auto document = test::document(k_text);
  const Cursor root = document.root();
  const auto check = [](const auto& result, Code code, std::string_view where) {
    REQUIRE(!result.has_value());
    CHECK(result.error().code == code);
    CHECK(result.error().where == where);
  };
  check(root.at("x/y"), Code::missing, "/x~1y");
  check(root.at("a/b")->at("z"), Code::missing, "/a~1b/z");
  check(root.at("b")->at("z"), Code::malformed, "/b");
  check(root.string_at("g"), Code::missing, "/g");
  check(root.string_at("c"), Code::malformed, "/c");
  check(root.at("c")->boolean(), Code::malformed, "/c");
  check(root.at("d")->integer(), Code::malformed, "/d");
  check(root.at("e")->integer(), Code::malformed, "/e");
  check(root.at("")->unsigned_integer(), Code::malformed, "/");
  check(root.at("d")->unsigned_integer(), Code::malformed, "/d");
  check(root.at("f")->number(), Code::malformed, "/f");
  check(root.string(), Code::malformed, "");
}

TEST_CASE("base reads numbers as what they are worth", "[base]") {
  const auto document = test::document(k_text);
  const Cursor root = document.root();
  CHECK(*root.at("")->integer() == -7);
  CHECK(*root.at("")->number() == -7.0);
  CHECK(*root.at("c")->integer() == 3);
  CHECK(*root.at("c")->unsigned_integer() == 3);
  CHECK(*root.at("d")->number() == 2.5);
  CHECK(*root.at("e")->unsigned_integer() == UINT64_MAX);
  CHECK(*root.at("e")->number() == 18446744073709551615.0);
  CHECK(*test::document("0").root().unsigned_integer() == 0);
  CHECK(!test::document("1e300").root().integer());
  CHECK(!test::document("-3.0").root().unsigned_integer());
  CHECK(*test::document("-3.0").root().integer() == -3);
}

TEST_CASE("base takes one value or an array of values alike", "[base]") {
  const auto count = [](std::string_view text) {
    const auto document = test::document(text);
    int values = 0;
    for (const Cursor item : document.root().one_or_many())
      values += item.kind() == Kind::array ? 100 : 1;
    return values;
  };
  CHECK(count("1") == 1);
  CHECK(count("[]") == 0);
  CHECK(count("[1,2,3]") == 3);
  CHECK(count("[[1,2],3]") == 101);
  CHECK(count(R"({"a":1,"b":2})") == 1);
}

TEST_CASE("base walks members in canonical order", "[base]") {
  const auto document =
      test::document("{\"b\":1,\"\xef\xac\xb3\":2,\"\xf0\x9f\x98\x82\":3,\"aa\":4,\"a\":5,\"\":6}");
  CHECK(names(document.root().canonical_items()) ==
        std::vector<std::string>{"", "a", "aa", "b", "\xf0\x9f\x98\x82", "\xef\xac\xb3"});
  const auto scalar = test::document("1");
  CHECK(names(scalar.root().canonical_items()).empty());
  CHECK(scalar.root().items().begin() == scalar.root().items().end());
}

TEST_CASE("base finds JSON values equal by value", "[base]") {
  CHECK(equal(R"({"a":1,"b":[true,null,"x"]})", R"( {"b":[true,null,"\u0078"],"a":1.0} )"));
  CHECK(equal("-0", "0.0"));
  CHECK(equal("1e2", "100"));
  CHECK(equal("18446744073709551615", "18446744073709551615"));
  CHECK(equal("9223372036854775808", "9223372036854775808.0"));
  CHECK(equal("-9223372036854775808", "-9223372036854775808.0"));
  CHECK(!equal("9007199254740993", "9007199254740992.0"));
  CHECK(!equal("9223372036854775807", "9223372036854775808"));
  CHECK(!equal("9223372036854775807", "9223372036854775808.0"));
  CHECK(!equal("18446744073709551615", "18446744073709551616.0"));
  CHECK(!equal("1", "1.5"));
  CHECK(!equal("1", "1e300"));
  CHECK(!equal("-1", "18446744073709551615"));
  CHECK(!equal("1", "\"1\""));
  CHECK(!equal("[1,2]", "[2,1]"));
  CHECK(!equal("[]", "{}"));
  CHECK(!equal("null", "false"));
  CHECK(!equal(R"({"a":1})", R"({"b":1})"));
  CHECK(!equal(R"({"a":1})", R"({"a":1,"b":2})"));
  CHECK(!equal(R"({"a":{"b":1}})", R"({"a":{"b":2}})"));
}

TEST_CASE("base keeps a document's values where they are when the document moves", "[base]") {
  auto first = test::document(R"(["a rather long text that no small buffer holds","b"])");
  const Cursor item = *first.root().items().begin();
  const Document second = std::move(first);
  CHECK(item.raw_string() == "a rather long text that no small buffer holds");
  CHECK(*second.root().items().begin() == item);
}

TEST_CASE("base builds upon what it has read", "[base]") {
  const auto document = test::document(k_text);
  Json value = json::to_value(document.root());
  CHECK(value.begin().key() == "b");
  CHECK(value["e"] == UINT64_MAX);
  const auto again = json::to_document(value);
  REQUIRE(again.has_value());
  CHECK(json::equal(document.root(), again->root()));
  value["g"] = "new";
  CHECK(!json::equal(document.root(), json::to_document(value)->root()));
}

TEST_CASE("base writes compact and indented text", "[base]") {
  const Json value = {{"b", 1}, {"a", {true, nullptr, "\xc3\xa9\n"}}};
  CHECK(*json::to_text(value) == "{\"b\":1,\"a\":[true,null,\"\xc3\xa9\\n\"]}");
  CHECK(*json::to_pretty_text(value) ==
        "{\n  \"b\": 1,\n  \"a\": [\n    true,\n    null,\n    \"\xc3\xa9\\n\"\n  ]\n}\n");
}

TEST_CASE("base writes no text that it could not read", "[base]") {
  CHECK(json::to_text(Json("\xff")).error().code == Code::malformed);
  CHECK(json::to_pretty_text(Json{{"a", "\xed\xa0\x80"}}).error().code == Code::malformed);
  CHECK(json::to_document(Json{{"\xc3", 1}}).error().code == Code::malformed);
  CHECK(json::to_document(Json("12345678"), {.max_bytes = 9, .max_depth = 1}).error().code ==
        Code::out_of_range);
}
