#include "issuer/corrections.h"

#include <catch2/catch.hpp>

#include "issuer/reasons.h"
#include "issuer/record_path.h"
#include "support/records.h"
#include "support/said_in_dutch.h"

using credenza::Code;
using credenza::Json;
using credenza::issuer::Change;
using credenza::issuer::corrected;
using credenza::issuer::member_path;
using credenza::issuer::paths_in;
using credenza::issuer::read_reason;
using credenza::issuer::script_of;
using credenza::issuer::values_at;

namespace test = credenza::test;

namespace {

Json record(const Json& changes = Json::object()) {
  return test::changed(test::sample_record_json(), changes);
}

Json set(const Json& before, const std::vector<std::string>& changes) {
  auto out = corrected(before, changes);
  REQUIRE(out.has_value());
  return *std::move(out);
}

void check_refused(const std::vector<std::string>& changes, Code code, const std::string& words) {
  const auto out = corrected(record(), changes);
  REQUIRE_FALSE(out.has_value());
  CHECK(out.error().code == code);
  CHECK(out.error().where == "--set");
  INFO(out.error().detail);
  CHECK(out.error().detail.find(words) != std::string::npos);
  test::said_in_dutch(out.error());
}

}  // namespace

TEST_CASE("member names are read in every spelling that people use", "[corrections]") {
  for (const std::string typed : {"familyName", "family_name", "person.familyName",
                                  "person.family_name", "/person/family_name"})
    CHECK(member_path(typed) == "person.family_name");
  CHECK(member_path("achievement.title.nl") == "achievement.title.nl");
  CHECK(member_path("/assessment/identityChecked") == "assessment.identity_checked");
  CHECK(member_path("achievement.title.zh-Hant") == "achievement.title.zh-Hant");
  CHECK(member_path("validUntil") == "valid_until");
}

TEST_CASE("values are found through lists and in every language", "[corrections]") {
  CHECK(values_at(record(), "person.given_name") == std::vector<std::string>{"Sanne"});
  CHECK(values_at(record(), "achievement.title") ==
        std::vector<std::string>{"Veilig werken in het magazijn"});
  CHECK(values_at(record(), "achievement.levels.code") == std::vector<std::string>{"2", "2"});
  CHECK(values_at(record(), "achievement.workload.sbu") == std::vector<std::string>{"240"});
  CHECK(values_at(record(), "assessment.identity_checked") == std::vector<std::string>{"true"});
  CHECK(values_at(record(), "achievement.nothing").empty());
  CHECK(values_at(record(), "person.given_name.nl").empty());
  for (const std::string& path : paths_in(record()))
    CHECK(path.find("..") == std::string::npos);
}

TEST_CASE("a correction changes what it names and nothing else", "[corrections]") {
  CHECK(set(record(), {"given_name=Susanne", "achievement.title.nl=Anders"}) ==
        record({{"/person/given_name", "Susanne"}, {"/achievement/title/nl", "Anders"}}));
  CHECK(set(record(), {"achievement.workload.sbu=300", "assessment.identityChecked=false"}) ==
        record({{"/achievement/workload/sbu", 300}, {"/assessment/identity_checked", false}}));
  CHECK(set(record(), {"namePrefix="}) == record({{"/person/name_prefix", nullptr}}));
  CHECK(set(record(), {"namePrefix=\"\""}) == record({{"/person/name_prefix", nullptr}}));
  CHECK(set(record(), {"achievement.title.en=Safe = sound"}) ==
        record({{"/achievement/title/en", "Safe = sound"}}));
}

TEST_CASE("a name in another script stays as an alternative name", "[corrections]") {
  const Json before = record({{"/person/family_name", "Коваленко"},
                              {"/person/given_name", "Олена"},
                              {"/person/name_prefix", nullptr}});
  const Json after = set(before, {"familyName=Kovalenko", "givenName=Olena"});
  CHECK(after["person"]["family_name"] == "Kovalenko");
  REQUIRE(after["person"]["alternative_names"].size() == 1);
  CHECK(after["person"]["alternative_names"][0] ==
        Json{{"language", "und-Cyrl"}, {"family_name", "Коваленко"}, {"given_name", "Олена"}});
  // A spelling in the same script is a mistake that nobody keeps.
  CHECK_FALSE(set(record(), {"familyName=Heyden"})["person"].contains("alternative_names"));
}

