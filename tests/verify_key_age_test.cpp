// What a key means that is not among those of its owner: a forgery, or a copy that is too old.
#include <catch2/catch.hpp>

#include "support/school.h"
#include "verify/verify.h"

using namespace credenza;  // NOLINT(google-build-using-namespace)
using verify::CheckName;
using verify::Outcome;
using verify::Remark;
using verify::Verdict;

namespace {

const Instant k_copied = test::at("2026-06-20T22:30:00Z");  // the 21st in the Netherlands
const Instant k_signed = test::at("2026-06-25T09:00:00Z");
const Instant k_now = test::at("2026-07-01T12:00:00Z");

/// A school that made a second key, and a reader who knows the first.
struct Rotation {
  Rotation() : fresh("fresh"), reader(town, {{school.did, "ROC"}}) {}

  /// The reader works from a folder of the day `k_copied`.
  void copy_of_then() {
    must(reader.resolver.add_document(school.did, school.did_document()).has_value());
    must(reader.statuses.add_document(school.list_credential(k_copied)).has_value());
  }
  [[nodiscard]] Json claims() const {
    Json out = school.credential("", 7);
    // Of what is valid since long: a period says nothing of the day on which it was signed.
    out["validFrom"] = "2026-01-01T00:00:00Z";
    return out;
  }
  [[nodiscard]] std::string by_new_key(std::optional<Instant> created, const Json& claims) const {
    data_integrity::ProofOptions options;
    options.verification_method = school.did + "#key-2";
    options.created = created;
    return test::sign(claims, options, fresh.key);
  }
  [[nodiscard]] std::string by_new_key(std::optional<Instant> created) const {
    return by_new_key(created, claims());
  }
  [[nodiscard]] verify::Check proof_of(const std::string& text) {
    report = reader.read(text, k_now);
    REQUIRE(report.credentials.size() == 1);
    const verify::Check* check = report.credentials.front().find(CheckName::proof);
    REQUIRE(check != nullptr);
    return *check;
  }
  void cannot_tell(const std::string& text, bool has_day) {
    const verify::Check check = proof_of(text);
    CHECK(check.outcome == Outcome::indeterminate);
    REQUIRE(check.reason.has_value());
    CHECK(check.reason->code == Code::unavailable);
    CHECK(check.reason->where == "/proof/verificationMethod");
    CHECK(check.remark == Remark::unknown_key);
    CHECK(check.day.has_value() == has_day);
    CHECK(report.verdict() == Verdict::undetermined);
    // Nothing that only the unknown key says is passed on.
    CHECK(report.credentials.front().issuer_id.empty());
  }
  void is_forged(const std::string& text) {
    const verify::Check check = proof_of(text);
    CHECK(check.outcome == Outcome::failed);
    REQUIRE(check.reason.has_value());
    CHECK(check.reason->code == Code::not_found);
    CHECK(report.verdict() == Verdict::not_genuine);
  }

  test::School school;
  test::Keyholder fresh;
  test::Town town;
  test::Reader reader;
  verify::Report report{};
};

}  // namespace

TEST_CASE("a key that is newer than a copy of the issuer's keys leaves open who signed",
          "[verify]") {
  Rotation scene;
  scene.copy_of_then();
  scene.cannot_tell(scene.by_new_key(k_signed), true);
  CHECK(*scene.report.credentials.front().find(CheckName::proof)->day ==
        std::chrono::year{2026} / std::chrono::June / 21);
}

TEST_CASE("a key made in the second of the copy may not be in it yet", "[verify]") {
  Rotation scene;
  scene.copy_of_then();
  scene.cannot_tell(scene.by_new_key(k_copied), true);
}

TEST_CASE("a key that a copy as new as the signature does not have is a forger's", "[verify]") {
  Rotation scene;
  scene.copy_of_then();
  scene.is_forged(scene.by_new_key(k_copied - std::chrono::seconds{1}));
}

