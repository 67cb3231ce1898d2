#include "base/instant.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace credenza {
namespace {

using std::chrono::year_month_day;

constexpr int k_max_year = 32766;  // a year less than std::chrono's last, for the sake of offsets

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// Takes `count` digits from the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_digit(text[i])) return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

std::optional<int> take_two_digits(std::string_view& text) {
  if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
  const int value = (text[0] - '0') * 10 + (text[1] - '0');
  text.remove_prefix(2);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

/// XSD 1.1 part 2 §3.3.7: yearFrag, `-?([1-9][0-9]{3,}|0[0-9]{3})`, here of five digits at most, so
/// that the calendar can carry it.
std::optional<int> take_year(std::string_view& text) {
  const bool before_zero = take(text, '-');
  const std::size_t digits = std::min(text.find('-'), text.size());
  if (digits < 4 || digits > 5 || (digits == 5 && text.front() == '0')) return std::nullopt;
  const auto year = take_number(text, digits);
  if (!year || *year > k_max_year) return std::nullopt;
  return before_zero ? -*year : *year;
}

std::optional<year_month_day> take_date(std::string_view& text) {
  const auto year = take_year(text);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_two_digits(text);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_two_digits(text);
  if (!day) return std::nullopt;
  const year_month_day date{std::chrono::year{*year},
                            std::chrono::month{static_cast<unsigned>(*month)},
                            std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::optional<std::chrono::seconds> take_time_of_day(std::string_view& text) {
  const auto hour = take_two_digits(text);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_two_digits(text);
  if (!minute || !take(text, ':')) return std::nullopt;
  const auto second = take_two_digits(text);
  if (!second) return std::nullopt;
  bool fraction_is_zero = true;
  if (take(text, '.')) {
    if (text.empty() || !is_digit(text.front())) return std::nullopt;
    while (!text.empty() && is_digit(text.front())) {
      fraction_is_zero = fraction_is_zero && text.front() == '0';
      text.remove_prefix(1);
    }
  }
  const bool end_of_day = *hour == 24 && *minute == 0 && *second == 0 && fraction_is_zero;
  if (!end_of_day && (*hour > 23 || *minute > 59 || *second > 59)) return std::nullopt;
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second};
}

std::optional<std::chrono::seconds> take_offset(std::string_view& text) {
  if (take(text, 'Z')) return std::chrono::seconds{0};
  const bool west = !text.empty() && text.front() == '-';
  if (!take(text, west ? '-' : '+')) return std::nullopt;
  const auto hour = take_two_digits(text);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_two_digits(text);
  if (!minute || *minute > 59 || *hour > 14 || (*hour == 14 && *minute != 0)) return std::nullopt;
  const std::chrono::seconds offset = std::chrono::hours{*hour} + std::chrono::minutes{*minute};
  return west ? -offset : offset;
}

/// The form that nearly all of them have, in one look; nothing for any other, and for a time that
/// does not exist.
std::optional<Instant> read_plain(std::string_view text) noexcept {
  constexpr std::string_view k_form = "0000-00-00T00:00:00Z";
  if (text.size() != k_form.size()) return std::nullopt;
  for (std::size_t i = 0; i < k_form.size(); ++i) {
    if (k_form[i] == '0' ? !is_digit(text[i]) : text[i] != k_form[i]) return std::nullopt;
  }
  const auto two = [text](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  const year_month_day date{std::chrono::year{two(0) * 100 + two(2)},
                            std::chrono::month{static_cast<unsigned>(two(5))},
                            std::chrono::day{static_cast<unsigned>(two(8))}};
  if (!date.ok() || two(11) > 23 || two(14) > 59 || two(17) > 59) return std::nullopt;
  return Instant{std::chrono::sys_days{date}} + std::chrono::hours{two(11)} +
         std::chrono::minutes{two(14)} + std::chrono::seconds{two(17)};
}

/// The instant in `year` at which summer time begins (March) or ends (October).
Instant clock_change(std::chrono::year year, std::chrono::month month) noexcept {
  return std::chrono::sys_days{year / month / std::chrono::Sunday[std::chrono::last]} +
         std::chrono::hours{1};
}

/// How far the clocks of Amsterdam are ahead of UTC.
std::chrono::hours offset_in_amsterdam(Instant at) noexcept {
  const std::chrono::year year = year_month_day{std::chrono::floor<std::chrono::days>(at)}.year();
  const bool summer =
      at >= clock_change(year, std::chrono::March) && at < clock_change(year, std::chrono::October);
  return std::chrono::hours{summer ? 2 : 1};
}

/// `number` with zeros before it up to `width` digits. Lists print a date for each of thousands.
void add_digits(std::string& text, unsigned number, std::size_t width) {
  const std::string digits = std::to_string(number);
  text.append(width - std::min(width, digits.size()), '0').append(digits);
}

/// Whether `date` is a day for which it is known where it begins and ends.
Status check_known_rule(year_month_day date) {
  constexpr std::chrono::year k_first{1996};
  if (date.ok() && date.year() >= k_first) return {};
  return fail(Code::out_of_range, "", "has to be a date of the calendar from 1996 on");
}

}  // namespace

Result<Instant> parse_instant(std::string_view text) {
  if (const auto plain = read_plain(text)) return *plain;
  const auto complain = [text] {
    return fail(Code::malformed, "",
                "'" + std::string(text.substr(0, 40)) +
                    "' is no date and time with offset, such as 2026-06-12T09:00:00Z");
  };
  std::string_view rest = text;
  const auto date = take_date(rest);
  if (!date || !take(rest, 'T')) return complain();
  const auto time = take_time_of_day(rest);
  if (!time) return complain();
  const auto offset = take_offset(rest);
  if (!offset || !rest.empty()) return complain();
  return Instant{std::chrono::sys_days{*date}} + *time - *offset;
}

std::string format_instant(Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time{at - day};
  std::array<char, 16> text{};
  const int size = std::snprintf(
      text.data(), text.size(), "T%02d:%02d:%02dZ", static_cast<int>(time.hours().count()),
      static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return format_date(year_month_day{day}) +
         std::string(text.data(), static_cast<std::size_t>(size));
}

Result<year_month_day> parse_date(std::string_view text) {
  std::string_view rest = text;
  const auto date = take_date(rest);
  // RFC 3339 §5.6 knows years of four digits only.
  if (!date || !rest.empty() || text.size() != std::string_view("2026-06-12").size()) {
    return fail(Code::malformed, "",
                "'" + std::string(text.substr(0, 40)) + "' is no date, such as 2026-06-12");
  }
  return *date;
}

std::string format_date(year_month_day date) {
  const int year = static_cast<int>(date.year());
  std::string text = year < 0 ? "-" : "";
  add_digits(text, static_cast<unsigned>(std::abs(year)), 4);
  text += '-';
  add_digits(text, static_cast<unsigned>(date.month()), 2);
  text += '-';
  add_digits(text, static_cast<unsigned>(date.day()), 2);
  return text;
}

Result<Instant> end_of_day_in_amsterdam(year_month_day date) {
  TRY(check_known_rule(date));
  // The clock never changes within an hour of midnight, so the offset that holds an hour before the
  // day is over, by winter time, is that of its last second.
  const Instant last = std::chrono::sys_days{date} + std::chrono::days{1} - std::chrono::seconds{1};
  return last - offset_in_amsterdam(last - std::chrono::hours{1});
}

Result<Instant> start_of_day_in_amsterdam(year_month_day date) {
  TRY(check_known_rule(date));
  const Instant midnight = std::chrono::sys_days{date};
  return midnight - offset_in_amsterdam(midnight - std::chrono::hours{1});
}

year_month_day date_in_amsterdam(Instant at) noexcept {
  return std::chrono::floor<std::chrono::days>(at + offset_in_amsterdam(at));
}

}  // namespace credenza
