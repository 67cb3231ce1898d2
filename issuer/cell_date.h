// Dates as people write them in a column, in the order that the template says.
#pragma once

#include <string_view>

#include "issuer/hole.h"

namespace credenza::issuer {

/// Whether `format` is "dd", "mm" and "yyyy" in some order, with one character of ". - / " between
/// them.
[[nodiscard]] bool is_date_format(std::string_view format) noexcept;

/// Reads `cell` in `format` into "2004-03-17". A day and a month may be one digit, a year is four.
/// With `partial`, "1991" and "07-1991" are read too, into "1991" and "1991-07".
[[nodiscard]] CellReading read_date(std::string_view cell, std::string_view format, bool partial);

}  // namespace credenza::issuer
