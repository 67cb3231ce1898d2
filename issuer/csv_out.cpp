#include "issuer/csv_out.h"

#include <algorithm>

namespace credenza::issuer {

std::string csv_cell(std::string_view text) {
  constexpr std::string_view k_formula = "=+-@\t\r\n";
  const std::size_t first = std::min(text.find_first_not_of(' '), text.size());
  std::string cell;
  if (first < text.size() && k_formula.find(text[first]) != std::string_view::npos) cell += '\'';
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
