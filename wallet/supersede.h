// Which certificate took the place of which. The older one stays, as history: "was he certified in
// 2025?"
#pragma once

#include <vector>

#include "wallet/held.h"

namespace credenza::wallet {

/// Finds for every credential the newer one of this vault that took its place: by the same issuer,
/// genuine, and not withdrawn, which
///   names it as what it replaces, or
///   is of the same achievement and person, begins no earlier, and ends later.
/// A person is the same by the DID that both are bound to; where neither is bound, by name.
/// @return those whose `superseded_by` is now another, with it; the others are as they were
[[nodiscard]] std::vector<HeldCredential> find_superseded(const std::vector<HeldCredential>& all);

/// As find_superseded() of everything and `added`, without reading everything: what `added`
/// changes.
/// @param added  with the id that it has or will have; what is held under that id counts no more
/// @return those whose `superseded_by` is another then, `added` among them where that is so
/// @error as held_of()
[[nodiscard]] Result<std::vector<HeldCredential>> changed_by(const Vault& vault,
                                                             const HeldCredential& added);

}  // namespace credenza::wallet
