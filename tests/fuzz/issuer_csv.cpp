// issuer::CsvReader: what it gives is UTF-8 and in order; a table that was read is written,
// everything quoted, so that it reads as the same table.
#include "driver.h"
#include "issuer/characters.h"
#include "issuer/csv.h"

namespace {

namespace issuer = credenza::issuer;

void put_quoted(std::string& out, std::string_view field, bool last) {
  out += '"';
  for (const char c : field)
    out.append(c == '"' ? 2 : 1, c);
  out += last ? "\"\n" : "\";";
}

void read_by_rows(std::string_view text) {
  auto reader = issuer::CsvReader::open(issuer::text_source(text));
  if (!reader) return;
  issuer::CsvRow row;
  std::uint64_t last = 0;
  for (auto more = reader->next(row); more && *more; more = reader->next(row)) {
    property(row.number() > last);
    last = row.number();
    property(row.is_whole() ? row.size() == reader->columns().size() : !row.problems().empty());
    for (std::size_t i = 0; i < row.size(); ++i)
      property(issuer::is_utf8(row.field(i)));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read_by_rows(credenza::as_text({data, size}));
  const auto table = issuer::read_csv(credenza::as_text({data, size}));
  if (!table) return 0;
  const std::size_t width = table->columns().size();
  std::string text;
  for (std::size_t i = 0; i < width; ++i)
    put_quoted(text, table->columns()[i], i + 1 == width);
  for (std::size_t row = 0; row < table->rows(); ++row) {
    for (std::size_t i = 0; i < width; ++i)
      put_quoted(text, table->field(row, i), i + 1 == width);
  }
  const auto again = issuer::read_csv(text);
  property(again.has_value() && again->columns() == table->columns() &&
           again->rows() == table->rows());
  for (std::size_t row = 0; row < table->rows(); ++row) {
    for (std::size_t i = 0; i < width; ++i)
      property(again->field(row, i) == table->field(row, i));
  }
  return 0;
}
