#include "issuer/where.h"

#include <algorithm>
#include <map>

#include <catch2/catch.hpp>

#include "support/said_in_dutch.h"
#include "support/vectors.h"

using credenza::issuer::Where;
using credenza::issuer::WhereKnown;
using credenza::issuer::WhereTerm;

namespace test = credenza::test;

namespace {

using Facts = std::map<std::string, std::vector<std::string>, std::less<>>;

Where where(const std::string& text) {
  auto out = Where::parse(text);
  INFO(text);
  REQUIRE(out.has_value());
  return *std::move(out);
}

/// A lookup that knows all there is.
Where::Lookup all(const Facts& facts) {
  return [facts](std::string_view name) {
    const auto found = facts.find(name);
    return found == facts.end() ? WhereKnown{} : WhereKnown{found->second};
  };
}

/// A lookup that knows these, and that there are others.
Where::Lookup some(const Facts& facts) {
  return [facts](std::string_view name) {
    const auto found = facts.find(name);
    return found == facts.end() ? WhereKnown{{}, false} : WhereKnown{found->second};
  };
}

/// With both ways to ask, which have to agree.
bool holds(const std::string& text, const Facts& facts) {
  const Where asked = where(text);
  const auto out = asked.holds(all(facts));
  REQUIRE(out.has_value());
  CHECK(*out == asked.holds_when([&facts](const WhereTerm& term) {
    const auto found = facts.find(term.name);
    return found != facts.end() &&
           std::any_of(found->second.begin(), found->second.end(),
                       [&term](const std::string& value) { return compares(term, value); });
  }));
  return *out;
}

bool of_value(const std::string& comparison, const std::string& value) {
  return holds("x" + comparison, {{"x", {value}}});
}

}  // namespace

TEST_CASE("where says what is wrong, in which column, in both languages", "[where]") {
  const auto names = test::list_vectors("where");
  REQUIRE(names.size() >= 31);
  for (const std::string& name : names) {
    INFO(name);
    const auto vector = test::document(test::read_vector("where/" + name));
    const auto parsed = Where::parse(*vector.root().string_at("input"));
    REQUIRE_FALSE(parsed.has_value());
    const auto expected = *vector.root().at("expect");
    CHECK(to_string(parsed.error().code) == *expected.string_at("code"));
    CHECK(parsed.error().where == *expected.string_at("where"));
    test::said_in_dutch(parsed.error());
  }
}

TEST_CASE("where compares texts to the letter", "[where]") {
  CHECK(of_value("=\"2026-06-12-A\"", "2026-06-12-A"));
  CHECK(of_value("='2026-06-12-A'", "2026-06-12-A"));
  CHECK(of_value("=2026-06-12-A", "2026-06-12-A"));
  CHECK_FALSE(of_value("=\"2026-06-12-A\"", "2026-06-12-B"));
  CHECK_FALSE(of_value("=\"2026-06-12-A\"", "2026-06-12-a"));
  CHECK_FALSE(of_value("=\"2026-06-12\"", "2026-06-12-A"));
  CHECK(of_value("=\"say \\\"hi\\\" \\\\ it\\'s\"", "say \"hi\" \\ it's"));
  CHECK(of_value("=Коваленко", "Коваленко"));
  CHECK(of_value("=\"\"", ""));
  CHECK(of_value("<b", "a"));
  CHECK_FALSE(of_value("<b", "b"));
  CHECK(of_value("<=b", "b"));
}

TEST_CASE("where compares numbers as numbers, however long", "[where]") {
  CHECK(of_value(">=240", "240"));
  CHECK(of_value(">28", "240"));
  CHECK_FALSE(of_value("<28", "240"));
  CHECK(of_value("=3.50", "3.5"));
  CHECK(of_value("=\"240\"", "240"));
  CHECK_FALSE(of_value("=\"3.50\"", "3.5"));
  CHECK(of_value(">-2", "-1"));
  CHECK(of_value("=-0", "0"));
  CHECK(of_value("<0.25", "0.125"));
  CHECK(of_value("<12345678901234567891", "12345678901234567890"));
  CHECK_FALSE(of_value("=12345678901234567891", "12345678901234567890"));
  // A code with leading zeros is no number.
  CHECK_FALSE(of_value("=7", "007"));
  CHECK(of_value("=007", "007"));
}

