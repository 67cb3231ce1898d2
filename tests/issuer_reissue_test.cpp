// What was withdrawn by mistake is made again on purpose, and what a class list gives from then on.
#include <catch2/catch.hpp>

#include "issuer/chain_proof.h"
#include "issuer/history.h"
#include "issuer/replacement.h"
#include "learning_record/learning_record.h"
#include "support/class_list.h"
#include "support/vectors.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)
using test::IssuedRow;

namespace {

const Instant k_now = test::at("2026-06-15T09:00:00Z");
const Instant k_later = test::at("2026-07-03T09:00:00Z");

/// A class of which everybody has a credential.
struct School {
  School() : maker(folder.path()), store(maker.open_store()), ledger(maker.ledger()) {
    first = issue();
  }

  std::vector<IssuedRow> issue() {
    auto rows = test::issue_list(maker, {form, csv, k_later}, *store);
    REQUIRE(rows.has_value());
    return *std::move(rows);
  }
  IssuedEntry entry(const std::string& id) {
    const auto snapshot = *store->look();
    return **snapshot->find(*from_urn(id));
  }
  void change(std::string_view kind, State state, const std::string& id) {
    const auto transaction = *store->begin();
    const Position position = (*transaction->find(*from_urn(id)))->position;
    REQUIRE(
        change_standing(*transaction, kind, state, {position}, {{"reason", "data-error"}}, k_now)
            .has_value());
    REQUIRE(transaction->commit().has_value());
  }
  /// Makes the credential `id` again, or a new one in its place.
  Result<Replacement> make(const std::string& id, bool again) {
    const auto transaction = *store->begin();
    LedgerReader reader(*transaction, ledger);
    const IssuedEntry old = **transaction->find(*from_urn(id));
    const Predecessor from = TRY(again ? read_withdrawn(*transaction, ledger, reader, old)
                                       : read_predecessor(reader, old));
    const auto document = test::document(from.record);
    auto record = *learning_record::from_json(document.root());
    auto maker_of = TRY(ReplacementMaker::prepare(
        *transaction, {maker.home, maker.secrets, ledger, random}, 1, k_later));
    auto made = again ? TRY(maker_of.make_again(from, record)) : TRY(maker_of.make(from, record));
    const Account account{"withdrawn-in-error", "seen by the board", "j.visser"};
    if (again) {
      TRY(maker_of.finish_again(account));
    } else {
      TRY(maker_of.finish(Change::renew, account));
    }
    TRY(transaction->commit());
    return made;
  }
  std::string refused(const std::string& id, bool again) {
    const auto made = make(id, again);
    return made ? "" : std::string(to_string(made.error().code)) + " " + made.error().where;
  }

  test::TemporaryFolder folder;
  test::IssuerMaker maker;
  std::unique_ptr<Store> store;
  Ledger ledger;
  test::SeededRandom random{"again"};
  Template form = test::example_template("mc-log-02.json");
  std::string csv = test::read_example("batches/mc-log-02.csv");
  std::vector<IssuedRow> first;
};

}  // namespace

TEST_CASE("what was withdrawn is made again once, and stays withdrawn", "[issuer_reissue]") {
  School school;
  const std::string id = school.first[1].id;
  CHECK(school.refused(id, true) == "forbidden in force");
  school.change(k_revoked, State::revoked, id);
  CHECK(school.refused(id, false) == "forbidden withdrawn");
  const auto again = school.make(id, true);
  REQUIRE(again.has_value());
  CHECK(again->id != id);
  CHECK(again->text.find("\"replaces\"") == std::string::npos);
  CHECK(school.entry(id).standing.state == State::revoked);
  CHECK(school.entry(again->id).standing.state == State::in_force);
  CHECK(school.entry(again->id).what.place != school.entry(id).what.place);
  CHECK(school.refused(id, true) == "conflict superseded");
  const IssuedEntry old = school.entry(id);
  const auto snapshot = *school.store->look();
  CHECK(to_urn(newest_of(*snapshot, school.ledger, old)->what.id) == again->id);
  const auto events = history_of(*snapshot, school.ledger, old);
  REQUIRE(events.has_value());
  REQUIRE(events->size() == 3);
  CHECK(events->back().kind == k_reissued);
  CHECK(events->back().successor == again->id);
  CHECK(events->back().account.by == "j.visser");
}

