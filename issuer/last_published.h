// What the home remembers of its last publication (published.json): when it was, and how far the
// ledger had come. A ledger that has less than that lost its end, and is not written to.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "issuer/home.h"
#include "issuer/store.h"
#include "issuer/words.h"

namespace credenza::issuer {

/// How far a ledger had come.
struct LedgerHead {
  std::string ledger;  ///< its id, hexadecimal
  Position count = 0;  ///< of entries; the position of the last
  std::string digest;  ///< of the last entry, hexadecimal
};

struct LastPublished {
  Instant at;
  std::optional<LedgerHead> head;  ///< nothing when an older version wrote the file
  /// Ids of the keys that readers have since; nothing when an older version wrote the file.
  std::optional<std::vector<std::string>> keys;
};

/// @error (store's)  as Snapshot
[[nodiscard]] Result<LedgerHead> head_of(Snapshot& snapshot);

/// Whether the ledger is the one that `head` tells of, and still has everything that it had then.
/// @error conflict   at "ledger": another one; entries are gone, or were changed
/// @error (store's)  as Snapshot
[[nodiscard]] Status check_holds(Snapshot& snapshot, const LedgerHead& head);

/// Nothing when nothing was published yet.
/// @error malformed    at "published.json": damaged
/// @error unavailable  it cannot be read
[[nodiscard]] Result<std::optional<LastPublished>> read_last_published(const Home& home);

/// Says that everything is published as of `at`, all keys of the home included.
/// @error unavailable  it cannot be written
[[nodiscard]] Status keep_last_published(const Home& home, Instant at, const LedgerHead& head);

/// Whether readers have all keys of the home since `last`.
[[nodiscard]] bool has_all_keys(const LastPublished& last, const Home& home);

/// What people have to know when what is signed now cannot be checked yet, because readers do not
/// have the key. Nothing when they have it; a damaged file is for `publish` and `doctor` to tell.
[[nodiscard]] std::optional<Sentence> note_of_unpublished_key(const Home& home);

/// The store, to write to it: it has everything that it had when something was published last.
/// @error as open_store(), read_last_published(), check_holds()
[[nodiscard]] Result<std::unique_ptr<Store>> open_store_to_write(const Home& home);

}  // namespace credenza::issuer
