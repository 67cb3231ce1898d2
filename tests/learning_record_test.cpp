#include "learning_record/learning_record.h"

#include <set>

#include <catch2/catch.hpp>

#include "support/records.h"
#include "support/vectors.h"

using credenza::Code;
using credenza::Error;
using credenza::Json;
using credenza::learning_record::check;
using credenza::learning_record::LanguageMap;
using credenza::learning_record::Person;
using credenza::learning_record::to_json;

namespace test = credenza::test;

namespace {

std::string list(const std::vector<Error>& errors) {
  std::string out;
  for (const Error& error : errors)
    out += error.where + ": " + error.detail + "\n";
  return out;
}

std::vector<Error> findings(const Json& changes) {
  const auto record = test::record_from(test::changed(test::sample_record_json(), changes));
  REQUIRE(record.has_value());
  return check(*record);
}

void check_fine(const Json& changes) {
  const auto errors = findings(changes);
  INFO(changes.dump());
  INFO(list(errors));
  CHECK(errors.empty());
}

}  // namespace

TEST_CASE("learning_record finds nothing to say about a whole record of each type",
          "[learning_record]") {
  for (const std::string_view type : test::k_record_types) {
    INFO(type);
    const auto record = test::record_from(test::sample_record_json(type));
    REQUIRE(record.has_value());
    CHECK(record->type == type);
    const auto errors = check(*record);
    INFO(list(errors));
    CHECK(errors.empty());
  }
}

TEST_CASE("learning_record finds what each vector says, and only that", "[learning_record]") {
  for (const std::string& name : test::list_vectors("learning_record")) {
    INFO(name);
    const auto vector = test::document(test::read_vector("learning_record/" + name));
    const auto type = vector.root().find("base");
    const Json base = test::sample_record_json(type ? *type->string() : test::k_record_types[0]);
    const Json changes = credenza::json::to_value(*vector.root().at("change"));
    const auto record = test::record_from(test::changed(base, changes));
    std::vector<Error> errors;
    if (*vector.root().string_at("door") == "learning_record::check") {
      REQUIRE(record.has_value());
      errors = check(*record);
    } else {
      REQUIRE(!record.has_value());
      errors = {record.error()};
    }
    INFO(list(errors));
    REQUIRE(errors.size() == 1);
    const auto expected = *vector.root().at("expect");
    CHECK(to_string(errors[0].code) == *expected.string_at("code"));
    CHECK(errors[0].where == *expected.string_at("where"));
  }
}

TEST_CASE("learning_record writes what it reads", "[learning_record]") {
  const Json whole = test::sample_record_json();
  CHECK(to_json(test::sample_record()) == whole);
  const Json halves = test::changed(whole, {{"/achievement/workload", {{"ects", 3.5}}}});
  CHECK(to_json(*test::record_from(halves)) == halves);
  for (const std::string_view type : test::k_record_types) {
    const Json sample = test::sample_record_json(type);
    CHECK(to_json(*test::record_from(sample)) == sample);
  }
  const Json least = {{"type", "MicroCredential"}};
  CHECK(to_json(*test::record_from(least)) == least);
  const Json both = test::changed(whole, {{"/achievement/title", {{"", "x"}, {"nl", "y"}}}});
  CHECK(to_json(*test::record_from(both)) == both);
}

TEST_CASE("learning_record names every missing element of each type in one run",
          "[learning_record]") {
  using Places = std::set<std::string>;
  const std::vector<std::pair<std::string, Places>> mandatory{
      {"MicroCredential",
       {"/profile", "/person/family_name", "/awarding_body/name", "/awarding_body/country",
        "/achievement/title", "/achievement/outcomes", "/achievement/workload",
        "/achievement/participation", "/achievement/quality_assurance", "/assessment/type",
        "/awarded"}},
      {"PracticeStatement",
       {"/person/family_name", "/awarding_body/name", "/awarding_body/country",
        "/awarding_body/identifiers", "/achievement/title", "/qualification/crebo",
        "/qualification/version", "/qualification/name", "/work_processes",
        "/practice/learning_company/name", "/practice/learning_company/identifiers",
        "/practice/trainer/name", "/practice/period/from", "/practice/period/until",
        "/practice/hours", "/co_signers", "/notes", "/awarded"}},
      {"MboCertificate",
       {"/person/family_name", "/awarding_body/name", "/awarding_body/country",
        "/awarding_body/identifiers", "/achievement/title", "/qualification/crebo",
        "/qualification/name", "/awarded"}},
      {"SafetyCertificate",
       {"/person/family_name", "/awarding_body/name", "/achievement/title", "/registration/scheme",
        "/registration/register", "/registration/number", "/registration/legal_basis",
        "/registration/examined_on", "/valid_until", "/awarded"}},
      {"Endorsement",
       {"/awarding_body/name", "/achievement/title", "/endorsement/target/id",
        "/endorsement/target/digest", "/endorsement/relation", "/endorsement/text", "/awarded"}},
      {"Accreditation",
       {"/awarding_body/name", "/achievement/title", "/accreditation/organisation/id",
        "/accreditation/organisation/name", "/accreditation/types", "/accreditation/framework",
        "/valid_from", "/valid_until", "/awarded"}}};
  for (const auto& [type, expected] : mandatory) {
    INFO(type);
    const auto record = test::record_from({{"type", type}});
    REQUIRE(record.has_value());
    Places places;
    for (const Error& error : check(*record)) {
      CHECK(error.code == Code::missing);
      places.insert(error.where);
    }
    CHECK(places == expected);
  }
}

