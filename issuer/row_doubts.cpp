#include "issuer/row_doubts.h"

#include <algorithm>

#include "learning_record/learning_record.h"

namespace credenza::issuer {
namespace {

/// A letter of ASCII, or a character beyond the signs of Latin-1 and beyond the blocks of
/// punctuation and symbols (U+2000 … U+2BFF, E2 80 … E2 AF in UTF-8): nearly all those are letters.
bool has_letter(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return true;
    if (c >= 0xc3 && c != 0xe2) return true;
    if (c == 0xe2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0xb0)
      return true;
  }
  return false;
}

std::string_view pointer_of(const Cell& cell) noexcept {
  return cell.hole->pointer;
}

void add(const Cell& cell, const CsvRow& row, Phrase phrase, std::vector<RowFinding>& findings) {
  CellFinding finding = finding_of(phrase, {same(issuer::quoted(cell.value.text))});
  finding.column = cell.hole->column;
  finding.where = cell.hole->pointer;
  findings.push_back({row.number(), std::move(finding)});
}

/// Somebody whose one name stands as a given name is told where it belongs.
void advise_one_name(const Cells& cells, std::vector<RowFinding>& findings) {
  const bool given = std::any_of(cells.record.begin(), cells.record.end(), [](const Cell& cell) {
    return pointer_of(cell) == "/person/given_name" && cell.value.is_there();
  });
  if (!given) return;
  for (RowFinding& found : findings) {
    const bool family =
        found.finding.where == "/person/family_name" && found.finding.fault == Fault::empty;
    if (family) found.finding.advice = finding_of(Phrase::cell_one_name).advice;
  }
}

}  // namespace

void add_doubts(const Cells& cells, std::span<const CsvRow> rows,
                std::vector<RowFinding>& findings) {
  for (const Cell& cell : cells.record) {
    if (!cell.value.is_there() || cell.value.kind != CellValue::Kind::text) continue;
    const CsvRow& row = rows[std::min(cell.item, rows.size() - 1)];
    if (cell.hole->is_name) {
      if (!has_letter(cell.value.text)) add(cell, row, Phrase::name_without_letter, findings);
    } else if (pointer_of(cell) == "/person/learner_id" ||
               pointer_of(cell) == "/registration/number") {
      if (learning_record::may_be_bsn_without_zero(cell.value.text))
        add(cell, row, Phrase::number_without_zero, findings);
    }
  }
  if (!findings.empty()) advise_one_name(cells, findings);
}

}  // namespace credenza::issuer
