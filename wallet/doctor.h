// What `doctor` finds out about a vault without a passphrase.
#pragma once

#include "host/doctor.h"
#include "wallet/vault.h"

namespace credenza::wallet {

/// Whether each passphrase of the vault is as dear to guess as in a new one
/// (crypto::k_password_cost_floor). That it could not be told is a warning too.
[[nodiscard]] host::Diagnosis check_passphrase_cost(const LockedVault& vault);

}  // namespace credenza::wallet
