#include <algorithm>

#include <catch2/catch.hpp>

#include "issuer/config.h"
#include "issuer/template.h"
#include "support/issuer_maker.h"
#include "support/records.h"
#include "support/vectors.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)

namespace {

Hole hole(const Json& node) {
  std::vector<Error> problems;
  const auto document = test::document(node);
  auto out = read_hole(document.root(), problems);
  INFO((problems.empty() ? "" : problems[0].where + ": " + problems[0].detail));
  REQUIRE(out.has_value());
  return std::move(*out);
}

/// What a cell becomes; the code of its problem when it becomes nothing.
std::string cell(const Json& node, std::string_view text) {
  const CellReading out = read_cell(hole(node), text);
  if (!out.problem) return out.is_there() ? out.to_json().dump() : "nothing";
  CHECK(!out.problem->what.en.empty());
  CHECK(!out.problem->what.nl.empty());
  return std::string(to_string(out.problem->code));
}

std::vector<std::string> problems_of(const Json& form) {
  std::vector<Error> problems;
  const auto parsed = Template::parse(form.dump(), problems);
  CHECK(parsed.has_value() == problems.empty());
  std::vector<std::string> out;
  for (const Error& problem : problems)
    out.push_back(std::string(to_string(problem.code)) + " " + problem.where);
  return out;
}

/// The whole sample record as a template without awarding body.
Json form() {
  Json record = test::changed(test::sample_record_json(), {{"/awarding_body", nullptr}});
  return {{"schema", k_template_schema}, {"id", "t"}, {"record", std::move(record)}};
}

std::vector<std::string> findings_of(const Json& changes) {
  std::vector<Error> problems;
  const auto parsed = Template::parse(test::changed(form(), changes).dump(), problems);
  REQUIRE(parsed.has_value());
  std::vector<std::string> out;
  for (const Error& problem : check_template(*parsed)) {
    out.push_back(std::string(to_string(problem.code)) + " " + problem.where);
  }
  return out;
}

using Places = std::vector<std::string>;

}  // namespace

TEST_CASE("a text cell loses the white space around it and nothing else", "[issuer_template]") {
  CHECK(cell({{"$column", "a"}}, "  van der \u00a0") == "\"van der\"");
  CHECK(cell({{"$column", "a"}}, "O'Neill; Jr.") == "\"O'Neill; Jr.\"");
  CHECK(cell({{"$column", "a"}}, " ") == "missing");
  CHECK(cell({{"$column", "a"}, {"optional", true}}, " ") == "nothing");
}

TEST_CASE("a date cell is read in the format of its hole", "[issuer_template]") {
  const Json day = {{"$column", "a"}, {"type", "date"}, {"format", "dd-mm-yyyy"}};
  CHECK(cell(day, "17-03-2004") == "\"2004-03-17\"");
  CHECK(cell(day, "2-11-2003") == "\"2003-11-02\"");
  CHECK(cell(day, "29-02-2004") == "\"2004-02-29\"");
  for (const char* bad : {"29-02-1970", "31-06-2026", "17-13-2004", "00-01-2004", "17-00-2004",
                          "17/03/2004", "2004-03-17", "17-03-04", "17-03-2004 ?", "17-03-",
                          "-03-2004", "117-03-2004", "1991", "17-03-0204", "vandaag"}) {
    INFO(bad);
    CHECK(cell(day, bad) == "malformed");
  }
  CHECK(cell({{"$column", "a"}, {"type", "date"}, {"format", "yyyy-mm-dd"}}, "2004-3-7") ==
        "\"2004-03-07\"");
  CHECK(cell({{"$column", "a"}, {"type", "date"}, {"format", "mm/dd/yyyy"}}, "03/17/2004") ==
        "\"2004-03-17\"");
  CHECK(cell({{"$column", "a"}, {"type", "date"}, {"format", "dd.mm.yyyy"}}, "17.3.2004") ==
        "\"2004-03-17\"");
}

