#include "open_badges/open_badges.h"

#include <catch2/catch.hpp>

#include "support/records.h"
#include "support/vectors.h"
#include "vcdm/vcdm.h"

using credenza::Code;
using credenza::Error;
using credenza::Json;
using credenza::learning_record::LearningRecord;
using credenza::open_badges::check;
using credenza::open_badges::check_strictly;
using credenza::open_badges::read_record;
using credenza::open_badges::Rendering;
using credenza::open_badges::to_credential;

namespace test = credenza::test;

namespace {

constexpr const char* k_fixtures = "w3c/1edtech-validator-fixtures/ob30/";
constexpr const char* k_id = "urn:uuid:5f2a7c1e-7a0b-4f35-9a64-0d7a1f3f6b21";

Rendering render(const Json& record) {
  const auto value = test::record_from(record);
  REQUIRE(value.has_value());
  return to_credential(*value, {.id = k_id, .issuer = "", .valid_from = std::nullopt});
}

std::vector<Error> findings(const Json& credential) {
  return check_strictly(test::document(credential).root());
}

std::vector<Error> findings_in(const std::string& path) {
  return check(test::document(test::read_public(path)).root());
}

std::string list(const std::vector<Error>& errors) {
  std::string out;
  for (const Error& error : errors)
    out += error.where + ": " + error.detail + "\n";
  return out;
}

std::vector<std::string> places(const std::vector<credenza::open_badges::Loss>& losses) {
  std::vector<std::string> out;
  for (const auto& loss : losses) {
    CHECK(!loss.detail.empty());
    out.push_back(loss.where);
  }
  return out;
}

/// Record → credential → record, which has to differ in the members of `losses` only, each of them
/// reported.
void check_round_trip(const Json& record, const std::vector<std::string>& losses) {
  INFO(record.dump());
  const Rendering rendering = render(record);
  CHECK(places(rendering.losses) == losses);
  const auto credential = test::document(rendering.credential);
  const auto again = read_record(credential.root());
  REQUIRE(again.has_value());
  Json expected = record;
  for (const std::string& where : losses)
    expected = test::changed(expected, {{where, nullptr}});
  CHECK(credenza::learning_record::to_json(*again).dump(1) ==
        credenza::learning_record::to_json(*test::record_from(expected)).dump(1));
}

/// A micro-credential of which Open Badges can say everything without a member of our own.
Json whole() {
  return test::changed(test::sample_record_json(), {{"/achievement/prerequisites", nullptr},
                                                    {"/achievement/stackability", nullptr}});
}

/// A record of `type` with changes, of which nothing is lost.
void check_kept(std::string_view type, const Json& changes) {
  Json record = test::changed(test::sample_record_json(type), changes);
  // One language per term is a loss of its own, looked at elsewhere.
  if (type == "Endorsement") record["endorsement"]["skills"][0]["name"].erase("en");
  check_round_trip(record, {});
}

}  // namespace

TEST_CASE("open_badges names the schemas of a profile that is complete, and no other",
          "[open_badges]") {
  const auto named = [](const Json& record) {
    std::vector<std::string> out;
    const Json credential = render(record).credential;
    for (const Json& schema : credential.value("credentialSchema", Json::array())) {
      const auto id = schema["id"].get<std::string>();
      out.push_back(id.substr(id.rfind('/') + 1));
    }
    return out;
  };
  using Names = std::vector<std::string>;
  CHECK(named(whole()) == Names{"microcredential.json", "microcredential_sbu.json"});
  CHECK(named(test::changed(whole(), {{"/profile", nullptr}})).empty());
  CHECK(named(test::changed(whole(), {{"/achievement/image", nullptr}})).empty());
  CHECK_FALSE(render(test::changed(whole(), {{"/profile", nullptr}}))
                  .credential.contains("credentialSchema"));
}

