// What every engine of the issuer's store has to do, whatever lies below it.
#pragma once

#include <functional>
#include <memory>

#include <catch2/catch.hpp>

#include "issuer/chain_proof.h"
#include "issuer/ledger.h"
#include "issuer/store.h"
#include "support/vectors.h"

namespace credenza::test {

[[nodiscard]] inline issuer::Issued issued_number(std::uint8_t number) {
  issuer::Issued out;
  out.id.fill(number);
  out.cohort = 1;
  out.place = {1, number};
  out.personal = issuer::sha256(Bytes{number});
  return out;
}

/// What a store keeps of a cohort: something, and its sum behind it (Ledger::seal_cohort()).
[[nodiscard]] inline Bytes cohort_blob(const issuer::Hash& key, const issuer::Hash& form,
                                       Bytes sealed) {
  Bytes all(key.begin(), key.end());
  all.insert(all.end(), form.begin(), form.end());
  all.insert(all.end(), sealed.begin(), sealed.end());
  const issuer::Hash sum = issuer::sha256(all);
  sealed.insert(sealed.end(), sum.begin(), sum.end());
  return sealed;
}

/// @param open  opens the same empty store each time; nobody else has it open
inline void check_store_engine(const std::function<std::unique_ptr<issuer::Store>()>& open) {
  using namespace issuer;  // NOLINT(google-build-using-namespace)
  const Instant now = at("2026-06-15T09:00:00Z");
  const Instant later = now + std::chrono::hours(1);
  const auto store = open();
  const Bytes first = cohort_blob(Hash{1}, Hash{2}, {3});
  Hash start{};
  {
    const auto empty = *store->look();
    CHECK(empty->id()->size() == 16);
    CHECK(empty->head()->position == 0);
    start = empty->head()->digest;
    CHECK(start == chain_start(*empty->id()));
    CHECK(empty->entries(0, 10)->empty());
    CHECK(empty->places()->empty());
    CHECK(empty->bits("revocation", 1)->empty());
    CHECK(!*empty->find(issued_number(1).id));
  }
  {
    // Not committed: nothing of it happened.
    const auto transaction = *store->begin();
    CHECK(*transaction->add_cohort(Hash{1}, Hash{2}, first) == 1);
    CHECK(transaction->append_issued(now, issued_number(1), Bytes{1})->position == 1);
    CHECK((*transaction->find(issued_number(1).id))->position == 1);
  }
  CHECK((*store->look())->head()->position == 0);
  {
    const auto transaction = *store->begin();
    CHECK(*transaction->add_cohort(Hash{1}, Hash{2}, first) == 1);
    CHECK(transaction->add_cohort(Hash{1}, Hash{2}, first).error().code == Code::conflict);
    CHECK(*transaction->add_cohort(Hash{9}, Hash{2}, cohort_blob(Hash{9}, Hash{2}, {})) == 2);
    for (std::uint8_t number = 1; number <= 3; ++number) {
      const auto done = transaction->append_issued(now, issued_number(number), Bytes{number});
      REQUIRE(done.has_value());
      CHECK(done->position == number);
    }
    const Hash before = transaction->head()->digest;
    const auto taken = transaction->append_issued(now, issued_number(2), Bytes{2});
    REQUIRE(!taken.has_value());
    CHECK(taken.error().code == Code::conflict);
    CHECK(transaction->head()->digest == before);
    CHECK(transaction->append(k_revoked, later, {{"positions", {2}}, {"state", "revoked"}})
              ->position == 4);
    // The clock was set back.
    const auto back = transaction->append(k_key, now, {{"event", "rotated"}});
    CHECK(back->at == later);
    REQUIRE(transaction->set_standing(2, {State::revoked, later, 4}));
    REQUIRE(transaction->save_places({1, 16, 3, Bytes{0x70, 0}}));
    REQUIRE(transaction->save_bits("revocation", 1, Bytes{0x20, 0}));
    REQUIRE(transaction->commit());
  }
  const auto snapshot = *store->look();
  CHECK(snapshot->head()->position == 5);
  const auto entries = *snapshot->entries(1, 3);
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].position == 2);
  CHECK(entries[0].kind == k_issued);
  CHECK(*read_issued(entries[0].body) == issued_number(2));
  CHECK(as_text(entries[2].body) == R"({"positions":[2],"state":"revoked"})");
  CHECK(chain_digest(entries[0].digest, 3, k_issued, now, entries[1].body) == entries[1].digest);
  const auto acts = *snapshot->acts(0, 10);
  REQUIRE(acts.size() == 2);
  CHECK(acts[1].kind == k_key);
  CHECK(snapshot->acts(4, 10)->size() == 1);
  CHECK((*snapshot->entry(5))->kind == k_key);
  CHECK(!*snapshot->entry(6));
  CHECK(!*snapshot->issued(5));
  std::vector<State> states;
  REQUIRE(snapshot->walk(0, [&states](const IssuedEntry& entry) {
    CHECK(entry.position == static_cast<Position>(states.size() + 1));
    states.push_back(entry.standing.state);
    return true;
  }));
  CHECK(states == std::vector{State::in_force, State::revoked, State::in_force});
  std::size_t visited = 0;
  REQUIRE(snapshot->walk(1, [&visited](const IssuedEntry& entry) {
    CHECK(entry.position == 2);
    return ++visited > 1;
  }));
  CHECK(visited == 1);
  CHECK((*snapshot->find(issued_number(2).id))->standing.by_entry == 4);
  CHECK(snapshot->ids_between(CredentialId{}, issued_number(2).id, 10)->size() == 2);
  CHECK(snapshot->ids_between(CredentialId{}, issued_number(2).id, 1)->size() == 1);
  CHECK(*snapshot->count_ids() == 3);
  CHECK(**snapshot->personal(3) == Bytes{3});
  {
    const auto parts = *snapshot->personal_parts();
    CHECK(as_text(**parts->at(1)) == "\x01");
    CHECK(as_text(**parts->at(3)) == "\x03");
    CHECK(!*parts->at(5));
    CHECK(!*parts->at(1'000));
  }
  CHECK((*snapshot->cohort(2))->key == Hash{9});
  CHECK((*snapshot->cohort_with_key(Hash{1}))->sealed == first);
  CHECK(!*snapshot->cohort(3));
  CHECK(snapshot->cohorts(1, 10)->size() == 1);
  CHECK((*snapshot->places())[0].used == 3);
  CHECK(*snapshot->bits("revocation", 1) == Bytes{0x20, 0});
  CHECK(snapshot->bits("suspension", 1)->empty());
  const auto proof = *prove_chain(*snapshot, [](std::uint64_t) { return true; });
  INFO((proof.broken ? proof.broken->what.en : ""));
  CHECK(!proof.broken);
  CHECK(proof.issued == 3);
  CHECK(proof.acts == 2);
  CHECK(proof.standing.at(State::revoked) == 1);
  CHECK(proof.standing.at(State::in_force) == 2);
}

}  // namespace credenza::test