TEST_CASE("learning_record allows people as they are", "[learning_record]") {
  check_fine({{"/person/family_name", "Suharto"},
              {"/person/given_name", nullptr},
              {"/person/name_prefix", nullptr}});
  check_fine({{"/person/family_name", "Bront\u00eb-Y\u0131ld\u0131z"},
              {"/person/given_name", "Zo\u00eb"}});
  check_fine({{"/person/family_name", "\u041a\u043e\u0432\u0430\u043b\u0435\u043d\u043a\u043e"}});
  check_fine({{"/person/family_name", "O'Neill; Jr."}});
  check_fine({{"/person/birth_date", "1991"}});
  check_fine({{"/person/birth_date", "1991-07"}});
  check_fine({{"/person/birth_date", nullptr}});
  check_fine({{"/person/id", nullptr}});
  check_fine({{"/person/learner_id", "111222334"}});
  check_fine({{"/person/learner_id", "LN-111222334"}});
}

TEST_CASE("learning_record applies the border of each profile", "[learning_record]") {
  const auto workload = [](const char* profile, Json value) {
    return Json{{"/profile", profile}, {"/achievement/workload", std::move(value)}};
  };
  check_fine(workload("microcredential", {{"ects", 3}}));
  check_fine(workload("microcredential", {{"ects", 30}}));
  check_fine(workload("microcredential", {{"sbu", 240}}));
  check_fine(workload("regular", {{"ects", 0.5}}));
  check_fine(workload("regular", {{"sbu", 1}}));
  check_fine(workload("extracurricular", {{"sbu", 16}}));
  check_fine(workload("extracurricular", {{"ects", 0.5}}));
}

TEST_CASE("learning_record does not ask for what is not mandatory", "[learning_record]") {
  check_fine({{"/achievement/levels", nullptr},
              {"/achievement/criteria", nullptr},
              {"/achievement/image", nullptr},
              {"/achievement/prerequisites", nullptr},
              {"/achievement/stackability", nullptr},
              {"/assessment/grade", nullptr},
              {"/assessment/result_scale", nullptr},
              {"/assessment/supervision", nullptr},
              {"/valid_from", nullptr},
              {"/valid_until", nullptr}});
}

TEST_CASE("learning_record writes a person's name as people do", "[learning_record]") {
  const auto name = [](std::string given, std::string prefix, std::string family) {
    Person person;
    person.given_name = std::move(given);
    person.name_prefix = std::move(prefix);
    person.family_name = std::move(family);
    return person.full_name();
  };
  CHECK(name("Sanne", "van der", "Heijden") == "Sanne van der Heijden");
  CHECK(name("Ahmed", "al-", "Rashid") == "Ahmed al-Rashid");
  CHECK(name("Anne", "d'", "Artois") == "Anne d'Artois");
  CHECK(name("Jan", "van 't", "Hof") == "Jan van 't Hof");
  CHECK(name("", "", "Suharto") == "Suharto");
  CHECK(name("Zo\u00eb", "", "Bront\u00eb-Y\u0131ld\u0131z") ==
        "Zo\u00eb Bront\u00eb-Y\u0131ld\u0131z");
  CHECK(name("", "", "").empty());
}

