// Every sentence that a class list can meet, in both languages.
#include <set>

#include <catch2/catch.hpp>

#include "issuer/csv.h"
#include "issuer/finding.h"
#include "issuer/record_texts.h"
#include "issuer/template.h"
#include "learning_record/concepts.h"
#include "open_badges/open_badges.h"
#include "support/dutch.h"
#include "support/records.h"
#include "support/vectors.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)

namespace {

void check_dutch(const Error& error) {
  INFO(error.where << ": " << error.detail);
  const auto dutch = in_dutch(error.detail);
  REQUIRE(dutch.has_value());
  INFO(*dutch);
  CHECK(!test::looks_english(*dutch));
  CHECK(dutch->find('*') == std::string::npos);
  const CellFinding said = say_finding(error);
  CHECK(whole(said).nl.starts_with(*dutch));
  CHECK(whole(said).en.starts_with(error.detail));
  CHECK(!said.advice.en.empty());
  CHECK(!said.advice.nl.empty());
}

}  // namespace

TEST_CASE("every phrase stands once in the table, in two languages", "[issuer_finding]") {
  std::set<Phrase> seen;
  for (const PhraseText& text : phrase_texts()) {
    INFO(text.en);
    CHECK(seen.insert(text.phrase).second);
    CHECK(!text.en.empty());
    CHECK(!text.nl.empty());
    CHECK(text.advice_en.empty() == text.advice_nl.empty());
    CHECK(!test::looks_english(text.nl));
    CHECK(!test::looks_english(text.advice_nl));
    for (const char* place : {"{1}", "{2}", "{3}"}) {
      const auto has = [place](std::string_view part) { return part.find(place) != part.npos; };
      CHECK(has(text.en) == has(text.nl));
      CHECK(has(text.advice_en) == has(text.advice_nl));
    }
  }
  for (int i = 0; i <= static_cast<int>(Phrase::form_changed); ++i)
    CHECK(seen.contains(static_cast<Phrase>(i)));
}

TEST_CASE("every kind of finding has a code of its own", "[issuer_finding]") {
  std::set<std::string_view> codes;
  for (int i = 0; i <= static_cast<int>(Fault::odd_file); ++i) {
    const auto fault = static_cast<Fault>(i);
    const std::string_view code = code_of(fault);
    INFO(code);
    CHECK((code.starts_with("E-") || code.starts_with("W-")));
    CHECK(is_error(fault) == code.starts_with("E-"));
    CHECK(codes.insert(code).second);
  }
}

TEST_CASE("arguments take their places in a sentence and bring no places along",
          "[issuer_finding]") {
  const CellFinding found = finding_of(Phrase::row_length, {same("{2}"), same("11")});
  CHECK(found.what.en == "has {2} fields, and there are 11 columns");
  CHECK(found.fault == Fault::row);
  CHECK(whole(found).nl ==
        "heeft {2} velden, en er zijn 11 kolommen; er is een scheidingsteken of aanhalingsteken te "
        "weinig of te veel");
}

TEST_CASE("everything that a record can have wrong is said in Dutch", "[issuer_finding]") {
  for (const std::string& name : test::list_vectors("learning_record")) {
    INFO(name);
    const auto vector = test::document(test::read_vector("learning_record/" + name));
    const auto type = vector.root().find("base");
    const Json base = test::sample_record_json(type ? *type->string() : test::k_record_types[0]);
    const Json changes = json::to_value(*vector.root().at("change"));
    const auto record = test::record_from(test::changed(base, changes));
    if (!record) {
      check_dutch(record.error());
      continue;
    }
    for (const Error& error : learning_record::check(*record))
      check_dutch(error);
  }
}

TEST_CASE("every element that a type of record asks for has a Dutch name", "[issuer_finding]") {
  for (const std::string_view type : test::k_record_types) {
    learning_record::LearningRecord record;
    record.type = type;
    for (const Error& error : learning_record::check(record))
      check_dutch(error);
  }
  learning_record::LearningRecord unknown;
  unknown.type = "Diploma";
  for (const Error& error : learning_record::check(unknown))
    check_dutch(error);
}

TEST_CASE("everything that a badge can have wrong is said in Dutch", "[issuer_finding]") {
  const auto rendering = open_badges::to_credential(
      test::sample_record(), {.id = "urn:uuid:0e4f1f3c-2b44-4f3e-9f4c-0f6f6f2f9a10",
                              .issuer = "did:web:rocwaterkant.example",
                              .valid_from = test::at("2026-06-12T09:00:00Z")});
  for (const std::string& name : test::list_vectors("open_badges")) {
    INFO(name);
    const auto vector = test::document(test::read_vector("open_badges/" + name));
    const Json credential =
        test::changed(rendering.credential, json::to_value(*vector.root().at("change")));
    const auto document = test::document(credential);
    for (const Error& error : open_badges::check_strictly(document.root()))
      check_dutch(error);
  }
}

