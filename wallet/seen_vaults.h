// What this machine saw last of each vault: so that an older copy that was put in its place is
// noticed. One small file for each vault in the state folder, named by the vault's random id; it
// says nothing of what is inside.
#pragma once

#include <optional>

#include "wallet/vault.h"

namespace credenza::wallet {

/// A state of a vault.
struct Seen {
  std::uint64_t counter;
  Instant written;
};

/// The state that was seen here last, when `vault` is an older one. Nothing when none is known.
[[nodiscard]] std::optional<Seen> newer_seen(const Vault& vault);

/// Remembers a state. A machine on which nothing can be kept, keeps nothing.
void remember_seen(const VaultId& vault, const Manifest& manifest);
void remember_seen(const Vault& vault);

}  // namespace credenza::wallet