TEST_CASE("learning_record chooses a text by language", "[learning_record]") {
  using credenza::learning_record::in_language;
  const LanguageMap text{{"en", "forklift"}, {"nl-BE", "vorkheftruck"}};
  CHECK(in_language(text, "nl-BE") == "vorkheftruck");
  CHECK(in_language(text, "nl") == "vorkheftruck");
  CHECK(in_language(text, "en-IE") == "forklift");
  CHECK(in_language(text, "fr") == "forklift");
  CHECK(in_language(text, "") == "forklift");
  CHECK(in_language({}, "nl").empty());
}

TEST_CASE("learning_record tells a citizen service number by the 11-test", "[learning_record]") {
  using credenza::learning_record::looks_like_bsn;
  CHECK(looks_like_bsn("111222333"));
  CHECK(looks_like_bsn("1112.22.333"));
  CHECK(!looks_like_bsn("111222334"));
  CHECK(!looks_like_bsn("11122233"));
  CHECK(!looks_like_bsn("1112223330"));
  CHECK(!looks_like_bsn("A111222333"));
  CHECK(!looks_like_bsn(""));
}

TEST_CASE("learning_record takes a date for the end of that day in Amsterdam",
          "[learning_record]") {
  const Json sample = test::sample_record_json("SafetyCertificate");
  const auto until = [&sample](const char* text) {
    const auto record = test::record_from(test::changed(sample, {{"/valid_until", text}}));
    REQUIRE(record.has_value());
    CHECK(check(*record).empty());
    return credenza::format_instant(*record->valid_until);
  };
  CHECK(until("2031-06-12") == "2031-06-12T21:59:59Z");
  CHECK(until("2030-12-31") == "2030-12-31T22:59:59Z");
  CHECK(until("2027-03-27") == "2027-03-27T22:59:59Z");
  CHECK(until("2027-03-28") == "2027-03-28T21:59:59Z");
  CHECK(until("2027-10-30") == "2027-10-30T21:59:59Z");
  CHECK(until("2027-10-31") == "2027-10-31T22:59:59Z");
  CHECK(until("2031-06-12T12:00:00+02:00") == "2031-06-12T10:00:00Z");
  const auto from = test::record_from(test::changed(sample, {{"/valid_from", "2026-10-26"}}));
  CHECK(credenza::format_instant(*from->valid_from) == "2026-10-25T23:00:00Z");
}

TEST_CASE("learning_record allows a name in two scripts, and people with one name",
          "[learning_record]") {
  const Json sample = test::sample_record_json("SafetyCertificate");
  const auto record = test::record_from(sample);
  CHECK(record->person.full_name() == "Olena Kovalenko");
  CHECK(record->person.alternative_names.at(0).full_name() ==
        "\u041e\u043b\u0435\u043d\u0430 \u041a\u043e\u0432\u0430\u043b\u0435\u043d\u043a\u043e");
  const auto one = test::record_from(
      test::changed(sample, {{"/person/given_name", nullptr},
                             {"/person/family_name", "Suharto"},
                             {"/person/alternative_names/0/given_name", nullptr}}));
  CHECK(check(*one).empty());
}

TEST_CASE("learning_record lets a practice statement say that it is no diploma in its own words",
          "[learning_record]") {
  const Json sample = test::sample_record_json("PracticeStatement");
  for (const Json& notes :
       {Json{{"nl", "Let op: GEEN DIPLOMA."}}, Json("Dit is geen diploma."),
        Json{{"en", "There is no diploma behind this."}},
        Json{{"nl", "Dit is geen diploma."}, {"ti", "\u12f2\u1355\u120e\u121b"}}}) {
    INFO(notes.dump());
    const auto record = test::record_from(test::changed(sample, {{"/notes", notes}}));
    const auto errors = check(*record);
    INFO(list(errors));
    CHECK(errors.empty());
  }
}

TEST_CASE("learning_record reads the codes of work processes", "[learning_record]") {
  const Json sample = test::sample_record_json("PracticeStatement");
  const auto findings_for = [&sample](const char* code) {
    return check(*test::record_from(test::changed(sample, {{"/work_processes/0/code", code}})));
  };
  for (const char* code : {"B1-K1-W1", "P1-K1-W2", "P2-K12-W10"}) {
    INFO(code);
    CHECK(findings_for(code).empty());
  }
  for (const char* code : {"B1-K1", "B1-K1-W", "B1-K1-W0", "B01-K1-W1", "C1-K1-W1", "b1-k1-w1",
                           "B1-K1-W1 ", "B1K1W1", "B1-K1-W1-W2", "B1-K1-W100"}) {
    INFO(code);
    const auto errors = findings_for(code);
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].code == Code::malformed);
    CHECK(errors[0].where == "/work_processes/0/code");
  }
}
