#include "issuer/history.h"

#include <algorithm>

namespace credenza::issuer {
namespace {

constexpr std::size_t k_page = 100;

/// The credential that took the place of the `which`th one that an entry names.
Result<std::optional<IssuedEntry>> successor_in(Snapshot& snapshot, const Entry& act,
                                                std::size_t which) {
  const json::Document body = TRY(json::Document::parse(as_text(act.body), k_body_limits));
  const auto successors = body.root().find("successors");
  if (!successors || which >= successors->size()) return std::optional<IssuedEntry>();
  std::size_t at = 0;
  std::int64_t position = 0;
  for (const json::Cursor item : successors->items()) {
    if (at++ == which) position = TRY(item.integer());
  }
  return snapshot.issued(position);
}

/// Which of the positions that an entry names is this one; nothing when none is.
std::optional<std::size_t> place_in(const Effect& effect, Position position) {
  const auto found = std::lower_bound(effect.positions.begin(), effect.positions.end(), position);
  if (found == effect.positions.end() || *found != position) return std::nullopt;
  return static_cast<std::size_t>(found - effect.positions.begin());
}

}  // namespace

Result<std::vector<Event>> history_of(Snapshot& snapshot, const Ledger& ledger,
                                      const IssuedEntry& entry) {
  std::vector<Event> out;
  out.push_back({entry.position, std::string(k_issued), entry.at, {}, {}});
  for (Position after = entry.position;;) {
    const auto acts = TRY(snapshot.acts(after, k_page));
    for (const Entry& act : acts) {
      after = act.position;
      const Effect effect = TRY(read_effect(act.body));
      const auto place = place_in(effect, entry.position);
      if (!place) continue;
      Event event{act.position, act.kind, act.at, {}, {}};
      event.account = TRY(read_account(snapshot, ledger, act));
      const auto successor = TRY(successor_in(snapshot, act, *place));
      if (successor) event.successor = to_urn(successor->what.id);
      out.push_back(std::move(event));
    }
    if (acts.empty()) break;
  }
  return out;
}

Result<std::optional<IssuedEntry>> successor_of(Snapshot& snapshot, const IssuedEntry& entry) {
  const auto act = TRY(snapshot.entry(entry.standing.by_entry));
  if (!act) return fail(Code::malformed, "store", "an entry of the store is missing");
  const Effect effect = TRY(read_effect(act->body));
  const auto place = place_in(effect, entry.position);
  if (!place) return std::optional<IssuedEntry>();
  return successor_in(snapshot, *act, *place);
}

Result<IssuedEntry> newest_of(Snapshot& snapshot, const Ledger& ledger, IssuedEntry entry) {
  for (;;) {
    const auto next = TRY(snapshot.find(ledger.next_id(entry.what.id, 1)));
    if (!next) return entry;
    entry = *next;
  }
}

}  // namespace credenza::issuer
