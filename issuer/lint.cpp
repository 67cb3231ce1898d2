#include "issuer/lint.h"

#include <algorithm>
#include <charconv>

#include "issuer/form_doubts.h"
#include "issuer/record_texts.h"

namespace credenza::issuer {
namespace {

/// Tells findings and counts them.
class Teller {
 public:
  Teller(LintTally& tally, const std::function<Status(const RowFinding&)>& tell) noexcept
      : tally_(tally), tell_(tell) {}
  Status tell(const RowFinding& found) {
    (is_error(found.finding.fault) ? tally_.errors : tally_.warnings) += 1;
    return tell_(found);
  }
  Status tell_all(const std::vector<RowFinding>& found) {
    for (const RowFinding& one : found)
      TRY(tell(one));
    return {};
  }

 private:
  LintTally& tally_;
  const std::function<Status(const RowFinding&)>& tell_;
};

/// Reads and checks the rows.
Status lint_rows(RowReader& reader, const LintInput& input, bool columns_are_there,
                 LintTally& tally, Teller& teller) {
  RowCheck check(input.form, reader.binding(), input.config, input.now, input.further);
  Repetitions repetitions(input.form, input.random);
  std::vector<CsvRow> rows;
  Checked checked;
  for (;;) {
    const auto more = reader.next(rows);
    if (!more && more.error().code == Code::unavailable) return more.error();
    if (!more) return teller.tell(file_finding(more.error()));
    if (!*more) return {};
    check.check(rows, checked);
    for (RowFinding& again : repetitions.look(rows, checked.cells))
      checked.findings.push_back(std::move(again));
    tally.rows += rows.size();
    const bool ready = columns_are_there && checked.is_sound();
    (ready ? tally.ready : tally.with_errors) += rows.size();
    TRY(teller.tell_all(checked.findings));
    if (input.go_on) TRY(input.go_on(rows.size()));
  }
}

}  // namespace

RowFinding file_finding(const Error& error) {
  CellFinding finding = say_finding(error, Fault::file);
  finding.where.clear();
  std::uint64_t row = 0;
  constexpr std::string_view k_row = "row ";
  constexpr std::string_view k_column = ", column ";
  std::string_view where = error.where;
  if (where.starts_with(k_row)) {
    where.remove_prefix(k_row.size());
    const auto [end, wrong] = std::from_chars(where.data(), where.data() + where.size(), row);
    if (wrong == std::errc()) where.remove_prefix(static_cast<std::size_t>(end - where.data()));
    if (where.starts_with(k_column)) finding.column = where.substr(k_column.size());
  }
  return {row, std::move(finding)};
}

Result<LintTally> lint(std::unique_ptr<ByteSource> source, const LintInput& input,
                       const std::function<Status(const RowFinding&)>& tell) {
  LintTally tally;
  Teller teller(tally, tell);
  auto reader = RowReader::open(std::move(source), input.form);
  if (!reader && reader.error().code == Code::unavailable) return reader.error();
  if (!reader) {
    TRY(teller.tell(file_finding(reader.error())));
    return tally;
  }
  for (const CellFinding& missing : reader->binding().missing)
    TRY(teller.tell({0, missing}));
  for (const RowFinding& doubt : form_doubts(input.form, input.config))
    TRY(teller.tell(doubt));
  const bool columns_are_there = reader->binding().missing.empty();
  const std::uint64_t before = tally.errors;
  TRY(lint_rows(*reader, input, columns_are_there, tally, teller));
  if (tally.rows == 0 && tally.errors == before)
    TRY(teller.tell({0, finding_of(Phrase::file_without_rows)}));
  if (reader->csv().encoding() == CsvEncoding::windows_1252)
    TRY(teller.tell({0, finding_of(Phrase::file_windows_1252)}));
  return tally;
}

}  // namespace credenza::issuer
