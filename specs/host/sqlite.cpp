#include "host/sqlite.h"

#include <algorithm>

#include <sqlite3.h>

namespace credenza::host::sqlite {
namespace {

/// How long another process may take to finish what it is writing.
constexpr int k_patience_milliseconds = 2000;

Error error_of(int result, const char* what) {
  const std::string name = what;
  switch (result & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return fail(Code::conflict, "lock",
                  "another process is writing to the " + name + "; wait for it, or close it");
    case SQLITE_CONSTRAINT:
      return fail(Code::conflict, name, "the " + name + " has this already");
    case SQLITE_FULL:
      return fail(Code::unavailable, name, "the disk is full; nothing was changed");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return fail(Code::unavailable, name, "the " + name + " or its folder may not be written");
    case SQLITE_CANTOPEN:
      return fail(Code::unavailable, name, "the " + name + " cannot be opened");
    case SQLITE_IOERR:
      return fail(Code::unavailable, name, "the disk does not answer, is full, or was taken out");
    case SQLITE_NOMEM:
      return fail(Code::unavailable, name, "not enough memory");
    case SQLITE_MISUSE:
      return fail(Code::internal, name, "a statement was used wrongly");
    default:
      return fail(Code::malformed, name,
                  "this is no " + name + ", or it is damaged; restore a backup");
  }
}

/// `path` as a file URI (RFC 3986 §2.1), so that no character of a name is taken for a parameter.
std::string as_uri(const std::string& path) {
  constexpr std::string_view k_digits = "0123456789ABCDEF";
  std::string uri = path.starts_with('/') ? "file:" : "file:./";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                       (byte >= '0' && byte <= '9') || byte == '/' || byte == '-' || byte == '_' ||
                       byte == '.';
    if (plain) {
      uri += c;
    } else {
      uri += {'%', k_digits[byte >> 4U], k_digits[byte & 15U]};
    }
  }
  return uri;
}

/// SQLite counts its memory behind a lock with each allocation, for nobody.
void count_no_memory() noexcept {
  static const bool k_done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
  static_cast<void>(k_done);
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
  return error_of(result, what_);
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
  if (sqlite3_column_type(handle_.get(), column) != SQLITE_INTEGER)
    return error_of(SQLITE_CORRUPT, what_);
  return sqlite3_column_int64(handle_.get(), column);
}

Result<Bytes> Statement::blob(int column) const {
  return to_bytes(TRY(view(column)));
}

Result<ByteView> Statement::view(int column) const {
  if (sqlite3_column_type(handle_.get(), column) != SQLITE_BLOB)
    return error_of(SQLITE_CORRUPT, what_);
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_.get(), column));
  const int size = sqlite3_column_bytes(handle_.get(), column);
  if (data == nullptr && size != 0) return error_of(SQLITE_NOMEM, what_);
  return ByteView(data, static_cast<std::size_t>(size));
}

Result<std::string> Statement::text(int column) const {
  if (sqlite3_column_type(handle_.get(), column) != SQLITE_TEXT)
    return error_of(SQLITE_CORRUPT, what_);
  const unsigned char* data = sqlite3_column_text(handle_.get(), column);
  if (data == nullptr) return error_of(SQLITE_NOMEM, what_);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
  return std::string(as_text({data, size}));
}

void Database::Close::operator()(sqlite3* database) const noexcept {
  sqlite3_close_v2(database);
}

Result<Database> Database::open(const std::string& path, Mode mode, const char* what) {
  std::string name = mode == Mode::memory ? ":memory:" : as_uri(path);
  if (mode == Mode::look) name += "?immutable=1";
  int flags = mode == Mode::look ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  // One thread at a time, so there is nothing to lock with each call.
  flags |= SQLITE_OPEN_NOMUTEX;
  if (mode != Mode::memory) flags |= SQLITE_OPEN_URI;
  if (mode == Mode::memory || mode == Mode::create) flags |= SQLITE_OPEN_CREATE;
  count_no_memory();
  sqlite3* handle = nullptr;
  const int result = sqlite3_open_v2(name.c_str(), &handle, flags, nullptr);
  Database database(handle, what);
  if (result != SQLITE_OK) return error_of(result, what);
  sqlite3_busy_timeout(handle, k_patience_milliseconds);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  TRY(database.run(
      "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY"));
  if (mode == Mode::use || mode == Mode::create) {
    TRY(database.run("PRAGMA secure_delete = ON; PRAGMA synchronous = EXTRA"));
  }
  return database;
}

Status Database::run(const char* sql) {
  const int result = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) return error_of(result, what_);
  return {};
}

Result<Statement> Database::prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  const int result = sqlite3_prepare_v2(handle_.get(), sql, -1, &statement, nullptr);
  if (result != SQLITE_OK) return error_of(result, what_);
  return Statement(statement, what_);
}

Result<std::int64_t> Database::number(const char* sql) {
  Statement statement = TRY(prepare(sql));
  const bool row = TRY(statement.step());
  if (!row) return error_of(SQLITE_CORRUPT, what_);
  return statement.integer(0);
}

int Database::changes() const noexcept {
  return sqlite3_changes(handle_.get());
}

Result<Bytes> Database::front(std::size_t bytes) {
  sqlite3_file* file = nullptr;
  const int result = sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (result != SQLITE_OK) return error_of(result, what_);
  Bytes front(bytes);
  const int read = file->pMethods->xRead(file, front.data(), static_cast<int>(bytes), 0);
  if (read == SQLITE_IOERR_SHORT_READ) return error_of(SQLITE_NOTADB, what_);
  if (read != SQLITE_OK) return error_of(read, what_);
  return front;
}

Status Database::read_file(const std::function<Status(ByteView)>& take) {
  constexpr std::size_t k_piece = std::size_t{1} << 20;
  sqlite3_file* file = nullptr;
  sqlite3_int64 size = 0;
  int result = sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (result == SQLITE_OK) result = file->pMethods->xFileSize(file, &size);
  if (result != SQLITE_OK) return error_of(result, what_);
  Bytes piece(k_piece);
  for (sqlite3_int64 at = 0; at < size;) {
    const auto bytes = std::min<sqlite3_int64>(size - at, k_piece);
    result = file->pMethods->xRead(file, piece.data(), static_cast<int>(bytes), at);
    if (result != SQLITE_OK) return error_of(result, what_);
    TRY(take(ByteView(piece).first(static_cast<std::size_t>(bytes))));
    at += bytes;
  }
  return {};
}

Result<Bytes> Database::image() {
  sqlite3_int64 size = 0;
  unsigned char* data = sqlite3_serialize(handle_.get(), "main", &size, 0);
  if (data == nullptr) return error_of(SQLITE_NOMEM, what_);
  Bytes bytes(data, data + size);
  sqlite3_free(data);
  return bytes;
}

bool Database::in_transaction() const noexcept {
  return sqlite3_get_autocommit(handle_.get()) == 0;
}

}  // namespace credenza::host::sqlite
