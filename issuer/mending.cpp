#include "issuer/mending.h"

#include <algorithm>

namespace credenza::issuer {
namespace {

CellValue mended_cell(const Hole& hole, Mending mending) {
  const bool low = mending == Mending::low;
  if (!hole.map.empty()) {
    const Json& value = low ? hole.map.front().second : hole.map.back().second;
    if (value.is_string()) return {CellValue::Kind::text, value.get<std::string>()};
    return {CellValue::Kind::other, value.dump()};
  }
  // Days that a validity can begin and end on, further out than anything that a school writes.
  if (hole.type == CellType::date)
    return {CellValue::Kind::text, low ? "1996-01-02" : "2199-12-30"};
  if (hole.type == CellType::number && !hole.has_bounds())
    return {CellValue::Kind::other, low ? "1" : "999999"};
  return sample_cell(hole);
}

bool is_same(const CellFinding& a, const CellFinding& b) {
  return a.where == b.where && a.code == b.code && a.fault == b.fault && a.what.en == b.what.en;
}

}  // namespace

bool has_wrong(const Cells& cells) {
  return std::any_of(cells.record.begin(), cells.record.end(),
                     [](const Cell& cell) { return cell.is_wrong; });
}

Cells mended(const Cells& cells, Mending mending) {
  Cells out;
  out.record = cells.record;
  for (Cell& cell : out.record)
    if (cell.is_wrong) cell.value = mended_cell(*cell.hole, mending);
  return out;
}

std::vector<CellFinding> in_both(std::vector<CellFinding> low,
                                 const std::vector<CellFinding>& high) {
  const auto gone = std::remove_if(low.begin(), low.end(), [&high](const CellFinding& finding) {
    return std::none_of(high.begin(), high.end(),
                        [&finding](const CellFinding& other) { return is_same(finding, other); });
  });
  low.erase(gone, low.end());
  return low;
}

}  // namespace credenza::issuer
