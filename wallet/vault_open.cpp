// Before a vault is open: making one, and finding out what a file is.
#include <algorithm>

#include "host/files.h"
#include "wallet/vault.h"
#include "wallet/wire.h"

namespace credenza::wallet {
namespace {

constexpr const char* k_schema = R"(
  PRAGMA page_size = 4096;
  PRAGMA application_id = 1128553046;
  PRAGMA user_version = 1;
  CREATE TABLE header   (one INTEGER PRIMARY KEY CHECK (one = 1), body BLOB NOT NULL);
  CREATE TABLE slot     (id INTEGER PRIMARY KEY, body BLOB NOT NULL);
  CREATE TABLE record   (id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, sealed BLOB NOT NULL);
  CREATE TABLE manifest (one INTEGER PRIMARY KEY CHECK (one = 1), counter INTEGER NOT NULL, sealed BLOB NOT NULL);
)";
static_assert(k_application_id == 1128553046 && k_format_version == 1);

Status insert(sqlite::Database& database, const char* sql, std::int64_t number, ByteView blob) {
  sqlite::Statement statement = TRY(database.prepare(sql));
  statement.bind(1, number);
  statement.bind(2, blob);
  return statement.run();
}

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

/// What the file is, without touching it (section 9). From its first bytes, which no transaction
/// changes: after a kill, the rest may have to be put right first.
Status check_version(const std::string& path) {
  sqlite::Database database = TRY(sqlite::Database::open(path, sqlite::Mode::look, "vault"));
  const Bytes front = TRY(database.front(100));
  const std::uint32_t version = TRY(number_at(front, 60));
  const std::uint32_t magic = TRY(number_at(front, 68));
  if (!as_text(front).starts_with("SQLite format 3") || magic != k_application_id) {
    return fail(Code::malformed, "vault", "this file is no vault, or it is damaged");
  }
  if (version == k_format_version) return {};
  if (version > k_format_version && !read_header(database)) {
    return fail(Code::unsupported, "version",
                "this vault was made by a newer program; update this one");
  }
  return fail(Code::malformed, "header", "its two version numbers differ: damaged");
}

}  // namespace

Status create_vault(const std::string& path, const NewVault& options, Random& random) {
  const crypto::PasswordCost& floor = crypto::k_password_cost_floor;
  if (options.cost.passes < floor.passes || options.cost.memory_bytes < floor.memory_bytes) {
    return fail(Code::out_of_range, "cost", "a new vault takes at least 3 passes over 64 MiB");
  }
  if (host::exists(path)) return fail(Code::conflict, path, "something is there already");
  Header header;
  random.fill(header.vault);
  const crypto::SecretBytes data_key = crypto::SecretBytes::random(k_data_key_bytes, random);
  const Keys keys = Keys::derive(data_key);
  const Slot slot =
      TRY(make_passphrase_slot(header.vault, data_key, options.passphrase, options.cost, random));
  const Bytes slot_blob = encode(slot, header.vault);
  const Manifest manifest{1, options.now, {{slot.id, digest_of(slot_blob)}}, {}};
  const Name name{header.vault, Kind::manifest, 0, manifest.counter};
  const Bytes sealed = TRY(seal_record(keys, name, {}, encode(manifest), random));

  sqlite::Database database = TRY(sqlite::Database::open({}, sqlite::Mode::memory, "vault"));
  TRY(database.run(k_schema));
  TRY(insert(database, "INSERT INTO header (one, body) VALUES (?, ?)", 1, encode(header)));
  TRY(insert(database, "INSERT INTO slot (id, body) VALUES (?, ?)",
             static_cast<std::int64_t>(slot.id), slot_blob));
  TRY(insert(database, "INSERT INTO manifest (one, counter, sealed) VALUES (1, ?, ?)", 1, sealed));
  const Bytes image = TRY(database.image());
  return host::write_file(path, image);
}

Result<LockedVault> LockedVault::open(const std::string& path, Access access) {
  if (!host::exists(path)) return fail(Code::not_found, "vault", "there is no vault at " + path);
  TRY(check_version(path));
  sqlite::Database database = TRY(sqlite::Database::open(path, sqlite::Mode::use, "vault"));
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
    slots_.push_back(std::move(slot));
  }
  if (slots_.empty())
    return fail(Code::malformed, "slots", "there is no way to open this vault: damaged");
  return {};
}

std::vector<crypto::PasswordCost> LockedVault::passphrase_costs() const {
  std::vector<crypto::PasswordCost> out;
  for (const Result<Slot>& slot : slots_) {
    if (!slot || slot->kind != SlotKind::passphrase) continue;
    const auto parameters = decode_password_parameters(slot->parameters);
    if (parameters) out.push_back(parameters->cost);
  }
  return out;
}

Result<crypto::SecretBytes> LockedVault::data_key(const crypto::SecretBytes& passphrase) const {
  std::optional<Error> refusal;
  std::optional<Error> damage;
  for (const Result<Slot>& slot : slots_) {
    if (!slot) {
      damage = slot.error();
      continue;
    }
    Result<crypto::SecretBytes> key = open_slot(*slot, vault_, passphrase);
    if (key) return key;
    (key.error().where == "passphrase" ? refusal : damage) = key.error();
  }
  // An intact slot that says no outweighs a damaged one: most often it is the passphrase.
  return refusal ? *refusal : *damage;
}

Result<Vault> LockedVault::unlock(const crypto::SecretBytes& passphrase) && {
  const crypto::SecretBytes key = TRY(data_key(passphrase));
  return std::move(*this).unlock_with(Keys::derive(key));
}

Result<Vault> LockedVault::unlock_with(Keys keys) && {
  // One transaction for the whole reading: the manifest and what it lists are of one moment.
  if (!writable_) TRY(database_.run("BEGIN"));
  Vault vault(std::move(database_), vault_, std::move(keys), writable_);
  TRY(vault.load());
  return vault;
}

}  // namespace credenza::wallet