TEST_CASE("open_badges gives a record back as it was", "[open_badges]") {
  check_round_trip(whole(), {});
  check_round_trip(test::changed(whole(), {{"/achievement/workload", {{"ects", 3.5}}}}), {});
  check_round_trip(
      test::changed(whole(), {{"/profile", "regular"}, {"/achievement/workload", {{"ects", 12}}}}),
      {});
  check_round_trip(test::changed(whole(), {{"/profile", "extracurricular"},
                                           {"/achievement/workload", {{"sbu", 16}}}}),
                   {});
  check_round_trip(test::changed(whole(), {{"/achievement/programme_code", "MC-LOG-02"}}), {});
  check_round_trip(test::changed(whole(), {{"/achievement/programme_code", "025391"}}), {});
  check_round_trip(test::changed(whole(), {{"/achievement/id", nullptr}}), {});
  check_round_trip(
      test::changed(whole(), {{"/person/id", nullptr}, {"/person/birth_date", "1991"}}), {});
  check_round_trip(
      test::changed(whole(), {{"/person/given_name", nullptr}, {"/person/name_prefix", nullptr}}),
      {});
  check_round_trip(test::changed(whole(), {{"/awarding_body/identifiers/0/scheme", "sourcedId"}}),
                   {});
  check_round_trip(test::changed(whole(), {{"/achievement/levels/0/framework", "Leonardo"}}), {});
  check_round_trip(
      test::changed(whole(), {{"/achievement/outcomes/0/framework", "Skills of our own!"}}), {});
  check_round_trip(test::changed(whole(), {{"/achievement/outcomes/0/framework", nullptr}}), {});
}

TEST_CASE("open_badges gives a record of each type back as it was", "[open_badges]") {
  for (const std::string_view type : test::k_record_types) {
    INFO(type);
    check_kept(type, Json::object());
    check_kept(type, {{"/achievement/id", nullptr}});
    check_kept(type, {{"/achievement/learning_setting", "informal"}});
    check_kept(type, {{"/achievement/title/en", "In English"}, {"/achievement/title/nl", "x"}});
    check_kept(type, {{"/achievement/description/fr", "en fran\u00e7ais"}});
    check_kept(type, {{"/notes", {{"ar", "\u0645\u0644\u0627\u062d\u0638\u0629"}}}});
    check_kept(type, {{"/notes", "in no language"}});
    check_kept(type, {{"/replaces",
                       {{"id", "urn:uuid:0e6f1a52-6f0b-8d1c-9b7e-2f5d1c3a4b60"},
                        {"digest", std::string(64, 'a')}}}});
    check_kept(type, {{"/evidence",
                       {{{"name", "one"}, {"digest", std::string(64, '0')}},
                        {{"name", "two"}, {"digest", std::string(64, '1')}},
                        {{"name", "one again"}, {"digest", std::string(64, '0')}}}}});
    check_kept(type, {{"/co_signers", {{{"id", "did:web:a.example"}, {"name", "A"}}}}});
    check_kept(type, {{"/valid_from", nullptr}, {"/valid_until", nullptr}, {"/awarded", nullptr}});
    check_kept(type,
               {{"/awarding_body/identifiers",
                 {{{"scheme", "BRIN"}, {"value", "99ZZ"}}, {{"scheme", "KVK"}, {"value", "1"}}}}});
  }
}

TEST_CASE("open_badges gives back every part of a practice statement", "[open_badges]") {
  const std::string_view type = "PracticeStatement";
  check_kept(type, {{"/practice/learning_company/id", nullptr}});
  check_kept(type, {{"/practice/learning_company", nullptr}});
  check_kept(type, {{"/practice/trainer/function", nullptr}});
  check_kept(type, {{"/practice/period/until", nullptr}});
  check_kept(type, {{"/practice/hours", 0}});
  check_kept(type, {{"/practice", nullptr}});
  check_kept(type, {{"/work_processes/0/code", nullptr}});
  check_kept(type, {{"/work_processes/1/date", nullptr}, {"/work_processes/1/method", nullptr}});
  check_kept(type, {{"/work_processes/2/result", nullptr}});
  check_kept(type, {{"/work_processes", nullptr}});
  check_kept(type, {{"/assessment/grade", "voldaan"}});
  check_kept(type, {{"/assessment/grade", "voldaan"},
                    {"/assessment/result_scale", {{"nl", "voldaan, niet voldaan"}}}});
  check_kept(type, {{"/assessment/result_scale", {{"nl", "voldaan, niet voldaan"}}}});
  check_kept(type, {{"/qualification/crebo", nullptr}});
  check_kept(type, {{"/qualification/version", nullptr}, {"/qualification/kind", nullptr}});
  check_kept(type, {{"/qualification/name/en", "Warehouse worker"}});
  check_kept(type, {{"/person/alternative_names/1",
                     {{"language", "am"}, {"family_name", "x"}, {"name_prefix", "y"}}}});
}

