// What leaves as a CV or as a job seeker's profile: marked where it is proved, and without anybody
// in it where nobody is to be recognised.
#include <catch2/catch.hpp>

#include "support/vectors.h"
#include "wallet/europass_cv.h"
#include "wallet/identities.h"
#include "wallet/vum_profile.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

namespace {

CvCredential course(const std::string& title) {
  CvCredential out;
  out.one.id = 7;
  out.one.held.credential_id = "urn:uuid:11111111-1111-4111-8111-111111111111";
  out.one.held.issuer_name = "ROC Waterkant";
  out.one.held.title = {{"nl", title}};
  out.one.held.awarded = "2026-06-12";
  out.one.held.digest = std::string(64, 'a');
  out.record.person.given_name = "Sanne";
  out.record.person.name_prefix = "van der";
  out.record.person.family_name = "Heijden";
  out.record.person.birth_date = "2004-03-17";
  return out;
}

OwnWords experience(const std::string& title, const std::string& place, const std::string& text) {
  OwnWords out;
  out.title = title;
  out.place = place;
  out.text = text;
  out.from = "2023-09-01";
  return out;
}

const Instant k_now = test::at("2026-11-01T10:00:00Z");

}  // namespace

TEST_CASE("wallet: a CV has the name when it was given, and never the birth date", "[cv]") {
  CvMaterial material;
  material.credentials.push_back(course("Magazijn"));
  const auto persons = persons_of(material);
  REQUIRE(persons.size() == 1);
  const Json with = europass_cv(material, persons[0], k_now, host::Language::nl);
  const Json& name = with["SkillsPassport"]["LearnerInfo"]["Identification"]["PersonName"];
  CHECK(name["FirstName"] == "Sanne");
  CHECK(name["Surname"] == "van der Heijden");
  const std::string without = europass_cv(material, std::nullopt, k_now, host::Language::nl).dump();
  CHECK(without.find("Heijden") == std::string::npos);
  for (const std::string& text : {with.dump(), without})
    CHECK(text.find("2004") == std::string::npos);
}

TEST_CASE("wallet: what strangers wrote is text in a CV, and no markup", "[cv]") {
  CvMaterial material;
  CvCredential one = course("<script>x</script>");
  one.one.held.issuer_name = "ROC <b>& Co\x1b[31m";
  material.credentials.push_back(one);
  const Json cv = europass_cv(material, std::nullopt, k_now, host::Language::en);
  const Json& education = cv["SkillsPassport"]["LearnerInfo"]["Education"][0];
  const auto activities = education["Activities"].get<std::string>();
  CHECK(activities.find("ROC &lt;b&gt;&amp; Co\\x1b[31m") != std::string::npos);
  CHECK(activities.find('<') == std::string::npos);
  CHECK(cv.dump().find("\\u001b") == std::string::npos);
}

TEST_CASE("wallet: what its owner issued is own words in a CV", "[cv]") {
  CvMaterial material;
  CvCredential one = course("Zelf gemaakt");
  one.self_issued = true;
  material.credentials.push_back(one);
  const Json cv = europass_cv(material, std::nullopt, k_now, host::Language::en);
  const Json& learner = cv["SkillsPassport"]["LearnerInfo"];
  CHECK_FALSE(learner.contains("Education"));
  CHECK_FALSE(cv["SkillsPassport"].contains("Attachment"));
  const auto text = learner["Achievement"][0]["Description"].get<std::string>();
  CHECK(text.find("Self-declared") != std::string::npos);
}

TEST_CASE("wallet: somebody is found in a text by every word of the name", "[cv]") {
  Identities people;
  learning_record::Person person;
  person.given_name = "Zoë";
  person.name_prefix = "van der";
  person.family_name = "Brontë-Yıldız";
  people.add_person(person);
  for (const char* text : {"zoe zegt", "Met ZOË", "mevrouw Bronte", "door Yildiz gemaakt"})
    CHECK(people.found_in(text));
  for (const char* text : {"van der vracht", "zoek de doos", ""})
    CHECK_FALSE(people.found_in(text));
}

TEST_CASE("wallet: an organisation is found by its first word, and by two side by side", "[cv]") {
  Identities people;
  people.add_organisation("De Blauwe Hal Logistiek B.V.");
  for (const char* text : {"bij de Blauwe Hal", "BLAUWE", "hal logistiek"})
    CHECK(people.found_in(text));
  for (const char* text : {"in een logistiek team werken", "in de hal", "de b.v."})
    CHECK_FALSE(people.found_in(text));
}

TEST_CASE("wallet: what leads to a person by itself is found", "[cv]") {
  const Identities nobody;
  for (const char* text :
       {"06-12345678", "geboren 17-3-2004", "24-12-1984", "op 17 maart 2004", "1234 AB", "1234AB",
        "a@b.example", "www.x.example", "https://x.example", "BSN 123456782", "12 34 56 78 2"})
    CHECK(nobody.found_in(text));
  for (const char* text : {"van 2019 tot 2023", "2019-2023", "48 pallets per uur", "niveau 2",
                           "in 2026 en 3 keer", "mei en juni", "1500 kg"})
    CHECK_FALSE(nobody.found_in(text));
}

TEST_CASE("wallet: a VUM profile leaves texts out in which somebody could be recognised", "[cv]") {
  CvMaterial material;
  material.credentials.push_back(course("Magazijn, examen van Sanne"));
  material.credentials.push_back(course("Veilig werken"));
  material.own_words.push_back(
      experience("Orderpicker", "De Blauwe Hal", "Drie jaar bij Blauwe Hal."));
  material.own_words.push_back(experience("Chauffeur", "Brouwer", "Veel gereden."));
  const VumProfile vum = vum_profile(material);
  const Json& held = vum.profile["arbeidsmarktkwalificatie"];
  REQUIRE(held["cursus"].size() == 1);
  CHECK(held["cursus"][0]["naamCursus"] == "Veilig werken");
  CHECK(held["cursus"][0]["datumCertificaat"] == "2026-06-12");
  REQUIRE(held["werkervaring"].size() == 2);
  CHECK(held["werkervaring"][0]["toelichtingWerkervaring"] == "Orderpicker");
  CHECK(held["werkervaring"][1]["toelichtingWerkervaring"] == "Chauffeur. Veel gereden.");
  CHECK(vum.left_out.size() == 2);
  const std::string text = vum.profile.dump();
  for (const char* word : {"Sanne", "Heijden", "Blauwe", "Brouwer", "ROC", "urn:", "2004"})
    CHECK(text.find(word) == std::string::npos);
}

TEST_CASE("wallet: texts of a VUM profile are as long as VUM lets them be", "[cv]") {
  CvMaterial material;
  std::string title;
  for (int i = 0; i < 130; ++i)
    title += "é";
  material.credentials.push_back(course(title));
  const VumProfile vum = vum_profile(material);
  const auto name =
      vum.profile["arbeidsmarktkwalificatie"]["cursus"][0]["naamCursus"].get<std::string>();
  CHECK(name.size() == 240);
  CHECK(vum.shortened == 1);
}