TEST_CASE("where compares dates and instants as far as the question is exact", "[where]") {
  CHECK(of_value(">=2026-03-03", "2026-03-03T00:00:00Z"));
  // Winter: a day of the Netherlands ends an hour before that of UTC.
  CHECK_FALSE(of_value(">2026-03-03", "2026-03-03T22:59:59Z"));
  CHECK(of_value("<=2026-03-03", "2026-03-03T22:59:59Z"));
  CHECK(of_value(">2026-03-03", "2026-03-03T23:00:00Z"));
  CHECK(of_value("=2026-03-04", "2026-03-03T23:00:00Z"));
  // Summer: two hours. The day on which the clock goes forward has 23 hours, the other one 25.
  CHECK(of_value("=2026-06-30", "2026-06-30T21:59:59Z"));
  CHECK(of_value("=2026-07", "2026-06-30T22:00:00Z"));
  CHECK(of_value("=2026-03-29", "2026-03-28T23:00:00Z"));
  CHECK(of_value("=2026-03-29", "2026-03-29T21:59:59Z"));
  CHECK_FALSE(of_value("=2026-03-29", "2026-03-29T22:00:00Z"));
  CHECK(of_value("=2026-10-25", "2026-10-24T22:00:00Z"));
  CHECK(of_value("=2026-10-25", "2026-10-25T22:59:59Z"));
  CHECK(of_value(">2026-10-25", "2026-10-25T23:00:00Z"));
  // A day does not tell which of its instants it is.
  CHECK_FALSE(of_value("<2026-03-03T23:30:00Z", "2026-03-04"));
  CHECK_FALSE(of_value(">=2026-03-03T23:30:00Z", "2026-03-04"));
  CHECK(of_value("<2026-03-03T23:30:00Z", "2026-03-03"));
  CHECK(of_value("<2026-07-01", "2026-06-12"));
  CHECK(of_value("=2026-06", "2026-06-12"));
  CHECK(of_value("!=2026-05", "2026-06-12"));
  CHECK(of_value("=\"2026-06-12\"", "2026-06-12T09:00:00Z"));
  CHECK_FALSE(of_value("=\"2026-06\"", "2026-06-12"));
  // Offsets are read: this is 23:30 UTC of the day before.
  CHECK(of_value("<2026-03-03T01:00:00+01:00", "2026-03-02T23:30:00Z"));
  CHECK_FALSE(of_value(">2026-03-03T01:00:00+01:00", "2026-03-02T23:30:00Z"));
  // Somebody born in 1991 is not known to be born after, or before, May of it.
  CHECK_FALSE(of_value("<1991-05", "1991"));
  CHECK_FALSE(of_value(">=1991-05", "1991"));
  CHECK(of_value("<1992-05", "1991"));
}

TEST_CASE("where takes any of several values, and nothing for what is absent", "[where]") {
  const Facts facts = {{"skill", {"forklift", "orders"}}};
  CHECK(holds("skill=orders", facts));
  CHECK_FALSE(holds("skill!=orders", facts));
  CHECK(holds("skill!=cargo", facts));
  CHECK_FALSE(holds("other=orders", facts));
  CHECK(holds("other!=orders", facts));
  CHECK_FALSE(holds("other<z", facts));
}

TEST_CASE("where binds not before and, and and before or", "[where]") {
  const Facts facts = {{"a", {"1"}}, {"b", {"2"}}, {"c", {"3"}}};
  CHECK(holds("a=1 or b=0 and c=0", facts));
  CHECK_FALSE(holds("(a=1 or b=0) and c=0", facts));
  CHECK_FALSE(holds("not a=1 or b=0", facts));
  CHECK(holds("not (a=1 and b=0)", facts));
  CHECK(holds("not not a=1", facts));
  CHECK(holds("not(a=0)and(b=2)", facts));
  // Words of the language are names before an operator.
  CHECK(holds("not=5", {{"not", {"5"}}}));
  CHECK(holds("a=1 and and=2", {{"a", {"1"}}, {"and", {"2"}}}));
}

