#include "issuer/cell_date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

namespace credenza::issuer {
namespace {

/// Parts of a date in their order: 'd', 'm', 'y', at most one of each.
struct Order {
  std::array<char, 3> parts{};
  std::size_t count = 0;
};

/// A format taken apart: its parts in order, and what stands between them.
struct Format {
  Order order;
  char separator = '-';
};

std::optional<Format> take_apart(std::string_view format) {
  Format out;
  Order& order = out.order;
  for (std::size_t at = 0; at < format.size();) {
    const std::string_view part = format.substr(at, format[at] == 'y' ? 4 : 2);
    if (part != "dd" && part != "mm" && part != "yyyy") return std::nullopt;
    if (std::find(order.parts.begin(), order.parts.end(), part[0]) != order.parts.end())
      return std::nullopt;
    order.parts.at(order.count++) = part[0];
    at += part.size();
    if (at == format.size()) break;
    if (std::string_view("-./ ").find(format[at]) == std::string_view::npos) return std::nullopt;
    if (order.count > 1 && format[at] != out.separator) return std::nullopt;
    out.separator = format[at++];
    if (at == format.size()) return std::nullopt;
  }
  if (order.count != order.parts.size()) return std::nullopt;
  return out;
}

std::optional<unsigned> number_of(std::string_view digits, std::size_t most) {
  if (digits.empty() || digits.size() > most) return std::nullopt;
  unsigned out = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    out = out * 10 + static_cast<unsigned>(c - '0');
  }
  return out;
}

struct Parts {
  std::optional<unsigned> day;
  std::optional<unsigned> month;
  std::optional<unsigned> year;
};

/// `cell` by the parts of a format; nothing when it is not laid out so.
std::optional<Parts> read_parts(std::string_view cell, const Order& order, char separator) {
  Parts out;
  for (std::size_t i = 0; i < order.count; ++i) {
    const char part = order.parts[i];
    const std::size_t end = i + 1 == order.count ? cell.size() : cell.find(separator);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view digits = cell.substr(0, end);
    const auto number = number_of(digits, part == 'y' ? 4 : 2);
    if (!number || (part == 'y' && digits.size() != 4)) return std::nullopt;
    (part == 'd' ? out.day : part == 'm' ? out.month : out.year) = number;
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return out;
}

std::optional<Parts> read_partial(std::string_view cell, const Format& format) {
  if (const auto year = read_parts(cell, {{'y'}, 1}, format.separator)) return year;
  Order order;
  for (const char part : format.order.parts)
    if (part != 'd') order.parts.at(order.count++) = part;
  return read_parts(cell, order, format.separator);
}

void append_digits(unsigned number, std::size_t count, std::string& out) {
  out.append(count, '0');
  for (auto at = out.rbegin(); count > 0; --count, ++at, number /= 10)
    *at = static_cast<char>('0' + number % 10);
}

std::string four_digits(unsigned number) {
  std::string out;
  append_digits(number, 4, out);
  return out;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> k_months{
    {{"January", "januari"},
     {"February", "februari"},
     {"March", "maart"},
     {"April", "april"},
     {"May", "mei"},
     {"June", "juni"},
     {"July", "juli"},
     {"August", "augustus"},
     {"September", "september"},
     {"October", "oktober"},
     {"November", "november"},
     {"December", "december"}}};

/// Why a well laid out date is none of the calendar; nothing when it is one.
std::optional<CellFinding> not_in_calendar(const Parts& parts, std::string_view cell,
                                           std::string_view format) {
  const std::chrono::year year(static_cast<int>(parts.year.value_or(0)));
  const unsigned month = parts.month.value_or(1);
  const unsigned day = parts.day.value_or(1);
  constexpr int k_first_year = 1900;
  constexpr int k_last_year = 2200;
  const Sentence written = same(quoted(cell));
  if (static_cast<int>(year) < k_first_year || static_cast<int>(year) > k_last_year)
    return finding_of(Phrase::cell_date_year, {written});
  if (month < 1 || month > 12) {
    return finding_of(Phrase::cell_date_month,
                      {written, same(std::to_string(month)), same(std::string(format))});
  }
  const auto last = std::chrono::year_month_day_last(
      year, std::chrono::month_day_last(std::chrono::month(month)));
  const auto days = static_cast<unsigned>(last.day());
  if (day >= 1 && day <= days) return std::nullopt;
  if (month == 2 && day == 29)
    return finding_of(Phrase::cell_date_leap_year, {written, same(four_digits(*parts.year))});
  const auto& [english, dutch] = k_months.at(month - 1);
  return finding_of(
      Phrase::cell_date_days,
      {written, {std::string(english), std::string(dutch)}, same(std::to_string(days))});
}

}  // namespace

bool is_date_format(std::string_view format) noexcept {
  return take_apart(format).has_value();
}

CellReading read_date(std::string_view cell, std::string_view format, bool partial) {
  const auto apart = take_apart(format);
  must(apart.has_value());
  auto parts = read_parts(cell, apart->order, apart->separator);
  if (!parts && partial) parts = read_partial(cell, *apart);
  if (!parts) {
    const Phrase phrase = partial ? Phrase::cell_date_form_or_year : Phrase::cell_date_form;
    return {CellValue::Kind::absent,
            {},
            finding_of(phrase, {same(quoted(cell)), same(std::string(format))})};
  }
  if (auto why = not_in_calendar(*parts, cell, format))
    return {CellValue::Kind::absent, {}, std::move(why)};
  std::string out = four_digits(*parts->year);
  for (const std::optional<unsigned>& part : {parts->month, parts->day}) {
    if (!part) continue;
    out += '-';
    append_digits(*part, 2, out);
  }
  return {CellValue::Kind::text, std::move(out)};
}

}  // namespace credenza::issuer