TEST_CASE("open_badges gives back every part of the other types", "[open_badges]") {
  check_kept("MboCertificate", {{"/parts/0/method", "test"}});
  check_kept("MboCertificate", {{"/parts", nullptr}});
  check_kept("MboCertificate", {{"/assessment", nullptr}});
  check_kept("SafetyCertificate", {{"/registration/category", nullptr}});
  check_kept("SafetyCertificate", {{"/registration/number", nullptr}});
  check_kept("SafetyCertificate", {{"/registration", {{"number", "7"}}}});
  check_kept("SafetyCertificate", {{"/person/id", nullptr}, {"/person/birth_date", "1995"}});
  check_kept("Endorsement", {{"/endorsement/skills/0/code", "x"}});
  check_kept("Endorsement", {{"/endorsement/relation", nullptr}});
  check_kept("Endorsement", {{"/endorsement/text/en", nullptr}});
  check_kept("Endorsement", {{"/endorsement/target/digest", nullptr}});
  check_kept("Endorsement", {{"/achievement/criteria", {{"nl", "geen"}}}});
  check_kept("Accreditation", {{"/accreditation/co_sign_types", nullptr}});
  check_kept("Accreditation", {{"/accreditation/organisation/identifiers", nullptr}});
  check_kept("Accreditation", {{"/accreditation/organisation/name",
                                {{"en", "The Blue Hall"}, {"nl", "De Blauwe Hal"}}}});
}

TEST_CASE("open_badges says what Open Badges has members for in those", "[open_badges]") {
  const Json statement = render(test::sample_record_json("PracticeStatement")).credential;
  const Json& subject = statement["credentialSubject"];
  CHECK(subject["achievement"]["achievementType"] == "ext:PracticeStatement");
  CHECK(subject["achievement"]["otherIdentifier"][0]["identifier"] == "99001");
  CHECK(subject["achievement"]["version"] == "2024");
  CHECK(subject["achievement"]["specialization"] == "Medewerker magazijn");
  CHECK(subject["source"]["name"] == "De Blauwe Hal Logistiek B.V.");
  CHECK(subject["source"]["otherIdentifier"][0]["identifierType"] == "ext:SBB");
  CHECK(subject["activityStartDate"] == "2026-01-12T00:00:00Z");
  CHECK(subject["activityEndDate"] == "2026-05-29T00:00:00Z");
  CHECK(subject["result"][2]["value"] == "onder begeleiding");
  CHECK(subject["achievement"]["resultDescription"][2]["alignment"][0]["targetCode"] == "P1-K2-W1");
  CHECK(statement["issuer"]["id"] == "did:web:rocwaterkant.example");
  CHECK(statement["description"].get<std::string>().find("geen diploma") != std::string::npos);
  CHECK(statement["evidence"][0]["id"] == statement["relatedResource"][0]["id"]);
  CHECK(statement["relatedResource"][0]["mediaType"] == "application/pdf");

  const Json certificate = render(test::sample_record_json("SafetyCertificate")).credential;
  CHECK(certificate["credentialSubject"]["licenseNumber"] == "RVW-2026-004711");
  CHECK(certificate["validUntil"] == "2031-06-12T21:59:59Z");

  const Json endorsement = render(test::sample_record_json("Endorsement")).credential;
  CHECK(endorsement["type"] == Json{"VerifiableCredential", "EndorsementCredential"});
  CHECK(endorsement["credentialSubject"]["type"] == Json{"EndorsementSubject"});
  CHECK(endorsement["relatedResource"][0]["id"] == endorsement["credentialSubject"]["id"]);
  CHECK(endorsement["relatedResource"][0]["digestMultibase"] ==
        "uEiBgMDriK5mIYbzjso8z7sG-dYohPIbJPAdtvp9VjBHHUg");

  const Json accreditation = render(test::sample_record_json("Accreditation")).credential;
  CHECK(accreditation["credentialSubject"]["id"] == "did:web:deblauwehal.example");
}

TEST_CASE("open_badges maps every member of our own to an IRI in the credential's context",
          "[open_badges]") {
  const Json plain = render(whole()).credential;
  CHECK(plain["@context"].size() == 3);
  CHECK(!plain.contains("learningRecord"));
  const Json own = render(test::sample_record_json("PracticeStatement")).credential["@context"][3];
  for (const char* term : {"learningRecord", "resultDate", "resultMethod"}) {
    INFO(term);
    CHECK(own[term]["@id"] ==
          std::string("https://www.w3.org/ns/credentials/issuer-dependent#") + term);
  }
  CHECK(own.size() == 3);
  CHECK(own["learningRecord"]["@type"] == "@json");
  CHECK(render(test::sample_record_json("Accreditation")).credential["@context"][3].size() == 1);
}

