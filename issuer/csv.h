// CSV as schools export it (RFC 4180, and what spreadsheets make of it), a row at a time and in
// memory that does not grow with the file.
//
//   ByteSource ── CsvReader::open ──► columns(), separator() … next(row) until there are no more
//
// ',' or ';' or tab, found in the first row, which names the columns, or said by Excel's line
// "sep=;" above it. UTF-8 with or without a byte
// order mark, or Windows-1252. Which of the two is decided by the first character that is not
// ASCII, so a file that mixes them is never read as something else than was meant.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ports.h"
#include "base/result.h"
#include "issuer/finding.h"

namespace credenza::issuer {

struct CsvLimits {
  std::uint64_t max_rows = 100'000'000;
  std::size_t max_field_bytes = std::size_t{64} << 10;
  std::size_t max_row_bytes = std::size_t{1} << 20;
  std::size_t max_columns = 256;
};

enum class CsvEncoding : std::uint8_t { ascii, utf8, windows_1252 };

/// A row below the names. Fields are UTF-8 and have white space around them taken off unless they
/// stood in quotes. Reusing one row for a whole file costs no memory management.
class CsvRow {
 public:
  /// From 1 for the first row below the names, blank ones counted.
  [[nodiscard]] std::uint64_t number() const noexcept { return number_; }
  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  /// A view into this row; empty when there is no such field.
  [[nodiscard]] std::string_view field(std::size_t column) const noexcept;
  /// What makes single fields unreadable (they are empty then), or the whole row.
  [[nodiscard]] const std::vector<CellFinding>& problems() const noexcept { return problems_; }
  /// Whether there is one field for each column.
  [[nodiscard]] bool is_whole() const noexcept { return whole_; }

 private:
  friend class CsvReader;
  std::uint64_t number_ = 0;
  bool whole_ = true;
  std::string text_;
  std::vector<std::uint32_t> ends_;  ///< of each field in text_
  std::vector<CellFinding> problems_;
};

class CsvReader {
 public:
  /// Reads the row of names. `where` of an error is "row 0, column geboortedatum", as far as it is
  /// known; the row of names is row 0.
  /// @error malformed     UTF-16, a NUL, bytes of no known encoding, a stray quote, a column
  /// without
  ///                      name
  /// @error missing       no row of names
  /// @error out_of_range  beyond `limits`
  /// @error unavailable   as ByteSource::read()
  [[nodiscard]] static Result<CsvReader> open(std::unique_ptr<ByteSource> source,
                                              const CsvLimits& limits = {});
  CsvReader(CsvReader&&) noexcept;
  CsvReader& operator=(CsvReader&&) noexcept;
  ~CsvReader();

  /// None empty; two can have one name, which matters to whoever reads that column.
  [[nodiscard]] const std::vector<std::string>& columns() const noexcept;
  [[nodiscard]] char separator() const noexcept;
  /// As far as the file has been read: ascii until another character came.
  [[nodiscard]] CsvEncoding encoding() const noexcept;

  /// Reads the next row in which something stands. A row that is longer or shorter than the names,
  /// and a field that lost characters to another encoding, are problems of the row; reading goes
  /// on behind them.
  /// @return false at the end of the file
  /// @error malformed     a NUL or a stray quote; nothing behind it can be read. `where` names the
  ///                      row and column
  /// @error out_of_range  beyond `limits`
  /// @error unavailable   as ByteSource::read()
  [[nodiscard]] Result<bool> next(CsvRow& row);

 private:
  class Machine;
  explicit CsvReader(std::unique_ptr<Machine> machine) noexcept;
  std::unique_ptr<Machine> machine_;
};

/// A text as source; it has to outlive the source.
[[nodiscard]] std::unique_ptr<ByteSource> text_source(std::string_view text);

/// A whole table in memory, for short files.
class CsvTable {
 public:
  [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return columns_; }
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const noexcept;
  /// Rows in which nothing stands are left out.
  [[nodiscard]] std::size_t rows() const noexcept { return rows_.size(); }
  [[nodiscard]] const CsvRow& row(std::size_t row) const noexcept { return rows_[row]; }
  /// From 1 for the first row below the names, blank ones counted.
  [[nodiscard]] std::size_t number(std::size_t row) const noexcept { return rows_[row].number(); }
  [[nodiscard]] std::string_view field(std::size_t row, std::size_t column) const noexcept {
    return rows_[row].field(column);
  }

 private:
  friend Result<CsvTable> read_csv(std::string_view text, const CsvLimits& limits);
  std::vector<std::string> columns_;
  std::vector<CsvRow> rows_;
};

/// Reads a whole table with CsvReader; a problem of a row is an error here.
/// @error as CsvReader::open() and next()
/// @error malformed  two columns of one name; the first problem of a row
[[nodiscard]] Result<CsvTable> read_csv(std::string_view text, const CsvLimits& limits = {});

}  // namespace credenza::issuer
