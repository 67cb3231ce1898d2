// The European wallet's Migration Object, as far as this vault has what goes into it: what is held
// and from whom it can be asked for again, and what was shown to whom. EUDI Technical Specification
// 10, "Data Portability and Download (Export)", version 1.2, §3.18 and §4.2; ARF topic 34.
//
// What the vault does not know is left out (registration data of who was shown something); nothing
// is made up. `format` is "ldp_vc" for what is secured with Data Integrity (§3.19.1).
#pragma once

#include "wallet/vault.h"

namespace credenza::wallet {

/// Whether certificates that are bound to no key go in as they are. ARF Mig_03a: the user is to be
/// able "to indicate if they want to store attribute identifiers and values".
enum class Values : std::uint8_t { left_out, with_unbound };

/// MigrationData (§3.18): {"transactionLog", "listOfCredentials", "nonDeviceBoundCredentials"}.
/// Never private keys, and of what is bound to a key no values (ARF Mig_03).
/// @error as held_credentials(), receipts(), Vault::read()
[[nodiscard]] Result<Json> migration_data(Vault& vault, Values values);

}  // namespace credenza::wallet
