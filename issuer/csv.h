// CSV as schools export it (RFC 4180, and what spreadsheets make of it): ',' or ';', UTF-8 with or
// without a byte order mark, a first row that names the columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace credenza::issuer {

struct CsvLimits {
  std::size_t max_bytes = 10'000'000;
  std::size_t max_rows = 100'000;
  std::size_t max_field_bytes = std::size_t{64} << 10;
  std::size_t max_columns = 256;
  std::size_t max_fields = 4'000'000;
};

/// A table that was read. Fields are kept end to end in one text, so that a file of ten million
/// separators costs what its bytes cost.
class CsvTable {
 public:
  /// All different, none empty.
  [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return columns_; }
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const noexcept;
  /// Rows in which nothing stands are left out.
  [[nodiscard]] std::size_t rows() const noexcept { return numbers_.size(); }
  /// From 1 for the first row below the names, blank ones counted.
  [[nodiscard]] std::size_t number(std::size_t row) const noexcept { return numbers_[row]; }
  /// A view into this table.
  [[nodiscard]] std::string_view field(std::size_t row, std::size_t column) const noexcept;

 private:
  friend class CsvReader;
  std::vector<std::string> columns_;
  std::vector<std::uint32_t> numbers_;
  std::string text_;
  std::vector<std::uint32_t> ends_;  ///< of each field in text_, row by row
};

/// Reads a whole table. `where` of an error is "row 8, column geboortedatum", as far as it is
/// known; the row of names is row 0.
/// @error malformed     not UTF-8 (also: UTF-16, or a text that lost characters to another
/// encoding), a NUL, a
///                      stray quote, two columns of one name, a row that is longer or shorter than
///                      the names
/// @error missing       no row of names
/// @error out_of_range  beyond `limits`
[[nodiscard]] Result<CsvTable> read_csv(std::string_view text, const CsvLimits& limits = {});

}  // namespace credenza::issuer
