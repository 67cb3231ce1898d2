// What may stand in a cell of text, of an address, or of a number.
#pragma once

#include <string_view>

#include "issuer/hole.h"

namespace credenza::issuer {

/// @return a problem for letters that were lost: question marks, text that was taken for another
/// encoding, symbols that no name has; and for a long number that a spreadsheet shortened
[[nodiscard]] CellReading read_text(const Hole& hole, std::string_view cell);

/// Something, an @, a name with a point in it: what catches typing errors. Only the receiver knows
/// more.
[[nodiscard]] CellReading read_email(std::string_view cell);

/// Digits with at most one comma or point, and up to nine of them: enough for credits and hours.
/// @return the number as JSON has it
[[nodiscard]] CellReading read_number(std::string_view cell);

/// A cell that has to be a number within the bounds of `hole`, which has some.
/// @return of a hole of type number the number; of a text the cell as it is
[[nodiscard]] CellReading read_bounded(const Hole& hole, std::string_view cell);

}  // namespace credenza::issuer
