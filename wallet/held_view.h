// A credential that is held, as lists and single views show it.
#pragma once

#include <string>
#include <vector>

#include "wallet/held.h"
#include "wallet/holder_key.h"
#include "wallet/texts.h"

namespace credenza::wallet {

/// Whether it is bound to one of `keys`.
[[nodiscard]] bool is_mine(const std::vector<HolderKey>& keys, const Held& held);

/// As `list --json` and `show --json` print it.
[[nodiscard]] Json to_json(const HeldCredential& one, const std::vector<HolderKey>& keys,
                           Instant now);

/// The day on which it was awarded, else from which it is valid.
[[nodiscard]] std::string awarded_text(const Listed& listed, Language language);
/// The last day on which it is valid, or "no end".
[[nodiscard]] std::string until_text(const Listed& listed, Language language);

}  // namespace credenza::wallet
