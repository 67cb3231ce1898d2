// What a vault is opened with, as the command line and the terminal give it, and what is said of a
// vault that is damaged.
#pragma once

#include <optional>
#include <string>

#include "wallet/commands.h"
#include "wallet/vault.h"

namespace credenza::wallet {

/// Asks for what opens `vault`: its owner's passphrase, or what --words, --words-file and
/// --identity say.
/// @param kind  what is asked for, whatever the options say
/// @error forbidden  nobody can be asked (exit 4); the detail names the option that would answer
/// @error (others)   as host::read_passphrase(), read_words(), and LockedVault for the vault that
/// --identity names
[[nodiscard]] Result<Opener> read_opener(const VerbOptions& options, const LockedVault& vault,
                                         std::optional<SlotKind> kind = {});

/// Whether an error says that the vault itself is not what was written.
[[nodiscard]] bool is_damage(const Error& error);

/// The place of an error in the reader's language.
[[nodiscard]] std::string place_of(const Error& error, host::Language language);

/// Says on standard error which records of a damaged vault can still be read, and which not.
void tell_what_is_left(const VerbOptions& options, const std::string& path, const Opener& opener);

}  // namespace credenza::wallet
