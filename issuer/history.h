// What became of one credential, as the entries of the ledger tell it.
#pragma once

#include <string>
#include <vector>

#include "issuer/acts.h"

namespace credenza::issuer {

struct Event {
  Position position = 0;
  std::string kind;  ///< "issued", "suspended", …
  Instant at;
  Account account;        ///< empty of what was issued
  std::string successor;  ///< id of the credential that took its place; mostly empty
};

/// Everything that was done to a credential, in order. Looks at all entries that are no `issued`.
/// @error malformed  at "store": damaged
[[nodiscard]] Result<std::vector<Event>> history_of(Snapshot& snapshot, const Ledger& ledger,
                                                    const IssuedEntry& entry);

/// The credential that took the place of a superseded one; nothing when there is none.
/// @error malformed  at "store": damaged
[[nodiscard]] Result<std::optional<IssuedEntry>> successor_of(Snapshot& snapshot,
                                                              const IssuedEntry& entry);

/// The last of those that were made from `entry`: corrected, renewed, or again after it was
/// withdrawn. `entry` itself when there is none. A look-up for each.
/// @error (store's)
[[nodiscard]] Result<IssuedEntry> newest_of(Snapshot& snapshot, const Ledger& ledger,
                                            IssuedEntry entry);

}  // namespace credenza::issuer
