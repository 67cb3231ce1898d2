// Copies of what issuers publish: kept when something was found out for sure, used when the
// issuer's site is gone, and never in the place of something better.
#include <catch2/catch.hpp>

#include "support/wallet_desk.h"
#include "wallet/copies_view.h"
#include "wallet/issuer_copies.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

using test::Desk;
using test::first;
using test::Ran;
using test::text_at;

namespace {

const Instant k_now = test::at("2026-06-13T00:00:00Z");

/// What one run of the program has, with a town in the place of the internet.
struct Run {
  explicit Run(Fetcher& town)
      : fetcher(town),
        methods(fetcher),
        statuses(fetcher, methods),
        statements(fetcher, methods),
        copies(fetcher, methods, statuses, statements) {}

  verify::CredentialReport read(const std::string& text, Instant now = k_now) {
    verify::Policy policy;
    policy.ignore_trust = true;
    const auto found = [&] {
      return verify::verify(text, policy, {methods, statuses, nullptr, &statements}, now);
    };
    verify::Report report = found();
    while (report.verdict() == verify::Verdict::undetermined && *copies.stand_in(text))
      report = found();
    return report.credentials.front();
  }

  RememberingFetcher fetcher;
  did::Resolver methods;
  verify::StatusLists statuses;
  verify::Statements statements;
  IssuerCopies copies;
};

/// A vault, and a school on the internet.
class Place {
 public:
  Place() { school_.publish(town_, test::at("2026-06-12T00:00:00Z")); }

  std::string credential(std::uint64_t index = 7) {
    return test::sign(school_.credential(desk_.person_.did(), index),
                      school_.options(test::at("2026-06-12T09:00:00Z")), school_.holder.key);
  }
  /// Verifies with what the vault has, and keeps what is to be kept.
  verify::Verdict verify_and_keep(const std::string& text, const std::string& folder_copy = {},
                                  Instant now = k_now) {
    Vault vault = desk_.open(Access::write);
    Run run(town_);
    if (!folder_copy.empty()) {
      REQUIRE(verify::add_published(folder_copy, run.methods, run.statuses, run.statements));
      run.copies.add_from_folder(folder_copy);
    }
    REQUIRE(run.copies.use(vault));
    const verify::CredentialReport report = run.read(text, now);
    Changes changes;
    REQUIRE(run.copies.keep(text, report, vault, now, random_, changes));
    used_ = run.copies.used_for(text);
    written_ = changes.puts.size();
    if (!changes.puts.empty()) REQUIRE(vault.commit(changes, now, random_));
    return report.verdict();
  }
  std::vector<PublishedCopy> held() const {
    const Vault vault = desk_.open(Access::read);
    return *published_copies(vault);
  }
  void take_school_off() {
    town_.remove("https://" + school_.host + "/.well-known/did.json");
    town_.remove(school_.list_url);
  }

  Desk desk_;
  test::Town town_;
  test::School school_;
  test::SeededRandom random_{"copies"};
  std::vector<PublishedCopy> used_;
  std::size_t written_ = 0;
};

}  // namespace

TEST_CASE("copies: keys and list are kept, and verify when the school is gone", "[copies]") {
  Place place;
  const std::string text = place.credential();
  CHECK(place.verify_and_keep(text) == verify::Verdict::accepted);
  CHECK(place.used_.empty());
  const auto held = place.held();
  REQUIRE(held.size() == 2);
  CHECK(held[0].of == place.school_.did);
  CHECK(held[1].of == place.school_.list_url);
  for (const PublishedCopy& copy : held) {
    CHECK(copy.source == CopySource::network);
    CHECK(copy.issuer == place.school_.did);
    CHECK(copy.at == k_now);
  }
  place.take_school_off();
  CHECK(place.verify_and_keep(text) == verify::Verdict::accepted);
  CHECK(place.used_.size() == 2);
  CHECK(place.written_ == 0);
}

