// Copies of a vault that are kept elsewhere: what the vault remembers of the last one, and what one
// is when it is looked at.
//
// A backup is a vault: the same bytes under another name.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/arguments.h"
#include "wallet/vault.h"

namespace credenza::wallet {

/// After so many changes without a backup, its owner is reminded.
inline constexpr std::uint64_t k_changes_without_backup = 10;

struct LastBackup {
  Id id;  ///< of the record that remembers it
  Instant at;
  std::uint64_t counter;  ///< of the vault when it was made
};

/// What the vault remembers; nothing when none was ever made.
/// @error missing, malformed  an entry that is not as note_backup() writes it; `where` is "index"
[[nodiscard]] Result<std::optional<LastBackup>> last_backup(const Vault& vault);

/// Changes that no backup has: all since the vault was made, when there is none.
/// @error as last_backup()
[[nodiscard]] Result<std::uint64_t> changes_since_backup(const Vault& vault);

/// Remembers that a backup was made of the vault as it is. A change of its own, which counts as
/// none.
/// @error as last_backup(), Vault::commit()
[[nodiscard]] Status note_backup(Vault& vault, Instant now, Random& random);

/// What is in a vault, and how much of it can be read.
struct Contents {
  std::uint64_t counter = 0;
  Instant written;  ///< the last change
  std::map<Kind, std::size_t> records;
  std::vector<Error> damaged;  ///< one for each record that does not open
};

/// Opens every record.
[[nodiscard]] Contents look_through(Vault& vault);

/// "12 credentials, 3 keys, 5 receipts, 1 other", in the reader's language.
[[nodiscard]] std::string contents_text(const Contents& contents, host::Language language);
[[nodiscard]] Json to_json(const Contents& contents);

}  // namespace credenza::wallet