TEST_CASE("a partial date keeps what papers say and invents no day", "[issuer_template]") {
  const Json day = {
      {"$column", "a"}, {"type", "date"}, {"format", "dd-mm-yyyy"}, {"partial", true}};
  CHECK(cell(day, "1991") == "\"1991\"");
  CHECK(cell(day, "7-1991") == "\"1991-07\"");
  CHECK(cell(day, "01-01-1991") == "\"1991-01-01\"");
  CHECK(cell(day, "13-1991") == "malformed");
  CHECK(cell(day, "91") == "malformed");
}

TEST_CASE("a number cell takes a comma or a point", "[issuer_template]") {
  const Json number = {{"$column", "a"}, {"type", "number"}};
  CHECK(cell(number, "240") == "240");
  CHECK(cell(number, "3,5") == "3.5");
  CHECK(cell(number, "3.5") == "3.5");
  CHECK(cell(number, "3,50") == "3.5");
  CHECK(cell(number, "3,0") == "3");
  CHECK(cell(number, "007") == "7");
  CHECK(cell(number, "0") == "0");
  CHECK(cell(number, "0,5") == "0.5");
  for (const char* bad :
       {"-3", "3,5,0", "1e3", "3.", ".5", "240 uur", "0x10", "12345678901", "\u0663"}) {
    INFO(bad);
    CHECK(cell(number, bad) == "malformed");
  }
}

TEST_CASE("a mapped cell holds a word of its map", "[issuer_template]") {
  const Json grade = {{"$column", "a"},
                      {"map", {{"voldoende", "voldoende"}, {"goed", "goed"}}},
                      {"refuse", {"onvoldoende"}}};
  CHECK(cell(grade, "goed") == "\"goed\"");
  CHECK(cell(grade, "onvoldoende") == "forbidden");
  CHECK(cell(grade, "gooed") == "unsupported");
  CHECK(read_cell(hole(grade), "gooed").problem->advice.en.find("did you mean \"goed\"") !=
        std::string::npos);
  CHECK(read_cell(hole(grade), "gooed").problem->advice.nl.find("bedoelt u \"goed\"") !=
        std::string::npos);
  CHECK(read_cell(hole(grade), "slecht").problem->advice.en.find("did you mean") ==
        std::string::npos);
  CHECK(cell({{"$column", "a"}, {"map", {{"ja", true}, {"nee", false}}}}, "ja") == "true");
  CHECK(cell({{"$column", "a"}, {"refuse", {"5"}}}, "6") == "\"6\"");
}

TEST_CASE("cells of the other types are of their form", "[issuer_template]") {
  const auto of = [](const char* type) { return Json{{"$column", "a"}, {"type", type}}; };
  CHECK(cell(of("did"), "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK") ==
        "\"did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK\"");
  CHECK(cell(of("did"), "did:key") == "malformed");
  CHECK(cell(of("did"), "sanne@student.example") == "malformed");
  CHECK(cell(of("language"), "en-IE") == "\"en-IE\"");
  CHECK(cell(of("language"), "Nederlands") == "malformed");
  CHECK(cell(of("email"), "sanne@student.example") == "\"sanne@student.example\"");
  for (const char* bad : {"wim.degraaf@", "@student.example", "a@b@c.example", "a b@c.example",
                          "a@localhost", "a@c.example."}) {
    INFO(bad);
    CHECK(cell(of("email"), bad) == "malformed");
  }
}

TEST_CASE("a template says everything that is wrong with its form", "[issuer_template]") {
  CHECK(problems_of(form()).empty());
  CHECK(problems_of(Json::object()) == Places{"missing /schema", "missing /id", "missing /record"});
  CHECK(problems_of(test::changed(form(), {{"/schema", "x"}, {"/id", "a b"}, {"/colums", 1}})) ==
        Places{"malformed /schema", "malformed /id", "unsupported /colums"});
  CHECK(problems_of(test::changed(form(), {{"/schema", "credenza.issuer.template/2"}})) ==
        Places{"unsupported /schema"});
  CHECK(problems_of(test::changed(form(), {{"/record", "x"}})) == Places{"malformed /record"});
  CHECK(problems_of(test::changed(form(), {{"/record", {{"$column", "x"}}}})) ==
        Places{"malformed /record"});
  CHECK(problems_of(test::changed(form(), {{"/checks", Json::object()}})) ==
        Places{"malformed /checks"});
  CHECK(problems_of(test::changed(form(), {{"/checks", {{{"type", "email"}}}}})) ==
        Places{"missing /checks/0/$column"});
  std::vector<Error> problems;
  CHECK(!Template::parse("{", problems).has_value());
  CHECK(problems.size() == 1);
}

