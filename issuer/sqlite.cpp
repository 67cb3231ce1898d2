#include "issuer/sqlite.h"

#include <sqlite3.h>

namespace credenza::issuer::sqlite {
namespace {

/// How long another process may take to finish what it is writing.
constexpr int k_patience_milliseconds = 2000;

Error error_of(int result) {
  switch (result & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return fail(Code::conflict, "lock", "another process is writing to the store; try again");
    case SQLITE_CONSTRAINT:
      return fail(Code::conflict, "store", "the store has this already");
    case SQLITE_FULL:
      return fail(Code::unavailable, "store", "the disk is full; nothing was changed");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return fail(Code::unavailable, "store", "the store or its folder may not be written");
    case SQLITE_CANTOPEN:
      return fail(Code::unavailable, "store", "the store cannot be opened");
    case SQLITE_IOERR:
      return fail(Code::unavailable, "store", "the disk does not answer, or is full");
    case SQLITE_NOMEM:
      return fail(Code::unavailable, "store", "not enough memory");
    case SQLITE_MISUSE:
      return fail(Code::internal, "store", "a statement was used wrongly");
    default:
      return fail(Code::malformed, "store", "this is no store, or it is damaged; restore a backup");
  }
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

void Statement::bind(int index, std::int64_t value) {
  must(sqlite3_bind_int64(handle_.get(), index, value) == SQLITE_OK);
}

void Statement::bind(int index, ByteView value) {
  // A null pointer would be NULL, which an empty value is not.
  const void* data = value.empty() ? static_cast<const void*>("") : value.data();
  must(sqlite3_bind_blob64(handle_.get(), index, data, value.size(), SQLITE_STATIC) == SQLITE_OK);
}

void Statement::bind(int index, std::string_view text) {
  const char* data = text.empty() ? "" : text.data();
  must(sqlite3_bind_text64(handle_.get(), index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8) ==
       SQLITE_OK);
}

void Statement::bind_null(int index) {
  must(sqlite3_bind_null(handle_.get(), index) == SQLITE_OK);
}

Result<bool> Statement::step() {
  const int result = sqlite3_step(handle_.get());
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  return error_of(result);
}

Status Statement::run() {
  const auto done = step();
  reset();
  if (!done) return done.error();
  return {};
}

void Statement::reset() noexcept {
  sqlite3_reset(handle_.get());
}

bool Statement::is_null(int column) const noexcept {
  return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

Result<std::int64_t> Statement::integer(int column) const {
  if (sqlite3_column_type(handle_.get(), column) != SQLITE_INTEGER) return error_of(SQLITE_CORRUPT);
  return sqlite3_column_int64(handle_.get(), column);
}

Result<Bytes> Statement::blob(int column) const {
  return to_bytes(TRY(view(column)));
}

Result<ByteView> Statement::view(int column) const {
  if (sqlite3_column_type(handle_.get(), column) != SQLITE_BLOB) return error_of(SQLITE_CORRUPT);
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_.get(), column));
  const int size = sqlite3_column_bytes(handle_.get(), column);
  if (data == nullptr && size != 0) return error_of(SQLITE_NOMEM);
  return ByteView(data, static_cast<std::size_t>(size));
}

Result<std::string> Statement::text(int column) const {
  if (sqlite3_column_type(handle_.get(), column) != SQLITE_TEXT) return error_of(SQLITE_CORRUPT);
  const unsigned char* data = sqlite3_column_text(handle_.get(), column);
  if (data == nullptr) return error_of(SQLITE_NOMEM);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
  return std::string(as_text({data, size}));
}

void Database::Close::operator()(sqlite3* database) const noexcept {
  sqlite3_close_v2(database);
}

Result<Database> Database::open(const std::string& path, bool create) {
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0);
  const int result = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  Database database(handle);
  if (result != SQLITE_OK) return error_of(result);
  sqlite3_busy_timeout(handle, k_patience_milliseconds);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  TRY(database.run(
      "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
      "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA synchronous = EXTRA"));
  return database;
}

Status Database::run(const char* sql) {
  const int result = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) return error_of(result);
  return {};
}

Result<Statement> Database::prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  const int result = sqlite3_prepare_v2(handle_.get(), sql, -1, &statement, nullptr);
  if (result != SQLITE_OK) return error_of(result);
  return Statement(statement);
}

Result<std::int64_t> Database::number(const char* sql) {
  Statement statement = TRY(prepare(sql));
  const bool row = TRY(statement.step());
  if (!row) return error_of(SQLITE_CORRUPT);
  return statement.integer(0);
}

int Database::changes() const noexcept {
  return sqlite3_changes(handle_.get());
}

}  // namespace credenza::issuer::sqlite
