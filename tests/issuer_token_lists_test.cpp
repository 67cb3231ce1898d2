// Token status lists: what the other lists say, for tokens.
#include <catch2/catch.hpp>

#include "did/did.h"
#include "issuer/publication.h"
#include "issuer/token_lists.h"
#include "support/issuer_maker.h"
#include "support/ports.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)

namespace {

const Instant k_now = test::at("2026-06-15T09:00:00Z");
constexpr const char* k_path = "/status/tokens-1.jwt";

/// An issuer with three credentials, who publishes lists for tokens.
struct Site {
  Site() : maker(folder.path()), store(maker.open_store()), methods(desert) {
    maker.home.config.token_lists = true;
    for (std::uint8_t number = 1; number <= 3; ++number)
      places.push_back(enter(number));
    must(methods.add_document(maker.home.config.did, publish_did(maker.home)->text).has_value());
    opened = *maker.home.keys.open(maker.passphrase());
  }

  StatusPlace enter(std::uint8_t number) {
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
    return issued.place;
  }
  void change(std::string_view kind, State state, Position position) {
    const auto transaction = *store->begin();
    must(change_standing(*transaction, kind, state, {position}, Json::object(), k_now).has_value());
    must(transaction->commit().has_value());
  }
  [[nodiscard]] Unpublished draft() {
    const auto snapshot = *store->look();
    auto drafts = plan_publication(maker.home, *snapshot);
    must(drafts.has_value());
    for (Unpublished& each : *drafts) {
      if (each.path == k_path) return std::move(each);
    }
    FAIL("no token status list among what is published");
    return {};
  }
  [[nodiscard]] std::string sign(Instant now) {
    const auto file = sign_draft(draft(), maker.home, *opened, now);
    REQUIRE(file.has_value());
    CHECK(file->path == k_path);
    return file->text;
  }
  [[nodiscard]] bool stays(const std::string& text, Instant now) {
    return can_stay(draft(), text, methods, maker.home.config, now);
  }
  [[nodiscard]] unsigned value(std::size_t number) {
    return *draft().tokens->at(places.at(number - 1).index);
  }

  test::TemporaryFolder folder;
  test::IssuerMaker maker;
  std::unique_ptr<Store> store;
  test::Town desert;
  did::Resolver methods;
  std::optional<Secrets> opened;
  std::vector<StatusPlace> places;
};

}  // namespace

TEST_CASE("a token status list says what the lists of all purposes say", "[token_lists]") {
  Site site;
  CHECK(site.value(1) == 0);
  site.change(issuer::k_suspended, State::suspended, 1);
  site.change(issuer::k_revoked, State::revoked, 2);
  CHECK(site.value(1) == 2);
  CHECK(site.value(2) == 1);
  CHECK(site.value(3) == 0);
  // On hold and then withdrawn is withdrawn; what was replaced is withdrawn too.
  site.change(issuer::k_revoked, State::revoked, 1);
  site.change(issuer::k_replaced, State::superseded, 3);
  CHECK(site.value(1) == 1);
  CHECK(site.value(3) == 1);
}

TEST_CASE("a token status list stays until it has used up its share of validity", "[token_lists]") {
  Site site;
  const std::string text = site.sign(k_now);
  CHECK(site.stays(text, k_now));
  const auto half = std::chrono::hours{84};  // of seven days
  CHECK(site.stays(text, k_now + half - std::chrono::seconds{1}));
  CHECK_FALSE(site.stays(text, k_now + half));
  site.change(issuer::k_revoked, State::revoked, 2);
  CHECK_FALSE(site.stays(text, k_now));
}

TEST_CASE("a token status list that somebody else made does not stay", "[token_lists]") {
  Site site;
  std::string text = site.sign(k_now);
  const std::size_t at = text.find('.') + 30;
  text[at] = text[at] == 'A' ? 'B' : 'A';
  CHECK_FALSE(site.stays(text, k_now));
  CHECK_FALSE(site.stays("", k_now));
  CHECK_FALSE(site.stays("{}", k_now));
}

TEST_CASE("a token status list from later than now is told from an older one", "[token_lists]") {
  Site site;
  const std::string text = site.sign(k_now);
  CHECK(published_from(text, site.maker.home, site.methods, k_now - std::chrono::hours{1}) ==
        k_now);
  CHECK(published_from(text, site.maker.home, site.methods, k_now + std::chrono::hours{1}) ==
        k_now);
  CHECK_FALSE(published_from("a.b.c", site.maker.home, site.methods, k_now).has_value());
}

TEST_CASE("an issuer who did not ask for token status lists publishes none", "[token_lists]") {
  Site site;
  site.maker.home.config.token_lists = false;
  const auto snapshot = *site.store->look();
  const auto drafts = plan_publication(site.maker.home, *snapshot);
  REQUIRE(drafts.has_value());
  for (const Unpublished& each : *drafts)
    CHECK(each.path != k_path);
}