TEST_CASE("a template refuses what is no hole and what is no directive", "[issuer_template]") {
  const auto with = [](const char* where, const Json& value) {
    return problems_of(test::changed(form(), {{where, value}}));
  };
  CHECK(with("/record/person/given_name", "{{voornaam}}") ==
        Places{"malformed /record/person/given_name"});
  CHECK(with("/record/person/given_name", "Beste ${voornaam}") ==
        Places{"malformed /record/person/given_name"});
  CHECK(with("/record/person/given_name", {{"$env", "HOME"}}) ==
        Places{"unsupported /record/person/given_name/$env"});
  CHECK(with("/record/person", {{"$include", "x.json"}}) ==
        Places{"unsupported /record/person/$include"});
  const char* at = "/record/person/given_name";
  CHECK(with(at, {{"$column", ""}}) == Places{"malformed /record/person/given_name/$column"});
  CHECK(with(at, {{"$column", "a"}, {"type", "blob"}}) ==
        Places{"unsupported /record/person/given_name/type"});
  CHECK(with(at, {{"$column", "a"}, {"default", "x"}}) ==
        Places{"unsupported /record/person/given_name/default"});
  CHECK(with(at, {{"$column", "a"}, {"optional", "yes"}}) ==
        Places{"malformed /record/person/given_name/optional"});
  CHECK(with(at, {{"$column", "a"}, {"map", Json::object()}}) ==
        Places{"malformed /record/person/given_name/map"});
  CHECK(with(at, {{"$column", "a"}, {"map", {{"x", Json::array()}}}}) ==
        Places{"malformed /record/person/given_name/map/x"});
  CHECK(with(at, {{"$column", "a"}, {"refuse", "x"}}) ==
        Places{"malformed /record/person/given_name/refuse"});
  CHECK(with(at, {{"$column", "a"}, {"format", "dd-mm-yyyy"}}) ==
        Places{"malformed /record/person/given_name/format"});
  CHECK(with(at, {{"$column", "a"}, {"type", "number"}, {"map", {{"x", 1}}}}) ==
        Places{"malformed /record/person/given_name/map"});
  const char* day = "/record/awarded";
  CHECK(with(day, {{"$column", "a"}, {"type", "date"}}) ==
        Places{"missing /record/awarded/format"});
  for (const char* bad : {"dd-mm-yy", "dd-mm", "dd-mm-yyyy-dd", "dd-mm/yyyy", "d-m-yyyy",
                          "ddmmyyyy", "dd-mm-yyyy-", ""}) {
    INFO(bad);
    CHECK(with(day, {{"$column", "a"}, {"type", "date"}, {"format", bad}}) ==
          Places{"malformed /record/awarded/format"});
  }
  CHECK(with("/record/achievement/outcomes/0", {{"$column", "a"}, {"optional", true}}) ==
        Places{"malformed /record/achievement/outcomes/0"});
}

