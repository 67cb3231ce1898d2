// The main job with all parties in one process and clocks that stand still: a school says what
// somebody learned, the person keeps and shows it, an employer reads it back.
#include <catch2/catch.hpp>

#include "learning_record/learning_record.h"
#include "open_badges/open_badges.h"
#include "status_list/status_list.h"
#include "support/school.h"
#include "verify/verify.h"

using credenza::Instant;
using credenza::Json;
using credenza::learning_record::LearningRecord;
using credenza::verify::CheckName;
using credenza::verify::Outcome;
using credenza::verify::Policy;
using credenza::verify::Verdict;

namespace test = credenza::test;

namespace {

const Instant k_issued = test::at("2026-06-12T09:00:00Z");
const Instant k_shown = test::at("2026-07-01T12:00:00Z");

/// "Veilig werken in het magazijn": every element of Annex I, 240 hours, level 2.
LearningRecord record_for(const test::School& school, const std::string& holder) {
  LearningRecord record;
  record.type = "MicroCredential";
  record.profile = "microcredential";
  record.person.id = holder;
  record.person.family_name = "Heijden";
  record.person.name_prefix = "van der";
  record.person.given_name = "Sanne";
  record.awarding_body.id = school.did;
  record.awarding_body.name = {{"nl", "ROC Waterkant"}};
  record.awarding_body.country = "NL";
  auto& achievement = record.achievement;
  achievement.id = "https://rocwaterkant.example/mc/MC-LOG-02";
  achievement.title = {{"nl", "Veilig werken in het magazijn"}};
  achievement.description = {{"nl", "Werkt veilig met goederen en heftruck."}};
  achievement.criteria = {{"nl", "Praktijkopdracht en toets voldoende."}};
  achievement.language = "nl";
  achievement.outcomes = {
      {.id = "http://data.europa.eu/esco/skill/28cb374e-6261-4133-8371-f9a5470145da",
       .name = {{"en", "operate forklift"}},
       .framework = "ESCO",
       .code = {},
       .description = {}}};
  achievement.levels = {{.id = "http://data.europa.eu/snb/eqf/2",
                         .name = {{"en", "EQF level 2"}},
                         .framework = "EQF",
                         .code = "2",
                         .description = {}}};
  achievement.workload.sbu = 240;
  achievement.participation = "onsite or blended";
  achievement.quality_assurance = {{.id = "https://rocwaterkant.example/kwaliteit",
                                    .name = {{"nl", "Interne kwaliteitszorg, toezicht Inspectie"}},
                                    .framework = "quality assurance",
                                    .code = {},
                                    .description = {}}};
  record.assessment.type = "application of a skill";
  record.assessment.supervision = "onsite with identity verification";
  record.assessment.identity_checked = true;
  record.assessment.grade = "goed";
  record.awarded = *credenza::parse_date("2026-06-12");
  record.valid_from = k_issued;
  return record;
}

std::string issue(const test::School& school, const LearningRecord& record, std::uint64_t index) {
  Json credential = credenza::open_badges::to_credential(
                        record, {.id = "urn:uuid:5f2a7c1e-7a0b-4f35-9a64-0d7a1f3f6b21",
                                 .issuer = school.did,
                                 .valid_from = k_issued})
                        .credential;
  credential["credentialStatus"] =
      credenza::status_list::make_entry(school.list_url, index, "revocation");
  return test::sign(credential, school.options(k_issued), school.holder.key);
}

}  // namespace

TEST_CASE("a school issues, a person shows, an employer reads the same record", "[flow]") {
  test::School school;
  const test::Keyholder sanne("sanne");
  const LearningRecord record = record_for(school, sanne.did());
  for (const auto& finding : credenza::learning_record::check(record))
    FAIL_CHECK(finding.where << ": " << finding.detail);
  const std::string credential = issue(school, record, 41);

  test::Town town;
  school.publish(town, k_issued);
  credenza::data_integrity::ProofOptions made;
  made.domain = {"brouwertransport.example"};
  made.challenge = "n-1";
  made.expires = k_shown + std::chrono::hours{24};
  const std::string shown = test::present({credential}, sanne, k_shown, made);

  test::Reader employer(town, {{school.did, "ROC Waterkant"}});
  const Policy policy{.name = "hr", .nonce = "n-1", .audience = "brouwertransport.example"};
  const auto report = employer.read(shown, k_shown, policy);
  INFO(to_json(report, "report").dump(1));
  CHECK(report.verdict() == Verdict::accepted);
  REQUIRE(report.credentials.size() == 1);
  const auto& read = report.credentials.front();
  CHECK(read.find(CheckName::record)->outcome == Outcome::passed);
  CHECK(read.find(CheckName::holder_binding)->outcome == Outcome::passed);
  REQUIRE(read.record.has_value());
  CHECK(read.record->person.full_name() == "Sanne van der Heijden");
  CHECK(read.record->achievement.title == record.achievement.title);
  CHECK(read.record->achievement.workload.sbu == 240U);
  CHECK(read.record->assessment.grade == "goed");

  SECTION("the school withdraws it, and a reader who looks later sees that") {
    REQUIRE(school.list.set(41, 1));
    school.publish(town, k_shown);
    test::Reader later(town, {{school.did, "ROC Waterkant"}});
    CHECK(later.read(shown, k_shown, policy).verdict() == Verdict::not_accepted);
  }
  SECTION("a neighbour in the list is not touched by that") {
    REQUIRE(school.list.set(40, 1));
    REQUIRE(school.list.set(42, 1));
    school.publish(town, k_shown);
    test::Reader later(town, {{school.did, "ROC Waterkant"}});
    CHECK(later.read(shown, k_shown, policy).verdict() == Verdict::accepted);
  }
}

TEST_CASE("an edited grade, name or title is not genuine (F1)", "[flow]") {
  test::School school;
  test::Town town;
  school.publish(town, k_issued);
  test::Reader employer(town, {{school.did, "ROC Waterkant"}});
  const std::string credential = issue(school, record_for(school, "did:example:sanne"), 41);
  REQUIRE(employer.read(credential, k_shown).verdict() == Verdict::accepted);
  const std::vector<std::pair<std::string, std::string>> edits = {
      {"goed", "uitmuntend"},
      {"Heijden", "Heyden"},
      {"Veilig werken", "Leiding geven"},
      {"240", "340"}};
  for (const auto& [from, to] : edits) {
    INFO(from << " → " << to);
    std::string edited = credential;
    REQUIRE(edited.find(from) != std::string::npos);
    edited.replace(edited.find(from), from.size(), to);
    CHECK(employer.read(edited, k_shown).verdict() == Verdict::not_genuine);
  }
}
