#include "issuer/csv.h"

#include <algorithm>
#include <array>
#include <utility>

#include <csv.h>

#include "issuer/characters.h"

namespace credenza::issuer {
namespace {

constexpr std::string_view k_byte_order_mark = "\xef\xbb\xbf";
constexpr std::string_view k_replacement_character = "\xef\xbf\xbd";
constexpr std::size_t k_chunk_bytes = std::size_t{16} << 10;
constexpr std::size_t k_buffer_growth = 4096;
constexpr std::string_view k_save_as = "; save the file as 'CSV UTF-8'";

/// The separator that the row of names uses most; ',' when it names one column.
char find_separator(std::string_view text) noexcept {
  constexpr std::string_view k_separators = ",;\t";
  std::array<std::size_t, k_separators.size()> counts{};
  bool quoted = false;
  text.remove_prefix(std::min(text.find_first_not_of("\r\n"), text.size()));
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    const std::size_t which = k_separators.find(c);
    if (which != std::string_view::npos) ++counts.at(which);
  }
  const auto most = std::max_element(counts.begin(), counts.end()) - counts.begin();
  return k_separators[static_cast<std::size_t>(most)];
}

/// Takes the line "sep=;" from the front, which Excel writes and reads: the separator that it
/// names.
std::optional<char> take_separator_line(std::string_view& text) noexcept {
  constexpr std::string_view k_said = "sep=";
  constexpr std::string_view k_separators = ",;\t|";
  std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  const bool quoted = line.size() == k_said.size() + 3 && line.front() == '"' && line.back() == '"';
  const std::size_t length = line.size();
  if (quoted) line = line.substr(1, line.size() - 2);
  const bool there = line.size() == k_said.size() + 1 && line.starts_with(k_said) &&
                     k_separators.find(line.back()) != std::string_view::npos;
  if (!there) return std::nullopt;
  text.remove_prefix(length);
  return line.back();
}

class TextSource final : public ByteSource {
 public:
  explicit TextSource(std::string_view text) noexcept : text_(text) {}
  Result<std::size_t> read(std::span<char> into) override {
    const std::size_t size = text_.copy(into.data(), into.size());
    text_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view text_;
};

}  // namespace

/// Hands the source to libcsv a piece at a time and keeps the rows of a piece until they are asked
/// for. The first thing that is wrong beyond a row ends it, behind the rows before it.
class CsvReader::Machine {
 public:
  Machine(std::unique_ptr<ByteSource> source, const CsvLimits& limits)
      : source_(std::move(source)), limits_(limits), chunk_(k_chunk_bytes, '\0') {
    begin_row();
    must(csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_REPALL_NL) == 0);
    csv_set_blk_size(&parser_, k_buffer_growth);
  }
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;
  ~Machine() { csv_free(&parser_); }

  Status start();
  Result<bool> next(CsvRow& row);
  [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return columns_; }
  [[nodiscard]] char separator() const noexcept { return static_cast<char>(parser_.delim_char); }
  [[nodiscard]] CsvEncoding encoding() const noexcept { return encoding_; }

 private:
  static void on_field(void* data, std::size_t size, void* self) {
    static_cast<Machine*>(self)->take_field({static_cast<const char*>(data), size});
  }
  static void on_row(int end, void* self) { static_cast<Machine*>(self)->take_row(end); }
  void parse(std::string_view text);
  Status pump();
  void take_field(std::string_view field);
  void put_field(std::string_view field);
  void take_row(int end);
  void take_names();
  void keep_row();
  void begin_row();
  void note(Phrase phrase, std::size_t column);
  void stop(Code code, std::string where, std::string detail) {
    if (!error_) error_ = Error{code, std::move(where), std::move(detail)};
  }
  [[nodiscard]] std::string row_place() const { return "row " + std::to_string(row_); }
  [[nodiscard]] std::string place(std::size_t column) const;

  std::unique_ptr<ByteSource> source_;
  CsvLimits limits_;
  std::string chunk_;
  csv_parser parser_{};
  bool plain_ = true;  ///< up to here there was nothing but ASCII, and no NUL
  CsvEncoding encoding_ = CsvEncoding::ascii;
  std::vector<std::string> columns_;
  std::vector<CsvRow> rows_;          ///< those of the last piece; kept for their memory
  CsvRow* row_being_read_ = nullptr;  ///< of those, behind the complete ones
  std::size_t ready_ = 0;             ///< how many of them are complete
  std::size_t given_ = 0;             ///< how many of those were given away
  std::uint64_t row_ = 0;             ///< number of the row that is being read
  int last_end_ = 0;                  ///< the character that ended the row before
  bool ended_ = false;
  std::optional<Error> error_;
};

