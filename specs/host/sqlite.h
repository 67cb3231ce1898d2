// SQLite, as the programs use it: handles that close themselves, and errors as values.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace credenza::host::sqlite {

// Errors of all functions here, by what SQLite answers, with `what` as it was given to open():
// `conflict` at "lock" when another process is in the way, `conflict` at `what` for a value that
// has to be unique, `unavailable` at `what` for a disk that is full, went away or cannot be
// written, `malformed` at `what` for a file that is no database or damaged.

class Statement {
 public:
  void bind(int index, std::int64_t value);
  /// What is bound outlives the statement's use.
  void bind(int index, ByteView value);
  void bind(int index, std::string_view text);
  void bind_null(int index);
  /// Whether there is a row.
  [[nodiscard]] Result<bool> step();
  /// Runs a statement that answers nothing, and makes it ready to be bound again.
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
  Statement(sqlite3_stmt* statement, const char* what) noexcept : handle_(statement), what_(what) {}
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
  const char* what_;
};

enum class Mode : std::uint8_t {
  memory,  ///< a new database that is in no file
  look,    ///< reads what is in the file: no lock, no journal, no write
  use,     ///< reads and writes; a change that was cut off is undone first
  create,  ///< as `use`, of a file that is made when it is not there
};

class Database {
 public:
  /// `what` is the name of the thing for people, "store" or "vault", and the place of its errors: a
  /// constant of the program.
  [[nodiscard]] static Result<Database> open(const std::string& path, Mode mode, const char* what);

  /// Runs statements that answer nothing.
  [[nodiscard]] Status run(const char* sql);
  [[nodiscard]] Result<Statement> prepare(const char* sql);
  /// The first column of the first row. @error malformed  no row, or no integer in it
  [[nodiscard]] Result<std::int64_t> number(const char* sql);
  /// How many rows the last statement changed.
  [[nodiscard]] int changes() const noexcept;
  /// The first `bytes` bytes of the file as it is now, also in the middle of somebody's
  /// transaction. Through SQLite, because closing a descriptor of one's own would drop the locks
  /// that SQLite has on the file.
  /// @error malformed  the file is shorter
  [[nodiscard]] Result<Bytes> front(std::size_t bytes);
  /// Calls `take` for one piece of the file after the other, until its end. Who reads in a
  /// transaction gets the database of one moment: others cannot write meanwhile.
  /// @error (take's)  it ended the reading
  [[nodiscard]] Status read_file(const std::function<Status(ByteView)>& take);
  /// The whole database as the bytes of a file.
  [[nodiscard]] Result<Bytes> image();
  [[nodiscard]] bool in_transaction() const noexcept;

 private:
  struct Close {
    void operator()(sqlite3* database) const noexcept;
  };
  Database(sqlite3* database, const char* what) noexcept : handle_(database), what_(what) {}
  std::unique_ptr<sqlite3, Close> handle_;
  const char* what_;
};

}  // namespace credenza::host::sqlite