TEST_CASE("copies: without them a school that is gone leaves it open", "[copies]") {
  Place place;
  place.take_school_off();
  CHECK(place.verify_and_keep(place.credential()) == verify::Verdict::undetermined);
  CHECK(place.held().empty());
}

TEST_CASE("copies: one alone stands in where one alone does not answer", "[copies]") {
  Place place;
  const std::string text = place.credential();
  place.verify_and_keep(text);
  place.town_.remove(place.school_.list_url);
  CHECK(place.verify_and_keep(text) == verify::Verdict::accepted);
  REQUIRE(place.used_.size() == 1);
  CHECK(place.used_.front().of == place.school_.list_url);
}

TEST_CASE("copies: what answers goes before the copy", "[copies]") {
  Place place;
  const std::string text = place.credential();
  place.verify_and_keep(text);
  REQUIRE(place.school_.list.set(7, 1));
  place.school_.publish(place.town_, test::at("2026-06-12T12:00:00Z"));
  CHECK(place.verify_and_keep(text) == verify::Verdict::not_accepted);
  CHECK(place.used_.empty());
  // The withdrawal is kept too: switching the school off does not undo it.
  place.take_school_off();
  CHECK(place.verify_and_keep(text) == verify::Verdict::not_accepted);
}

TEST_CASE("copies: a forgery leaves nothing, and asks nothing of a status list", "[copies]") {
  Place place;
  std::string text = place.credential();
  text.replace(text.find("Veilig"), 6, "Onveil");
  CHECK(place.verify_and_keep(text) == verify::Verdict::not_genuine);
  CHECK(place.held().empty());
  for (const std::string& asked : place.town_.requests)
    CHECK(asked != place.school_.list_url);
}

TEST_CASE("copies: a domain with a new owner does not overwrite the keys that verified",
          "[copies]") {
  Place place;
  const std::string text = place.credential();
  place.verify_and_keep(text);
  test::School squatter(place.school_.host);
  squatter.holder = test::Keyholder("squatter");
  squatter.publish(place.town_, test::at("2026-06-12T12:00:00Z"));
  CHECK(place.verify_and_keep(text) != verify::Verdict::accepted);
  CHECK(place.written_ == 0);
  place.take_school_off();
  CHECK(place.verify_and_keep(text) == verify::Verdict::accepted);
}

TEST_CASE("copies: a folder's copy is kept where there is none, and gives way to the network's",
          "[copies]") {
  Place place;
  const std::string text = place.credential();
  CHECK(place.verify_and_keep(text, place.school_.did_document()) == verify::Verdict::accepted);
  CHECK(place.held().at(0).source == CopySource::folder);
  place.verify_and_keep(text);
  CHECK(place.held().at(0).source == CopySource::network);
  CHECK(place.held().size() == 2);
  place.verify_and_keep(text, place.school_.did_document());
  CHECK(place.held().at(0).source == CopySource::network);
}

TEST_CASE("copies: the same bytes are dated anew once a day, not each time", "[copies]") {
  Place place;
  const std::string text = place.credential();
  place.verify_and_keep(text);
  place.verify_and_keep(text, {}, k_now + std::chrono::hours{23});
  CHECK(place.written_ == 0);
  place.verify_and_keep(text, {}, k_now + std::chrono::hours{24});
  CHECK(place.written_ == 2);
  CHECK(place.held().size() == 2);
  CHECK(place.held().front().at == k_now + std::chrono::hours{24});
}

TEST_CASE("copies: an old copy never makes a forgery of what a new key signed", "[copies]") {
  Place place;
  place.verify_and_keep(place.credential());
  // The school has a new key since, and is gone.
  test::School renewed(place.school_.host);
  renewed.holder = test::Keyholder("key-2");
  renewed.method = renewed.did + "#key-2";
  const Instant later = test::at("2026-09-01T09:00:00Z");
  const std::string text = test::sign(renewed.credential(place.desk_.person_.did(), 9),
                                      renewed.options(later), renewed.holder.key);
  place.take_school_off();
  CHECK(place.verify_and_keep(text, {}, later) == verify::Verdict::undetermined);
}