TEST_CASE("a template is tried out before there are rows", "[issuer_template]") {
  CHECK(findings_of(Json::object()).empty());
  CHECK(findings_of({{"/record/achievement/title", nullptr}}) ==
        Places{"missing /achievement/title",
               "missing Open Badge /credentialSubject/achievement/name"});
  CHECK(findings_of({{"/record/achievement/criteria", nullptr}}) ==
        Places{"missing Open Badge /credentialSubject/achievement/criteria"});
  CHECK(findings_of({{"/record/achievement/colour", "red"}}) ==
        Places{"unsupported /achievement/colour"});
  // Only a row says how many hours, so 1 is no finding; that a text can be no number of hours is
  // one.
  CHECK(
      findings_of({{"/record/achievement/workload/sbu", {{"$column", "uren"}, {"type", "number"}}}})
          .empty());
  CHECK(findings_of({{"/record/achievement/workload/sbu", {{"$column", "uren"}}}}) ==
        Places{"malformed /achievement/workload/sbu"});
  CHECK(findings_of({{"/record/awarded", {{"$column", "datum"}}}}) == Places{"malformed /awarded"});
  CHECK(findings_of({{"/record/person/family_name", {{"$column", "naam"}, {"optional", true}}}}) ==
        Places{"missing /person/family_name"});
  CHECK(findings_of(
            {{"/record/person/id", {{"$column", "did"}, {"type", "did"}, {"optional", true}}}})
            .empty());
  CHECK(findings_of({{"/record/awarding_body", {{"name", "x"}}}}) ==
        Places{"missing /awarding_body/country"});
  // A column of one form that the member never has, and values that it cannot have.
  CHECK(findings_of({{"/record/person/birth_date", {{"$column", "a"}, {"type", "email"}}}}) ==
        Places{"malformed /person/birth_date"});
  CHECK(findings_of({{"/record/person/birth_date", {{"$column", "a"}}}}).empty());
  CHECK(findings_of({{"/record/assessment/type",
                      {{"$column", "a"}, {"map", {{"p", "portfolio"}, {"x", "an exam"}}}}}}) ==
        Places{"unsupported /assessment/type"});
  CHECK(findings_of({{"/record/assessment/type",
                      {{"$column", "a"}, {"map", {{"p", "portfolio"}, {"t", "testing"}}}}}})
            .empty());
  CHECK(findings_of({{"/record/assessment/grade", {{"$column", "a"}, {"minimum", 6}}}}).empty());
}

TEST_CASE("what looks like a hole inside a text is refused, other braces are not",
          "[issuer_template]") {
  const auto with_title = [](const char* title) {
    Json out = form();
    out["record"]["achievement"]["title"]["nl"] = title;
    return problems_of(out);
  };
  const Places refused{"malformed /record/achievement/title/nl"};
  for (const char* hole : {"{{naam}}", "${naam}", "{achternaam}", "Voor {voornaam}!",
                           R"({"$column": "achternaam"})", R"({"$rows": {}})"}) {
    INFO(hole);
    CHECK(with_title(hole) == refused);
  }
  for (const char* text : {"Verzamelingen {1, 2, 3}", "een { alleen", "{}", "} {", "a $ b"}) {
    INFO(text);
    CHECK(with_title(text).empty());
  }
}

TEST_CASE("a hole does not know and refuse the same word", "[issuer_template]") {
  const auto with = [](const Json& hole) {
    Json out = form();
    out["record"]["assessment"]["grade"] = hole;
    return problems_of(out);
  };
  const Json map = {{"goed", "goed"}, {"Voldoende", "voldoende"}};
  CHECK(with({{"$column", "a"}, {"map", map}, {"refuse", {"voldoende"}}}) ==
        Places{"conflict /record/assessment/grade/refuse"});
  CHECK(with({{"$column", "a"}, {"map", map}, {"refuse", {"onvoldoende"}}}).empty());
  CHECK(with({{"$column", "a"}, {"map", map}, {"minimum", 1}}) ==
        Places{"malformed /record/assessment/grade/minimum"});
  CHECK(with({{"$column", "a"}, {"minimum", 6}, {"maximum", 5.5}}) ==
        Places{"out_of_range /record/assessment/grade/minimum"});
  CHECK(with({{"$column", "a"}, {"maximum", -1}}) ==
        Places{"malformed /record/assessment/grade/maximum"});
}

TEST_CASE("the example templates are sound", "[issuer_template]") {
  for (const char* name : {"mc-log-02.json", "reach-truck.json"}) {
    INFO(name);
    for (const Error& problem : check_template(test::example_template(name))) {
      FAIL_CHECK(problem.where << ": " << problem.detail);
    }
  }
}

TEST_CASE("a template finds its columns, and says which are not there", "[issuer_template]") {
  const Template form = test::example_template("mc-log-02.json");
  CHECK(form.missing_columns(test::example_table("mc-log-02.csv")).empty());
  const auto table =
      read_csv("leerlingnr;achternam;voornaam;geboortedatum;module;uren_sbu;resultaat;datum\n");
  REQUIRE(table.has_value());
  const auto missing = form.missing_columns(*table);
  REQUIRE(missing.size() == 1);
  CHECK(missing[0].column == "achternaam");
  CHECK(missing[0].advice.en.find("did you mean \"achternam\"") != std::string::npos);
}

