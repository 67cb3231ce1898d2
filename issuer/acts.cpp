#include "issuer/acts.h"

#include <algorithm>

#include "base/encoding.h"
#include "issuer/status_registry.h"

namespace credenza::issuer {
namespace {

enum class Effects : std::uint8_t { affected, already, fixed };

bool is_withdrawn(State state) noexcept {
  return state == State::revoked || state == State::superseded;
}

Effects effect_on(State state, Change change) noexcept {
  switch (change) {
    case Change::suspend:
      if (is_withdrawn(state)) return Effects::fixed;
      return state == State::suspended ? Effects::already : Effects::affected;
    case Change::reinstate:
      if (is_withdrawn(state)) return Effects::fixed;
      return state == State::in_force ? Effects::already : Effects::affected;
    case Change::replace:
    case Change::renew:
      // The new one would be in force, and what it is suspended for forgotten.
      if (state == State::suspended) return Effects::fixed;
      break;
    case Change::revoke:
      break;
  }
  return is_withdrawn(state) ? Effects::already : Effects::affected;
}

struct Outcome {
  std::string_view kind;
  State state;
};

Outcome outcome_of(Change change) noexcept {
  switch (change) {
    case Change::revoke:
      return {k_revoked, State::revoked};
    case Change::suspend:
      return {k_suspended, State::suspended};
    case Change::reinstate:
      return {k_reinstated, State::in_force};
    case Change::replace:
      return {k_replaced, State::superseded};
    case Change::renew:
      break;
  }
  return {k_renewed, State::superseded};
}

Error damaged() {
  return fail(Code::malformed, "store", "an entry of the store is damaged");
}

std::string member(json::Cursor body, std::string_view name) {
  const auto found = body.find(name);
  return found && found->is_string() ? std::string(found->raw_string()) : std::string();
}

}  // namespace

ChangePlan plan_change(Change change, const std::vector<Target>& targets) {
  ChangePlan out;
  out.change = change;
  for (const Target& target : targets) {
    switch (effect_on(target.state, change)) {
      case Effects::affected:
        out.affected.push_back(target);
        break;
      case Effects::already:
        out.already.push_back(target);
        break;
      case Effects::fixed:
        out.fixed.push_back(target);
        break;
    }
  }
  return out;
}

SealedAccount seal_account(const Ledger& ledger, const Account& account, Random& random) {
  SealedAccount out{{{"reason", account.reason}}, {}};
  if (account.note.empty() && account.by.empty()) return out;
  Json personal = Json::object();
  if (!account.note.empty()) personal["note"] = account.note;
  if (!account.by.empty()) personal["by"] = account.by;
  const auto text = json::to_text(personal);
  must(text.has_value());
  out.sealed = ledger.seal_note(as_bytes(*text), random);
  out.body["personal"] = to_hex(sha256(out.sealed));
  return out;
}

Result<Transaction::Appended> apply_change(Transaction& transaction, const Ledger& ledger,
                                           const ChangePlan& plan, const Account& account,
                                           Instant now, Random& random) {
  const Outcome outcome = outcome_of(plan.change);
  std::vector<Position> positions;
  positions.reserve(plan.affected.size());
  for (const Target& target : plan.affected)
    positions.push_back(target.position);
  SealedAccount sealed = seal_account(ledger, account, random);
  sealed.body.update(plan.body);
  const auto made = TRY(change_standing(transaction, outcome.kind, outcome.state, positions,
                                        std::move(sealed.body), now));
  if (!sealed.sealed.empty()) TRY(transaction.add_personal(made.position, sealed.sealed));
  return made;
}

namespace {

/// Whether nothing personal is left of any of them.
Result<bool> all_forgotten(Snapshot& snapshot, const std::vector<Position>& positions) {
  for (const Position position : positions) {
    const auto personal = TRY(snapshot.personal(position));
    if (personal) return false;
  }
  return true;
}

/// A note may name people as well.
Status forget_notes(Transaction& transaction) {
  constexpr std::size_t k_page = 100;
  for (Position after = 0;;) {
    const auto acts = TRY(transaction.acts(after, k_page));
    for (const Entry& act : acts) {
      after = act.position;
      const auto note = TRY(transaction.personal(act.position));
      if (!note) continue;
      const Effect effect = TRY(read_effect(act.body));
      const bool gone = TRY(all_forgotten(transaction, effect.positions));
      if (!effect.positions.empty() && gone)
        static_cast<void>(TRY(transaction.forget(act.position)));
    }
    if (acts.empty()) return {};
  }
}

}  // namespace

Result<Transaction::Appended> forget_all(Transaction& transaction,
                                         const std::vector<Target>& targets, Instant now) {
  std::vector<Position> positions;
  for (const Target& target : targets) {
    static_cast<void>(TRY(transaction.forget(target.position)));
    positions.push_back(target.position);
  }
  TRY(forget_notes(transaction));
  return transaction.append(k_forgotten, now, {{"positions", positions}, {"forgotten", true}});
}

Result<Account> read_account(Snapshot& snapshot, const Ledger& ledger, const Entry& entry) {
  const auto body = json::Document::parse(as_text(entry.body), k_body_limits);
  if (!body) return damaged();
  Account out;
  out.reason = member(body->root(), "reason");
  const std::string digest = member(body->root(), "personal");
  if (digest.empty()) return out;
  const auto sealed = TRY(snapshot.personal(entry.position));
  if (!sealed) return out;
  if (to_hex(sha256(*sealed)) != digest) return damaged();
  const std::string text = TRY(ledger.open_note(*sealed));
  const auto personal = json::Document::parse(text);
  if (!personal) return damaged();
  out.note = member(personal->root(), "note");
  out.by = member(personal->root(), "by");
  return out;
}

Result<std::string> reason_of(Snapshot& snapshot, Position position) {
  const auto entry = TRY(snapshot.entry(position));
  if (!entry) return damaged();
  const auto body = json::Document::parse(as_text(entry->body), k_body_limits);
  if (!body) return damaged();
  return member(body->root(), "reason");
}

}  // namespace credenza::issuer
