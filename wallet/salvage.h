// What can still be read of a damaged vault, brought into a new one. The damaged file is only
// looked at: no lock, no journal, no write.
#pragma once

#include <string>
#include <vector>

#include "host/doctor.h"
#include "wallet/commands.h"

namespace credenza::wallet {

/// Looks what can be read of the vault, and with `out` makes a new vault of it there, which opens
/// with the same passphrase, or a new one when other words opened the damaged one.
/// @return a line for what was saved and one for each record that is lost
/// @error conflict       there is something at `out`
/// @error bad_signature  no way in opens; `where` is "passphrase"
/// @error (others)       as LockedVault::open(), create_vault(), Vault::commit()
[[nodiscard]] Result<std::vector<host::Diagnosis>> salvage(const VerbOptions& options,
                                                           const std::string& out);

}  // namespace credenza::wallet
