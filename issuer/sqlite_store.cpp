// The SQLite store: its tables, and what is written.
#include "issuer/sqlite_store.h"

#include <algorithm>
#include <array>

#include "issuer/sqlite_store_detail.h"

namespace credenza::issuer {
namespace {

using host::sqlite::Database;
using host::sqlite::Mode;
using host::sqlite::Statement;

constexpr std::int64_t k_version = 3;
constexpr std::size_t k_id_bytes = 16;

// Entries stay as they are, whoever writes to the file with which program.
constexpr const char* k_schema = R"(
  CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE entry (
    position INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    body BLOB NOT NULL,
    digest BLOB NOT NULL
  ) STRICT;
  CREATE INDEX act ON entry (position) WHERE kind <> 'issued';
  CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry
    BEGIN SELECT RAISE(ABORT, 'an entry is not changed'); END;
  CREATE TRIGGER entry_is_not_taken_away BEFORE DELETE ON entry
    BEGIN SELECT RAISE(ABORT, 'an entry is not taken away'); END;
  CREATE TABLE personal (position INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
  CREATE TABLE credential (id BLOB PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE standing (
    position INTEGER PRIMARY KEY,
    state INTEGER NOT NULL,
    since INTEGER NOT NULL,
    by_entry INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE cohort (
    number INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    form BLOB NOT NULL,
    sealed BLOB NOT NULL
  ) STRICT;
  CREATE TABLE place_list (
    number INTEGER PRIMARY KEY,
    entries INTEGER NOT NULL,
    used INTEGER NOT NULL,
    given BLOB NOT NULL
  ) STRICT;
  CREATE TABLE status_bits (
    purpose TEXT NOT NULL,
    number INTEGER NOT NULL,
    bits BLOB NOT NULL,
    PRIMARY KEY (purpose, number)
  ) STRICT;
  PRAGMA user_version = 3;
)";

std::int64_t seconds_of(Instant at) {
  return at.time_since_epoch().count();
}

/// What is appended is written in larger pieces than SQLite's usual ones.
constexpr const char* k_pages = "PRAGMA page_size = 16384";
/// Eight megabytes: what a group of rows writes stays in memory until it is committed.
constexpr const char* k_cache = "PRAGMA cache_size = -8192";
/// A transaction that adds fewer ids enters them at once.
constexpr std::size_t k_few_ids = 256;
/// So many may wait. Ten megabytes, and a tenth of a second for whoever opens a store that
/// was left like that.
constexpr std::size_t k_most_unindexed = 131072;

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(Database database) noexcept : statements_(std::move(database)) {}

  Result<std::unique_ptr<Transaction>> begin() override {
    TRY(statements_.database().run("BEGIN IMMEDIATE"));
    auto out = std::make_unique<detail::SqliteTransaction>(statements_);
    TRY(statements_.load_unindexed());
    return std::unique_ptr<Transaction>(std::move(out));
  }
  Result<std::unique_ptr<Snapshot>> look() override {
    TRY(statements_.database().run("BEGIN DEFERRED"));
    auto out = std::make_unique<detail::SqliteTransaction>(statements_);
    TRY(statements_.load_unindexed());
    return std::unique_ptr<Snapshot>(std::move(out));
  }
  Status settle() override {
    if (statements_.unindexed().size() == 0) return {};
    TRY(statements_.database().run("BEGIN IMMEDIATE"));
    detail::SqliteTransaction transaction(statements_);
    TRY(statements_.load_unindexed());
    TRY(transaction.index_ids());
    return transaction.commit();
  }

 private:
  detail::Statements statements_;
};

Status fill_new(Database& database, Random& random) {
  TRY(database.run(k_schema));
  Statement insert = TRY(database.prepare("INSERT INTO meta (name, value) VALUES ('id', ?)"));
  Bytes id(k_id_bytes);
  random.fill(id);
  insert.bind(1, ByteView(id));
  TRY(insert.run());
  TRY(detail::write_indexed(database, 0));
  return database.run("COMMIT");
}

}  // namespace

namespace detail {

Result<Statement*> Statements::prepared(const char* sql) {
  const auto known = known_.find(sql);
  if (known != known_.end()) return &known->second;
  return &known_.emplace(sql, TRY(database_.prepare(sql))).first->second;
}

Status write_indexed(Database& database, Position position) {
  Statement put =
      TRY(database.prepare("INSERT INTO meta (name, value) VALUES ('indexed', ?) "
                           "ON CONFLICT (name) DO UPDATE SET value = excluded.value"));
  std::array<std::uint8_t, 8> value{};
  for (std::size_t i = 0; i < value.size(); ++i)
    value[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(position) >> (56 - 8 * i));
  put.bind(1, ByteView(value));
  return put.run();
}

SqliteTransaction::~SqliteTransaction() {
  if (committed_) return;
  statements_.unindexed().drop();
  static_cast<void>(statements_.database().run("ROLLBACK").has_value());
}

Status SqliteTransaction::index_ids() {
  statements_.note_indexed();
  Statement& insert =
      *TRY(statements_.prepared("INSERT INTO credential (id, position) VALUES (?, ?)"));
  for (const auto& [id, position] : statements_.unindexed().sorted()) {
    insert.bind(1, ByteView(id));
    insert.bind(2, position);
    TRY(insert.run());
  }
  const Head last = TRY(head());
  TRY(write_indexed(statements_.database(), last.position));
  indexed_ = true;
  return {};
}

Result<Transaction::Appended> SqliteTransaction::append_body(std::string_view kind, Instant at,
                                                             ByteView body) {
  const Head last = TRY(head());
  const Instant entered = std::max(at, last.at);
  const Position position = last.position + 1;
  const Hash digest = chain_digest(last.digest, position, kind, entered, body);
  Statement& insert = *TRY(statements_.prepared(
      "INSERT INTO entry (position, kind, at, body, digest) VALUES (?, ?, ?, ?, ?)"));
  insert.bind(1, position);
  insert.bind(2, kind);
  insert.bind(3, seconds_of(entered));
  insert.bind(4, body);
  insert.bind(5, ByteView(digest));
  TRY(insert.run());
  head_ = Head{position, entered, digest};
  return Appended{position, entered};
}

Result<Transaction::Appended> SqliteTransaction::append(std::string_view kind, Instant at,
                                                        const Json& body) {
  must(kind != k_issued && body.is_object());
  const Bytes bytes = TRY(make_body(body));
  return append_body(kind, at, bytes);
}

Result<Transaction::Appended> SqliteTransaction::append_issued(Instant at, const Issued& issued,
                                                               ByteView personal) {
  // First, so that an id that is taken leaves the chain as it was.
  if (!statements_.unindexed().is_known_absent(issued.id) && TRY(position_of(issued.id)))
    return fail(Code::conflict, "store", "the store has this already");
  const Appended out = TRY(append_body(k_issued, at, to_body(issued)));
  TRY(add_personal(out.position, personal));
  statements_.unindexed().add(issued.id, out.position);
  return out;
}

Status SqliteTransaction::add_personal(Position position, ByteView sealed) {
  Statement& keep =
      *TRY(statements_.prepared("INSERT INTO personal (position, sealed) VALUES (?, ?)"));
  keep.bind(1, position);
  keep.bind(2, sealed);
  return keep.run();
}

Result<std::uint32_t> SqliteTransaction::add_cohort(const Hash& key, const Hash& form,
                                                    ByteView sealed) {
  Statement& insert = *TRY(statements_.prepared(
      "INSERT INTO cohort (number, key, form, sealed) "
      "VALUES ((SELECT ifnull(max(number), 0) + 1 FROM cohort), ?, ?, ?) RETURNING number"));
  insert.bind(1, ByteView(key));
  insert.bind(2, ByteView(form));
  insert.bind(3, sealed);
  const Result<bool> row = insert.step();
  const Result<std::int64_t> number = row ? insert.integer(0) : row.error();
  insert.reset();
  if (!number) return number.error();
  return static_cast<std::uint32_t>(*number);
}

Status SqliteTransaction::set_standing(Position position, const Standing& standing) {
  if (standing.state == State::in_force) {
    Statement& remove = *TRY(statements_.prepared("DELETE FROM standing WHERE position = ?"));
    remove.bind(1, position);
    return remove.run();
  }
  Statement& put = *TRY(statements_.prepared(
      "INSERT INTO standing (position, state, since, by_entry) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (position) DO UPDATE SET state = excluded.state, since = excluded.since, "
      "by_entry = excluded.by_entry"));
  put.bind(1, position);
  put.bind(2, static_cast<std::int64_t>(standing.state));
  put.bind(3, seconds_of(standing.since));
  put.bind(4, standing.by_entry);
  return put.run();
}

Status SqliteTransaction::save_places(const PlaceList& list) {
  Statement& put = *TRY(statements_.prepared(
      "INSERT INTO place_list (number, entries, used, given) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (number) DO UPDATE SET used = excluded.used, given = excluded.given"));
  put.bind(1, std::int64_t{list.number});
  put.bind(2, static_cast<std::int64_t>(list.entries));
  put.bind(3, static_cast<std::int64_t>(list.used));
  put.bind(4, ByteView(list.given));
  return put.run();
}

Status SqliteTransaction::save_bits(std::string_view purpose, std::uint32_t number, ByteView bits) {
  Statement& put = *TRY(
      statements_.prepared("INSERT INTO status_bits (purpose, number, bits) VALUES (?, ?, ?) "
                           "ON CONFLICT (purpose, number) DO UPDATE SET bits = excluded.bits"));
  put.bind(1, purpose);
  put.bind(2, std::int64_t{number});
  put.bind(3, bits);
  return put.run();
}

Result<bool> SqliteTransaction::forget(Position position) {
  Statement& remove = *TRY(statements_.prepared("DELETE FROM personal WHERE position = ?"));
  remove.bind(1, position);
  TRY(remove.run());
  return statements_.database().changes() == 1;
}

Status SqliteTransaction::commit() {
  UnindexedIds& unindexed = statements_.unindexed();
  const bool few = unindexed.fresh() > 0 && unindexed.fresh() < k_few_ids;
  if (!indexed_ && (few || unindexed.size() >= k_most_unindexed)) TRY(index_ids());
  TRY(statements_.database().run("COMMIT"));
  committed_ = true;
  unindexed.keep();
  if (indexed_) unindexed.clear();
  return {};
}

}  // namespace detail

Status create_sqlite_store(const std::string& path, Random& random) {
  Database database = TRY(Database::open(path, Mode::create, "store"));
  TRY(database.run(k_pages));
  TRY(database.run("BEGIN IMMEDIATE"));
  if (TRY(database.number("PRAGMA user_version")) != 0) {
    return fail(Code::conflict, "store", "there is a store already");
  }
  return fill_new(database, random);
}

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path) {
  Database database = TRY(Database::open(path, Mode::use, "store"));
  TRY(database.run(k_cache));
  const std::int64_t version = TRY(database.number("PRAGMA user_version"));
  if (version > k_version)
    return fail(Code::unsupported, "version",
                "the store was made by a newer version of this program");
  if (version == 1 || version == 2) {
    return fail(Code::unsupported, "store",
                "the store was made before the first release and cannot be read; begin a new home");
  }
  if (version != k_version) return fail(Code::malformed, "store", "this is no store of an issuer");
  return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(database)));
}

}  // namespace credenza::issuer