TEST_CASE("a row fills the holes with values and leaves out what is empty", "[issuer_template]") {
  const Template form = test::example_template("mc-log-02.json");
  const CsvTable table = test::example_table("mc-log-02.csv");
  const Filled whole = form.fill(table, 0);
  CHECK(whole.findings.empty());
  CHECK(whole.record["person"] == Json{{"family_name", "Heijden"},
                                       {"name_prefix", "van der"},
                                       {"given_name", "Sanne"},
                                       {"birth_date", "2004-03-17"},
                                       {"learner_id", "100231"}});
  CHECK(whole.record["achievement"]["workload"]["sbu"] == 240);
  CHECK(form.fill(table, 2).record["person"] ==
        Json{{"family_name", "Suharto"}, {"birth_date", "1988-06-08"}, {"learner_id", "100233"}});
  CHECK(form.fill(table, 3).record["person"]["birth_date"] == "1991");
  CHECK(form.fill(table, 0).values == whole.values);
  CHECK(form.fill(table, 1).values != whole.values);
}

TEST_CASE("a cell is a value, whatever stands in it", "[issuer_template]") {
  const Template form = test::example_template("reach-truck.json");
  const auto table = read_csv(
      "family name,given name,born,form,identity checked,points,date\n"
      "\"\"\",\"\"id\"\": \"\"did:x\",{\"\"$column\"\": "
      "\"\"points\"\"},,classroom,yes,9,2026-07-03\n");
  // The quotes inside the second field have to be doubled and the field quoted; written so, it is
  // refused.
  CHECK(!table.has_value());
  const auto quoted = read_csv(
      "family name,given name,born,form,identity checked,points,date\n"
      "\"\"\",\"\"id\"\": \"\"did:x\",\"{\"\"$column\"\": "
      "\"\"points\"\"}\",,classroom,yes,9,2026-07-03\n");
  REQUIRE(quoted.has_value());
  const Filled filled = form.fill(*quoted, 0);
  CHECK(filled.findings.empty());
  CHECK(filled.record["person"]["family_name"] == "\",\"id\": \"did:x");
  CHECK(filled.record["person"]["given_name"] == "{\"$column\": \"points\"}");
  CHECK(!filled.record["person"].contains("id"));
}

TEST_CASE("a template has no holes where none can be", "[issuer_template]") {
  const auto with = [](const char* where, const Json& value) {
    return problems_of(test::changed(form(), {{where, value}}));
  };
  const Json hole = {{"$column", "a"}};
  CHECK(with("/record/proof", {{"proofValue", hole}}) == Places{"forbidden /record/proof"});
  CHECK(with("/record/@context", hole) == Places{"forbidden /record/@context"});
  CHECK(with("/record/issuer", {{"id", hole}}) == Places{"forbidden /record/issuer"});
  CHECK(with("/record/id", hole) == Places{"forbidden /record/id"});
  CHECK(with("/record/credentialStatus", Json::array({hole})) ==
        Places{"forbidden /record/credentialStatus"});
  CHECK(with("/record/type", hole) == Places{"forbidden /record/type"});
  CHECK(with("/record/awarding_body", {{"id", hole}, {"name", "x"}, {"country", "NL"}}) ==
        Places{"forbidden /record/awarding_body/id"});
  // Nor a part of who awards: readers would take a name of the list for that of the issuer.
  CHECK(with("/record/awarding_body", {{"name", hole}, {"country", "NL"}}) ==
        Places{"forbidden /record/awarding_body/name"});
  CHECK(with("/record/awarding_body", {{"name", {{"nl", hole}}}, {"country", "NL"}}) ==
        Places{"forbidden /record/awarding_body/name/nl"});
  CHECK(with("/record/awarding_body", hole) == Places{"forbidden /record/awarding_body"});
  CHECK(with("/record/person/id", hole) == Places{"malformed /record/person/id/type"});
}

