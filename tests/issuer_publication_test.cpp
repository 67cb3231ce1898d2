// What lies on the web site, what of it is signed anew, and when.
#include <catch2/catch.hpp>

#include "did/did.h"
#include "issuer/key_history.h"
#include "issuer/publication.h"
#include "support/issuer_maker.h"
#include "verify/statements.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)

namespace {

const Instant k_now = test::at("2026-06-15T09:00:00Z");

/// An issuer with one list in which a credential has its place, and its web site.
struct Site {
  Site() : maker(folder.path()), store(maker.open_store()) { enter(1); }

  void enter(std::uint8_t number) {
    const auto transaction = *store->begin();
    test::SeededRandom random(std::to_string(number));
    StatusRegistry registry = *StatusRegistry::load(*transaction);
    Issued issued;
    issued.id[0] = number;
    issued.place = registry.promise(random);
    issued.text[0] = number;
    must(registry.settle(issued.place).has_value());
    must(transaction->append_issued(k_now, issued, {}).has_value());
    must(registry.save(*transaction).has_value());
    must(transaction->commit().has_value());
  }
  void change(std::string_view kind, State state, Instant at) {
    const auto transaction = *store->begin();
    must(change_standing(*transaction, kind, state, {1}, Json::object(), at).has_value());
    must(transaction->commit().has_value());
  }

  [[nodiscard]] std::vector<Unpublished> drafts() {
    const auto snapshot = *store->look();
    auto out = plan_publication(maker.home, *snapshot);
    must(out.has_value());
    return *std::move(out);
  }
  /// Publishes as the program does; the paths that were written.
  std::vector<std::string> publish(Instant now) {
    std::vector<std::string> written;
    const std::vector<Unpublished> wanted = drafts();
    test::Town desert;
    did::Resolver methods(desert);
    for (const Unpublished& draft : wanted) {
      if (draft.path == "/.well-known/did.json")
        must(methods.add_document(maker.home.config.did, draft.text).has_value());
    }
    for (const Unpublished& draft : wanted) {
      if (can_stay(draft, site[draft.path], methods, maker.home.config, now)) continue;
      const auto file = sign_draft(draft, maker.home, secrets(), now);
      must(file.has_value());
      site[draft.path] = file->text;
      written.push_back(draft.path);
      CHECK(can_stay(draft, file->text, methods, maker.home.config, now));
    }
    return written;
  }
  [[nodiscard]] const Secrets& secrets() {
    opened = *maker.home.keys.open(maker.passphrase());
    return *opened;
  }

  test::TemporaryFolder folder;
  test::IssuerMaker maker;
  std::unique_ptr<Store> store;
  std::map<std::string, std::string> site;
  std::optional<Secrets> opened;
};

using Paths = std::vector<std::string>;
const Paths k_lists{"/status/revocation-1.json", "/status/suspension-1.json",
                    "/status/refresh-1.json"};

}  // namespace

TEST_CASE("keys are published before what is signed with them", "[issuer_publication]") {
  Site site;
  const Paths all = site.publish(k_now);
  REQUIRE(all ==
          Paths{"/.well-known/did.json", k_lists[0], k_lists[1], k_lists[2], "/ledger-head.json"});
}

TEST_CASE("what did not change is not signed again", "[issuer_publication]") {
  Site site;
  site.publish(k_now);
  CHECK(site.publish(k_now).empty());
  CHECK(site.publish(k_now + std::chrono::hours{24}).empty());
}

TEST_CASE("a list is signed anew when it has used up its share of validity",
          "[issuer_publication]") {
  Site site;
  site.publish(k_now);
  const auto half = std::chrono::hours{84};  // of seven days
  CHECK(site.publish(k_now + half - std::chrono::seconds{1}).empty());
  CHECK(site.publish(k_now + half) == k_lists);
  const auto list = test::document(site.site[k_lists[0]]);
  CHECK(*list.root().string_at("validFrom") == format_instant(k_now + half));
  CHECK(*list.root().string_at("validUntil") ==
        format_instant(k_now + half + std::chrono::days{7}));
  CHECK(*list.root().at("credentialSubject")->at("ttl")->unsigned_integer() == 3600000);
  site.maker.home.config.resign_percent = 10;
  CHECK(site.publish(k_now + half + std::chrono::hours{17}) == k_lists);
}

TEST_CASE("a change is one signature of each list that it changes", "[issuer_publication]") {
  Site site;
  site.publish(k_now);
  const Instant later = k_now + std::chrono::hours{1};
  SECTION("put on hold") {
    site.change(k_suspended, State::suspended, later);
    CHECK(site.publish(later) == Paths{k_lists[1], "/ledger-head.json"});
  }
  SECTION("withdrawn") {
    site.change(k_revoked, State::revoked, later);
    CHECK(site.publish(later) == Paths{k_lists[0], "/ledger-head.json"});
  }
  SECTION("replaced, with its day") {
    site.change(k_replaced, State::superseded, later);
    CHECK(site.publish(later) == Paths{k_lists[0], k_lists[2], "/ledger-head.json"});
    const auto list = test::document(site.site[k_lists[2]]);
    const auto days = list.root().at("credentialSubject")->at("replacedOn");
    REQUIRE(days.has_value());
    CHECK(days->size() == 1);
    CHECK((*days->items().begin()).raw_string() == "2026-06-15");
  }
}