TEST_CASE("where leaves open what hangs on what is sealed", "[where]") {
  const Facts known = {{"session", {"A"}}};
  CHECK(where("session=A").holds(some(known)) == true);
  CHECK(where("session=B").holds(some(known)) == false);
  CHECK(where("name=X").holds(some(known)) == std::nullopt);
  CHECK(where("name!=X").holds(some(known)) == std::nullopt);
  CHECK(where("not name=X").holds(some(known)) == std::nullopt);
  CHECK(where("session=B and name=X").holds(some(known)) == false);
  CHECK(where("name=X and session=B").holds(some(known)) == false);
  CHECK(where("session=A or name=X").holds(some(known)) == true);
  CHECK(where("session=A and name=X").holds(some(known)) == std::nullopt);
}

TEST_CASE("where asks later only for what is left", "[where]") {
  const Facts cohort = {{"session", {"A"}}, {"type", {"T"}}};
  const Where left =
      where("session=A and (type=U or name=X) and not (type=U and name=Y)").given(some(cohort));
  CHECK(left.text() == "name=X");
  CHECK(left.holds(all({{"name", {"X"}}})) == true);
  CHECK(left.holds(all({{"name", {"Z"}}})) == false);
  CHECK(where("session=B and name=X").given(some(cohort)).holds(some({})) == false);
  CHECK(where("name=X or not name=Y").given(some(cohort)).text() == "(name=X or not name=Y)");
}

TEST_CASE("where gives the same answer at once and in steps", "[where]") {
  const std::vector<std::string> leaves = {"a=1", "b=1", "not a=1", "c!=1", "b<2"};
  const std::vector<std::string> joints = {" and ", " or "};
  const Facts first = {{"a", {"1"}}};
  for (const std::string& x : leaves) {
    for (const std::string& y : leaves) {
      for (const std::string& z : leaves) {
        for (const std::string& i : joints) {
          for (const std::string& k : joints) {
            const Where whole = where("not (" + x + i + y + ")" + k + z);
            for (const Facts& rest : {Facts{{"b", {"1"}}, {"c", {"1"}}}, Facts{{"b", {"3"}}}}) {
              Facts everything = first;
              everything.insert(rest.begin(), rest.end());
              REQUIRE(whole.given(some(first)).holds(all(everything)) ==
                      whole.holds(all(everything)));
            }
          }
        }
      }
    }
  }
}

TEST_CASE("where looks every name up once, however often it is asked for", "[where]") {
  std::string text = "a=1";
  for (int i = 2; i <= 300; ++i)
    text += " or a=" + std::to_string(i);
  text = "b=1 or not (" + text + ")";
  const Where read = where(text);
  CHECK(read.terms().size() == 301);
  CHECK(read.names() == std::vector<std::string>{"b", "a"});
  int lookups = 0;
  const auto nothing = [&lookups](std::string_view) {
    ++lookups;
    return WhereKnown{{}, false};
  };
  CHECK_FALSE(read.holds(nothing).has_value());
  CHECK(lookups == 2);
  CHECK(read.given(nothing).text() == read.text());
  CHECK(lookups == 4);
}

TEST_CASE("where takes a text in the order of Dutch dates only between quotation marks",
          "[where]") {
  CHECK(of_value("=\"12-06-2026\"", "12-06-2026"));
  CHECK(of_value("=12-06-26", "12-06-26"));
  CHECK(of_value("=112-06-2026", "112-06-2026"));
  CHECK(of_value("=12-06-2026-A", "12-06-2026-A"));
}

TEST_CASE("where is written as it is read", "[where]") {
  for (const std::string text :
       {"a=1", "(a=1 and not b!=\"x\\\"y\\\\\")", "((a<=2026-01-01 or b>1) and c<x)"}) {
    CHECK(where(text).text() == text);
    CHECK(where(where(text).text()).terms().size() == where(text).terms().size());
  }
  const Where naam = where("naam=\"Zoë\" and sessie=\"A\"");
  REQUIRE(naam.terms().size() == 2);
  CHECK(naam.terms()[1].name == "sessie");
  CHECK(naam.terms()[1].column == 16);
}