TEST_CASE("copies: names are those of issuer, signers and lists, each once and not without end",
          "[copies]") {
  const PublishedNames names = published_names(
      R"({"issuer":{"id":"did:web:a.example"},"proof":[{"verificationMethod":"did:web:a.example#1"},)"
      R"({"verificationMethod":"did:web:b.example#1"},{"verificationMethod":"did:key:z6Mk#z6Mk"},{}],)"
      R"("credentialStatus":[{"statusListCredential":"https://a.example/1"},)"
      R"({"statusListCredential":"https://a.example/1"},7]})");
  CHECK(names.issuer == "did:web:a.example");
  CHECK(names.dids == std::vector<std::string>{"did:web:a.example", "did:web:b.example"});
  CHECK(names.lists == std::vector<std::string>{"https://a.example/1"});
  CHECK(published_names("[]").dids.empty());
  CHECK(published_names("no JSON").lists.empty());
  Json many{{"credentialStatus", Json::array()}};
  for (int i = 0; i < 10000; ++i)
    many["credentialStatus"].push_back({{"statusListCredential", std::to_string(i)}});
  CHECK(published_names(many.dump()).lists.size() == 64);
}

TEST_CASE("copies: those of an issuer of whom nothing is left are found", "[copies]") {
  Desk desk;
  const std::string one = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  const std::string other = desk.add(desk.credential("b.json", desk.person_.did(), 8));
  const Vault vault = desk.open(Access::read);
  CHECK(published_copies(vault)->size() == 2);
  CHECK(copies_without_credential(vault, {*id_from_text(one)})->empty());
  CHECK(copies_without_credential(vault, {*id_from_text(one), *id_from_text(other)})->size() == 2);
}

TEST_CASE("copies: the last credential of an issuer takes the issuer's copies with it",
          "[copies]") {
  Desk desk;
  const std::string one = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  const std::string other = desk.add(desk.credential("b.json", desk.person_.did(), 8));
  const auto copies = [&desk] { return published_copies(desk.open(Access::read))->size(); };
  REQUIRE(desk.run({"rm", one, "--yes"}).exit == 0);
  CHECK(copies() == 2);
  REQUIRE(desk.run({"rm", other, "--dry-run"}).exit == 0);
  CHECK(copies() == 2);
  REQUIRE(desk.run({"rm", other, "--yes"}).exit == 0);
  CHECK(copies() == 0);
}

TEST_CASE("copies: the verbs say when the issuer was not asked, and from when the copy is",
          "[copies]") {
  Desk desk;
  const std::string id = desk.add(desk.credential("a.json", desk.person_.did(), 7));
  desk.has_copies_ = false;
  const Ran verified = desk.run({"verify", id});
  INFO(verified.talk);
  CHECK(verified.exit == 0);
  CHECK(verified.talk.find("keys from the copy of ") != std::string::npos);
  CHECK(verified.talk.find("list from the copy of ") != std::string::npos);
  const auto report = desk.run({"verify", id, "--json"}).json();
  const json::Cursor copies = *first(*report.root().at("credentials")).at("copies");
  REQUIRE(copies.size() == 2);
  CHECK(text_at(first(copies), "of") == desk.school_.did);
  CHECK(text_at(first(copies), "source") == "folder");
  // Another credential of the same school is judged by them when it comes in.
  const Ran added = desk.run({"add", desk.credential("b.json", desk.person_.did(), 8)});
  CHECK(added.exit == 0);
  CHECK(added.talk.find("keys from the copy of ") != std::string::npos);
  CHECK(desk.run({"share", id, "--to", "x", "--yes", "-o", desk.path("vp.json")}).exit == 0);
}

TEST_CASE("copies: what was found out with copies is known as of the oldest", "[copies]") {
  PublishedCopy older;
  older.at = k_now - std::chrono::days{30};
  PublishedCopy newer;
  newer.at = k_now - std::chrono::days{1};
  CHECK(known_as_of({newer, older}, k_now) == older.at);
  CHECK(known_as_of({}, k_now) == k_now);
}
