// The vault: one file in which a person keeps credentials, keys and receipts. docs/vault_format.md.
//
//   create_vault ─► file ── LockedVault::open ──► LockedVault ── unlock(opener) ──► Vault ──
//   commit(changes)
//
// Errors of every function, where they apply: `unavailable` at "vault" (disk full, taken out, not
// writable), `conflict` at "lock" (another process), `malformed` at "vault", "header", "slot/ID",
// "index" (damaged), and those of section 10 of the format, which says how each becomes an exit
// code.
#pragma once

#include <functional>
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

/// Whether the file at `path` is a vault, of whatever version and state, by its first bytes.
[[nodiscard]] bool is_vault_file(const std::string& path);

struct NewVault {
  const crypto::SecretBytes& passphrase;
  const RecoveryWords* words = nullptr;  ///< a second way in
  crypto::PasswordCost cost = crypto::k_password_cost_floor;
  Instant now;
};

/// Makes a vault with a slot for each secret, and no records but the notes on them: wholly, or not
/// at all.
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
  /// Ways in that come, or are rewritten: from Vault::make_slot(). See slots.h.
  std::vector<Slot> slots = {};
  std::vector<Id> slot_removals = {};
};

/// An open vault: what is inside can be read, and written when it was opened for that.
class Vault {
 public:
  [[nodiscard]] const VaultId& id() const noexcept { return vault_; }
  /// The keys that opened it, for the agent.
  [[nodiscard]] Keys keys() const { return keys_.copy(); }
  [[nodiscard]] const Manifest& manifest() const noexcept { return manifest_; }
  [[nodiscard]] const Index& index() const noexcept { return index_; }

  /// The ways in, ids ascending.
  [[nodiscard]] const std::vector<Slot>& slots() const noexcept { return slots_; }
  /// The slot with which it was opened; 0 when it was with the keys of an agent.
  [[nodiscard]] Id opened_by() const noexcept { return opened_by_; }
  /// Another way to this vault's data key, to be put among Changes.
  /// @error forbidden  an agent gave the keys, and has no data key; `where` is "passphrase"
  /// @error as wallet::make_slot()
  [[nodiscard]] Result<Slot> make_slot(const Way& way, Id id, Random& random) const;

  /// @error not_found      no record of this id
  /// @error bad_signature, mismatch, malformed  damaged or meddled with; `where` is "record/ID"
  [[nodiscard]] Result<Content> read(Id id);

  /// What the meta of a record says beyond its entry; nothing where the entry is all of it. Reads
  /// the details of the page that it stands on, if nobody asked for them yet.
  /// @error bad_signature, mismatch, malformed  damaged or meddled with; `where` is "record/ID" of
  /// the details, or "index"
  [[nodiscard]] Result<std::optional<json::Cursor>> details(const Entry& entry) const;
  /// Reads the details of all pages at once: sooner than one by one.
  /// @error as details()
  [[nodiscard]] Status read_details() const;

  /// Does all of `changes` or nothing. The vault stays open either way. The first change of a day
  /// also notes that the slot was used with which the vault was opened; changes of slots note
  /// nothing by themselves.
  /// @error out_of_range  a meta or a record longer than it can be; more slots than k_max_slots
  /// @error not_found     a removal of what is not there
  /// @error forbidden     no slot would be left; `where` is "last slot"
  [[nodiscard]] Status commit(const Changes& changes, Instant now, Random& random);

  /// Opens every record; what is wrong with each, in the order of ids. Empty when all is well.
  [[nodiscard]] std::vector<Error> check();

  /// Writes the vault's file, byte for byte as it is now, to another place: wholly or not at all.
  /// @error conflict     something is at `path`, and it is not to be written over
  /// @error unavailable  as host::write_file(); `where` is `path`
  [[nodiscard]] Status copy_to(const std::string& path, bool overwrite);
  /// Opens a copy of this vault, to be read, with the keys that this one was opened with.
  /// @error mismatch  at "vault": it is another vault
  /// @error (others)  as LockedVault::open() and unlock()
  [[nodiscard]] Result<Vault> open_copy(const std::string& path) const;

  /// Has `told` called with the counter of every change that is committed.
  void when_changed(std::function<void(const Manifest&)> told) { told_ = std::move(told); }

 private:
  friend class LockedVault;
  struct Blob {
    Id id;
    std::uint64_t revision;
    Bytes sealed;
  };
  /// An index page as it will be.
  struct DraftPage {
    Id id;
    std::string meta;
    std::optional<Id> details;
  };
  struct Draft {
    Manifest manifest;
    std::vector<Blob> blobs;
    std::vector<Id> removals;
    std::vector<DraftPage> pages;
    std::vector<std::pair<Id, Bytes>> slot_blobs;
    std::vector<Id> slot_removals;
    std::vector<Slot> slots;  ///< as they will be
    Bytes sealed_manifest;
  };

