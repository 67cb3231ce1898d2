// CSV that we write: for people who open it in a spreadsheet.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace credenza::issuer {

/// A cell of a CSV file with ';'. What a spreadsheet would take for a formula (it begins with = + -
/// @, in full width too, a tab, a carriage return or a line feed, white space before it not
/// counted) gets an apostrophe in front.
[[nodiscard]] std::string csv_cell(std::string_view text);

/// Cells, one at least, as a line with its line feed.
[[nodiscard]] std::string csv_line(std::initializer_list<std::string_view> cells);

}  // namespace credenza::issuer
