#include "issuer/sqlite_store.h"

#include "issuer/sqlite.h"

namespace credenza::issuer {
namespace {

using sqlite::Database;
using sqlite::Statement;

constexpr std::int64_t k_version = 1;

constexpr const char* k_schema = R"(
  BEGIN IMMEDIATE;
  CREATE TABLE status_list (
    purpose TEXT NOT NULL,
    number INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    used INTEGER NOT NULL,
    given BLOB NOT NULL,
    status BLOB NOT NULL,
    PRIMARY KEY (purpose, number)
  ) STRICT;
  CREATE TABLE credential (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    row BLOB NOT NULL UNIQUE,
    form BLOB NOT NULL,
    sealed BLOB NOT NULL,
    list INTEGER NOT NULL,
    list_index INTEGER NOT NULL,
    issued INTEGER NOT NULL,
    revoked INTEGER,
    sealed_reason BLOB,
    UNIQUE (list, list_index)
  ) STRICT;
  PRAGMA user_version = 1;
  COMMIT;
)";

constexpr const char* k_columns =
    "id, row, form, sealed, list, list_index, issued, revoked, sealed_reason, position";

Instant instant_of(std::int64_t seconds) {
  return Instant(std::chrono::seconds(seconds));
}
std::int64_t seconds_of(Instant at) {
  return at.time_since_epoch().count();
}

Result<IssuedCredential> read_credential(const Statement& row) {
  IssuedCredential out;
  out.id = TRY(row.text(0));
  out.row = TRY(row.blob(1));
  out.form = TRY(row.blob(2));
  out.sealed = TRY(row.blob(3));
  out.place.list = static_cast<std::uint32_t>(TRY(row.integer(4)));
  out.place.index = static_cast<std::uint64_t>(TRY(row.integer(5)));
  out.issued = instant_of(TRY(row.integer(6)));
  if (!row.is_null(7)) out.revoked = instant_of(TRY(row.integer(7)));
  if (!row.is_null(8)) out.sealed_reason = TRY(row.blob(8));
  return out;
}

class SqliteTransaction final : public Transaction {
 public:
  explicit SqliteTransaction(Database& database) noexcept : database_(database) {}
  ~SqliteTransaction() override {
    if (!committed_) static_cast<void>(database_.run("ROLLBACK").has_value());
  }
  SqliteTransaction(const SqliteTransaction&) = delete;
  SqliteTransaction& operator=(const SqliteTransaction&) = delete;
  SqliteTransaction(SqliteTransaction&&) = delete;
  SqliteTransaction& operator=(SqliteTransaction&&) = delete;

  Result<std::vector<StatusListState>> lists(std::string_view purpose) override;
  Status save(const StatusListState& list) override;
  Result<std::optional<IssuedCredential>> find_row(ByteView row) override;
  Result<std::optional<IssuedCredential>> find(std::string_view id) override;
  Status add(const IssuedCredential& credential) override;
  Status revoke(std::string_view id, Instant at, ByteView sealed_reason) override;
  Status commit() override;

 private:
  /// A statement that is compiled once for the whole transaction.
  Result<Statement*> prepared(std::optional<Statement>& slot, const char* sql);
  template <class Key>
  Result<std::optional<IssuedCredential>> find_by(Statement& statement, Key key);

