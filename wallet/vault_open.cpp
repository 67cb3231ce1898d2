// Before a vault is open: finding out what a file is, and trying the ways in.
#include <algorithm>

#include "host/files.h"
#include "wallet/vault.h"
#include "wallet/wire.h"

namespace credenza::wallet {
namespace {

Result<Header> read_header(sqlite::Database& database) {
  sqlite::Statement row = TRY(database.prepare("SELECT body FROM header"));
  const bool found = TRY(row.step());
  if (!found) return fail(Code::malformed, "header", "there is none: damaged");
  const ByteView body = TRY(row.view(0));
  return decode_header(body);
}

Result<std::uint32_t> number_at(ByteView front, std::size_t offset) {
  Reader reader(front.subspan(offset), "vault");
  return static_cast<std::uint32_t>(TRY(reader.number(4)));
}

/// SQLite's magic, then ours.
bool has_magic(ByteView front) {
  const auto magic = number_at(front, 68);
  return as_text(front).starts_with("SQLite format 3") && magic && *magic == k_application_id;
}

/// What the file is, without touching it (section 9). From its first bytes, which no transaction
/// changes: after a kill, the rest may have to be put right first.
Status check_version(const std::string& path) {
  sqlite::Database database = TRY(sqlite::Database::open(path, sqlite::Mode::look, "vault"));
  const Bytes front = TRY(database.front(100));
  const std::uint32_t version = TRY(number_at(front, 60));
  if (!has_magic(front)) {
    return fail(Code::malformed, "vault", "this file is no vault, or it is damaged");
  }
  if (version == k_format_version) return {};
  if (version > k_format_version && !read_header(database)) {
    return fail(Code::unsupported, "version",
                "this vault is of format version " + std::to_string(version) +
                    ", made by a newer program; this one knows version " +
                    std::to_string(k_format_version));
  }
  return fail(Code::malformed, "header", "its two version numbers differ: damaged");
}

Error no_slot_of(SlotKind kind) {
  if (kind == SlotKind::words)
    return fail(Code::bad_signature, "words", "this vault does not open with recovery words");
  if (kind == SlotKind::person)
    return fail(Code::bad_signature, "identity", "this vault was opened to nobody else");
  return fail(Code::bad_signature, "passphrase", "this vault does not open with a passphrase");
}

}  // namespace

bool is_vault_file(const std::string& path) {
  auto database = sqlite::Database::open(path, sqlite::Mode::look, "vault");
  if (!database) return false;
  const auto front = database->front(100);
  return front && has_magic(*front);
}

Result<LockedVault> LockedVault::open(const std::string& path, Access access) {
  if (!host::exists(path)) return fail(Code::not_found, "vault", "there is no vault at " + path);
  TRY(check_version(path));
  const sqlite::Mode mode = access == Access::look ? sqlite::Mode::look : sqlite::Mode::use;
  sqlite::Database database = TRY(sqlite::Database::open(path, mode, "vault"));
  if (access == Access::write) TRY(database.run("BEGIN IMMEDIATE"));
  const Result<Header> header = read_header(database);
  if (!header && header.error().code == Code::unsupported) {
    return fail(Code::malformed, "header", "its two version numbers differ: damaged");
  }
  if (!header) return header.error();
  LockedVault locked(std::move(database), header->vault, access == Access::write);
  TRY(locked.load_slots());
  return locked;
}

Status LockedVault::load_slots() {
  sqlite::Statement rows = TRY(database_.prepare("SELECT id, body FROM slot ORDER BY id"));
  while (TRY(rows.step())) {
    const auto id = static_cast<Id>(TRY(rows.integer(0)));
    const ByteView body = TRY(rows.view(1));
    Result<Slot> slot = decode_slot(body, vault_);
    if (!slot || slot->id != id)
      slot = fail(Code::malformed, "slot/" + to_text(id), "this way to open is damaged");
    slots_.emplace_back(id, std::move(slot));
    // Each may cost a second to try, and the file may come from a stranger.
    if (slots_.size() > k_max_slots)
      return fail(Code::malformed, "slots",
                  "there are more ways in than a vault can have: damaged");
  }
  if (slots_.empty())
    return fail(Code::malformed, "slots", "there is no way to open this vault: damaged");
  return {};
}

std::vector<SeenSlot> LockedVault::slots() const {
  std::vector<SeenSlot> out;
  for (const auto& [id, slot] : slots_)
    out.push_back({id, slot ? std::optional(slot->kind) : std::nullopt});
  return out;
}

std::vector<crypto::PasswordCost> LockedVault::passphrase_costs() const {
  std::vector<crypto::PasswordCost> out;
  for (const auto& [id, slot] : slots_) {
    if (!slot || slot->kind != SlotKind::passphrase) continue;
    const auto parameters = decode_password_parameters(slot->parameters);
    if (parameters) out.push_back(parameters->cost);
  }
  return out;
}

Result<LockedVault::Opened> LockedVault::open_one(SlotKind kind, std::optional<Id> only,
                                                  const Try& try_slot) const {
  std::optional<Error> refusal;
  std::optional<Error> newer;
  std::optional<Error> damage;
  bool found = false;
  for (const auto& [id, slot] : slots_) {
    if (only && *only != id) continue;
    found = true;
    if (!slot) {
      damage = slot.error();
      continue;
    }
    if (slot->kind != kind) continue;
    Result<crypto::SecretBytes> key = try_slot(*slot);
    if (key) return Opened{id, std::move(*key)};
    Error error = key.error();
    if (error.code == Code::bad_signature) {
      refusal = std::move(error);
    } else if (error.where == "memory" && error.code == Code::unavailable) {
      return error;
    } else {
      (error.code == Code::unsupported ? newer : damage) =
          fail(error.code == Code::unsupported ? Code::unsupported : Code::malformed,
               "slot/" + to_text(id), error.detail);
    }
  }
  if (only && !found) return fail(Code::not_found, to_text(*only), "the vault has no such way in");
  // An intact slot that says no outweighs a damaged one: most often it is the passphrase.
  if (refusal) return *refusal;
  if (newer) return *newer;
  if (damage) return *damage;
  return no_slot_of(kind);
}

Result<Vault> LockedVault::load(Opened opened) && {
  Keys keys = Keys::derive(opened.data_key);
  return std::move(*this).load_with(std::move(keys), std::move(opened));
}

Result<Vault> LockedVault::unlock_with(Keys keys) && {
  return std::move(*this).load_with(std::move(keys), Opened{0, {}});
}

Result<Vault> LockedVault::load_with(Keys keys, Opened opened) && {
  // One transaction for the whole reading: the manifest and what it lists are of one moment.
  if (!writable_) TRY(database_.run("BEGIN"));
  Vault vault(std::move(database_), vault_,
              {std::move(keys), std::move(opened.data_key), opened.slot}, writable_);
  TRY(vault.load());
  return vault;
}

Result<Vault> LockedVault::unlock(const Opener& opener, std::optional<Id> only) && {
  Opened opened = TRY(open_one(kind_of(opener), only,
                               [&](const Slot& slot) { return open_slot(slot, vault_, opener); }));
  return std::move(*this).load(std::move(opened));
}

Result<Vault> LockedVault::unlock(const crypto::SecretBytes& passphrase) && {
  Opened opened = TRY(open_one(SlotKind::passphrase, {}, [&](const Slot& slot) {
    return open_slot(slot, vault_, passphrase);
  }));
  return std::move(*this).load(std::move(opened));
}

Result<Salvage> LockedVault::salvage(const Opener& opener) && {
  Opened opened = TRY(open_one(kind_of(opener), {},
                               [&](const Slot& slot) { return open_slot(slot, vault_, opener); }));
  Keys keys = Keys::derive(opened.data_key);
  Vault vault(std::move(database_), vault_,
              {std::move(keys), std::move(opened.data_key), opened.slot}, false);
  std::vector<Error> lost = vault.salvage();
  return Salvage{std::move(vault), std::move(lost)};
}

}  // namespace credenza::wallet
