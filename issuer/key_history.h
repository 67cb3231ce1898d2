// What the ledger knows of the issuer's keys: every change of them is an entry, and what was issued
// before a key was stolen can be proven from it.
#pragma once

#include <vector>

#include "issuer/home.h"
#include "issuer/store.h"
#include "verify/statements.h"

namespace credenza::issuer {

/// Enters the keys as they are, unless the last entry about keys says just that: so it can be
/// called again after a kill, and whenever something is published.
/// @return whether there is a new entry
/// @error as Transaction
[[nodiscard]] Result<bool> record_keys(Store& store, const Home& home, Instant now);

/// The digests of everything that was issued with `key`, or could have been, before it was unsafe:
/// between its making and `key.since` by the time of the ledger, which never goes back. In the
/// order of the ledger.
/// @param key  a compromised one
/// @error as Snapshot
[[nodiscard]] Result<std::vector<verify::AnchorDigest>> anchored(Snapshot& snapshot,
                                                                 const PublicKeyEntry& key);

}  // namespace credenza::issuer