TEST_CASE("an invented key is never accepted, whenever it says that it signed", "[verify]") {
  Rotation scene;
  scene.copy_of_then();
  for (const char* created :
       {"2020-01-01T00:00:00Z", "2026-06-20T22:29:59Z", "2026-06-21T00:00:00Z",
        "2026-07-01T12:05:00Z", "2026-07-01T12:05:01Z", "2999-01-01T00:00:00Z"}) {
    INFO(created);
    const Instant at = test::at(created);
    static_cast<void>(scene.proof_of(scene.by_new_key(at)));
    CHECK(scene.report.verdict() >= Verdict::undetermined);
    // Nobody signs tomorrow.
    CHECK((scene.report.verdict() == Verdict::not_genuine) ==
          (at < k_copied || at > k_now + std::chrono::minutes{5}));
  }
}

TEST_CASE("without a date of its own a proof is as old as its credential", "[verify]") {
  Rotation scene;
  scene.copy_of_then();
  scene.is_forged(scene.by_new_key(std::nullopt));
  Json later = scene.claims();
  later["validFrom"] = format_instant(k_signed);
  scene.cannot_tell(scene.by_new_key(std::nullopt, later), true);
  later["validFrom"] = "2027-01-01T00:00:00Z";
  scene.is_forged(scene.by_new_key(std::nullopt, later));
}

TEST_CASE("nobody knows how old a DID document alone is", "[verify]") {
  Rotation scene;
  must(scene.reader.resolver.add_document(scene.school.did, scene.school.did_document())
           .has_value());
  scene.cannot_tell(scene.by_new_key(k_signed), false);
  SECTION("and a list by somebody else, or by a thief, does not say it") {
    test::School other("keurpunt.example");
    must(scene.reader.statuses.add_document(other.list_credential(k_now)).has_value());
    test::School thief;
    thief.list_url = "https://rocwaterkant.example/status/revocation-2.json";
    must(scene.reader.statuses
             .add_document(
                 test::sign(json::to_value(test::document(thief.list_credential(k_now)).root())
                                .patch(Json::array({{{"op", "remove"}, {"path", "/proof"}}})),
                            scene.school.options(k_now), scene.fresh.key))
             .has_value());
    scene.cannot_tell(scene.by_new_key(k_signed), false);
  }
  SECTION("and a list that is still to come does not say it") {
    must(scene.reader.statuses
             .add_document(scene.school.list_credential(k_now + std::chrono::hours{1}))
             .has_value());
    scene.cannot_tell(scene.by_new_key(k_signed), false);
  }
}

TEST_CASE("at its own address an issuer has a week to publish a new key", "[verify]") {
  Rotation scene;
  scene.school.publish(scene.town, k_now);
  scene.cannot_tell(scene.by_new_key(k_now - std::chrono::days{7}), true);
  scene.is_forged(scene.by_new_key(k_now - std::chrono::days{7} - std::chrono::seconds{1}));
}

TEST_CASE("an identifier that is its own document gets no new keys", "[verify]") {
  Rotation scene;
  const std::string did = scene.fresh.did();
  Json claims = scene.claims();
  claims["issuer"] = did;
  data_integrity::ProofOptions options;
  options.verification_method = did + "#key-2";
  options.created = k_signed;
  scene.is_forged(test::sign(claims, options, scene.fresh.key));
}

TEST_CASE("an address that has gone makes nobody a forger", "[verify]") {
  Rotation scene;
  const std::string url = "https://rocwaterkant.example/.well-known/did.json";
  scene.town.fail_with(url, fail(Code::not_found, url, "404"));
  const verify::Check check = scene.proof_of(scene.by_new_key(k_signed));
  CHECK(check.outcome == Outcome::indeterminate);
  REQUIRE(check.reason.has_value());
  CHECK(check.reason->code == Code::unavailable);
  CHECK(check.remark == Remark::none);
}

TEST_CASE("without a store of statements an unknown key is a forger's", "[verify]") {
  Rotation scene;
  scene.copy_of_then();
  verify::Policy policy;
  policy.ignore_trust = true;
  const verify::Report report =
      verify::verify(scene.by_new_key(k_signed), policy,
                     {scene.reader.resolver, scene.reader.statuses, nullptr, nullptr}, k_now);
  CHECK(report.verdict() == Verdict::not_genuine);
}