TEST_CASE("everything that ends the reading of a class list is said in Dutch", "[issuer_finding]") {
  using namespace std::string_view_literals;
  constexpr CsvLimits k_limits{
      .max_rows = 2, .max_field_bytes = 20, .max_row_bytes = 25, .max_columns = 3};
  for (const std::string_view text :
       {""sv, ";;\n"sv, "a;;b\n"sv, "a;a\n"sv, "\xff\xfe\x61\x00"sv, "a;\xef\xbf\xbd\n"sv,
        "a;\x81\n"sv, "a;b\n1;x\0\n"sv, "a;b\n1;x\"y\n"sv, "a;b\n1;\"y\n"sv, "a\n1\n2\n3\n"sv,
        "a;b;c;d\n"sv, "a\n123456789012345678901\n"sv, "a;b\n1234567890123456;1234567890\n"sv,
        "Zo\xeb;Zo\xc3\xab\n"sv}) {
    INFO(text);
    const auto table = read_csv(text, k_limits);
    REQUIRE(!table.has_value());
    check_dutch(table.error());
  }
}

TEST_CASE("every finding and every kind of finding says what to do", "[issuer_finding]") {
  for (const PhraseText& text : phrase_texts()) {
    INFO(text.en);
    CHECK(!text.advice_en.empty());
  }
  for (int i = 0; i <= static_cast<int>(Fault::odd_file); ++i) {
    const Sentence advice = advice_for(static_cast<Fault>(i));
    CHECK(!advice.en.empty());
    CHECK(!test::looks_english(advice.nl));
  }
}

TEST_CASE("everything that people should look at once more is said in Dutch", "[issuer_finding]") {
  const char* outcomes = "/achievement/outcomes/0";
  const char* levels = "/achievement/levels/1";
  for (const auto& [where, value] : std::vector<std::pair<std::string, Json>>{
           {std::string(outcomes) + "/name", {{"nl", "koffie zetten"}}},
           {std::string(outcomes) + "/id",
            "http://data.europa.eu/esco/skill/00000000-0000-0000-0000-000000000000"},
           {std::string(levels) + "/name", {{"nl", "NLQF-niveau 4"}}}}) {
    INFO(where);
    const auto record =
        test::record_from(test::changed(test::sample_record_json(), {{where, value}}));
    REQUIRE(record.has_value());
    const auto doubts = learning_record::doubts(*record);
    REQUIRE(doubts.size() == 1);
    check_dutch(doubts.front());
  }
  CHECK(learning_record::doubts(test::sample_record()).empty());
}

TEST_CASE("everything that a template can have wrong in its form is said in Dutch",
          "[issuer_finding]") {
  const Json hole = {{"$column", "a"}};
  const Json record = test::changed(test::sample_record_json(), {{"/awarding_body", nullptr}});
  const Json form = {{"schema", k_template_schema}, {"id", "t"}, {"record", record}};
  const char* name = "/record/person/given_name";
  const std::vector<std::pair<const char*, Json>> wrong{
      {"/schema", "x"},
      {"/schema", "credenza.issuer.template/2"},
      {"/schema", nullptr},
      {"/id", "a b"},
      {"/colour", 1},
      {"/record", "x"},
      {"/labels", "x"},
      {"/labels", {{"a b", hole}}},
      {"/labels", {{"a", "x"}}},
      {"/checks", "x"},
      {"/checks", {{{"type", "email"}}}},
      {"/record/type", hole},
      {"/record/proof", hole},
      {"/record/person/id", hole},
      {"/record/awarding_body", {{"id", hole}}},
      {"/record/work_processes", {{"$rows", 1}}},
      {"/record/work_processes", {{"$rows", {{"code", "x"}}}}},
      {"/record/work_processes", {{"$rows", {{"code", {{"$rows", {{"x", hole}}}}}}}}},
      {"/record/achievement/outcomes/0", {{"$column", "a"}, {"optional", true}}},
      {name, "{{x}}"},
      {name, {{"$env", "x"}}},
      {name, {{"$column", ""}}},
      {name, {{"$column", 1}}},
      {name, {{"$column", "a"}, {"type", "blob"}}},
      {name, {{"$column", "a"}, {"default", "x"}}},
      {name, {{"$column", "a"}, {"optional", "yes"}}},
      {name, {{"$column", "a"}, {"map", 1}}},
      {name, {{"$column", "a"}, {"map", {{"x", Json::array()}}}}},
      {name, {{"$column", "a"}, {"refuse", "x"}}},
      {name, {{"$column", "a"}, {"type", "date"}}},
      {name, {{"$column", "a"}, {"type", "date"}, {"format", "x"}}},
      {name, {{"$column", "a"}, {"partial", true}}},
      {name, {{"$column", "a"}, {"type", "number"}, {"map", {{"x", 1}}}}},
      {name, {{"$column", "a"}, {"minimum", "x"}}},
      {name, {{"$column", "a"}, {"type", "email"}, {"maximum", 1}}},
      {name, {{"$column", "a"}, {"minimum", 7}, {"maximum", 6}}},
      {name, {{"$column", "a"}, {"map", {{"Goed", 1}}}, {"refuse", {"goed."}}}},
      {name, "{achternaam}"},
      {name, R"({"$column": "achternaam"})"},
  };
  for (const auto& [where, value] : wrong) {
    INFO(where << " " << value.dump());
    std::vector<Error> problems;
    CHECK(!Template::parse(test::changed(form, {{where, value}}).dump(), problems).has_value());
    CHECK(!problems.empty());
    for (const Error& problem : problems)
      check_dutch(problem);
  }
}
