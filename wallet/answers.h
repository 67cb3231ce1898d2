// What the wallet says of an Error, and with which exit code it ends.
#pragma once

#include "base/result.h"
#include "host/arguments.h"

namespace credenza::wallet {

/// What this program knows better of `error` than its kind tells, with what to do next and the exit
/// code (docs/vault_format.md, section 10); empty when it is nothing more.
[[nodiscard]] host::ErrorHelp help_for(const Error& error);

}  // namespace credenza::wallet