std::string CsvReader::Machine::place(std::size_t column) const {
  if (column < columns_.size()) return row_place() + ", column " + columns_[column];
  return row_place() + ", column " + std::to_string(column + 1);
}

/// Makes place for the next row, in the memory of an earlier one.
void CsvReader::Machine::begin_row() {
  if (ready_ == rows_.size()) rows_.emplace_back();
  row_being_read_ = &rows_[ready_];
  row_being_read_->text_.clear();
  row_being_read_->ends_.clear();
  row_being_read_->problems_.clear();
}

void CsvReader::Machine::note(Phrase phrase, std::size_t column) {
  CellFinding finding = finding_of(phrase);
  if (row_ == 0) return stop(finding.code, place(column), whole(finding).en);
  finding.column = column < columns_.size() ? columns_[column] : std::to_string(column + 1);
  row_being_read_->problems_.push_back(std::move(finding));
}

/// Puts the field into the row as UTF-8, or notes why that cannot be.
void CsvReader::Machine::put_field(std::string_view field) {
  CsvRow& row = *row_being_read_;
  const std::size_t column = row.ends_.size();
  if (!plain_ && !is_ascii(field)) {
    if (field.find(k_replacement_character) != std::string_view::npos)
      return note(Phrase::field_replacement, column);
    const bool utf8 = is_utf8(field);
    if (encoding_ == CsvEncoding::ascii) {
      encoding_ = utf8 ? CsvEncoding::utf8 : CsvEncoding::windows_1252;
    }
    if (encoding_ == CsvEncoding::windows_1252) {
      if (looks_like_utf8_letters(field)) return note(Phrase::field_mixed, column);
      if (!append_windows_1252(field, row.text_)) note(Phrase::field_undefined, column);
      return;
    }
    if (!utf8) return note(Phrase::field_mixed, column);
  }
  row.text_ += field;
}

void CsvReader::Machine::take_field(std::string_view field) {
  if (error_) return;
  CsvRow& row = *row_being_read_;
  const std::size_t column = row.ends_.size();
  if (column >= limits_.max_columns) {
    return stop(Code::out_of_range, row_place(),
                "more than " + std::to_string(limits_.max_columns) + " fields");
  }
  if (field.size() > limits_.max_field_bytes) {
    return stop(
        Code::out_of_range, place(column),
        "longer than " + std::to_string(limits_.max_field_bytes) + " bytes; is a quote missing?");
  }
  if (!plain_ && field.find('\0') != std::string_view::npos) {
    return stop(Code::malformed, place(column), "holds a NUL" + std::string(k_save_as));
  }
  if (row.text_.size() + field.size() > limits_.max_row_bytes) {
    return stop(Code::out_of_range, row_place(),
                "longer than " + std::to_string(limits_.max_row_bytes) + " bytes");
  }
  put_field(field);
  row.ends_.push_back(static_cast<std::uint32_t>(row.text_.size()));
}

void CsvReader::Machine::take_names() {
  const CsvRow& row = *row_being_read_;
  std::size_t count = row.size();
  while (count > 0 && row.field(count - 1).empty())
    --count;
  for (std::size_t i = 0; i < count; ++i)
    columns_.emplace_back(row.field(i));
  for (std::size_t i = 0; i < count; ++i) {
    if (columns_[i].empty()) {
      stop(Code::malformed, "row 0, column " + std::to_string(i + 1), "this column has no name");
    }
  }
  if (columns_.empty()) stop(Code::missing, "row 0", "the first row has to name the columns");
}

void CsvReader::Machine::keep_row() {
  CsvRow& row = *row_being_read_;
  while (row.size() > columns_.size() && row.field(row.size() - 1).empty())
    row.ends_.pop_back();
  if (row_ > limits_.max_rows) {
    return stop(Code::out_of_range, row_place(), "more rows than can be read; split the file");
  }
  row.number_ = row_;
  row.whole_ = row.size() == columns_.size();
  if (!row.whole_) {
    row.problems_.push_back(
        finding_of(Phrase::row_length,
                   {same(std::to_string(row.size())), same(std::to_string(columns_.size()))}));
  }
  ++ready_;
}

void CsvReader::Machine::take_row(int end) {
  CsvRow& row = *row_being_read_;
  // libcsv reports the two characters of CR LF as two ends.
  const bool second_of_pair = end == CSV_LF && last_end_ == CSV_CR && row.size() == 0;
  last_end_ = second_of_pair ? 0 : end;
  if (error_ || second_of_pair) return;
  if (row_ == 0) {
    if (row.size() == 0) return;
    take_names();
  } else if (!row.text_.empty() || !row.problems_.empty()) {
    keep_row();
  }
  begin_row();
  ++row_;
}

