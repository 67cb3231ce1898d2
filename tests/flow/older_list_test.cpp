// A reader without a network has a copy of the status list from before a withdrawal: it is told of
// which day the copy is, and that it is too old to rely on.
#include <catch2/catch.hpp>

#include "issuer/acts.h"
#include "issuer/making.h"
#include "issuer/publication.h"
#include "issuer/replacement.h"
#include "support/class_list.h"
#include "verifier/render.h"
#include "verify/verify.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)

namespace {

class NoNetwork final : public Fetcher {
 public:
  Result<Fetched> fetch(const FetchRequest& request) override {
    return fail(Code::unavailable, request.url.text(), "there is no network here");
  }
};

const Instant k_issued_at = test::at("2026-06-10T09:00:00Z");
const Instant k_copied = test::at("2026-06-11T09:00:00Z");
const Instant k_withdrawn = test::at("2026-06-12T16:00:00Z");
const Instant k_read = test::at("2026-06-13T09:00:00Z");

}  // namespace

TEST_CASE("a copy from before a withdrawal says of which day it is, and decides nothing",
          "[older_list]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  test::SeededRandom random("older list");
  const Ledger ledger = maker.ledger();
  const Template form = test::example_template("mc-log-02.json");
  std::string csv = test::read_example("batches/mc-log-02.csv");
  // Awarded before it is issued.
  for (std::size_t at = 0; (at = csv.find("12-06-2026", at)) != std::string::npos; ++at)
    csv.replace(at, 10, "09-06-2026");
  const auto rows = test::issue_list(maker, {form, csv, k_issued_at}, *store);
  REQUIRE(rows.has_value());

  NoNetwork network;
  did::Resolver methods(network);
  verify::StatusLists lists(network, methods);
  verify::Statements statements(network, methods);
  std::string text;
  std::vector<Target> target;
  {
    const auto snapshot = *store->look();
    LedgerReader reader(*snapshot, ledger);
    const auto entry = *snapshot->find(*from_urn(rows->front().id));
    target = {{entry->position, entry->what.id, entry->standing.state}};
    text = *reader.text(*entry);
    const auto add = [&](std::string published) {
      REQUIRE(verify::add_published(std::move(published), methods, lists, statements).has_value());
    };
    add(publish_did(maker.home)->text);
    for (const std::string_view purpose : k_purposes) {
      const std::vector<StatusListState> kept = *status_lists(*snapshot, purpose);
      for (const StatusListState& list : kept)
        add(publish_list(maker.home, maker.secrets, list, k_copied)->text);
    }
  }
  {
    const ChangePlan change = plan_change(Change::revoke, target);
    const auto transaction = *store->begin();
    REQUIRE(apply_change(*transaction, ledger, change, {"exam-irregularity", "", ""}, k_withdrawn,
                         random)
                .has_value());
    REQUIRE(transaction->commit().has_value());
  }

  verify::Policy policy;
  policy.ignore_trust = true;
  policy.status_max_age = std::chrono::hours(24);
  const verify::Report late = verify::verify(text, policy, {methods, lists, nullptr}, k_read);
  CHECK(late.verdict() == verify::Verdict::undetermined);
  CHECK(verify::exit_code(late.verdict()) == 7);
  const std::string said = verifier::render(late, {});
  INFO(said);
  CHECK(said.find("status as of 11-6-2026: not withdrawn; older than your limit of 24 h: ") !=
        std::string::npos);
  // The same copy on the day it was made.
  const verify::Report soon =
      verify::verify(text, policy, {methods, lists, nullptr}, k_copied + std::chrono::hours(1));
  CHECK(soon.verdict() == verify::Verdict::accepted);
}
