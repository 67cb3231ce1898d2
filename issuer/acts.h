// What is done to credentials after they were issued: which of them it changes, and the entry of
// the ledger that says it.
//
//   targets ── plan_change ──► ChangePlan, shown to people ── apply_change ──► one entry, standings
//   and bits of the status lists, in one transaction
//
// The body of the entry says what is done, to which positions, and the reason's code. A note and
// who did it are personal: they lie sealed beside the entry, whose body has their digest.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/ports.h"
#include "issuer/ledger.h"
#include "issuer/reasons.h"
#include "issuer/selection.h"

namespace credenza::issuer {

/// What a change does to each of the credentials that were meant.
struct ChangePlan {
  Change change = Change::revoke;
  std::vector<Target> affected;  ///< it brings them into another state
  std::vector<Target> already;   ///< they are there: withdrawn, for a revocation
  /// Withdrawn for good, so neither suspended nor reinstated; or suspended, so neither replaced nor
  /// renewed.
  std::vector<Target> fixed;
  Json body = Json::object();  ///< further members for the body of the entry
};

/// A withdrawn credential stays so: only a suspension is undone. One that was replaced is
/// withdrawn.
[[nodiscard]] ChangePlan plan_change(Change change, const std::vector<Target>& targets);

/// Why, and who says so.
struct Account {
  std::string reason;  ///< code, see reasons.h
  std::string note;
  std::string by;  ///< who did it, as given
};

/// Does what `plan` says to those that are affected; there is at least one. Not committed.
/// @error (store's)  as change_standing(), Transaction::add_personal()
[[nodiscard]] Result<Transaction::Appended> apply_change(Transaction& transaction,
                                                         const Ledger& ledger,
                                                         const ChangePlan& plan,
                                                         const Account& account, Instant now,
                                                         Random& random);

/// Takes away what is personal of `targets`, and the notes of entries that name nobody else any
/// more; one entry says so. Not committed.
/// @error (store's)  as Transaction::append(), forget()
[[nodiscard]] Result<Transaction::Appended> forget_all(Transaction& transaction,
                                                       const std::vector<Target>& targets,
                                                       Instant now);

/// The beginning of an entry's body, and what lies beside the entry.
struct SealedAccount {
  Json body;     ///< {"reason": …} and, if something is sealed, "personal": SHA-256, hexadecimal
  Bytes sealed;  ///< empty when there is neither a note nor a name
};
[[nodiscard]] SealedAccount seal_account(const Ledger& ledger, const Account& account,
                                         Random& random);

/// The account of an entry; what was forgotten of it is empty.
/// @error malformed  at "store": damaged
[[nodiscard]] Result<Account> read_account(Snapshot& snapshot, const Ledger& ledger,
                                           const Entry& entry);

/// The reason's code of the entry at `position`; empty when it gives none.
/// @error malformed  at "store": there is no such entry, or it is damaged
[[nodiscard]] Result<std::string> reason_of(Snapshot& snapshot, Position position);

}  // namespace credenza::issuer
