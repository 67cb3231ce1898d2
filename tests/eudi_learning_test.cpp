#include "eudi_learning/eudi_learning.h"

#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "support/records.h"
#include "support/vectors.h"

using credenza::Code;
using credenza::Error;
using credenza::Json;
using credenza::eudi_learning::check;
using credenza::eudi_learning::claims;
using credenza::eudi_learning::Form;
using credenza::eudi_learning::read_record;
using credenza::eudi_learning::Rendering;
using credenza::eudi_learning::to_claims;
using credenza::learning_record::Difference;
using credenza::learning_record::DifferenceKind;

namespace test = credenza::test;

namespace {

credenza::Result<Rendering> render(const Json& changes = Json::object()) {
  const auto record = test::record_from(test::changed(test::sample_record_json(), changes));
  REQUIRE(record.has_value());
  return to_claims(*record, "en");
}

Json claims_of(const Json& changes = Json::object()) {
  auto rendering = render(changes);
  REQUIRE(rendering.has_value());
  return rendering->claims;
}

std::set<std::string> lost_by(const Json& changes) {
  const auto rendering = render(changes);
  REQUIRE(rendering.has_value());
  std::set<std::string> out;
  for (const Difference& loss : rendering->losses)
    out.insert(loss.where);
  return out;
}

}  // namespace

TEST_CASE("eudi_learning has the claims of the published type metadata", "[eudi_learning]") {
  NEEDS_PUBLIC_DATA();
  const auto metadata = test::document(
      test::read_public("openid/education/eudi-pid-issuer/learning_credential.json"));
  CHECK(*metadata.root().string_at("vct") == credenza::eudi_learning::k_vct);
  const std::set<std::string_view> of_the_token = {"jti", "iat", "exp", "vct", "iss", "cnf"};
  std::vector<std::string> published;
  std::vector<std::string> ours;
  for (const auto claim : metadata.root().at("claims")->items()) {
    const auto path = *claim.at("path");
    const auto name = (*path.items().begin()).raw_string();
    if (of_the_token.contains(name) || path.size() != 1) continue;
    published.push_back(std::string(name) +
                        (*claim.at("mandatory")->boolean() ? " mandatory " : " ") +
                        std::string(*claim.string_at("sd")));
  }
  for (const auto& claim : claims())
    ours.push_back(std::string(claim.name) + (claim.mandatory ? " mandatory " : " ") +
                   (claim.disclosable ? "always" : "never"));
  CHECK(ours.size() == 17);
  CHECK(ours == published);
}

TEST_CASE("eudi_learning says a micro-credential in the claims", "[eudi_learning]") {
  const Json said = claims_of({{"/person/learner_id", "100231"}});
  CHECK(said["issuing_authority"] == "ROC Waterkant");
  CHECK(said["issuing_country"] == "NL");
  CHECK(said["family_name"] == "van der Heijden");
  CHECK(said["given_name"] == "Sanne");
  CHECK(said["achievement_title"] == "Veilig werken in het magazijn");
  CHECK(said["learning_outcomes"] ==
        Json::array({"heftruck bedienen", "een onveilige stelling melden"}));
  CHECK(said["expected_study_time"] == "240 hours");
  CHECK(said["level_of_learning_experience"] == 2);
  CHECK(said["language_of_classes"] == Json::array({"nl"}));
  CHECK(said["integration_stackability_options"] == true);
  const auto document = test::document(said);
  CHECK(check(document.root()).empty());
}

TEST_CASE("eudi_learning makes nothing up", "[eudi_learning]") {
  // A record without an end has no end there; what says nothing of stacking says nothing of it.
  const Json said = claims_of({{"/valid_until", nullptr}, {"/achievement/stackability", nullptr}});
  CHECK_FALSE(said.contains("date_of_expiry"));
  CHECK_FALSE(said.contains("integration_stackability_options"));
  CHECK(claims_of({{"/valid_until", "2031-06-12"}})["date_of_expiry"] == "2031-06-12");
}

TEST_CASE("eudi_learning refuses a record that lacks what the attestation has to say",
          "[eudi_learning]") {
  struct Case {
    Json changes;
    Code code;
    std::string where;
  };
  const std::vector<Case> cases = {
      {{{"/person/learner_id", nullptr}}, Code::missing, "/person/learner_id"},
      {{{"/achievement/levels", nullptr}}, Code::missing, "/achievement/levels"},
      {{{"/achievement/quality_assurance", nullptr}},
       Code::missing,
       "/achievement/quality_assurance"},
      {{{"/achievement/workload", nullptr}}, Code::missing, "/achievement/workload"},
      {{{"/achievement/language", nullptr}}, Code::missing, "/achievement/language"},
      {{{"/achievement/title", nullptr}}, Code::missing, "/achievement/title"},
      {{{"/awarding_body/name", nullptr}}, Code::missing, "/awarding_body/name"},
      {{{"/awarding_body/country", nullptr}}, Code::missing, "/awarding_body/country"},
      {{{"/awarded", nullptr}}, Code::missing, "/awarded"},
      {{{"/person/family_name", nullptr}, {"/person/name_prefix", nullptr}},
       Code::missing,
       "/person/family_name"},
      {{{"/achievement/levels/0/code", "9"}}, Code::malformed, "/achievement/levels/0/code"},
      {{{"/achievement/levels/0/code", "2x"}}, Code::malformed, "/achievement/levels/0/code"},
      {{{"/type", "SafetyCertificate"}}, Code::unsupported, "/type"},
  };
  for (const Case& each : cases) {
    INFO(each.changes.dump());
    const auto rendering = render(each.changes);
    REQUIRE_FALSE(rendering.has_value());
    CHECK(rendering.error().code == each.code);
    CHECK(rendering.error().where == each.where);
  }
}

