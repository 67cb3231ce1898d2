// SQLite, as the vault uses it: handles that close themselves and errors as values.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace credenza::wallet::sqlite {

/// Errors of all functions here, by what SQLite answers: `conflict` at "lock" when another process
/// is in the way; `unavailable` at "vault" for a full disk, a medium that went away or may not be
/// written; `malformed` at "vault" for a file that is no database or damaged.

class Statement {
 public:
  void bind(int index, std::int64_t value);
  /// `value` outlives the statement's use.
  void bind(int index, ByteView value);
  /// Whether there is a row.
  [[nodiscard]] Result<bool> step();
  /// Runs a statement that answers nothing, and makes it ready to be bound again.
  [[nodiscard]] Status run();
  /// @error malformed  the column holds something else
  [[nodiscard]] Result<std::int64_t> integer(int column) const;
  /// A view until the next step. @error malformed  the column holds something else
  [[nodiscard]] Result<ByteView> blob(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  explicit Statement(sqlite3_stmt* statement) noexcept : handle_(statement) {}
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

enum class Mode : std::uint8_t {
  memory,  ///< a new database that is in no file
  look,    ///< reads what is in the file: no lock, no journal, no write
  use,     ///< reads and writes; a change that was cut off is undone first
};

class Database {
 public:
  [[nodiscard]] static Result<Database> open(const std::string& path, Mode mode);

  /// Runs statements that answer nothing.
  [[nodiscard]] Status run(const char* sql);
  [[nodiscard]] Result<Statement> prepare(const char* sql);
  /// The first column of the first row.
  /// @error malformed  no row, or no integer in it
  [[nodiscard]] Result<std::int64_t> number(const char* sql);
  /// The first `bytes` bytes of the file as it is now, also in the middle of somebody's
  /// transaction. Through SQLite, because closing a descriptor of one's own would drop the locks
  /// that SQLite has on the file.
  /// @error malformed  the file is shorter
  [[nodiscard]] Result<Bytes> front(std::size_t bytes);
  /// The whole database as the bytes of a file.
  [[nodiscard]] Result<Bytes> image();
  [[nodiscard]] bool in_transaction() const noexcept;

 private:
  struct Close {
    void operator()(sqlite3* database) const noexcept;
  };
  explicit Database(sqlite3* database) noexcept : handle_(database) {}
  std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace credenza::wallet::sqlite