TEST_CASE("open_badges does not take somebody else's member for ours", "[open_badges]") {
  const Json credential = render(test::sample_record_json("PracticeStatement")).credential;
  for (const Json& changes :
       {Json{{"/@context/3", nullptr}},
        Json{{"/@context/3/learningRecord/@id", "https://other.example/#learningRecord"}}}) {
    const auto document = test::document(test::changed(credential, changes));
    const LearningRecord record = *read_record(document.root());
    CHECK(record.co_signers.empty());
    CHECK(record.notes.empty());
    CHECK(!record.practice.hours.has_value());
    CHECK(record.type == "PracticeStatement");
  }
}

TEST_CASE("open_badges lets its own members stand over ours", "[open_badges]") {
  const Json credential =
      test::changed(render(test::sample_record_json("PracticeStatement")).credential,
                    {{"/learningRecord/person/family_name", "Somebody else"},
                     {"/learningRecord/awarded", "1999-01-01"},
                     {"/learningRecord/practice/learning_company", {{"id", "did:web:x.example"}}}});
  const auto document = test::document(credential);
  const LearningRecord record = *read_record(document.root());
  CHECK(record.person.family_name == "Tesfay Gebremedhin");
  CHECK(credenza::format_date(*record.awarded) == "2026-06-05");
  CHECK(record.practice.learning_company.id == "did:web:deblauwehal.example");
}

TEST_CASE("open_badges reads the digest of an endorsed credential in either form",
          "[open_badges]") {
  const Json credential = render(test::sample_record_json("Endorsement")).credential;
  const auto digest = [&credential](const Json& changes) {
    const auto document = test::document(test::changed(credential, changes));
    const auto record = read_record(document.root());
    REQUIRE(record.has_value());
    return record->endorsement.target.digest;
  };
  const std::string expected = "60303ae22b998861bce3b281f33ec1be758a213c86c93c076dbe9f558c11c752";
  CHECK(digest({{"/relatedResource/0/digestMultibase", nullptr},
                {"/relatedResource/0/digestSRI",
                 "sha256-YDA64iuZiGG847KB8z7BvnWKITyGyTwHbb6fVYwRx1I="}}) == expected);
  // SHA-384, and a digest that is too short: what cannot be compared is not there.
  CHECK(digest({{"/relatedResource/0/digestMultibase", nullptr},
                {"/relatedResource/0/digestSRI",
                 "sha384-OLBgp1GsljhM2TJ-sbHjaiH9txEUvgdDTAzHv2P24donTt6_529l-9Ua0vFImLlb"}})
            .empty());
  CHECK(digest({{"/relatedResource/0/digestMultibase", "uEiBgMDri"}}).empty());
  CHECK(
      digest({{"/relatedResource/0/id", "urn:uuid:00000000-0000-8000-8000-000000000000"}}).empty());
}

TEST_CASE("open_badges reports what it cannot say", "[open_badges]") {
  check_round_trip(
      test::changed(whole(), {{"/achievement/outcomes/0/name/en", "operate forklift"}}),
      {"/achievement/outcomes/0/name/en"});
  check_round_trip(test::changed(whole(), {{"/achievement/image", nullptr}}), {"/profile"});
  check_round_trip(test::changed(whole(), {{"/assessment/grade", nullptr}}), {"/profile"});
  check_round_trip(test::changed(whole(), {{"/profile", "regular"},
                                           {"/achievement/programme_code", "MC-LOG-02"}}),
                   {"/profile"});
  check_round_trip(test::changed(whole(), {{"/awarding_body/identifiers/0/scheme", "two words"}}),
                   {"/awarding_body/identifiers/0"});
}

TEST_CASE("open_badges reports languages that go unsaid", "[open_badges]") {
  const Rendering rendering =
      render(test::changed(whole(), {{"/awarding_body/name", {{"nl", "ROC Waterkant"}}},
                                     {"/achievement/title", {{"en", "Working safely"}}}}));
  CHECK(places(rendering.losses) ==
        std::vector<std::string>{"/achievement/title", "/awarding_body/name"});
  CHECK(rendering.credential["issuer"]["name"] == "ROC Waterkant");
}

