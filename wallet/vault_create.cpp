// A new vault, as one file.
#include <algorithm>

#include "host/files.h"
#include "wallet/slot_notes.h"
#include "wallet/vault.h"
#include "wallet/vault_detail.h"

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

/// A record of a vault that is being made.
struct NewRecord {
  Id id;
  Kind kind;
  std::string meta;
};
using NewRecords = std::vector<NewRecord>;

/// The notes on the slots, and the index page that names them; ids ascending.
Result<NewRecords> first_records(const std::vector<Slot>& slots, Instant now, Random& random) {
  SlotNotes notes(random);
  for (const Slot& slot : slots)
    notes.set_made(slot.id, {{}, {}, now, {}, {}});
  NewRecords records{{notes.record(), Kind::settings, TRY(json::to_text(notes.meta()))}};
  const std::vector<EntryChange> entries{{notes.record(), Kind::settings, notes.meta()}};
  for (const PageChange& page : Index().plan(entries, random))
    records.push_back({page.page, Kind::index, TRY(json::to_text(page.entries))});
  std::ranges::sort(records, {}, &NewRecord::id);
  return records;
}

/// The whole file.
Result<Bytes> image_of(const Header& header, const crypto::SecretBytes& data_key,
                       std::vector<Slot> slots, const NewRecords& records, Instant now,
                       Random& random) {
  const Keys keys = Keys::derive(data_key);
  std::ranges::sort(slots, {}, &Slot::id);
  Manifest manifest{1, now, {}, {}};
  sqlite::Database database = TRY(sqlite::Database::open({}, sqlite::Mode::memory, "vault"));
  TRY(database.run(k_schema));
  TRY(insert(database, "INSERT INTO header (one, body) VALUES (?, ?)", 1, encode(header)));
  for (const Slot& slot : slots) {
    const Bytes blob = encode(slot, header.vault);
    manifest.slots.push_back({slot.id, digest_of(blob)});
    TRY(insert(database, "INSERT INTO slot (id, body) VALUES (?, ?)", detail::column(slot.id),
               blob));
  }
  for (const NewRecord& record : records) {
    const Name name{header.vault, record.kind, record.id, 1};
    const Bytes sealed = TRY(seal_record(keys, name, record.meta, {}, random));
    manifest.records.push_back({record.id, record.kind, 1, digest_of(sealed)});
    TRY(insert(database, "INSERT INTO record (id, revision, sealed) VALUES (?, 1, ?)",
               detail::column(record.id), sealed));
  }
  const Name name{header.vault, Kind::manifest, 0, manifest.counter};
  const Bytes sealed = TRY(seal_record(keys, name, {}, encode(manifest), random));
  TRY(insert(database, "INSERT INTO manifest (one, counter, sealed) VALUES (1, ?, ?)",
             detail::column(manifest.counter), sealed));
  return database.image();
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
  std::vector<Slot> slots;
  const Way passphrase = PassphraseWay{options.passphrase, options.cost};
  slots.push_back(TRY(make_slot(header.vault, data_key, passphrase, make_id(random), random)));
  if (options.words != nullptr) {
    const Way words = WordsWay{*options.words, options.cost};
    slots.push_back(TRY(make_slot(header.vault, data_key, words, make_id(random), random)));
  }
  const NewRecords records = TRY(first_records(slots, options.now, random));
  const Bytes image = TRY(image_of(header, data_key, slots, records, options.now, random));
  return host::write_file(path, image);
}

}  // namespace credenza::wallet
