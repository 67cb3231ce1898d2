// SQLite, as the store uses it: handles that close themselves, and errors as values.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace credenza::issuer::sqlite {

// Errors of all functions here, by what SQLite answers: `conflict` at "lock" when another process
// is in the way, `conflict` at "store" for a value that has to be unique, `unavailable` at "store"
// for a disk that is full or cannot be written, `malformed` at "store" for a file that is no
// database or damaged.

class Statement {
 public:
  void bind(int index, std::int64_t value);
  /// What is bound outlives the statement's use.
  void bind(int index, ByteView value);
  void bind(int index, std::string_view text);
  void bind_null(int index);
  /// Whether there is a row.
  [[nodiscard]] Result<bool> step();
  /// Runs a statement that answers nothing.
  [[nodiscard]] Status run();
  /// Makes it ready to be bound again.
  void reset() noexcept;

  [[nodiscard]] bool is_null(int column) const noexcept;
  /// @error malformed  the column holds something else
  [[nodiscard]] Result<std::int64_t> integer(int column) const;
  [[nodiscard]] Result<Bytes> blob(int column) const;
  /// As blob(), without a copy: until the next step() or reset().
  [[nodiscard]] Result<ByteView> view(int column) const;
  [[nodiscard]] Result<std::string> text(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  explicit Statement(sqlite3_stmt* statement) noexcept : handle_(statement) {}
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

class Database {
 public:
  /// Opens the file at `path`; makes it when `create`.
  [[nodiscard]] static Result<Database> open(const std::string& path, bool create);
  [[nodiscard]] Status run(const char* sql);
  [[nodiscard]] Result<Statement> prepare(const char* sql);
  /// The first column of the first row. @error malformed  no row, or no integer in it
  [[nodiscard]] Result<std::int64_t> number(const char* sql);
  /// How many rows the last statement changed.
  [[nodiscard]] int changes() const noexcept;

 private:
  struct Close {
    void operator()(sqlite3* database) const noexcept;
  };
  explicit Database(sqlite3* database) noexcept : handle_(database) {}
  std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace credenza::issuer::sqlite