  Database& database_;
  bool committed_ = false;
  std::optional<Statement> find_row_;
  std::optional<Statement> find_id_;
  std::optional<Statement> add_;
};

Result<Statement*> SqliteTransaction::prepared(std::optional<Statement>& slot, const char* sql) {
  if (!slot) slot = TRY(database_.prepare(sql));
  return &*slot;
}

Result<std::vector<StatusListState>> SqliteTransaction::lists(std::string_view purpose) {
  Statement statement =
      TRY(database_.prepare("SELECT number, entries, used, given, status FROM status_list WHERE "
                            "purpose = ? ORDER BY number"));
  statement.bind(1, purpose);
  std::vector<StatusListState> out;
  while (TRY(statement.step())) {
    StatusListState& list = out.emplace_back();
    list.purpose = purpose;
    list.number = static_cast<std::uint32_t>(TRY(statement.integer(0)));
    list.entries = static_cast<std::uint64_t>(TRY(statement.integer(1)));
    list.used = static_cast<std::uint64_t>(TRY(statement.integer(2)));
    list.given = TRY(statement.blob(3));
    list.values = TRY(statement.blob(4));
    if (list.entries == 0 || list.given.size() != list.entries / 8 ||
        list.values.size() != list.entries / 8) {
      return fail(Code::malformed, "store", "a status list in the store is damaged; take a backup");
    }
  }
  return out;
}

Status SqliteTransaction::save(const StatusListState& list) {
  Statement statement = TRY(database_.prepare(
      "INSERT INTO status_list (purpose, number, entries, used, given, status) VALUES (?, ?, ?, ?, "
      "?, ?) "
      "ON CONFLICT (purpose, number) DO UPDATE SET used = excluded.used, given = excluded.given, "
      "status = excluded.status"));
  statement.bind(1, list.purpose);
  statement.bind(2, std::int64_t{list.number});
  statement.bind(3, static_cast<std::int64_t>(list.entries));
  statement.bind(4, static_cast<std::int64_t>(list.used));
  statement.bind(5, ByteView(list.given));
  statement.bind(6, ByteView(list.values));
  return statement.run();
}

template <class Key>
Result<std::optional<IssuedCredential>> SqliteTransaction::find_by(Statement& statement, Key key) {
  statement.reset();
  statement.bind(1, key);
  const bool found = TRY(statement.step());
  std::optional<IssuedCredential> out;
  if (found) out = TRY(read_credential(statement));
  statement.reset();
  return out;
}

Result<std::optional<IssuedCredential>> SqliteTransaction::find_row(ByteView row) {
  static const std::string k_sql =
      std::string("SELECT ") + k_columns + " FROM credential WHERE row = ?";
  Statement* statement = TRY(prepared(find_row_, k_sql.c_str()));
  return find_by(*statement, row);
}

Result<std::optional<IssuedCredential>> SqliteTransaction::find(std::string_view id) {
  static const std::string k_sql =
      std::string("SELECT ") + k_columns + " FROM credential WHERE id = ?";
  Statement* statement = TRY(prepared(find_id_, k_sql.c_str()));
  return find_by(*statement, id);
}

Status SqliteTransaction::add(const IssuedCredential& credential) {
  Statement* statement =
      TRY(prepared(add_,
                   "INSERT INTO credential (id, row, form, sealed, list, list_index, issued) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?)"));
  statement->bind(1, credential.id);
  statement->bind(2, ByteView(credential.row));
  statement->bind(3, ByteView(credential.form));
  statement->bind(4, ByteView(credential.sealed));
  statement->bind(5, std::int64_t{credential.place.list});
  statement->bind(6, static_cast<std::int64_t>(credential.place.index));
  statement->bind(7, seconds_of(credential.issued));
  return statement->run();
}

Status SqliteTransaction::revoke(std::string_view id, Instant at, ByteView sealed_reason) {
  Statement statement = TRY(database_.prepare(
      "UPDATE credential SET revoked = ?, sealed_reason = ? WHERE id = ? AND revoked IS NULL"));
  statement.bind(1, seconds_of(at));
  statement.bind(2, sealed_reason);
  statement.bind(3, id);
  TRY(statement.run());
  if (database_.changes() != 1)
    return fail(Code::not_found, std::string(id), "no such credential that is in force");
  return {};
}

Status SqliteTransaction::commit() {
  TRY(database_.run("COMMIT"));
  committed_ = true;
  return {};
}

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(Database database) noexcept : database_(std::move(database)) {}

  Result<std::unique_ptr<Transaction>> begin() override {
    TRY(database_.run("BEGIN IMMEDIATE"));
    return std::unique_ptr<Transaction>(std::make_unique<SqliteTransaction>(database_));
  }
  Result<std::vector<std::string>> ids_beginning(std::string_view prefix,
                                                 std::size_t most) override;
  Result<Page> page(std::int64_t after, std::size_t most) override;

 private:
  Database database_;
};

Result<std::vector<std::string>> SqliteStore::ids_beginning(std::string_view prefix,
                                                            std::size_t most) {
  Statement statement = TRY(database_.prepare(
      "SELECT id FROM credential WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT ?2"));
  statement.bind(1, prefix);
  statement.bind(2, static_cast<std::int64_t>(most));
  std::vector<std::string> out;
  while (TRY(statement.step()))
    out.push_back(TRY(statement.text(0)));
  return out;
}

Result<Store::Page> SqliteStore::page(std::int64_t after, std::size_t most) {
  const std::string sql = std::string("SELECT ") + k_columns +
                          " FROM credential WHERE position > ? ORDER BY position LIMIT ?";
  Statement statement = TRY(database_.prepare(sql.c_str()));
  statement.bind(1, after);
  statement.bind(2, static_cast<std::int64_t>(most));
  Page out;
  out.position = after;
  while (TRY(statement.step())) {
    out.credentials.push_back(TRY(read_credential(statement)));
    out.position = TRY(statement.integer(9));
  }
  return out;
}

}  // namespace

Status create_sqlite_store(const std::string& path) {
  Database database = TRY(Database::open(path, true));
  if (TRY(database.number("PRAGMA user_version")) != 0) {
    return fail(Code::conflict, "store", "there is a store already");
  }
  return database.run(k_schema);
}

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path) {
  Database database = TRY(Database::open(path, false));
  const std::int64_t version = TRY(database.number("PRAGMA user_version"));
  if (version > k_version)
    return fail(Code::unsupported, "version",
                "the store was made by a newer version of this program");
  if (version != k_version) return fail(Code::malformed, "store", "this is no store of an issuer");
  return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(database)));
}

}  // namespace credenza::issuer
