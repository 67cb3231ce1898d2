// Documents that a company and a school sign together, from the draft to the employer.
#include "issuer/cosign.h"

#include <catch2/catch.hpp>

#include "issuer/chain_proof.h"
#include "open_badges/open_badges.h"
#include "support/co_signers.h"

using credenza::Code;
using credenza::Json;
using credenza::issuer::CosignLine;
using credenza::issuer::CosignReport;
using credenza::issuer::Draft;
using credenza::test::CoSigners;
using credenza::test::k_company;
using credenza::test::k_school;
using credenza::verify::CheckName;
using credenza::verify::Format;
using credenza::verify::Outcome;
using credenza::verify::Verdict;

namespace issuer = credenza::issuer;
namespace json = credenza::json;
namespace test = credenza::test;

namespace {

const CosignLine& line(const CosignReport& report, std::string_view name) {
  const auto found = std::find_if(report.lines.begin(), report.lines.end(),
                                  [name](const CosignLine& one) { return one.name == name; });
  INFO(name);
  REQUIRE(found != report.lines.end());
  return *found;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

Json json_of(const Draft& draft) {
  return json::to_value(test::document(draft.to_text()).root());
}

/// The draft after `changes` to its file (JSON Pointer → value).
credenza::Result<Draft> parse_changed(const Draft& draft, const Json& changes) {
  return Draft::parse(test::changed(json_of(draft), changes).dump());
}

/// A credential without the proofs of `did`.
std::string without_proof_of(const std::string& text, std::string_view did) {
  Json credential = json::to_value(test::document(text).root());
  Json kept = Json::array();
  for (const Json& proof : credential["proof"]) {
    if (!proof["verificationMethod"].get<std::string>().starts_with(did)) kept.push_back(proof);
  }
  credential["proof"] = kept;
  return credential.dump();
}

}  // namespace

TEST_CASE(
    "a statement that the company and the school signed is accepted by whoever trusts the "
    "school",
    "[cosign]") {
  CoSigners parties;
  const Draft draft = parties.signed_by(parties.company, parties.draft());
  const CosignReport report = parties.look(draft);
  INFO(report.lines.back().text.en);
  CHECK(report.is_ready());
  CHECK(line(report, "signature").outcome == CosignLine::Outcome::passed);
  CHECK(contains(line(report, "signature").text.en, "Rob Jansen, bedrijfsleider"));
  CHECK(contains(line(report, "recognition").text.en,
                 "until 2027-08-31, source: trust list 2026-11"));
  CHECK(line(report, "trainer").text.en == "Ilse Smit (named, not signing)");
  CHECK(line(report, "work_processes").text.en == "3 of 3 known in dossier 99001@2024");
  CHECK(line(report, "period").text.en == "2026-01-12 … 2026-05-29, 620 h");
  CHECK(line(report, "missing").text.en == "nothing");

  const auto issued = parties.issue(draft);
  INFO((issued ? "" : issued.error().detail));
  REQUIRE(issued.has_value());
  const auto read = parties.read(issued->text);
  CHECK(read.verdict() == Verdict::accepted);
  REQUIRE(read.credentials.front().record.has_value());
  CHECK(read.credentials.front().record->co_signers == draft.signers());
  const Json credential = json::to_value(test::document(issued->text).root());
  CHECK(credential["proof"].size() == 2);
  CHECK(credential["issuer"]["id"] == k_school);
  CHECK(credential["credentialStatus"].size() == 3);
}

TEST_CASE("a draft that only the company signed waits for the school and is no credential",
          "[cosign]") {
  CoSigners parties;
  const Draft draft = parties.signed_by(parties.company, parties.draft());
  REQUIRE(draft.missing().size() == 1);
  CHECK(draft.missing().front().name == "ROC Waterkant");

  const auto wrapped = parties.read(draft.to_text());
  CHECK(wrapped.verdict() == Verdict::not_genuine);
  const auto& report = wrapped.credentials.front();
  CHECK(report.format == Format::draft);
  CHECK(report.waiting_for == std::vector<std::string>{"ROC Waterkant"});
  REQUIRE(report.find(CheckName::format) != nullptr);
  CHECK(report.find(CheckName::format)->outcome == Outcome::failed);
  CHECK(report.find(CheckName::format)->reason->code == Code::missing);
  CHECK(report.find(CheckName::format)->reason->detail ==
        "a draft: the signature of ROC Waterkant is missing");

  const auto bare = parties.read(json_of(draft)["document"].dump());
  CHECK(bare.verdict() == Verdict::not_genuine);
  CHECK(bare.credentials.front().waiting_for == std::vector<std::string>{"ROC Waterkant"});
  CHECK(bare.credentials.front().find(CheckName::proof)->outcome == Outcome::failed);
  CHECK(bare.credentials.front().find(CheckName::proof)->reason->code == Code::mismatch);
  CHECK_FALSE(bare.credentials.front().record.has_value());
}

TEST_CASE("a draft that nobody signed waits for both, in the order of the document", "[cosign]") {
  CoSigners parties;
  const Draft draft = parties.draft();
  const auto read = parties.read(draft.to_text());
  CHECK(read.verdict() == Verdict::not_genuine);
  CHECK(read.credentials.front().waiting_for ==
        std::vector<std::string>{"De Blauwe Hal Logistiek B.V.", "ROC Waterkant"});
  const CosignReport report = parties.look(draft);
  CHECK(report.exit() == 6);
  CHECK(line(report, "missing").text.en == "the signature of De Blauwe Hal Logistiek B.V.");
  CHECK(contains(line(report, "signature").text.nl, "heeft nog niet ondertekend"));
}

TEST_CASE(
    "a credential from which the company's signature was taken is refused, and the company "
    "is named",
    "[cosign]") {
  CoSigners parties;
  const auto issued = parties.issue(parties.signed_by(parties.company, parties.draft()));
  REQUIRE(issued.has_value());
  const auto read = parties.read(without_proof_of(issued->text, k_company));
  CHECK(read.verdict() == Verdict::not_genuine);
  const auto& report = read.credentials.front();
  CHECK(report.waiting_for == std::vector<std::string>{"De Blauwe Hal Logistiek B.V."});
  const auto* proof = report.find(CheckName::proof);
  REQUIRE(proof != nullptr);
  CHECK(proof->outcome == Outcome::failed);
  CHECK(proof->reason->code == Code::missing);
  CHECK(proof->reason->where == "/proof");
  CHECK(contains(proof->reason->detail, "De Blauwe Hal Logistiek B.V."));
  CHECK_FALSE(report.record.has_value());
}

TEST_CASE("a signature by somebody else does not stand in for the company's", "[cosign]") {
  CoSigners parties;
  const auto issued = parties.issue(parties.signed_by(parties.company, parties.draft()));
  REQUIRE(issued.has_value());
  const test::Keyholder stranger("stranger");
  const auto bare = test::document(without_proof_of(issued->text, k_company));
  credenza::data_integrity::ProofOptions options;
  options.verification_method = stranger.method();
  const auto forged = credenza::data_integrity::add_proof(bare, options, stranger.key);
  REQUIRE(forged.has_value());
  const auto read = parties.read(*forged);
  CHECK(read.verdict() == Verdict::not_genuine);
  CHECK(read.credentials.front().find(CheckName::proof)->reason->code == Code::missing);
}

TEST_CASE("a company whose key cannot be had leaves a credential undetermined", "[cosign]") {
  CoSigners parties;
  const auto issued = parties.issue(parties.signed_by(parties.company, parties.draft()));
  REQUIRE(issued.has_value());
  parties.town.remove("https://deblauwehal.example/.well-known/did.json");
  CHECK(parties.read(issued->text).verdict() == Verdict::undetermined);
}

TEST_CASE(
    "one hour more after the company signed breaks its signature, and says who has to sign "
    "again",
    "[cosign]") {
  CoSigners parties;
  const Draft draft = parties.signed_by(parties.company, parties.draft());
  std::string text = draft.to_text();
  const std::size_t hours = text.find("620");
  REQUIRE(hours != std::string::npos);
  text.replace(hours, 3, "621");
  const auto changed = Draft::parse(text);
  REQUIRE(changed.has_value());
  const CosignReport report = parties.look(*changed);
  CHECK(report.exit() == 3);
  CHECK(line(report, "signature").outcome == CosignLine::Outcome::not_genuine);
  CHECK(contains(line(report, "signature").text.en,
                 "De Blauwe Hal Logistiek B.V. has to sign again"));
  CHECK(contains(line(report, "signature").text.nl,
                 "De Blauwe Hal Logistiek B.V. moet opnieuw ondertekenen"));

  const Draft again = parties.signed_by(parties.company, *changed);
  CHECK(parties.look(again).is_ready());
}

TEST_CASE("whatever byte of a signed draft is changed, the changed document is not issued",
          "[cosign]") {
  CoSigners parties;
  const Draft draft = parties.signed_by(parties.company, parties.draft());
  const std::string text = draft.to_text();
  const std::size_t begin = text.find("\"document\"");
  const std::size_t end = text.find("\"history\"");
  REQUIRE(begin < end);
  std::size_t read = 0;
  for (std::size_t i = begin; i < end; ++i) {
    std::string changed = text;
    changed[i] = static_cast<char>(changed[i] ^ 0x01);
    const auto other = Draft::parse(changed);
    if (!other) continue;
    ++read;
    INFO(text.substr(i > 30 ? i - 30 : 0, 60));
    if (json::equal(other->document(), draft.document())) continue;
    REQUIRE_FALSE(parties.look(*other).is_ready());
  }
  CHECK(read > 1000);
}

TEST_CASE("a company that was not recognised for the whole period stops the issuer", "[cosign]") {
  CoSigners parties;
  const Draft draft = parties.signed_by(parties.company, parties.draft());
  auto& known = parties.school.home.config.recognised;
  SECTION("ended before the period ended") {
    known.front().until = *credenza::parse_date("2026-05-28");
    const CosignReport report = parties.look(draft);
    CHECK(report.exit() == 6);
    CHECK(contains(line(report, "recognition").text.en, "ended on 2026-05-28"));
    CHECK(contains(line(report, "recognition").text.nl, "is gestopt op 2026-05-28"));
  }
  SECTION("its last day is the last day of the period") {
    known.front().until = *credenza::parse_date("2026-05-29");
    CHECK(parties.look(draft).is_ready());
  }
  SECTION("began after the period began") {
    known.front().from = *credenza::parse_date("2026-01-13");
    CHECK(parties.look(draft).exit() == 6);
  }
  SECTION("renewed before it ended") {
    known.push_back(known.front());
    known.front().until = *credenza::parse_date("2025-08-31");
    CHECK(parties.look(draft).is_ready());
  }
  SECTION("not known") {
    known.clear();
    const CosignReport report = parties.look(draft);
    CHECK(report.exit() == 6);
    CHECK(contains(line(report, "recognition").text.en, "[[recognised]]"));
  }
  SECTION("known under another number") {
    known.front().identifier = "990000018";
    CHECK(parties.look(draft).exit() == 6);
  }
  SECTION("known with other keys") {
    known.front().did = "did:web:deblauwehal-logistiek.example";
    CHECK(parties.look(draft).exit() == 6);
  }
}

TEST_CASE("a work process that the dossier does not have is named", "[cosign]") {
  CoSigners parties;
  const Draft draft = parties.signed_by(parties.company, parties.draft());
  SECTION("one of three") {
    parties.dossier->work_processes.erase("P1-K1-W3");
    const CosignReport report = parties.look(draft);
    CHECK(report.exit() == 9);
    CHECK(line(report, "work_processes").text.en ==
          "2 of 3 known in dossier 99001@2024; not in it: \"P1-K1-W3\"");
  }
  SECTION("no dossier at all is no pass") {
    parties.dossier.reset();
    CHECK(parties.look(draft).exit() == 7);
  }
}

TEST_CASE("no day of birth is invented, and the statement says that it is no diploma", "[cosign]") {
  CoSigners parties;
  const auto issued = parties.issue(parties.signed_by(parties.company, parties.draft()));
  REQUIRE(issued.has_value());
  CHECK(contains(issued->text, "\"1991\""));
  CHECK_FALSE(contains(issued->text, "1991-"));
  const auto record = credenza::open_badges::read_record(test::document(issued->text).root());
  REQUIRE(record.has_value());
  CHECK(record->person.birth_date == "1991");
  CHECK(contains(record->notes.at("nl"), "geen diploma"));
  CHECK(record->work_processes.size() == 3);
}

TEST_CASE("the same draft issued twice gives the same credential and one entry", "[cosign]") {
  CoSigners parties;
  const Draft draft = parties.signed_by(parties.company, parties.draft());
  const auto first = parties.issue(draft);
  const auto second = parties.issue(draft);
  REQUIRE(first.has_value());
  REQUIRE(second.has_value());
  CHECK_FALSE(first->before);
  CHECK(second->before);
  CHECK(first->text == second->text);
  std::size_t entries = 0;
  auto snapshot = parties.store->look();
  REQUIRE(snapshot.has_value());
  const auto walked = (*snapshot)->walk(0, [&entries](const issuer::IssuedEntry&) {
    ++entries;
    return true;
  });
  REQUIRE(walked.has_value());
  CHECK(entries == 1);
}

TEST_CASE("a ledger is proven when a place is promised, and when it is used", "[cosign]") {
  CoSigners parties;
  const auto broken = [&parties]() -> std::string {
    const auto snapshot = parties.store->look();
    REQUIRE(snapshot.has_value());
    const auto proof = issuer::prove_chain(**snapshot, [](std::uint64_t) { return true; });
    REQUIRE(proof.has_value());
    return proof->broken ? proof->broken->what.en : std::string();
  };
  const Draft draft = parties.signed_by(parties.company, parties.draft());
  static_cast<void>(parties.place());
  CHECK(broken().empty());
  REQUIRE(parties.issue(draft).has_value());
  CHECK(broken().empty());
  // A credential at another place than its own, and a place that is given out twice.
  const auto transaction = parties.store->begin();
  REQUIRE(transaction.has_value());
  const Json again = {{"id", draft.id()}, {"list", 1}, {"index", 5}};
  REQUIRE((*transaction)
              ->append(issuer::k_cosign, CoSigners::k_now,
                       {{"step", "place"}, {"places", Json::array({again, again})}})
              .has_value());
  REQUIRE((*transaction)->commit().has_value());
  CHECK(broken() == "has the place in a status list that another one has");
}

TEST_CASE("a second document at the same place is not issued", "[cosign]") {
  CoSigners parties;
  const Draft draft = parties.draft();
  const auto first = parties.issue(parties.signed_by(parties.company, draft));
  REQUIRE(first.has_value());
  std::string text = draft.to_text();
  text.replace(text.find("620"), 3, "920");
  const auto other = Draft::parse(text);
  REQUIRE(other.has_value());
  const auto second = parties.issue(parties.signed_by(parties.company, *other));
  REQUIRE_FALSE(second.has_value());
  CHECK(second.error().code == Code::conflict);
  CHECK(second.error().where == "/document/id");
}

TEST_CASE("a place that the school did not promise is not issued", "[cosign]") {
  CoSigners parties;
  const Draft draft = parties.draft();
  SECTION("another id") {
    const auto other =
        parse_changed(draft, {{"/document/id", "urn:uuid:5f2a7c1e-7a0b-4f35-9a64-0d7a1f3f6b21"}});
    REQUIRE(other.has_value());
    const Draft signed_draft = parties.signed_by(parties.company, *other);
    CHECK(parties.look(signed_draft).exit() == 6);
    const auto issued = parties.issue(signed_draft);
    REQUIRE_FALSE(issued.has_value());
    CHECK(issued.error().code == Code::not_found);
  }
  SECTION("another index") {
    const auto other =
        parse_changed(draft, {{"/document/credentialStatus/0/statusListIndex", "131071"}});
    REQUIRE(other.has_value());
    const Draft signed_draft = parties.signed_by(parties.company, *other);
    CHECK(parties.look(signed_draft).exit() == 6);
    CHECK(line(parties.look(signed_draft), "place").outcome == CosignLine::Outcome::refused);
    const auto issued = parties.issue(signed_draft);
    REQUIRE_FALSE(issued.has_value());
    CHECK(issued.error().code == Code::mismatch);
    CHECK(issued.error().where == "/document/credentialStatus");
  }
}

TEST_CASE("who refuses is recorded, signed, and nothing is issued from the draft", "[cosign]") {
  CoSigners parties;
  const Draft draft = parties.signed_by(parties.company, parties.draft());
  SECTION("the school") {
    const auto refused = parties.refused_by(parties.school, draft);
    REQUIRE(refused.has_value());
    const auto read = Draft::parse(refused->to_text());
    REQUIRE(read.has_value());
    REQUIRE(read->refusal().has_value());
    CHECK(read->refusal()->reason == "the hours are wrong");
    CHECK(read->check_refusal(parties.methods, CoSigners::k_now).has_value());
    const CosignReport report = parties.look(*read);
    CHECK(report.exit() == 6);
    CHECK(contains(line(report, "refusal").text.en, "ROC Waterkant (Rob Jansen)"));
    CHECK(contains(line(report, "refusal").text.en, "the hours are wrong"));
    const auto* key = parties.company.secrets.find("key-ed25519");
    const auto again = read->sign({"signed", CoSigners::k_now, std::string(k_company), {}},
                                  parties.company.home.signing_method(), *key);
    REQUIRE_FALSE(again.has_value());
    CHECK(again.error().code == Code::forbidden);
  }
  SECTION("the refusal is taken out of the file again") {
    auto transaction = parties.store->begin();
    REQUIRE(transaction.has_value());
    REQUIRE(issuer::enter_step(**transaction, "refused", draft.id(), draft.digest(),
                               CoSigners::k_signed)
                .has_value());
    REQUIRE((*transaction)->commit().has_value());
    transaction->reset();
    CHECK(parties.look(draft).exit() == 6);
    const auto issued = parties.issue(draft);
    REQUIRE_FALSE(issued.has_value());
    CHECK(issued.error().code == Code::forbidden);
  }
  SECTION("a refusal that somebody else wrote stops it too, and is shown as not confirmed") {
    const auto refused = parties.refused_by(parties.company, draft);
    REQUIRE(refused.has_value());
    const auto changed = parse_changed(*refused, {{"/refusal/reason", "we are all happy"}});
    REQUIRE(changed.has_value());
    const CosignReport report = parties.look(*changed);
    CHECK(report.exit() == 6);
    CHECK(contains(line(report, "refusal").text.en, "was not confirmed"));
  }
}

TEST_CASE("rows have the same place again until somebody here signs or refuses", "[cosign]") {
  CoSigners parties;
  const auto started = [&parties] {
    const auto snapshot = parties.store->look();
    REQUIRE(snapshot.has_value());
    auto out = issuer::started_drafts(**snapshot);
    REQUIRE(out.has_value());
    return *std::move(out);
  };
  const auto enter = [&parties](const auto& what) {
    const auto transaction = parties.store->begin();
    REQUIRE(transaction.has_value());
    REQUIRE(what(**transaction).has_value());
    REQUIRE((*transaction)->commit().has_value());
  };
  const std::string one = parties.place().id;
  const std::string two = parties.place().id;
  enter([&](issuer::Transaction& transaction) {
    return issuer::enter_started(transaction, {{one, "rows 1"}, {two, "rows 2"}},
                                 CoSigners::k_started);
  });
  CHECK(started().ids == std::set<std::string, std::less<>>{one, two});
  CHECK(started().open.at("rows 1") == one);
  CHECK(started().open.at("rows 2") == two);
  enter([&](issuer::Transaction& transaction) {
    return issuer::enter_step(transaction, "signed", one, "00", CoSigners::k_signed);
  });
  CHECK_FALSE(started().open.contains("rows 1"));
  CHECK(started().open.contains("rows 2"));
  enter([&](issuer::Transaction& transaction) {
    return issuer::enter_step(transaction, "refused", two, "00", CoSigners::k_signed);
  });
  CHECK(started().open.empty());
  CHECK(started().ids.size() == 2);
  // As older versions wrote it.
  enter([](issuer::Transaction& transaction) -> credenza::Status {
    const auto appended = transaction.append(issuer::k_cosign, CoSigners::k_signed,
                                             {{"step", "started"}, {"ids", {"urn:uuid:old"}}});
    return appended ? credenza::Status() : appended.error();
  });
  CHECK(started().ids.size() == 3);
  CHECK(started().open.empty());
}

TEST_CASE("only who has to sign can sign or refuse", "[cosign]") {
  CoSigners parties;
  const Draft draft = parties.draft();
  const test::Keyholder stranger("stranger");
  const auto signed_draft =
      draft.sign({"signed", CoSigners::k_now, stranger.did(), {}}, stranger.method(), stranger.key);
  REQUIRE_FALSE(signed_draft.has_value());
  CHECK(signed_draft.error().code == Code::not_found);
  const auto refused = draft.refuse({"refused", CoSigners::k_now, stranger.did(), {}}, "no",
                                    stranger.method(), stranger.key);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == Code::not_found);
}

TEST_CASE("the name of who signs becomes part of what is signed, until somebody else has signed",
          "[cosign]") {
  CoSigners parties;
  const Draft draft = parties.draft();
  const auto named = issuer::with_signatory(draft, std::string(k_company), "Fatma Öztürk, HR");
  REQUIRE(named.has_value());
  CHECK(named->party(k_company)->signatory == "Fatma Öztürk, HR");
  CHECK(named->id() == draft.id());
  CHECK(named->digest() != draft.digest());
  CHECK(parties.look(parties.signed_by(parties.company, *named)).is_ready());

  const Draft by_school = parties.signed_by(parties.school, draft);
  const auto late = issuer::with_signatory(by_school, std::string(k_company), "Fatma Öztürk, HR");
  REQUIRE_FALSE(late.has_value());
  CHECK(late.error().code == Code::conflict);
}

TEST_CASE("a draft signed again and again keeps one proof of each party", "[cosign]") {
  CoSigners parties;
  Draft draft = parties.draft();
  for (int i = 0; i < 3; ++i)
    draft = parties.signed_by(parties.company, draft);
  CHECK(json_of(draft)["document"]["proof"].is_object());
  CHECK(draft.history().size() == 4);
  CHECK(parties.look(draft).is_ready());
}