TEST_CASE("open_badges signs as the issuer it is told", "[open_badges]") {
  const auto rendering =
      to_credential(test::sample_record(),
                    {.id = k_id, .issuer = "did:web:other.example", .valid_from = std::nullopt});
  CHECK(rendering.credential["issuer"]["id"] == "did:web:other.example");
  CHECK(places(rendering.losses).back() == "/awarding_body/id");
}

TEST_CASE("open_badges finds nothing to say about its own credentials", "[open_badges]") {
  std::vector<Json> records{test::changed(whole(), {{"/achievement/id", nullptr}}),
                            test::changed(whole(), {{"/person/id", nullptr}})};
  for (const std::string_view type : test::k_record_types)
    records.push_back(test::sample_record_json(type));
  for (const Json& record : records) {
    const Rendering rendering = render(record);
    const auto errors = findings(rendering.credential);
    INFO(list(errors));
    CHECK(errors.empty());
    const auto document = test::document(rendering.credential);
    CHECK(credenza::vcdm::Credential::read(document.root()).has_value());
  }
}

TEST_CASE("open_badges takes validFrom from the record, else from the options", "[open_badges]") {
  const auto record = test::record_from(test::changed(whole(), {{"/valid_from", nullptr}}));
  const auto rendering = to_credential(
      *record, {.id = k_id, .issuer = "", .valid_from = test::at("2026-07-01T00:00:00Z")});
  CHECK(rendering.credential["validFrom"] == "2026-07-01T00:00:00Z");
  CHECK(render(whole()).credential["validFrom"] == "2026-06-12T09:00:00Z");
}

TEST_CASE("open_badges finds what each vector says, and only that", "[open_badges]") {
  const Json base = render(test::sample_record_json()).credential;
  for (const std::string& name : test::list_vectors("open_badges")) {
    INFO(name);
    const auto vector = test::document(test::read_vector("open_badges/" + name));
    const Json credential =
        test::changed(base, credenza::json::to_value(*vector.root().at("change")));
    const auto document = test::document(credential);
    std::vector<Error> errors;
    const std::string_view door = *vector.root().string_at("door");
    if (door == "open_badges::check") {
      errors = check(document.root());
    } else if (door == "open_badges::check_strictly") {
      CHECK(check(document.root()).empty());
      errors = check_strictly(document.root());
    } else if (const auto record = read_record(document.root()); !record) {
      errors = {record.error()};
    }
    INFO(list(errors));
    REQUIRE(errors.size() == 1);
    const auto expected = *vector.root().at("expect");
    CHECK(to_string(errors[0].code) == *expected.string_at("code"));
    CHECK(errors[0].where == *expected.string_at("where"));
  }
}

TEST_CASE("open_badges accepts the sound fixtures of 1EdTech's validator", "[open_badges]") {
  NEEDS_PUBLIC_DATA();
  for (const char* name : {"simple.json", "complete.json", "simple-did-key-method.json",
                           "simple-context-alias.json"}) {
    INFO(name);
    const auto errors = findings_in(std::string(k_fixtures) + name);
    INFO(list(errors));
    CHECK(errors.empty());
    CHECK(read_record(test::document(test::read_public(std::string(k_fixtures) + name)).root())
              .has_value());
  }
}

TEST_CASE("open_badges finds the fault of 1EdTech's faulty fixtures", "[open_badges]") {
  NEEDS_PUBLIC_DATA();
  const std::vector<std::pair<std::string, std::string>> faults{
      {"simple-err-context.json", "/@context/1"},
      {"simple-err-type.json", "/type"},
      {"simple-err-issuer-type.json", "/issuer/type"},
      {"simple-err-issuer-otheridentifier-type.json", "/issuer/otherIdentifier/1/type"},
      {"simple-err-credential-subject-type.json", "/credentialSubject/type"},
      {"simple-err-credential-subject-profile-type.json", "/credentialSubject/source/type"},
      {"simple-err-issued.json", "/credentialSubject/achievement"}};
  for (const auto& [name, where] : faults) {
    INFO(name);
    const auto errors = findings_in(k_fixtures + name);
    INFO(list(errors));
    CHECK(std::any_of(errors.begin(), errors.end(),
                      [&w = where](const Error& e) { return e.where == w; }));
  }
}

