// The ways into an open vault: what there are, one more, one less, another passphrase. Each is one
// transaction.
#pragma once

#include <string_view>
#include <vector>

#include "wallet/slot_notes.h"
#include "wallet/vault.h"

namespace credenza::wallet {

struct KnownSlot {
  Id id;
  SlotKind kind;
  SlotNote note;
};

/// In the order in which they were made.
[[nodiscard]] std::vector<KnownSlot> known_slots(const Vault& vault);

/// The slot whose id begins with `prefix`.
/// @error malformed  fewer than 4 characters, or no hexadecimal digits; `where` is "id"
/// @error not_found  none; `where` is `prefix`
/// @error conflict   several; `where` is "id"
[[nodiscard]] Result<Id> find_slot(const std::vector<Id>& slots, std::string_view prefix);

/// @param note  label and person; when it was made is filled in
/// @return its id
/// @error out_of_range  k_max_slots of them, at "slots"; or a cost below the floor, at "cost"
/// @error (others)      as make_slot(), Vault::commit()
[[nodiscard]] Result<Id> add_slot(Vault& vault, const Way& way, SlotNote note, Instant now,
                                  Random& random);

/// @error not_found  no slot of this id
/// @error forbidden  it is the last one: nobody could open the vault any more; `where` is "last
/// slot"
/// @error (others)   as Vault::commit()
[[nodiscard]] Status remove_slot(Vault& vault, Id slot, Instant now, Random& random);

/// Gives a slot that opens with a passphrase another one. Rewrites that slot and the manifest and
/// nothing else: what was sealed stays as it is.
/// @error not_found    no slot of this id
/// @error unsupported  it does not open with a passphrase; `where` is "slot"
/// @error (others)     as add_slot()
[[nodiscard]] Status change_passphrase(Vault& vault, Id slot, const PassphraseWay& way, Instant now,
                                       Random& random);

/// Notes that the slot by which the vault was opened was tried.
/// @error (others)  as Vault::commit()
[[nodiscard]] Status note_test(Vault& vault, Instant now, Random& random);

}  // namespace credenza::wallet
