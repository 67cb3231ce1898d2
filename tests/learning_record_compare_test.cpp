#include <catch2/catch.hpp>

#include "learning_record/compare.h"
#include "support/records.h"

using credenza::Json;
using credenza::learning_record::compare;
using credenza::learning_record::Difference;
using credenza::learning_record::DifferenceKind;
using credenza::learning_record::LearningRecord;

namespace test = credenza::test;

namespace {

Json list(std::initializer_list<Json> items) {
  Json out = Json::array();
  for (const Json& item : items)
    out.push_back(item);
  return out;
}

/// The whole record of `type` with `changes`: JSON Pointers and what stands there then.
LearningRecord changed(const Json& changes, std::string_view type = "MicroCredential") {
  const auto record = test::record_from(test::changed(test::sample_record_json(type), changes));
  REQUIRE(record.has_value());
  return *record;
}

Difference only_difference(const LearningRecord& left, const LearningRecord& right) {
  const auto found = compare(left, right);
  REQUIRE(found.size() == 1);
  return found.front();
}

}  // namespace

TEST_CASE("compare finds no difference between a record of each type and itself",
          "[learning_record]") {
  for (const std::string_view type : test::k_record_types) {
    INFO(type);
    CHECK(compare(changed(Json::object(), type), changed(Json::object(), type)).empty());
  }
}

TEST_CASE("compare names the member that two records say differently", "[learning_record]") {
  const auto found = only_difference(changed({{"/assessment/grade", "goed"}}),
                                     changed({{"/assessment/grade", "voldoende"}}));
  CHECK(found.where == "/assessment/grade");
  CHECK(found.kind == DifferenceKind::changed);
  CHECK(found.left == "goed");
  CHECK(found.right == "voldoende");
}

TEST_CASE("compare names what only one of two records says", "[learning_record]") {
  const auto whole = changed(Json::object());
  const auto less = changed({{"/person/birth_date", nullptr}});
  const auto left = only_difference(whole, less);
  CHECK(left.where == "/person/birth_date");
  CHECK(left.kind == DifferenceKind::left_only);
  CHECK(left.left == "2004-03-17");
  CHECK(left.right.is_null());
  const auto right = only_difference(less, whole);
  CHECK(right.where == "/person/birth_date");
  CHECK(right.kind == DifferenceKind::right_only);
  CHECK(right.left.is_null());
  CHECK(right.right == "2004-03-17");
}

TEST_CASE("compare does not mind in which order a list stands", "[learning_record]") {
  const Json a{{"id", "https://skills.example/a"}, {"name", "a"}};
  const Json b{{"id", "https://skills.example/b"}, {"name", "b"}};
  const Json nameless{{"name", "c"}};
  const auto one = changed({{"/achievement/outcomes", list({a, b, nameless})}});
  const auto other = changed({{"/achievement/outcomes", list({nameless, b, a})}});
  CHECK(compare(one, other).empty());
}

TEST_CASE("compare pairs the elements of a list by what they are, not by place",
          "[learning_record]") {
  const Json a{{"id", "https://skills.example/a"}, {"name", "a"}};
  const Json b{{"id", "https://skills.example/b"}, {"name", "b"}};
  const Json renamed{{"id", "https://skills.example/b"}, {"name", "bee"}};
  const auto one = changed({{"/achievement/outcomes", list({a, b})}});
  const auto named = only_difference(one, changed({{"/achievement/outcomes", list({renamed, a})}}));
  CHECK(named.where == "/achievement/outcomes/1/name");
  CHECK(named.kind == DifferenceKind::changed);
  const auto fewer = only_difference(one, changed({{"/achievement/outcomes", list({b})}}));
  CHECK(fewer.where == "/achievement/outcomes/0");
  CHECK(fewer.kind == DifferenceKind::left_only);
}

TEST_CASE("compare counts an element that stands in a list twice", "[learning_record]") {
  const Json a{{"id", "https://skills.example/a"}, {"name", "a"}};
  const auto once = changed({{"/achievement/outcomes", list({a})}});
  const auto twice = changed({{"/achievement/outcomes", list({a, a})}});
  const auto found = only_difference(once, twice);
  CHECK(found.where == "/achievement/outcomes/1");
  CHECK(found.kind == DifferenceKind::right_only);
}

TEST_CASE("compare escapes names in the places that it gives", "[learning_record]") {
  const auto one = changed({{"/notes", {{"nl", "x"}, {"a/b", "y"}}}});
  const auto other = changed({{"/notes", {{"nl", "x"}, {"a/b", "z"}}}});
  CHECK(only_difference(one, other).where == "/notes/a~1b");
}

TEST_CASE("compare reads two long lists in time that does not square", "[learning_record]") {
  Json forth = Json::array();
  Json back = Json::array();
  for (int i = 0; i < 20000; ++i) {
    forth.push_back({{"id", "https://skills.example/" + std::to_string(i)}, {"name", "x"}});
    back.push_back({{"id", "https://skills.example/" + std::to_string(19999 - i)}, {"name", "x"}});
  }
  CHECK(compare(changed({{"/achievement/outcomes", forth}}),
                changed({{"/achievement/outcomes", back}}))
            .empty());
}
