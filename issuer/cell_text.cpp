#include "issuer/cell_text.h"

#include <algorithm>
#include <charconv>

#include "issuer/characters.h"

namespace credenza::issuer {
namespace {

CellReading problem(Phrase phrase, std::initializer_list<Sentence> arguments) {
  return {CellValue::Kind::absent, {}, finding_of(phrase, arguments)};
}

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// "1,00231E+05", what a spreadsheet makes of a long number.
bool is_shortened_number(std::string_view cell) noexcept {
  if (!is_digit(cell.front())) return false;
  const std::size_t e = cell.find_first_of("Ee");
  if (e == std::string_view::npos || e + 2 >= cell.size()) return false;
  if (cell[e + 1] != '+' && cell[e + 1] != '-') return false;
  const auto front = cell.substr(0, e);
  const auto back = cell.substr(e + 2);
  return std::all_of(back.begin(), back.end(), is_digit) &&
         std::all_of(front.begin(), front.end(),
                     [](char c) { return is_digit(c) || c == ',' || c == '.'; });
}

double value_of(std::string_view number) noexcept {
  double out = 0;
  std::from_chars(number.data(), number.data() + number.size(), out);
  return out;
}

bool is_never_in_an_address(char c) noexcept {
  constexpr std::string_view k_never = " \t\"<>,;:";
  return std::any_of(k_never.begin(), k_never.end(), [c](char never) { return never == c; });
}

/// Whether a point stands at an end of `text` or beside another one.
bool has_empty_part(std::string_view text) noexcept {
  return text.empty() || text.front() == '.' || text.back() == '.' ||
         text.find("..") != std::string_view::npos;
}

}  // namespace

CellReading read_text(const Hole& hole, std::string_view cell) {
  if (cell.find('?') != std::string_view::npos) {
    if (hole.is_name) return problem(Phrase::cell_lost_name, {same(quoted(cell))});
    if (has_lost_word(cell)) return problem(Phrase::cell_lost_text, {same(quoted(cell))});
  }
  if (!is_ascii(cell)) {
    if (const auto meant = read_as_utf8(cell))
      return problem(Phrase::cell_mojibake, {same(quoted(cell)), same(issuer::quoted(*meant))});
    const std::string_view symbol = hole.is_name ? symbol_of_no_name(cell) : std::string_view{};
    if (!symbol.empty())
      return problem(Phrase::cell_symbol, {same(quoted(cell)), same(quoted(symbol))});
  } else if (is_shortened_number(cell)) {
    return problem(Phrase::cell_shortened, {same(quoted(cell))});
  }
  return {CellValue::Kind::text, std::string(cell)};
}

CellReading read_email(std::string_view cell) {
  const std::size_t at = cell.find('@');
  const bool form = at != std::string_view::npos &&
                    cell.find('@', at + 1) == std::string_view::npos &&
                    std::none_of(cell.begin(), cell.end(), is_never_in_an_address) &&
                    !has_empty_part(cell.substr(0, at)) && !has_empty_part(cell.substr(at + 1)) &&
                    cell.find('.', at + 2) != std::string_view::npos;
  if (form) return {CellValue::Kind::text, std::string(cell)};
  return problem(Phrase::cell_email, {same(quoted(cell))});
}

CellReading read_number(std::string_view cell) {
  constexpr std::size_t k_most_characters = 10;
  std::string digits(cell);
  std::replace(digits.begin(), digits.end(), ',', '.');
  const auto points = std::count(digits.begin(), digits.end(), '.');
  const bool form =
      digits.size() <= k_most_characters && points <= 1 && is_digit(digits.front()) &&
      is_digit(digits.back()) &&
      std::all_of(digits.begin(), digits.end(), [](char c) { return is_digit(c) || c == '.'; });
  if (!form) {
    return problem(Phrase::cell_number, {same(quoted(cell))});
  }
  // One way to write a number: no zeros that say nothing.
  if (points == 1) {
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  if (digits.front() == '.') digits.insert(0, 1, '0');
  return {CellValue::Kind::other, std::move(digits)};
}

CellReading read_bounded(const Hole& hole, std::string_view cell) {
  CellReading number = read_number(cell);
  if (!number.is_there()) return number;
  const double value = value_of(number.text);
  if (hole.minimum && value < value_of(*hole.minimum))
    return problem(Phrase::cell_too_low, {same(quoted(cell)), same(*hole.minimum)});
  if (hole.maximum && value > value_of(*hole.maximum))
    return problem(Phrase::cell_too_high, {same(quoted(cell)), same(*hole.maximum)});
  if (hole.type == CellType::number) return number;
  return {CellValue::Kind::text, std::string(cell)};
}

}  // namespace credenza::issuer