TEST_CASE("a note beside an entry is its own, and one that was put there is found",
          "[issuer_reissue]") {
  School school;
  school.change(k_revoked, State::revoked, school.first[1].id);
  REQUIRE(school.make(school.first[1].id, true).has_value());
  const auto broken = [&school] {
    const auto snapshot = *school.store->look();
    const auto proof = prove_chain(*snapshot, [](std::uint64_t) { return true; });
    REQUIRE(proof.has_value());
    return proof->broken ? proof->broken->position : 0;
  };
  CHECK(broken() == 0);
  const Position act = school.entry(school.first[1].id).standing.by_entry;
  {
    const auto transaction = *school.store->begin();
    REQUIRE(transaction->add_personal(act, as_bytes("somebody else did it")).has_value());
    REQUIRE(transaction->commit().has_value());
  }
  CHECK(broken() == act);
}

TEST_CASE("a row whose credential was made again gives that one", "[issuer_reissue]") {
  School school;
  const std::string id = school.first[1].id;
  school.change(k_revoked, State::revoked, id);
  CHECK(school.issue()[1].outcome == Outcome::withdrawn);
  const auto again = school.make(id, true);
  REQUIRE(again.has_value());
  auto rows = school.issue();
  CHECK(rows[1].outcome == Outcome::before);
  CHECK(rows[1].id == again->id);
  CHECK(rows[1].text == again->text);
  // Withdrawn a second time, it is withdrawn.
  school.change(k_revoked, State::revoked, again->id);
  rows = school.issue();
  CHECK(rows[1].outcome == Outcome::withdrawn);
  CHECK(rows[1].id == again->id);
  CHECK(rows[1].text.empty());
  CHECK(rows[0].outcome == Outcome::before);
}

TEST_CASE("what was replaced is not called withdrawn, and the newest is named",
          "[issuer_reissue]") {
  School school;
  const std::string id = school.first[2].id;
  const auto second = school.make(id, false);
  REQUIRE(second.has_value());
  const auto third = school.make(second->id, false);
  REQUIRE(third.has_value());
  auto rows = school.issue();
  CHECK(rows[2].outcome == Outcome::replaced);
  CHECK(rows[2].id == third->id);
  CHECK(rows[2].text.empty());
  CHECK(school.refused(id, false) == "conflict superseded");
  CHECK(school.refused(id, true) == "conflict superseded");
  school.change(k_revoked, State::revoked, third->id);
  CHECK(school.issue()[2].outcome == Outcome::withdrawn);
  // The row says what was corrected since, so it never gives what was made from the correction.
  REQUIRE(school.make(third->id, true).has_value());
  CHECK(school.issue()[2].outcome == Outcome::replaced);
}

TEST_CASE("what is suspended is neither renewed nor replaced", "[issuer_reissue]") {
  School school;
  const std::string id = school.first[0].id;
  school.change(k_suspended, State::suspended, id);
  CHECK(school.refused(id, false) == "suspended suspended");
  CHECK(school.refused(id, true) == "forbidden in force");
  const Target target{1, *from_urn(id), State::suspended};
  for (const Change change : {Change::renew, Change::replace}) {
    const ChangePlan plan = plan_change(change, {target});
    CHECK(plan.affected.empty());
    CHECK(plan.fixed.size() == 1);
  }
  CHECK(plan_change(Change::revoke, {target}).affected.size() == 1);
  CHECK(school.issue()[0].outcome == Outcome::before);
}
