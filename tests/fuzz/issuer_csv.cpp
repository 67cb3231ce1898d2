// issuer::read_csv: a table that was read is written, everything quoted, so that it reads as the
// same table.
#include "driver.h"
#include "issuer/csv.h"

namespace {

void put_quoted(std::string& out, std::string_view field, bool last) {
  out += '"';
  for (const char c : field)
    out.append(c == '"' ? 2 : 1, c);
  out += last ? "\"\n" : "\";";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto table = credenza::issuer::read_csv(credenza::as_text({data, size}));
  if (!table) return 0;
  const std::size_t width = table->columns().size();
  std::string text;
  for (std::size_t i = 0; i < width; ++i)
    put_quoted(text, table->columns()[i], i + 1 == width);
  for (std::size_t row = 0; row < table->rows(); ++row) {
    for (std::size_t i = 0; i < width; ++i)
      put_quoted(text, table->field(row, i), i + 1 == width);
  }
  const auto again = credenza::issuer::read_csv(text);
  property(again.has_value() && again->columns() == table->columns() &&
           again->rows() == table->rows());
  for (std::size_t row = 0; row < table->rows(); ++row) {
    for (std::size_t i = 0; i < width; ++i)
      property(again->field(row, i) == table->field(row, i));
  }
  return 0;
}