TEST_CASE("a correction that cannot be made says why", "[corrections]") {
  check_refused({"familyName"}, Code::malformed, "member=value");
  check_refused({"=x"}, Code::malformed, "member=value");
  check_refused({"familyNam=x"}, Code::unsupported, "no member");
  check_refused({"person.famly_name=x"}, Code::unsupported, "did you mean \"person.family_name\"");
  check_refused({"achievement.title=x"}, Code::unsupported, "achievement.title.nl");
  check_refused({"achievement.outcomes.name=x"}, Code::unsupported, "list");
  check_refused({"achievement.workload.sbu=many"}, Code::malformed, "no number");
  check_refused({"assessment.identityChecked=maybe"}, Code::malformed, "true");
  check_refused({"awarded=12-06-2026"}, Code::malformed, "awarded");
  check_refused({"givenName=Sanne"}, Code::conflict, "nothing would change");
  check_refused({"givenName=A", "/person/given_name=B"}, Code::conflict, "twice");
}

TEST_CASE("the script of a name is that of its first letter that tells", "[corrections]") {
  CHECK(script_of("Brontë-Yıldız") == "Latn");
  CHECK(script_of("'t Hoen") == "Latn");
  CHECK(script_of("Коваленко") == "Cyrl");
  CHECK(script_of("محمد") == "Arab");
  CHECK(script_of("ገብረመድህን") == "Ethi");
  CHECK(script_of("王") == "Hani");
  CHECK(script_of("1234 …").empty());
  CHECK(script_of("").empty());
}

TEST_CASE("a correction does not change what it is and who awards it", "[corrections]") {
  check_refused({"awardingBody.name.nl=Kapot"}, Code::unsupported, "who awards it");
  check_refused({"/awarding_body/id=did:web:x.example"}, Code::unsupported, "who awards it");
  check_refused({"awarding_body="}, Code::unsupported, "who awards it");
  check_refused({"type=MboCertificate"}, Code::unsupported, "what it is");
}

TEST_CASE("reasons are a vocabulary, and words of one's own a note", "[reasons]") {
  const auto exam = read_reason(Change::revoke, "exam-irregularity", "session A");
  REQUIRE(exam.has_value());
  CHECK(exam->reason->code == "exam-irregularity");
  CHECK(exam->note == "session A");
  CHECK_FALSE(exam->reason->words.nl.empty());
  const auto words = read_reason(Change::revoke, "exam declared void", "");
  REQUIRE(words.has_value());
  CHECK(words->reason->code == "other");
  CHECK(words->note == "exam declared void");
  const auto spelling = read_reason(Change::replace, "spelling, passport seen", "");
  REQUIRE(spelling.has_value());
  CHECK(spelling->reason->code == "data-error");
  CHECK(spelling->note == "spelling, passport seen");
}

TEST_CASE("a reason that does not fit is refused with those that do", "[reasons]") {
  const auto typo = read_reason(Change::revoke, "exam-iregularity", "");
  REQUIRE_FALSE(typo.has_value());
  CHECK(typo.error().code == Code::unsupported);
  CHECK(typo.error().where == "--reason");
  CHECK(typo.error().detail.find("did you mean \"exam-irregularity\"") != std::string::npos);
  CHECK(test::said_in_dutch(typo.error()).find("bedoelt u \"exam-irregularity\"") !=
        std::string::npos);
  const auto other = read_reason(Change::reinstate, "exam-irregularity", "");
  REQUIRE_FALSE(other.has_value());
  CHECK(other.error().detail.find("investigation-closed") != std::string::npos);
  test::said_in_dutch(other.error());
  CHECK_FALSE(read_reason(Change::revoke, "under-investigation", "").has_value());
  const auto silent = read_reason(Change::revoke, "other", "");
  REQUIRE_FALSE(silent.has_value());
  CHECK(silent.error().code == Code::missing);
  CHECK(silent.error().where == "--note");
  test::said_in_dutch(silent.error());
  const auto line = read_reason(Change::revoke, "data-error", "a\nb");
  REQUIRE_FALSE(line.has_value());
  CHECK(line.error().code == Code::malformed);
  test::said_in_dutch(line.error());
  const auto book = read_reason(Change::revoke, "data-error", std::string(1001, 'x'));
  REQUIRE_FALSE(book.has_value());
  CHECK(book.error().where == "--note");
}