void CsvReader::Machine::parse(std::string_view text) {
  plain_ = plain_ && is_ascii(text) && text.find('\0') == std::string_view::npos;
  const bool parsed =
      csv_parse(&parser_, text.data(), text.size(), on_field, on_row, this) == text.size();
  if (error_) return;
  if (!parsed) {
    return stop(Code::malformed, place(row_being_read_->size()),
                "a quote stands where none can stand; what follows was not read");
  }
  if (parser_.entry_pos > limits_.max_field_bytes) {
    stop(Code::out_of_range, place(row_being_read_->size()),
         "longer than " + std::to_string(limits_.max_field_bytes) + " bytes; is a quote missing?");
  }
}

/// Reads one piece. Every row that was ready has been given away.
Status CsvReader::Machine::pump() {
  if (ready_ > 0) std::swap(rows_.front(), *row_being_read_);
  row_being_read_ = &rows_.front();
  ready_ = given_ = 0;
  const std::size_t got = TRY(source_->read(chunk_));
  parse(std::string_view(chunk_).substr(0, got));
  if (got == chunk_.size() || error_) return {};
  ended_ = true;
  if (csv_fini(&parser_, on_field, on_row, this) != 0) {
    stop(Code::malformed, place(row_being_read_->size()),
         "a quote is not closed; look for a cell that has only one of the two");
  }
  return {};
}

Status CsvReader::Machine::start() {
  std::size_t got = TRY(source_->read(chunk_));
  std::string_view text = std::string_view(chunk_).substr(0, got);
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) {
    return fail(Code::malformed, "row 0", "this is UTF-16" + std::string(k_save_as));
  }
  if (text.starts_with(k_byte_order_mark)) {
    text.remove_prefix(k_byte_order_mark.size());
    encoding_ = CsvEncoding::utf8;
  }
  const auto said = take_separator_line(text);
  csv_set_delim(&parser_, static_cast<unsigned char>(said.value_or(find_separator(text))));
  parse(text);
  ended_ = got < chunk_.size();
  if (ended_ && !error_ && csv_fini(&parser_, on_field, on_row, this) != 0) {
    stop(Code::malformed, place(row_being_read_->size()),
         "a quote is not closed; look for a cell that has only one of the two");
  }
  while (row_ == 0 && !ended_ && !error_)
    TRY(pump());
  if (row_ == 0 && !error_)
    stop(Code::missing, "row 0", "the file is empty; the first row has to name the columns");
  // An error further down waits until the rows before it were asked for.
  if (error_ && error_->where.starts_with("row 0")) return *error_;
  return {};
}

Result<bool> CsvReader::Machine::next(CsvRow& row) {
  while (given_ == ready_) {
    if (error_) return *error_;
    if (ended_) return false;
    TRY(pump());
  }
  std::swap(row, rows_[given_++]);
  return true;
}

std::string_view CsvRow::field(std::size_t column) const noexcept {
  if (column >= ends_.size()) return {};
  const std::size_t begin = column == 0 ? 0 : ends_[column - 1];
  return std::string_view(text_).substr(begin, ends_[column] - begin);
}

CsvReader::CsvReader(std::unique_ptr<Machine> machine) noexcept : machine_(std::move(machine)) {}
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

Result<CsvReader> CsvReader::open(std::unique_ptr<ByteSource> source, const CsvLimits& limits) {
  auto machine = std::make_unique<Machine>(std::move(source), limits);
  TRY(machine->start());
  return CsvReader(std::move(machine));
}

const std::vector<std::string>& CsvReader::columns() const noexcept {
  return machine_->columns();
}

char CsvReader::separator() const noexcept {
  return machine_->separator();
}

CsvEncoding CsvReader::encoding() const noexcept {
  return machine_->encoding();
}

Result<bool> CsvReader::next(CsvRow& row) {
  return machine_->next(row);
}

std::unique_ptr<ByteSource> text_source(std::string_view text) {
  return std::make_unique<TextSource>(text);
}

std::optional<std::size_t> CsvTable::column(std::string_view name) const noexcept {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

Result<CsvTable> read_csv(std::string_view text, const CsvLimits& limits) {
  CsvReader reader = TRY(CsvReader::open(text_source(text), limits));
  CsvTable out;
  out.columns_ = reader.columns();
  for (const std::string& name : out.columns_) {
    if (std::count(out.columns_.begin(), out.columns_.end(), name) > 1)
      return fail(Code::malformed, "row 0, column " + name, "two columns have this name");
  }
  for (CsvRow row; TRY(reader.next(row));) {
    if (!row.problems().empty()) {
      const CellFinding& first = row.problems().front();
      std::string where = "row " + std::to_string(row.number());
      if (!first.column.empty()) where += ", column " + first.column;
      return fail(first.code, std::move(where), whole(first).en);
    }
    out.rows_.push_back(row);
  }
  return out;
}

}  // namespace credenza::issuer