TEST_CASE("the day of a replacement is one of the Netherlands", "[issuer_publication]") {
  struct Day {
    const char* at;
    const char* day;
  };
  for (const Day& one : {Day{"2026-06-15T21:59:59Z", "2026-06-15"},  // summer
                         Day{"2026-06-15T22:00:00Z", "2026-06-16"},
                         Day{"2026-10-24T22:00:00Z", "2026-10-25"},  // the day of 25 hours
                         Day{"2026-10-25T22:59:59Z", "2026-10-25"},
                         Day{"2026-12-31T22:59:59Z", "2026-12-31"},  // winter
                         Day{"2026-12-31T23:00:00Z", "2027-01-01"},
                         Day{"2027-03-28T21:59:59Z", "2027-03-28"},  // the day of 23 hours
                         Day{"2027-03-28T22:00:00Z", "2027-03-29"}}) {
    INFO(one.at);
    Site site;
    site.publish(k_now);
    const Instant at = test::at(one.at);
    site.change(k_replaced, State::superseded, at);
    site.publish(at);
    const auto list = test::document(site.site[k_lists[2]]);
    const auto days = list.root().at("credentialSubject")->at("replacedOn");
    REQUIRE(days.has_value());
    CHECK((*days->items().begin()).raw_string() == one.day);
  }
}

TEST_CASE("what lies there damaged, or signed by somebody else, is signed anew",
          "[issuer_publication]") {
  Site site;
  site.publish(k_now);
  std::string& list = site.site[k_lists[0]];
  SECTION("damaged") {
    list.replace(list.find("revocation"), 10, "revocatioN");
  }
  SECTION("half") {
    list.resize(list.size() / 2);
  }
  SECTION("gone") {
    list.clear();
  }
  CHECK(site.publish(k_now) == Paths{k_lists[0]});
}

TEST_CASE("a rotated key stays in the document, and out of authentication",
          "[issuer_publication]") {
  Site site;
  site.publish(k_now);
  test::SeededRandom random("rotate");
  REQUIRE(site.maker.home.keys.rotate("key-ed25519", site.maker.passphrase(), k_now, random));
  site.maker.home.config.signing_key = "key-ed25519-2";
  CHECK(site.publish(k_now) == Paths{"/.well-known/did.json"});
  const auto document = cid::ControlledDocument::parse(site.site["/.well-known/did.json"],
                                                       site.maker.home.config.did);
  REQUIRE(document.has_value());
  const std::string old = site.maker.home.config.did + "#key-ed25519";
  CHECK(document->method(old, cid::Relationship::assertion_method, k_now).has_value());
  CHECK(document->method(old, cid::Relationship::authentication, k_now).error().code ==
        Code::forbidden);
  CHECK(document->method(old + "-2", cid::Relationship::authentication, k_now).has_value());
}

TEST_CASE("after a theft everything is signed with the new key, and the anchor comes first",
          "[issuer_publication]") {
  Site site;
  site.publish(k_now);
  const Instant theft = k_now + std::chrono::hours{1};
  const Instant noticed = k_now + std::chrono::hours{9};
  test::SeededRandom random("theft");
  REQUIRE(site.maker.home.keys.compromised("key-ed25519", theft, site.maker.passphrase(), noticed,
                                           random));
  site.maker.home.config.signing_key = "key-ed25519-2";
  CHECK(site.publish(noticed) == Paths{"/anchors/key-ed25519.json", "/.well-known/did.json",
                                       k_lists[0], k_lists[1], k_lists[2], "/ledger-head.json"});
  const auto anchor = test::document(site.site["/anchors/key-ed25519.json"]);
  CHECK(*anchor.root().at("credentialSubject")->at("count")->unsigned_integer() == 1);
  const auto document = test::document(site.site["/.well-known/did.json"]);
  const auto service = *document.root().at("service")->items().begin();
  CHECK(*service.string_at("id") == site.maker.home.config.did + "#key-ed25519-anchor");
  CHECK(*service.string_at("type") == verify::k_anchor_service);
  const auto parsed = cid::ControlledDocument::parse(site.site["/.well-known/did.json"],
                                                     site.maker.home.config.did);
  const auto stolen = parsed->method(site.maker.home.config.did + "#key-ed25519",
                                     cid::Relationship::assertion_method, noticed);
  CHECK(stolen.error().code == Code::revoked);
}

TEST_CASE("a published head shows when the ledger lost its end", "[issuer_publication]") {
  Site site;
  site.publish(k_now);
  const std::string head = site.site["/ledger-head.json"];
  const auto check = [&](std::string_view text) -> Status {
    const LedgerHead told = TRY(read_head(text, site.maker.home, k_now));
    const auto snapshot = *site.store->look();
    return check_holds(*snapshot, told);
  };
  CHECK(check(head).has_value());
  site.enter(2);
  CHECK(check(head).has_value());
  site.publish(k_now);
  const std::string newer = site.site["/ledger-head.json"];
  CHECK(newer != head);
  // Another ledger is put in the place of this one.
  const Site other;
  const auto snapshot = *other.store->look();
  const Status lost = check_holds(*snapshot, *read_head(newer, site.maker.home, k_now));
  REQUIRE_FALSE(lost.has_value());
  CHECK(lost.error().code == Code::conflict);
  CHECK(lost.error().where == "ledger");
  // One that ends before what was published, and one whose entry is another one.
  const auto own = *site.store->look();
  LedgerHead told = *head_of(*own);
  ++told.count;
  CHECK(check_holds(*own, told).error().where == "ledger");
  told = *head_of(*own);
  told.digest[0] = told.digest[0] == '0' ? '1' : '0';
  CHECK(check_holds(*own, told).error().where == "ledger");
  // What is not signed by this issuer tells of no head.
  std::string forged = newer;
  forged.replace(forged.find("\"count\":2"), 9, "\"count\":9");
  CHECK_FALSE(read_head(forged, site.maker.home, k_now).has_value());
  CHECK_FALSE(read_head("{}", site.maker.home, k_now).has_value());
}
