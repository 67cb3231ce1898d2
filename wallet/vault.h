// The vault: one file in which a person keeps credentials, keys and receipts. docs/vault_format.md.
//
//   create_vault ─► file ── LockedVault::open ──► LockedVault ── unlock(passphrase) ──► Vault ──
//   commit(changes)
//
// Errors of every function, where they apply: `unavailable` at "vault" (disk full, taken out, not
// writable), `conflict` at "lock" (another process), `malformed` at "vault", "header", "slot/ID",
// "index" (damaged), and those of section 10 of the format, which says how each becomes an exit
// code.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json_value.h"
#include "crypto/password.h"
#include "host/sqlite.h"
#include "wallet/slot.h"
#include "wallet/vault_index.h"

namespace credenza::wallet {

namespace sqlite = host::sqlite;

struct NewVault {
  const crypto::SecretBytes& passphrase;
  crypto::PasswordCost cost = crypto::k_password_cost_floor;
  Instant now;
};

/// Makes a vault with one slot and no records: wholly, or not at all.
/// @error conflict      something exists at `path` already; `where` is the path
/// @error out_of_range  a cost below crypto::k_password_cost_floor or above the ceiling
[[nodiscard]] Status create_vault(const std::string& path, const NewVault& options, Random& random);

/// A record to be written.
struct Put {
  Id id;  ///< make_id() for a new one; the record's own to rewrite it
  Kind kind;
  Json meta;      ///< an object without "id" and "kind"; at most k_max_meta_bytes as text
  ByteView body;  ///< outlives the commit
};

/// What one transaction does. No id stands in it twice.
struct Changes {
  std::vector<Put> puts;
  std::vector<Id> removals;
};

/// An open vault: what is inside can be read, and written when it was opened for that.
class Vault {
 public:
  [[nodiscard]] const VaultId& id() const noexcept { return vault_; }
  /// The keys that opened it, for the agent.
  [[nodiscard]] Keys keys() const { return keys_.copy(); }
  [[nodiscard]] const Manifest& manifest() const noexcept { return manifest_; }
  [[nodiscard]] const Index& index() const noexcept { return index_; }

  /// @error not_found      no record of this id
  /// @error bad_signature, mismatch, malformed  damaged or meddled with; `where` is "record/ID"
  [[nodiscard]] Result<Content> read(Id id);

  /// Does all of `changes` or nothing. The vault stays open either way.
  /// @error out_of_range  a meta or a record longer than it can be
  /// @error not_found     a removal of what is not there
  [[nodiscard]] Status commit(const Changes& changes, Instant now, Random& random);

  /// Opens every record; what is wrong with each, in the order of ids. Empty when all is well.
  [[nodiscard]] std::vector<Error> check();

 private:
  friend class LockedVault;
  struct Blob {
    Id id;
    std::uint64_t revision;
    Bytes sealed;
  };
  struct Draft {
    Manifest manifest;
    std::vector<Blob> blobs;
    std::vector<Id> removals;
    std::vector<std::pair<Id, std::string>> pages;  ///< meta of each index page that changes
    Bytes sealed_manifest;
  };

  Vault(sqlite::Database database, const VaultId& vault, Keys keys, bool writable)
      : database_(std::move(database)),
        vault_(vault),
        keys_(std::move(keys)),
        writable_(writable) {}
  [[nodiscard]] Status load();
  [[nodiscard]] Status load_manifest();
  [[nodiscard]] Status compare_slots();
  [[nodiscard]] Status compare_records();
  [[nodiscard]] Status load_index();
  [[nodiscard]] Result<Content> open_listed(const ListedRecord& record);
  [[nodiscard]] Result<Draft> draft(const Changes& changes, Instant now, Random& random) const;
  [[nodiscard]] Status add_blob(Draft& draft, Id id, Kind kind, std::string_view meta,
                                ByteView body, Random& random) const;
  [[nodiscard]] Status begin();
  [[nodiscard]] Status write(const Draft& draft);

  sqlite::Database database_;
  VaultId vault_;
  Keys keys_;
  bool writable_;
  Manifest manifest_;
  Index index_;
};

enum class Access : std::uint8_t { read, write };

/// A vault's file, found to be one and of a version that is known here, not yet opened.
class LockedVault {
 public:
  /// With Access::write no other process writes until this, or the Vault made from it, goes.
  /// @error not_found    no file at `path`; `where` is "vault"
  /// @error unsupported  made by a newer program; `where` is "version". Nothing was touched
  [[nodiscard]] static Result<LockedVault> open(const std::string& path, Access access);

  [[nodiscard]] const VaultId& id() const noexcept { return vault_; }

  /// What it costs to try a passphrase on each of the ways in that open with one; a way that is
  /// damaged is left out.
  [[nodiscard]] std::vector<crypto::PasswordCost> passphrase_costs() const;

  /// Tries `passphrase` on each slot.
  /// @error bad_signature  no slot opens (`where` "passphrase"), or the manifest was changed
  /// ("manifest")
  [[nodiscard]] Result<Vault> unlock(const crypto::SecretBytes& passphrase) &&;
  /// Opens it with the keys that Vault::keys() gave.
  /// @error bad_signature  they are another vault's; `where` is "manifest"
  [[nodiscard]] Result<Vault> unlock_with(Keys keys) &&;

 private:
  LockedVault(sqlite::Database database, const VaultId& vault, bool writable)
      : database_(std::move(database)), vault_(vault), writable_(writable) {}
  [[nodiscard]] Status load_slots();
  [[nodiscard]] Result<crypto::SecretBytes> data_key(const crypto::SecretBytes& passphrase) const;

  sqlite::Database database_;
  VaultId vault_;
  bool writable_;
  std::vector<Result<Slot>> slots_;  ///< as stored; an error for each that is damaged
};

}  // namespace credenza::wallet