  /// With what it was opened.
  struct Opening {
    Keys keys;
    crypto::SecretBytes data_key;  ///< empty when an agent gave the keys
    Id slot;                       ///< 0 then
  };

  Vault(sqlite::Database database, const VaultId& vault, Opening opening, bool writable)
      : database_(std::move(database)),
        vault_(vault),
        keys_(std::move(opening.keys)),
        data_key_(std::move(opening.data_key)),
        opened_by_(opening.slot),
        writable_(writable) {}
  [[nodiscard]] Status load();
  [[nodiscard]] Status load_manifest();
  [[nodiscard]] Status compare_slots();
  [[nodiscard]] Status compare_records();
  [[nodiscard]] Status load_index();
  [[nodiscard]] Status load_pages();
  [[nodiscard]] Status compare_index() const;
  [[nodiscard]] Status read_details(const std::vector<PageDetails>& pages) const;
  [[nodiscard]] std::vector<Error> salvage();
  [[nodiscard]] std::vector<ListedRecord> stored_records(std::vector<Error>& lost);
  [[nodiscard]] std::optional<std::string> salvage_record(ListedRecord& record,
                                                          const Manifest* listed,
                                                          std::vector<Error>& lost);
  [[nodiscard]] Result<Content> open_listed(const ListedRecord& record);
  [[nodiscard]] Result<Draft> draft(const Changes& changes, Instant now, Random& random) const;
  [[nodiscard]] Status draft_page(Draft& draft, const PageChange& page, Random& random) const;
  [[nodiscard]] std::optional<Put> note_of_use(const Changes& changes, Instant now) const;
  [[nodiscard]] Status draft_slots(Draft& draft, const Changes& changes) const;
  [[nodiscard]] Status write_slots(const Draft& draft);
  [[nodiscard]] Status add_blob(Draft& draft, Id id, Kind kind, std::string_view meta,
                                ByteView body, Random& random) const;
  [[nodiscard]] Status begin();
  [[nodiscard]] Status write(const Draft& draft);

  // Details are read when they are asked for; they are part of what was opened all the same.
  mutable sqlite::Database database_;
  VaultId vault_;
  Keys keys_;
  crypto::SecretBytes data_key_;
  Id opened_by_;
  bool writable_;
  std::vector<Slot> slots_;
  Manifest manifest_;
  mutable Index index_;
  std::function<void(const Manifest&)> told_;
};

/// What can still be read of a vault that is damaged. Somebody may also have changed it: there may
/// have been more records, or newer ones.
struct Salvage {
  Vault vault;              ///< its index and manifest name what can be read, and nothing else
  std::vector<Error> lost;  ///< the records that cannot, by their `where`, and what else is wrong
};

/// A slot as it can be known before it is opened.
struct SeenSlot {
  Id id;
  std::optional<SlotKind> kind;  ///< nothing: damaged
};

enum class Access : std::uint8_t {
  read,
  write,
  look,  ///< reads the file as it is now: no lock, no journal, nothing that was cut off is undone
};

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

  /// The ways in, ids ascending.
  [[nodiscard]] std::vector<SeenSlot> slots() const;

  /// Tries `opener` on each slot of its kind, or on `only` that one.
  /// @error bad_signature  no slot opens (`where` is "passphrase", "words" or "identity"), or the
  /// manifest was changed ("manifest")
  /// @error unsupported    the slot it may open is of a newer program; `where` is "slot/ID"
  /// @error not_found      there is no slot `only`
  [[nodiscard]] Result<Vault> unlock(const Opener& opener, std::optional<Id> only = {}) &&;
  /// The same with a passphrase.
  [[nodiscard]] Result<Vault> unlock(const crypto::SecretBytes& passphrase) &&;
  /// Opens it with the keys that Vault::keys() gave.
  /// @error bad_signature  they are another vault's; `where` is "manifest"
  [[nodiscard]] Result<Vault> unlock_with(Keys keys) &&;

  /// Opens a damaged vault for reading, with all that can be read.
  /// @error as unlock(), where no slot opens
  [[nodiscard]] Result<Salvage> salvage(const Opener& opener) &&;

 private:
  friend class Vault;
  struct Opened {
    Id slot;
    crypto::SecretBytes data_key;
  };
  using Try = std::function<Result<crypto::SecretBytes>(const Slot&)>;

  LockedVault(sqlite::Database database, const VaultId& vault, bool writable)
      : database_(std::move(database)), vault_(vault), writable_(writable) {}
  [[nodiscard]] Status load_slots();
  [[nodiscard]] Result<Opened> open_one(SlotKind kind, std::optional<Id> only,
                                        const Try& try_slot) const;
  [[nodiscard]] Result<Vault> load(Opened opened) &&;
  [[nodiscard]] Result<Vault> load_with(Keys keys, Opened opened) &&;

  sqlite::Database database_;
  VaultId vault_;
  bool writable_;
  std::vector<std::pair<Id, Result<Slot>>>
      slots_;  ///< as stored; an error for each that is damaged
};

}  // namespace credenza::wallet