TEST_CASE("eudi_learning reports everything that the claims cannot say", "[eudi_learning]") {
  const auto lost = lost_by(Json::object());
  for (const char* where :
       {"/person/birth_date", "/person/name_prefix", "/person/family_name", "/achievement/criteria",
        "/achievement/outcomes/0", "/achievement/participation", "/assessment/type", "/profile"}) {
    INFO(where);
    CHECK(lost.contains(where));
  }
  for (const char* where : {"/person/given_name", "/awarded", "/awarding_body/country",
                            "/achievement/workload", "/assessment/grade", "/person/learner_id"}) {
    INFO(where);
    CHECK_FALSE(lost.contains(where));
  }
  // The end of a day comes back; another moment of it does not.
  CHECK_FALSE(lost_by({{"/valid_until", "2031-06-12"}}).contains("/valid_until"));
  CHECK(lost_by({{"/valid_until", "2031-06-12T10:00:00Z"}}).contains("/valid_until"));
}

TEST_CASE("eudi_learning lets a holder hide what the type metadata lets hide, each item of a list",
          "[eudi_learning]") {
  const auto rendering = render();
  REQUIRE(rendering.has_value());
  const std::set<std::string> hidden(rendering->disclosable.begin(), rendering->disclosable.end());
  for (const char* where : {"/family_name", "/given_name", "/learner_identification",
                            "/learning_outcomes", "/learning_outcomes/0", "/learning_outcomes/1",
                            "/level_of_learning_experience", "/types_of_quality_assurance/0"}) {
    INFO(where);
    CHECK(hidden.contains(where));
  }
  for (const char* where : {"/issuing_authority", "/achievement_title", "/date_of_issuance",
                            "/language_of_classes", "/language_of_classes/0"}) {
    INFO(where);
    CHECK_FALSE(hidden.contains(where));
  }
}

TEST_CASE("eudi_learning reads what is left when the holder hides what may be hidden",
          "[eudi_learning]") {
  Json said = claims_of();
  for (const auto& claim : claims()) {
    if (claim.disclosable) said.erase(claim.name);
  }
  said["iss"] = "did:web:rocwaterkant.example";
  const auto document = test::document(said);
  CHECK(check(document.root()).empty());
  const auto record = read_record(document.root());
  REQUIRE(record.has_value());
  CHECK(record->person.family_name.empty());
  CHECK(record->achievement.title.at("") == "Veilig werken in het magazijn");
  CHECK(record->awarding_body.id == "did:web:rocwaterkant.example");
}

TEST_CASE("eudi_learning reads study time in ECTS and in hours, and nothing else",
          "[eudi_learning]") {
  const auto workload = [](const char* text) {
    Json said = claims_of();
    said["expected_study_time"] = text;
    const auto document = test::document(said);
    const auto record = read_record(document.root());
    REQUIRE(record.has_value());
    return record->achievement.workload;
  };
  CHECK(workload("3.5 ECTS").half_ects == 7U);
  CHECK(workload("12 ECTS").half_ects == 24U);
  CHECK(workload("16 hours").sbu == 16U);
  for (const char* other : {"about 16 hours", "P60M", "16", "-1 hours", "99999999999 hours",
                            "1.5 hours", " ECTS", "2.5.5 ECTS"}) {
    INFO(other);
    CHECK(workload(other) == credenza::learning_record::Workload{});
  }
  CHECK(claims_of({{"/achievement/workload", {{"ects", 3.5}}}})["expected_study_time"] ==
        "3.5 ECTS");
}

TEST_CASE("eudi_learning finds a claim that is not of its form", "[eudi_learning]") {
  struct Case {
    const char* name;
    Json value;
    Code code;
    std::string where;
  };
  const std::vector<Case> cases = {
      {"issuing_authority", 5, Code::malformed, "/issuing_authority"},
      {"issuing_authority", "", Code::malformed, "/issuing_authority"},
      {"issuing_country", "nl", Code::malformed, "/issuing_country"},
      {"issuing_country", "NLD", Code::malformed, "/issuing_country"},
      {"date_of_issuance", "12-06-2026", Code::malformed, "/date_of_issuance"},
      {"date_of_issuance", "2026-02-30", Code::malformed, "/date_of_issuance"},
      {"date_of_expiry", "1500-01-01", Code::out_of_range, "/date_of_expiry"},
      {"learning_outcomes", "one", Code::malformed, "/learning_outcomes"},
      {"learning_outcomes", {1}, Code::malformed, "/learning_outcomes/0"},
      {"level_of_learning_experience", 0, Code::out_of_range, "/level_of_learning_experience"},
      {"level_of_learning_experience", 9, Code::out_of_range, "/level_of_learning_experience"},
      {"level_of_learning_experience", "2", Code::malformed, "/level_of_learning_experience"},
      {"integration_stackability_options", "yes", Code::malformed,
       "/integration_stackability_options"},
  };
  for (const Case& each : cases) {
    INFO(each.name << " " << each.value.dump());
    Json said = claims_of();
    said[each.name] = each.value;
    const auto document = test::document(said);
    const auto findings = check(document.root());
    REQUIRE(findings.size() == 1);
    CHECK(findings.front().code == each.code);
    CHECK(findings.front().where == each.where);
    CHECK_FALSE(read_record(document.root()).has_value());
  }
  Json said = claims_of();
  said.erase("achievement_title");
  const auto document = test::document(said);
  const auto findings = check(document.root());
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().code == Code::missing);
  CHECK(findings.front().where == "/achievement_title");
}
