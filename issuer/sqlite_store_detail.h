// Inside the SQLite store: its statements, which are compiled once, and its transaction.
#pragma once

#include <optional>
#include <unordered_map>

#include "host/sqlite.h"
#include "issuer/store.h"
#include "issuer/unindexed_ids.h"

namespace credenza::issuer::detail {

namespace sqlite = host::sqlite;

/// A database, the statements that were compiled for it, and what is not in its tables yet.
class Statements {
 public:
  explicit Statements(sqlite::Database database) noexcept : database_(std::move(database)) {}
  [[nodiscard]] sqlite::Database& database() noexcept { return database_; }
  [[nodiscard]] UnindexedIds& unindexed() noexcept { return unindexed_; }
  /// Reads which ids are not in the table of ids, if another process wrote since it was done last.
  /// Called in a transaction.
  [[nodiscard]] Status load_unindexed();
  /// Whether the table of ids may have any.
  [[nodiscard]] bool has_indexed() const noexcept { return has_indexed_; }
  void note_indexed() noexcept { has_indexed_ = true; }
  /// `sql` is a constant of the program: its address tells it from others. Ready to be bound.
  [[nodiscard]] Result<sqlite::Statement*> prepared(const char* sql);

 private:
  sqlite::Database database_;
  std::unordered_map<const char*, sqlite::Statement> known_;  ///< before the database goes
  UnindexedIds unindexed_;
  bool has_indexed_ = true;
  std::optional<std::int64_t> seen_;  ///< SQLite's data_version of what was loaded
};

/// Notes that the ids of all entries up to `position` are in the table of ids.
[[nodiscard]] Status write_indexed(sqlite::Database& database, Position position);

class SqliteTransaction final : public Transaction {
 public:
  explicit SqliteTransaction(Statements& statements) noexcept : statements_(statements) {}
  ~SqliteTransaction() override;
  SqliteTransaction(const SqliteTransaction&) = delete;
  SqliteTransaction& operator=(const SqliteTransaction&) = delete;
  SqliteTransaction(SqliteTransaction&&) = delete;
  SqliteTransaction& operator=(SqliteTransaction&&) = delete;

  Result<Bytes> id() override;
  Result<Head> head() override;
  Result<std::vector<Entry>> entries(Position after, std::size_t most) override;
  Result<std::vector<Entry>> acts(Position after, std::size_t most) override;
  Result<std::optional<Entry>> entry(Position position) override;
  Status walk(Position after, const Visit& visit) override;
  Result<std::optional<IssuedEntry>> issued(Position position) override;
  Result<std::optional<IssuedEntry>> find(const CredentialId& id) override;
  Result<std::vector<CredentialId>> ids_between(const CredentialId& first, const CredentialId& last,
                                                std::size_t most) override;
  Result<std::uint64_t> count_ids() override;
  Result<std::optional<Bytes>> personal(Position position) override;
  Result<std::unique_ptr<PersonalParts>> personal_parts() override;
  Status walk_personal(const VisitPersonal& visit) override;
  Status walk_standings(const VisitStanding& visit) override;
  Result<std::optional<Cohort>> cohort(std::uint32_t number) override;
  Result<std::optional<Cohort>> cohort_with_key(const Hash& key) override;
  Result<std::vector<Cohort>> cohorts(std::uint32_t after, std::size_t most) override;
  Result<std::vector<PlaceList>> places() override;
  Result<Bytes> bits(std::string_view purpose, std::uint32_t number) override;

  Result<Appended> append(std::string_view kind, Instant at, const Json& body) override;
  Status add_personal(Position position, ByteView sealed) override;
  Result<Appended> append_issued(Instant at, const Issued& issued, ByteView personal) override;
  Result<std::uint32_t> add_cohort(const Hash& key, const Hash& form, ByteView sealed) override;
  Status set_standing(Position position, const Standing& standing) override;
  Status save_places(const PlaceList& list) override;
  Status save_bits(std::string_view purpose, std::uint32_t number, ByteView bits) override;
  Result<bool> forget(Position position) override;
  Status commit() override;
  /// Enters all ids that are not in the table of ids.
  Status index_ids();

 private:
  Result<std::optional<Position>> position_of(const CredentialId& id);
  Result<std::vector<Entry>> pages(const char* sql, Position after, std::size_t most);
  Result<Standing> standing(Position position);
  Result<Appended> append_body(std::string_view kind, Instant at, ByteView body);

  Statements& statements_;
  bool indexed_ = false;      ///< by this transaction
  std::optional<Head> head_;  ///< once it was asked for
  bool committed_ = false;
};

}  // namespace credenza::issuer::detail
