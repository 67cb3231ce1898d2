// An endorsement is bound by a digest to the credential that it speaks of.
#include <catch2/catch.hpp>

#include "open_badges/open_badges.h"
#include "support/school.h"
#include "verify/verify.h"

using namespace credenza;  // NOLINT(google-build-using-namespace)
using verify::CheckName;
using verify::Outcome;
using verify::Verdict;

namespace {

const Instant k_issued = test::at("2026-06-12T09:00:00Z");
const Instant k_now = test::at("2026-07-01T12:00:00Z");

struct Scene {
  Scene()
      : company("deblauwehal.example"),
        reader(town, {{school.did, "ROC"}, {company.did, "De Blauwe Hal"}}) {
    school.publish(town, k_now);
    company.publish(town, k_now);
    target = test::sign(school.credential("", 7), school.options(k_issued), school.holder.key);
  }

  [[nodiscard]] std::string endorsement(const std::string& digest) const {
    learning_record::LearningRecord record;
    record.type = "Endorsement";
    record.awarding_body.id = company.did;
    record.awarding_body.name = {{"nl", "De Blauwe Hal"}};
    record.achievement.title = {{"nl", "Aanbeveling"}};
    record.achievement.language = "nl";
    record.endorsement.target = {"urn:uuid:5f2a7c1e-7a0b-4f35-9a64-0d7a1f3f6b21", digest};
    record.endorsement.relation = "manager";
    record.endorsement.text = {{"nl", "Werkt veilig."}};
    const Json claims =
        open_badges::to_credential(record, {.id = "urn:uuid:0e6f1a52-6f0b-4d1c-9b7e-2f5d1c3a4b60",
                                            .issuer = company.did,
                                            .valid_from = k_issued})
            .credential;
    return test::sign(claims, company.options(k_issued), company.holder.key);
  }
  [[nodiscard]] static std::string digest_of(const std::string& text) {
    return *verify::credential_digest(test::document(text).root());
  }
  /// What the endorsement in front says of the credentials that were given with it.
  [[nodiscard]] verify::Check about(const std::vector<std::string>& texts) {
    report = {.at = k_now, .policy = "default", .credentials = {}};
    verify::Policy policy;
    policy.digests = true;
    for (const std::string& text : texts) {
      for (auto& one : reader.read(text, k_now, policy).credentials)
        report.credentials.push_back(std::move(one));
    }
    verify::compare_targets(report);
    const verify::Check* check = report.credentials.front().find(CheckName::target);
    REQUIRE(check != nullptr);
    return *check;
  }

  test::School school;
  test::School company;
  test::Town town;
  test::Reader reader;
  std::string target;
  verify::Report report{};
};

}  // namespace

TEST_CASE("an endorsement of the very credential that was given passes, in any order", "[verify]") {
  Scene scene;
  const std::string endorsement = scene.endorsement(Scene::digest_of(scene.target));
  CHECK(scene.about({endorsement, scene.target}).outcome == Outcome::passed);
  CHECK(scene.report.credentials.front().verdict() == Verdict::accepted);
  CHECK(scene.report.credentials.back().digest == Scene::digest_of(scene.target));
  // Only what speaks of another has this check.
  CHECK(scene.report.credentials.back().find(CheckName::target) == nullptr);
}

TEST_CASE("other spacing is the same credential", "[verify]") {
  Scene scene;
  const std::string endorsement = scene.endorsement(Scene::digest_of(scene.target));
  const std::string spaced = json::to_value(test::document(scene.target).root()).dump(2);
  CHECK(scene.about({endorsement, spaced}).outcome == Outcome::passed);
}

TEST_CASE("an endorsement of another version of the credential is not accepted with it",
          "[verify]") {
  Scene scene;
  const std::string endorsement = scene.endorsement(Scene::digest_of(scene.target));
  SECTION("which the issuer signed again") {
    scene.target = test::sign(scene.school.credential("", 8), scene.school.options(k_issued),
                              scene.school.holder.key);
    const verify::Check check = scene.about({endorsement, scene.target});
    CHECK(check.outcome == Outcome::failed);
    REQUIRE(check.reason.has_value());
    CHECK(check.reason->code == Code::mismatch);
    CHECK(check.reason->where == "/relatedResource");
    CHECK(scene.report.credentials.front().verdict() == Verdict::not_accepted);
    CHECK(scene.report.verdict() == Verdict::not_accepted);
  }
  SECTION("which somebody changed") {
    scene.target.replace(scene.target.find("magazijn"), 8, "MAGAZIJN");
    CHECK(scene.about({endorsement, scene.target}).outcome == Outcome::failed);
    CHECK(scene.report.verdict() == Verdict::not_genuine);
  }
}

TEST_CASE("an endorsement alone says that nobody looked at what it speaks of", "[verify]") {
  Scene scene;
  const std::string endorsement = scene.endorsement(Scene::digest_of(scene.target));
  CHECK(scene.about({endorsement}).outcome == Outcome::not_applicable);
  CHECK(scene.report.verdict() == Verdict::accepted);
  Json other = scene.school.credential("", 7);
  other["id"] = "urn:uuid:00000000-0000-4000-8000-000000000001";
  const std::string another =
      test::sign(other, scene.school.options(k_issued), scene.school.holder.key);
  CHECK(scene.about({endorsement, another}).outcome == Outcome::not_applicable);
}
