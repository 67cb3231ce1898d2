// Whoever asks for Dutch gets Dutch: every line of a check, and whatever a draft can have wrong.
#include <set>

#include <catch2/catch.hpp>

#include "issuer/cosign.h"
#include "support/co_signers.h"
#include "support/said_in_dutch.h"

using credenza::Json;
using credenza::issuer::CosignLine;
using credenza::issuer::CosignReport;
using credenza::issuer::Draft;
using credenza::issuer::PlaceFile;
using credenza::test::CoSigners;

namespace issuer = credenza::issuer;
namespace json = credenza::json;
namespace test = credenza::test;

namespace {

/// Checks every line, and remembers which kinds there were.
struct Lines {
  void add(const CosignReport& report) {
    for (const CosignLine& line : report.lines) {
      INFO(line.name << " " << to_string(line.outcome) << ": " << line.text.nl);
      CHECK(!line.text.nl.empty());
      CHECK(!test::looks_english(line.label.nl));
      CHECK(!test::looks_english(line.text.nl));
      CHECK(line.text.nl.find('*') == std::string::npos);
      seen.insert(line.name + " " + std::string(to_string(line.outcome)));
    }
  }
  std::set<std::string> seen;
};

Json json_of(const Draft& draft) {
  return json::to_value(test::document(draft.to_text()).root());
}

}  // namespace

TEST_CASE("every kind of line of a check is said in Dutch", "[cosign_dutch]") {
  CoSigners parties;
  Lines lines;
  auto& known = parties.school.home.config.recognised;
  const Draft unsigned_draft = parties.draft();
  const Draft draft = parties.signed_by(parties.company, unsigned_draft);
  lines.add(parties.look(unsigned_draft));
  lines.add(parties.look(draft));
  std::string changed = draft.to_text();
  changed.replace(changed.find("620"), 3, "621");
  lines.add(parties.look(*Draft::parse(changed)));

  const auto recognised = known.front();
  known.front().until = *credenza::parse_date("2026-05-28");
  lines.add(parties.look(draft));
  known.front().from = *credenza::parse_date("2026-01-13");
  known.front().until.reset();
  lines.add(parties.look(draft));
  known.clear();
  lines.add(parties.look(draft));
  known.push_back(recognised);

  const auto dossier = parties.dossier;
  parties.dossier->work_processes.erase("P1-K1-W3");
  lines.add(parties.look(draft));
  parties.dossier.reset();
  lines.add(parties.look(draft));
  parties.dossier = dossier;

  const auto refused =
      draft.refuse({"refused", CoSigners::k_signed, std::string(test::k_company), {}},
                   "de uren kloppen niet", parties.company.home.signing_method(),
                   *parties.company.secrets.find(parties.company.home.config.signing_key));
  REQUIRE(refused.has_value());
  lines.add(parties.look(*refused));
  lines.add(parties.look(
      *Draft::parse(test::changed(json_of(*refused), {{"/refusal/reason", "nee"}}).dump())));

  // The place: not promised, another one, issued.
  lines.add(parties.look(*Draft::parse(
      test::changed(json_of(draft),
                    {{"/document/id", "urn:uuid:5f2a7c1e-7a0b-4f35-9a64-0d7a1f3f6b21"}})
          .dump())));
  lines.add(parties.look(*Draft::parse(
      test::changed(json_of(draft), {{"/document/credentialStatus/0/statusListIndex", "131071"}})
          .dump())));
  REQUIRE(parties.issue(draft).has_value());
  lines.add(parties.look(draft));

  parties.town.remove("https://deblauwehal.example/.well-known/did.json");
  credenza::did::Resolver fresh(parties.town);
  lines.add(issuer::check_draft({draft, parties.school.home.config, known, parties.dossier, false,
                                 std::nullopt, fresh, CoSigners::k_now}));

  for (const char* kind :
       {"signature passed", "signature missing", "signature not_genuine", "signature undetermined",
        "recognition passed", "recognition refused", "trainer told", "work_processes passed",
        "work_processes rejected", "work_processes undetermined", "period told", "evidence told",
        "place passed", "place refused", "place told", "refusal refused", "missing passed",
        "missing missing"}) {
    INFO(kind);
    CHECK(lines.seen.contains(kind));
  }
}

TEST_CASE("whatever a practice statement can say wrong is said in Dutch, with its place",
          "[cosign_dutch]") {
  std::size_t found = 0;
  for (const std::string& name : test::list_vectors("learning_record")) {
    const auto vector = test::document(test::read_vector("learning_record/" + name));
    const auto type = vector.root().find("base");
    if (!type || *type->string() != "PracticeStatement") continue;
    const Json changes = json::to_value(*vector.root().at("change"));
    const auto record =
        test::record_from(test::changed(test::sample_record_json("PracticeStatement"), changes));
    if (!record) continue;
    INFO(name);
    for (const CosignLine& line : issuer::check_content(*record).lines) {
      INFO(line.text.nl);
      CHECK(line.outcome == CosignLine::Outcome::rejected);
      CHECK(line.text.nl.starts_with('/'));
      CHECK(line.text.nl != line.text.en);
      CHECK(!test::looks_english(line.text.nl));
      CHECK(line.text.nl.find("sjabloon") == std::string::npos);
      ++found;
    }
  }
  CHECK(found > 15);
}

TEST_CASE("whatever a draft or a file of places can have wrong is said in Dutch",
          "[cosign_dutch]") {
  CoSigners parties;
  const Json whole = json_of(parties.signed_by(parties.company, parties.draft()));
  for (const std::string& name : test::list_vectors("draft")) {
    const Json vector = json::to_value(test::document(test::read_vector("draft/" + name)).root());
    const auto read = Draft::parse(test::changed(whole, vector["change"]).dump());
    REQUIRE_FALSE(read.has_value());
    INFO(name);
    test::said_in_dutch(read.error());
  }
  const PlaceFile file{parties.school.home.config.as_organisation(), {parties.place()}};
  const Json places = json::to_value(test::document(file.to_text()).root());
  for (const Json& changes :
       {Json{{"/schema", "credenza.issuer.draft/1"}}, Json{{"/schema", "credenza.issuer.place/2"}},
        Json{{"/note", "x"}}, Json{{"/issuer/id", nullptr}}, Json{{"/places", Json::object()}},
        Json{{"/places/0/id", "mehari"}}, Json{{"/places/0/status", Json::array()}}}) {
    const auto read = PlaceFile::parse(test::changed(places, changes).dump());
    REQUIRE_FALSE(read.has_value());
    test::said_in_dutch(read.error());
  }
}