TEST_CASE("a template names every hole that cannot fill its member", "[issuer_template]") {
  const Json day = {{"$column", "dag"}, {"type", "date"}, {"format", "dd-mm-yyyy"}};
  CHECK(findings_of({{"/record/achievement/workload/sbu", day},
                     {"/record/awarded", {{"$column", "n"}, {"type", "number"}}},
                     {"/record/assessment/identity_checked", {{"$column", "t"}}},
                     {"/record/achievement/colour", "red"}}) ==
        Places{"malformed /achievement/workload/sbu", "unsupported /achievement/colour",
               "malformed /assessment/identity_checked", "malformed /awarded"});
  std::vector<Error> problems;
  const auto parsed = Template::parse(
      test::changed(form(), {{"/record/achievement/workload/sbu", day}}).dump(), problems);
  REQUIRE(parsed.has_value());
  const auto found = check_template(*parsed);
  REQUIRE(found.size() == 1);
  CHECK(found[0].detail.find("column dag cannot fill this") == 0);
}

namespace {

/// A practice statement of which every row is a work process.
Template statement() {
  const Json item = {{"code", {{"$column", "werkproces"}}},
                     {"title", {{"nl", {{"$column", "titel"}}}}},
                     {"date", {{"$column", "datum"}, {"type", "date"}, {"format", "dd-mm-yyyy"}}},
                     {"result", {{"$column", "oordeel"}, {"optional", true}}}};
  Json value = {{"schema", k_template_schema},
                {"id", "ps"},
                {"record",
                 {{"type", "PracticeStatement"},
                  {"person", {{"family_name", {{"$column", "naam"}}}}},
                  {"work_processes", {{"$rows", item}}}}},
                {"labels", {{"groep", {{"$column", "klas"}, {"optional", true}}}}},
                {"checks", {{{"$column", "email"}, {"type", "email"}, {"optional", true}}}}};
  std::vector<Error> problems;
  auto out = Template::parse(value.dump(), problems);
  INFO((problems.empty() ? "" : problems[0].where + ": " + problems[0].detail));
  REQUIRE(out.has_value());
  return std::move(*out);
}

constexpr const char* k_statement_columns = "naam;werkproces;titel;datum;oordeel;klas;email\n";

}  // namespace

TEST_CASE("rows that stand together are the items of one array", "[issuer_template]") {
  const Template form = statement();
  const auto table = read_csv(std::string(k_statement_columns) +
                              "Gebremedhin;W1;Ontvangt;10-04-2026;goed;A;\n"
                              "Gebremedhin;W3;Verzamelt;8-5-2026;;A;x\n"
                              "Suharto;W1;Ontvangt;10-04-2026;goed;A;\n");
  REQUIRE(table.has_value());
  const Binding binding = form.bind(table->columns());
  CHECK(binding.missing.empty());
  CHECK(form.is_same_credential(binding, table->row(0), table->row(1)));
  CHECK(!form.is_same_credential(binding, table->row(1), table->row(2)));
  const std::vector<CsvRow> rows{table->row(0), table->row(1)};
  const Cells cells = form.read(binding, rows);
  CHECK(form.pour(cells)["work_processes"] ==
        Json{{{"code", "W1"},
              {"title", {{"nl", "Ontvangt"}}},
              {"date", "2026-04-10"},
              {"result", "goed"}},
             {{"code", "W3"}, {"title", {{"nl", "Verzamelt"}}}, {"date", "2026-05-08"}}});
  CHECK(cells.labels == std::vector<std::pair<std::string, std::string>>{{"groep", "A"}});
  // Every row is looked at, in the columns of the checks too.
  REQUIRE(cells.findings.size() == 1);
  CHECK(cells.findings[0].row == 2);
  CHECK(cells.findings[0].finding.column == "email");
}

