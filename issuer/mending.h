// A row with mistakes is looked at further: a value that fits stands in the place of each that is
// wrong. What is found only because of that value is nobody's mistake, so a row is mended twice, to
// either side of what can stand there, and only what both find counts.
#pragma once

#include <cstdint>

#include "issuer/template.h"

namespace credenza::issuer {

enum class Mending : std::uint8_t { low, high };

[[nodiscard]] bool has_wrong(const Cells& cells);
/// The cells with a value that fits in the place of each that is wrong.
[[nodiscard]] Cells mended(const Cells& cells, Mending mending);
/// Those of `low` that are among `high` as well.
[[nodiscard]] std::vector<CellFinding> in_both(std::vector<CellFinding> low,
                                               const std::vector<CellFinding>& high);

}  // namespace credenza::issuer
