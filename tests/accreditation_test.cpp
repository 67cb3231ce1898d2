// Every way in which an accreditation counts or does not.
#include "issuer/accreditation.h"

#include <catch2/catch.hpp>

#include "issuer/record_texts.h"
#include "open_badges/open_badges.h"
#include "support/co_signers.h"

using credenza::Code;
using credenza::Json;
using credenza::test::CoSigners;

namespace issuer = credenza::issuer;
namespace json = credenza::json;
namespace test = credenza::test;
namespace verify = credenza::verify;

namespace {

constexpr std::uint64_t k_index = 4711;

/// The register that accredits, whom the school believes.
struct Register {
  Register() {
    parties.school.home.config.accreditors.push_back({"Register Veilig Werk", house.did});
    house.publish(parties.town, CoSigners::k_now);
  }

  /// The record with `changes`, as a credential that nobody has signed.
  [[nodiscard]] Json accreditation(const Json& changes = Json::object(),
                                   std::string_view type = "Accreditation") const {
    Json all = {{"/awarding_body/id", house.did}};
    all.update(changes);
    const auto record = test::record_from(test::changed(test::sample_record_json(type), all));
    REQUIRE(record.has_value());
    auto rendering = credenza::open_badges::to_credential(
        *record, {.id = "urn:uuid:5f2a7c1e-7a0b-4f35-9a64-0d7a1f3f6b21",
                  .issuer = house.did,
                  .valid_from = CoSigners::k_started});
    rendering.credential["credentialStatus"] =
        credenza::status_list::make_entry(house.list_url, k_index, "revocation");
    return std::move(rendering.credential);
  }

  [[nodiscard]] std::string signed_text(const Json& credential) const {
    return test::sign(credential, house.options(CoSigners::k_started), house.holder.key);
  }

  [[nodiscard]] credenza::Result<issuer::Recognition> accept(
      std::string_view text, std::string_view type = "PracticeStatement") {
    verify::StatusLists statuses(parties.town, parties.methods);
    verify::Statements statements(parties.town, parties.methods);
    return issuer::accept_accreditation(text, {parties.school.home.config,
                                               type,
                                               {parties.methods, statuses, nullptr, &statements},
                                               CoSigners::k_now});
  }

  /// "untrusted --accreditation"
  [[nodiscard]] std::string refusal(std::string_view text,
                                    std::string_view type = "PracticeStatement") {
    const auto accepted = accept(text, type);
    REQUIRE_FALSE(accepted.has_value());
    INFO(accepted.error().detail);
    CHECK(issuer::in_dutch(accepted.error().detail).has_value());
    return std::string(to_string(accepted.error().code)) + " " + accepted.error().where;
  }

  /// What check_draft() says with this accreditation and nothing else that is recognised.
  [[nodiscard]] int exit_with(const issuer::Recognition& recognition) {
    parties.school.home.config.recognised = {recognition};
    return parties.look(parties.signed_by(parties.company, parties.draft())).exit();
  }

  CoSigners parties;
  test::School house{"register-veiligwerk.example"};
};

}  // namespace

TEST_CASE("an accreditation by an accreditor of the home recognises the company",
          "[accreditation]") {
  Register house;
  const auto accepted = house.accept(house.signed_text(house.accreditation()));
  INFO((accepted ? "" : accepted.error().detail));
  REQUIRE(accepted.has_value());
  CHECK(accepted->name == "De Blauwe Hal Logistiek B.V.");
  CHECK(accepted->did == test::k_company);
  CHECK(accepted->identifier == "990000017");
  CHECK(accepted->source == "Register Veilig Werk");
  CHECK(house.exit_with(*accepted) == 0);
}

TEST_CASE("the days of an accreditation are those of Amsterdam", "[accreditation]") {
  Register house;
  const auto accepted = house.accept(house.signed_text(house.accreditation(
      {{"/valid_from", "2025-08-31T22:00:00Z"}, {"/valid_until", "2027-08-31T21:59:59Z"}})));
  REQUIRE(accepted.has_value());
  CHECK((accepted->from == *credenza::parse_date("2025-09-01")));
  CHECK((accepted->until == *credenza::parse_date("2027-08-31")));
}

TEST_CASE("an accreditation that has ended counts for a period that lies within it",
          "[accreditation]") {
  Register house;
  const auto until = [&house](std::string_view day) {
    const auto accepted =
        house.accept(house.signed_text(house.accreditation({{"/valid_until", day}})));
    REQUIRE(accepted.has_value());
    return house.exit_with(*accepted);
  };
  CHECK(until("2026-06-01") == 0);
  CHECK(until("2026-05-29") == 0);
  CHECK(until("2026-05-28") == 6);
}

TEST_CASE("an accreditation that began after the period began does not count", "[accreditation]") {
  Register house;
  const auto from = [&house](std::string_view day) {
    const auto accepted = house.accept(
        house.signed_text(house.accreditation({{"/valid_from", day}, {"/awarded", "2026-01-01"}})));
    REQUIRE(accepted.has_value());
    return house.exit_with(*accepted);
  };
  CHECK(from("2026-01-12") == 0);
  CHECK(from("2026-01-13") == 6);
}