TEST_CASE("an array of rows tells which cell is meant by a place in it", "[issuer_template]") {
  const Template form = statement();
  const Spot date = form.spot("/work_processes/1/date");
  REQUIRE(date.hole != nullptr);
  CHECK(date.hole->column == "datum");
  CHECK(date.item == 1U);
  CHECK(form.spot("/work_processes/0/title").hole->column == "titel");
  CHECK(form.spot("/work_processes/0/method").hole == nullptr);
  CHECK(form.spot("/work_processes/7/method").item == 7U);
  CHECK(form.spot("/work_processes").hole != nullptr);
  CHECK(form.spot("/work_process").hole == nullptr);
  CHECK(form.spot("/person/family_name").hole->column == "naam");
  CHECK(form.key_column() == "naam");
}

TEST_CASE("cells are told apart by their values and by nothing else", "[issuer_template]") {
  const Template form = statement();
  const auto identity = [&form](const std::string& rows, bool whole) {
    const auto table = read_csv(k_statement_columns + rows);
    REQUIRE(table.has_value());
    const Binding binding = form.bind(table->columns());
    std::vector<CsvRow> all;
    for (std::size_t i = 0; i < table->rows(); ++i)
      all.push_back(table->row(i));
    std::string out;
    form.read(binding, all).append_identity(out, whole);
    return out;
  };
  const std::string one = identity("A;W1;T;1-1-2026;;;\n", true);
  CHECK(one == identity(" A ;W1;T;01-01-2026;;x;a@b.example\n", true));
  CHECK(one != identity("A;W2;T;1-1-2026;;;\n", true));
  CHECK(one != identity("A;W1;T;1-1-2026;;;\nA;W1;T;1-1-2026;;;\n", true));
  CHECK(identity("A;W1;T;1-1-2026;;;\n", false) == identity("A;W2;U;2-1-2026;;;\n", false));
  CHECK(identity("A;W1;T;1-1-2026;;;\n", false) != identity("B;W1;T;1-1-2026;;;\n", false));
}

TEST_CASE("a template refuses an array of rows that is none", "[issuer_template]") {
  const auto with = [](const char* where, const Json& value) {
    return problems_of(test::changed(form(), {{where, value}}));
  };
  const Json item = {{"code", {{"$column", "a"}}}};
  CHECK(with("/record/work_processes", {{"$rows", item}}).empty());
  CHECK(with("/record/work_processes", {{"$rows", item}, {"x", 1}}) ==
        Places{"malformed /record/work_processes"});
  CHECK(with("/record/work_processes", {{"$rows", Json::array({item})}}) ==
        Places{"malformed /record/work_processes"});
  CHECK(with("/record/work_processes", {{"$rows", {{"$column", "a"}}}}) ==
        Places{"malformed /record/work_processes"});
  CHECK(with("/record/work_processes", {{"$rows", {{"code", "W1"}}}}) ==
        Places{"missing /record/work_processes/$rows"});
  CHECK(with("/record/work_processes", {{"$rows", {{"code", {{"$rows", item}}}}}}) ==
        Places{"malformed /record/work_processes/$rows/code"});
  CHECK(with("/record/work_processes", Json::array({{{"$rows", item}}})) ==
        Places{"malformed /record/work_processes/0"});
  CHECK(with("/record", {{"$rows", item}}) == Places{"malformed /record"});
  CHECK(with("/labels", Json::array()) == Places{"malformed /labels"});
  CHECK(with("/labels", {{"a b", {{"$column", "a"}}}, {"c", "x"}}) ==
        Places{"malformed /labels/a b", "missing /labels/c/$column"});
}

TEST_CASE("a name with question marks has lost letters, a remark may ask one",
          "[issuer_template]") {
  Hole name = hole({{"$column", "a"}});
  const auto code = [&name](std::string_view text) {
    const CellReading value = read_cell(name, text);
    return value.problem ? std::string(code_of(value.problem->fault)) : "";
  };
  CHECK(code("Wat is dit?") == "");
  CHECK(code("Klaar?? Ja!") == "");
  CHECK(code("https://x.example/?a=b") == "");
  CHECK(code("?????????") == "E-ENCODING");
  CHECK(code("Olena ?????????") == "E-ENCODING");
  name.is_name = true;
  CHECK(code("Bront\u00eb-Y?ld?z") == "E-ENCODING");
  CHECK(code("O'Neill; Jr.") == "");
}
