// issuer::Template::parse: a template that was read tells its holes, fills them, can be tried out,
// and finds the hole of every place that it fills.
#include "driver.h"
#include "issuer/template.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace issuer = credenza::issuer;
  std::vector<credenza::Error> problems;
  const auto form = issuer::Template::parse(credenza::as_text({data, size}), problems);
  property(form.has_value() == problems.empty());
  if (!form) return 0;
  const auto table = issuer::read_csv("a;b;c\n1;voldoende;12-06-2026\n1;goed;13-06-2026\n");
  const issuer::Filled filled = form->fill(*table, 0);
  property(filled.values == form->fill(*table, 0).values);
  const issuer::Binding binding = form->bind(table->columns());
  const std::vector<issuer::CsvRow> rows{table->row(0), table->row(1)};
  const issuer::Cells cells = form->read(binding, rows);
  property(cells.findings.empty() || !form->holes().empty());
  static_cast<void>(form->pour(cells));
  for (const issuer::Cell& cell : cells.record)
    property(form->spot(form->pointer_of(*cell.hole, cell.item)).hole != nullptr);
  for (const issuer::Hole& hole : form->holes())
    property(!hole.column.empty());
  static_cast<void>(issuer::check_template(*form));
  return 0;
}