TEST_CASE("open_badges reads the Dutch badges", "[open_badges]") {
  NEEDS_PUBLIC_DATA();
  const std::string folder = "europass/samples/nl-edubadges-obv3";
  for (const std::string& name : test::list_public(folder)) {
    INFO(name);
    const auto document = test::document(test::read_public(folder + "/" + name));
    const auto errors = check(document.root());
    INFO(list(errors));
    CHECK(errors.empty());
    const auto record = read_record(document.root());
    REQUIRE(record.has_value());
    CHECK(name.find("_" + record->profile + "_") != std::string::npos);
    CHECK(!record->achievement.title.empty());
    REQUIRE(record->achievement.levels.size() == 1);
    CHECK(record->achievement.levels[0].framework == "EQF");
    CHECK(record->achievement.outcomes.empty());
    CHECK(!record->assessment.grade.empty());
    CHECK(!record->awarded.has_value());
  }
}

TEST_CASE("open_badges reads each education member of a Dutch badge", "[open_badges]") {
  NEEDS_PUBLIC_DATA();
  const auto document = test::document(
      test::read_public("europass/samples/nl-edubadges-obv3/mbob_eo_eov_regular_full.json"));
  const LearningRecord record = *read_record(document.root());
  CHECK(record.profile == "regular");
  CHECK(record.awarding_body.country == "NL");
  CHECK(record.awarding_body.name.at("") == "MBO Beek");
  CHECK(record.awarding_body.identifiers ==
        std::vector<credenza::learning_record::Identifier>{{"BRIN", "4B0B1A"},
                                                           {"name", "mbobeek.example.edu"}});
  CHECK(record.achievement.language == "nl-NL");
  CHECK(record.achievement.title.at("nl-NL") == "Diploma master in subtiele verkoopkunst");
  CHECK(record.achievement.workload.sbu == 3000U);
  CHECK(!record.achievement.workload.half_ects.has_value());
  CHECK(record.achievement.programme_code == "20121345");
  CHECK(record.achievement.participation == "onsite or blended");
  CHECK(record.achievement.levels[0].code == "5");
  CHECK(record.assessment.type == "testing");
  CHECK(record.assessment.supervision == "onsite with identity verification");
  CHECK(record.assessment.identity_checked == true);
  CHECK(record.assessment.grade == "8.8");
  CHECK(record.assessment.result_scale.at("nl-NL") == "Average of final exams");
}

TEST_CASE("open_badges reads the ESCO alignments of the benchmark credential", "[open_badges]") {
  NEEDS_PUBLIC_DATA();
  const auto document = test::document(test::read_public("bench/credential.json"));
  const LearningRecord record = *read_record(document.root());
  CHECK(record.type == "MicroCredential");
  REQUIRE(record.achievement.outcomes.size() == 3);
  CHECK(record.achievement.outcomes[0].framework == "ESCO v1.2");
  CHECK(record.achievement.outcomes[0].name.at("en") == "analyse data quality");
  CHECK(check(document.root()).empty());
  CHECK(record.person.id == "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
}

TEST_CASE("open_badges reads neither hashed identities nor national identity numbers",
          "[open_badges]") {
  const auto identity = [](const char* type, const char* value, bool hashed) {
    return Json{{"type", "IdentityObject"},
                {"hashed", hashed},
                {"identityHash", value},
                {"identityType", type}};
  };
  const Json credential = test::changed(render(whole()).credential,
                                        {{"/credentialSubject/identifier",
                                          {identity("sourcedId", "sha256$00", true),
                                           identity("nationalIdentityNumber", "111222333", false),
                                           identity("name", "Suharto", false)}}});
  const auto document = test::document(credential);
  const LearningRecord record = *read_record(document.root());
  CHECK(record.person.learner_id.empty());
  CHECK(record.person.family_name == "Suharto");
  CHECK(record.person.full_name() == "Suharto");
}

TEST_CASE("open_badges reads texts in several languages", "[open_badges]") {
  const Json credential = test::changed(render(whole()).credential,
                                        {{"/credentialSubject/achievement/name",
                                          {{{"@value", "Veilig werken"}, {"@language", "nl"}},
                                           {{"@value", "Working safely"}, {"@language", "en"}}}}});
  const auto document = test::document(credential);
  CHECK(read_record(document.root())->achievement.title ==
        credenza::learning_record::LanguageMap{{"en", "Working safely"}, {"nl", "Veilig werken"}});
}

TEST_CASE("open_badges keeps the day of an award where its issuer wrote it", "[open_badges]") {
  const auto document = test::document(
      test::changed(render(whole()).credential, {{"/awardedDate", "2026-06-12T00:30:00+02:00"}}));
  CHECK(credenza::format_date(*read_record(document.root())->awarded) == "2026-06-12");
}
