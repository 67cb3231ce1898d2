// Everything that the doors of base refuse, one failure a vector, with code and place.
#include <functional>
#include <map>

#include <catch2/catch.hpp>

#include "base/encoding.h"
#include "base/instant.h"
#include "base/json.h"
#include "base/url.h"
#include "support/vectors.h"

using credenza::Status;

namespace test = credenza::test;
namespace json = credenza::json;

namespace {

template <class T>
Status status_of(const credenza::Result<T>& result) {
  return result ? Status() : Status(result.error());
}

std::string input_of(json::Cursor vector) {
  if (const auto hex = vector.find("input_hex")) {
    return std::string(credenza::as_text(*credenza::from_hex(*hex->string())));
  }
  return std::string(*vector.string_at("input"));
}

json::Limits limits_of(json::Cursor vector) {
  json::Limits limits;
  const auto given = vector.find("limits");
  if (!given) return limits;
  if (const auto bytes = given->find("max_bytes")) limits.max_bytes = *bytes->unsigned_integer();
  if (const auto depth = given->find("max_depth")) limits.max_depth = *depth->unsigned_integer();
  return limits;
}

using Door = std::function<Status(const std::string&, json::Cursor)>;

template <class Function>
Door door(Function function) {
  return [function](const std::string& input, json::Cursor) { return status_of(function(input)); };
}

const std::map<std::string, Door, std::less<>>& doors() {
  static const std::map<std::string, Door, std::less<>> all = {
      {"json::Document::parse",
       [](const std::string& input, json::Cursor vector) {
         return status_of(json::Document::parse(input, limits_of(vector)));
       }},
      {"parse_instant", door(credenza::parse_instant)},
      {"parse_date", door(credenza::parse_date)},
      {"Url::parse", door(credenza::Url::parse)},
      {"from_hex", door(credenza::from_hex)},
      {"from_base64url", door(credenza::from_base64url)},
      {"from_base64", door(credenza::from_base64)},
      {"from_base58", door(credenza::from_base58)},
      {"from_multibase", door(credenza::from_multibase)},
  };
  return all;
}

}  // namespace

TEST_CASE("base refuses what each vector says, at the place it says", "[base]") {
  for (const std::string& name : test::list_vectors("base")) {
    INFO(name);
    const auto vector = test::document(test::read_vector("base/" + name));
    CHECK(std::string(*vector.root().string_at("name")) + ".json" == name);
    const auto found = doors().find(*vector.root().string_at("door"));
    REQUIRE(found != doors().end());
    const Status answer = found->second(input_of(vector.root()), vector.root());
    CHECK(!answer.has_value());
    if (answer) continue;
    const auto expected = *vector.root().at("expect");
    CHECK(credenza::to_string(answer.error().code) == *expected.string_at("code"));
    CHECK(answer.error().where == *expected.string_at("where"));
    CHECK(!answer.error().detail.empty());
  }
}
