#include "issuer/csv_out.h"

#include <algorithm>
#include <array>

namespace credenza::issuer {

std::string csv_cell(std::string_view text) {
  constexpr std::string_view k_formula = "=+-@\t\r\n";
  const std::size_t first = std::min(text.find_first_not_of(' '), text.size());
  std::string cell;
  // Full-width forms of = + - @ begin a formula in spreadsheets of East Asia.
  constexpr std::array<std::string_view, 4> k_wide{"＝", "＋", "－", "＠"};
  const bool wide = std::any_of(k_wide.begin(), k_wide.end(), [&](std::string_view sign) {
    return text.substr(first).starts_with(sign);
  });
  if (wide || (first < text.size() && k_formula.find(text[first]) != std::string_view::npos))
    cell += '\'';
  cell += text;
  if (cell.find_first_of("\";\n\r") == std::string::npos) return cell;
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string csv_line(std::initializer_list<std::string_view> cells) {
  std::string out;
  for (const std::string_view cell : cells)
    out += csv_cell(cell) + ";";
  out.back() = '\n';
  return out;
}

}  // namespace credenza::issuer
