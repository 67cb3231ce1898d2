#include "issuer/csv.h"

#include <algorithm>
#include <memory>

#include <csv.h>

namespace credenza::issuer {
namespace {

constexpr std::string_view k_byte_order_mark = "\xef\xbb\xbf";
constexpr std::string_view k_replacement_character = "\xef\xbf\xbd";
constexpr std::size_t k_chunk_bytes = std::size_t{64} << 10;
constexpr std::size_t k_buffer_growth = 4096;

std::size_t sequence_length(unsigned char lead) noexcept {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

/// RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool is_utf8(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = sequence_length(lead);
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xc0U) != 0x80U) return false;
    }
    const auto second = static_cast<unsigned char>(length > 1 ? text[i + 1] : '\0');
    if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) ||
        (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f)) {
      return false;
    }
    i += length;
  }
  return true;
}

/// The separator that the row of names uses more often; ',' when it names one column.
char find_separator(std::string_view text) noexcept {
  bool quoted = false;
  std::ptrdiff_t balance = 0;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    balance += c == ';' ? 1 : c == ',' ? -1 : 0;
  }
  return balance > 0 ? ';' : ',';
}

}  // namespace

/// Takes what libcsv finds and stops at the first thing that is wrong.
class CsvReader {
 public:
  explicit CsvReader(const CsvLimits& limits) noexcept : limits_(limits) {}
  Result<CsvTable> read(std::string_view text, char separator) &&;

 private:
  struct Close {
    void operator()(csv_parser* parser) const noexcept { csv_free(parser); }
  };
  static void on_field(void* data, std::size_t size, void* self);
  static void on_row(int end, void* self);
  void take_field(std::string_view field);
  void take_row();
  void take_names();
  void keep_row();
  void stop(Code code, std::string where, std::string detail) {
    if (!error_) error_ = Error{code, std::move(where), std::move(detail)};
  }
  [[nodiscard]] std::string row_place() const { return "row " + std::to_string(row_); }
  [[nodiscard]] std::string place(std::size_t column) const;

  const CsvLimits& limits_;
  CsvTable table_;
  std::vector<std::string> fields_;  ///< of the row that is being read
  std::size_t row_ = 0;
  std::optional<Error> error_;
};

std::string CsvReader::place(std::size_t column) const {
  if (column < table_.columns_.size()) return row_place() + ", column " + table_.columns_[column];
  return row_place() + ", column " + std::to_string(column + 1);
}

void CsvReader::on_field(void* data, std::size_t size, void* self) {
  static_cast<CsvReader*>(self)->take_field({static_cast<const char*>(data), size});
}

void CsvReader::on_row(int /*end*/, void* self) {
  static_cast<CsvReader*>(self)->take_row();
}

void CsvReader::take_field(std::string_view field) {
  if (error_) return;
  const std::size_t column = fields_.size();
  if (column >= limits_.max_columns) {
    return stop(Code::out_of_range, row_place(),
                "more than " + std::to_string(limits_.max_columns) + " fields");
  }
  if (field.size() > limits_.max_field_bytes) {
    stop(Code::out_of_range, place(column),
         "longer than " + std::to_string(limits_.max_field_bytes) + " bytes; is a quote missing?");
  } else if (field.find('\0') != std::string_view::npos) {
    stop(Code::malformed, place(column), "holds a NUL; save the file as 'CSV UTF-8' again");
  } else if (!is_utf8(field)) {
    stop(Code::malformed, place(column), "is not UTF-8; save the file as 'CSV UTF-8'");
  } else if (field.find(k_replacement_character) != std::string_view::npos) {
    stop(Code::malformed, place(column),
         "has lost characters (\ufffd) in an earlier conversion; save the original as 'CSV UTF-8'");
  }
  fields_.emplace_back(field);
}

void CsvReader::take_names() {
  while (!fields_.empty() && fields_.back().empty())
    fields_.pop_back();
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (fields_[i].empty()) {
      stop(Code::malformed, "row 0, column " + std::to_string(i + 1), "this column has no name");
    } else if (std::count(fields_.begin(), fields_.end(), fields_[i]) > 1) {
      stop(Code::malformed, "row 0, column " + fields_[i], "two columns have this name");
    }
  }
  if (fields_.empty()) stop(Code::missing, "row 0", "the first row has to name the columns");
  table_.columns_ = std::move(fields_);
}

void CsvReader::keep_row() {
  const std::size_t names = table_.columns_.size();
  while (fields_.size() > names && fields_.back().empty())
    fields_.pop_back();
  if (fields_.size() != names) {
    return stop(Code::malformed, row_place(),
                "has " + std::to_string(fields_.size()) + " fields, and there are " +
                    std::to_string(names) +
                    " columns; a separator or a quote is missing or too many");
  }
  if (table_.rows() >= limits_.max_rows || table_.ends_.size() + names > limits_.max_fields) {
    return stop(Code::out_of_range, row_place(),
                "more rows than can be read at once; split the file");
  }
  table_.numbers_.push_back(static_cast<std::uint32_t>(row_));
  for (const std::string& field : fields_) {
    table_.text_ += field;
    table_.ends_.push_back(static_cast<std::uint32_t>(table_.text_.size()));
  }
}

void CsvReader::take_row() {
  if (error_) return;
  const auto is_empty = [](const std::string& field) { return field.empty(); };
  if (row_ == 0) {
    take_names();
  } else if (!std::all_of(fields_.begin(), fields_.end(), is_empty)) {
    keep_row();
  }
  fields_.clear();
  ++row_;
}

Result<CsvTable> CsvReader::read(std::string_view text, char separator) && {
  csv_parser parser;
  must(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) == 0);
  const std::unique_ptr<csv_parser, Close> owner(&parser);
  csv_set_delim(&parser, static_cast<unsigned char>(separator));
  csv_set_blk_size(&parser, k_buffer_growth);
  bool parsed = true;
  for (std::size_t at = 0; at < text.size() && parsed && !error_; at += k_chunk_bytes) {
    const std::string_view chunk = text.substr(at, k_chunk_bytes);
    parsed = csv_parse(&parser, chunk.data(), chunk.size(), on_field, on_row, this) == chunk.size();
  }
  if (!error_ && parsed) parsed = csv_fini(&parser, on_field, on_row, this) == 0;
  if (error_) return *std::move(error_);
  if (!parsed) {
    return fail(Code::malformed, place(fields_.size()),
                "a quote stands where none can stand, or is not closed");
  }
  if (row_ == 0)
    return fail(Code::missing, "row 0", "the file is empty; the first row has to name the columns");
  return std::move(table_);
}

std::optional<std::size_t> CsvTable::column(std::string_view name) const noexcept {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

std::string_view CsvTable::field(std::size_t row, std::size_t column) const noexcept {
  const std::size_t at = row * columns_.size() + column;
  const std::size_t begin = at == 0 ? 0 : ends_[at - 1];
  return std::string_view(text_).substr(begin, ends_[at] - begin);
}

Result<CsvTable> read_csv(std::string_view text, const CsvLimits& limits) {
  if (text.size() > limits.max_bytes) {
    return fail(Code::out_of_range, "",
                "longer than " + std::to_string(limits.max_bytes) + " bytes; split the file");
  }
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) {
    return fail(Code::malformed, "row 0", "this is UTF-16; save the file as 'CSV UTF-8'");
  }
  if (text.starts_with(k_byte_order_mark)) text.remove_prefix(k_byte_order_mark.size());
  return CsvReader(limits).read(text, find_separator(text));
}

}  // namespace credenza::issuer