TEST_CASE("an accreditation by somebody who is no accreditor does not count", "[accreditation]") {
  Register house;
  const std::string text = house.signed_text(house.accreditation());
  house.parties.school.home.config.accreditors.front().did = "did:web:another.example";
  CHECK(house.refusal(text) == "untrusted --accreditation");
}

TEST_CASE("a withdrawn accreditation does not count, and one on hold does not either",
          "[accreditation]") {
  Register house;
  const std::string text = house.signed_text(house.accreditation());
  REQUIRE(house.house.list.set(k_index, 1).has_value());
  house.house.publish(house.parties.town, CoSigners::k_now);
  CHECK(house.refusal(text) == "revoked --accreditation");

  Json on_hold = house.accreditation();
  on_hold["credentialStatus"] =
      credenza::status_list::make_entry(house.house.list_url, k_index, "suspension");
  house.parties.town.put(house.house.list_url,
                         house.house.list_credential(CoSigners::k_now, std::nullopt, "suspension"));
  CHECK(house.refusal(house.signed_text(on_hold)) == "suspended --accreditation");
}

TEST_CASE("an accreditation whose status or key cannot be had is not believed", "[accreditation]") {
  Register house;
  const std::string text = house.signed_text(house.accreditation());
  SECTION("status") {
    house.parties.town.remove(house.house.list_url);
  }
  SECTION("key") {
    house.parties.town.remove("https://" + house.house.host + "/.well-known/did.json");
  }
  CHECK(house.refusal(text) == "unavailable --accreditation");
}

TEST_CASE("an accreditation for another type of document does not count", "[accreditation]") {
  Register house;
  const std::string text = house.signed_text(house.accreditation());
  CHECK(house.refusal(text, "MboCertificate") == "forbidden --accreditation");
  // What it may issue by itself is not what it may sign beside others.
  CHECK(house.refusal(text, "Endorsement") == "forbidden --accreditation");
}

TEST_CASE("an accreditation of another organisation is named as such", "[accreditation]") {
  Register house;
  const auto accepted = house.accept(house.signed_text(house.accreditation(
      {{"/accreditation/organisation/id", "did:web:brouwertransport.example"}})));
  REQUIRE(accepted.has_value());
  const auto fits = issuer::check_organisation(*accepted, house.parties.draft().record());
  REQUIRE_FALSE(fits.has_value());
  CHECK(fits.error().code == Code::mismatch);
  CHECK(fits.error().where == "--accreditation");
  CHECK(house.exit_with(*accepted) == 6);
}

TEST_CASE("an accreditation with another number than the document's does not count",
          "[accreditation]") {
  Register house;
  const auto accepted = house.accept(house.signed_text(
      house.accreditation({{"/accreditation/organisation/identifiers/0/value", "990000024"}})));
  REQUIRE(accepted.has_value());
  CHECK(house.exit_with(*accepted) == 6);
}

TEST_CASE("a changed accreditation is not genuine", "[accreditation]") {
  Register house;
  std::string text = house.signed_text(house.accreditation());
  SECTION("its content") {
    text.replace(text.find("990000017"), 9, "990000018");
  }
  SECTION("its signature") {
    const std::size_t at = text.find("\"proofValue\":\"z") + 25;
    text[at] = text[at] == 'a' ? 'b' : 'a';
  }
  SECTION("its issuer") {
    // Of somebody who may accredit, with the proof of somebody who may not.
    const test::School stranger("stranger.example");
    stranger.publish(house.parties.town, CoSigners::k_now);
    text = test::sign(house.accreditation(), stranger.options(CoSigners::k_started),
                      stranger.holder.key);
  }
  CHECK(house.refusal(text) == "bad_signature --accreditation");
}

TEST_CASE("a damaged file is told from one that is not genuine", "[accreditation]") {
  Register house;
  const std::string text = house.signed_text(house.accreditation());
  CHECK(house.refusal(text.substr(0, text.size() / 2)) == "malformed --accreditation");
  CHECK(house.refusal("") == "malformed --accreditation");
  CHECK(house.refusal("[]") == "malformed --accreditation");
  CHECK(house.refusal(R"({"type": ["VerifiablePresentation"]})") == "malformed --accreditation");
}

TEST_CASE("a genuine credential of another type is no accreditation", "[accreditation]") {
  Register house;
  const Json other = house.accreditation(Json::object(), "SafetyCertificate");
  CHECK(house.refusal(house.signed_text(other)) == "unsupported --accreditation");
  Json plain = house.house.credential("", k_index);
  CHECK(house.refusal(house.signed_text(plain)) == "unsupported --accreditation");
}

TEST_CASE("a draft of an accreditation is not genuine", "[accreditation]") {
  Register house;
  CHECK(house.refusal(house.parties.draft().to_text()) == "bad_signature --accreditation");
}
