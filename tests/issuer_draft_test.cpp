// The form of drafts and of places: what is written is read, and one mistake is one refusal.
#include <catch2/catch.hpp>

#include "issuer/draft.h"
#include "support/co_signers.h"

using credenza::Code;
using credenza::Json;
using credenza::issuer::Draft;
using credenza::issuer::PlaceFile;
using credenza::test::CoSigners;

namespace issuer = credenza::issuer;
namespace json = credenza::json;
namespace test = credenza::test;

TEST_CASE("a draft reads what it writes", "[draft]") {
  CoSigners parties;
  const Draft draft = parties.signed_by(parties.company, parties.draft());
  const auto refused = parties.refused_by(parties.school, draft);
  REQUIRE(refused.has_value());
  for (const Draft* one : {&draft, &*refused}) {
    const auto read = Draft::parse(one->to_text());
    REQUIRE(read.has_value());
    CHECK(read->to_text() == one->to_text());
    CHECK(read->digest() == draft.digest());
    CHECK(read->signers() == draft.signers());
    CHECK(read->missing().size() == 1);
  }
}

TEST_CASE("a draft says what each vector says", "[draft]") {
  CoSigners parties;
  const Json whole = json::to_value(
      test::document(parties.signed_by(parties.company, parties.draft()).to_text()).root());
  const auto names = test::list_vectors("draft");
  CHECK(names.size() > 25);
  for (const std::string& name : names) {
    const Json vector = json::to_value(test::document(test::read_vector("draft/" + name)).root());
    INFO(name << ": " << vector["comment"]);
    const auto read = Draft::parse(test::changed(whole, vector["change"]).dump());
    REQUIRE_FALSE(read.has_value());
    CHECK(to_string(read.error().code) == vector["expect"]["code"].get<std::string>());
    CHECK(read.error().where == vector["expect"]["where"].get<std::string>());
  }
}

TEST_CASE("two proofs by one party are refused", "[draft]") {
  CoSigners parties;
  Json whole = json::to_value(
      test::document(parties.signed_by(parties.company, parties.draft()).to_text()).root());
  const Json proof = whole["document"]["proof"];
  whole["document"]["proof"] = Json::array({proof, proof});
  const auto read = Draft::parse(whole.dump());
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().code == Code::conflict);
  CHECK(read.error().where == "/document/proof/1");
}

TEST_CASE("a document that names nobody else who signs is no draft", "[draft]") {
  CoSigners parties;
  const Json whole = json::to_value(test::document(parties.draft().to_text()).root());
  const auto micro = test::sample_record();
  const auto document = issuer::make_document(micro, parties.place(), CoSigners::k_started);
  REQUIRE(document.has_value());
  const auto draft = Draft::start(*document, {"started", CoSigners::k_started, "did:x:y", {}});
  REQUIRE_FALSE(draft.has_value());
  CHECK(draft.error().code == Code::missing);
  CHECK(draft.error().where == "/document");
}

TEST_CASE("a file of places reads what it writes, and names what is wrong", "[draft]") {
  CoSigners parties;
  const PlaceFile file{parties.school.home.config.as_organisation(),
                       {parties.place(), parties.place()}};
  const auto read = PlaceFile::parse(file.to_text());
  REQUIRE(read.has_value());
  CHECK(read->to_text() == file.to_text());
  CHECK(read->issuer == file.issuer);
  REQUIRE(read->places.size() == 2);
  CHECK(read->places[0].id != read->places[1].id);
  CHECK(read->places[0].status.size() == 3);

  const Json whole = json::to_value(test::document(file.to_text()).root());
  const auto refusal = [&whole](const Json& changes) {
    const auto parsed = PlaceFile::parse(test::changed(whole, changes).dump());
    REQUIRE_FALSE(parsed.has_value());
    return std::string(to_string(parsed.error().code)) + " " + parsed.error().where;
  };
  CHECK(refusal({{"/schema", "credenza.issuer.draft/1"}}) == "malformed /schema");
  CHECK(refusal({{"/schema", "credenza.issuer.place/2"}}) == "unsupported version");
  CHECK(refusal({{"/note", "x"}}) == "unsupported /note");
  CHECK(refusal({{"/issuer/id", nullptr}}) == "missing /issuer/id");
  CHECK(refusal({{"/issuer/name", 7}}) == "malformed /issuer/name");
  CHECK(refusal({{"/places", Json::object()}}) == "malformed /places");
  CHECK(refusal({{"/places/0/id", "mehari"}}) == "malformed /places/0/id");
  CHECK(refusal({{"/places/1/status", Json::array()}}) == "malformed /places/1/status");
}
