#include "verifier/moment.h"

#include <algorithm>
#include <string>

namespace credenza::verifier {

Result<Instant> past_moment(std::string_view text, Instant now) {
  constexpr std::string_view k_place = "--as-of";
  constexpr std::size_t k_minutes = std::string_view("2027-03-03T06:30").size();
  const auto late = [&] { return fail(Code::out_of_range, std::string(k_place), "still to come"); };
  if (const auto day = parse_date(text)) {
    const auto end = end_of_day_in_amsterdam(*day);
    const auto start = start_of_day_in_amsterdam(*day);
    if (!end || !start)
      return fail(Code::malformed, std::string(k_place), "no day of the calendar");
    if (*start > now) return late();
    // Today is as far as it has come.
    return std::min(*end, now);
  }
  std::string whole(text);
  if (text.size() > k_minutes && text[k_minutes] != ':') whole.insert(k_minutes, ":00");
  const auto moment = parse_instant(whole);
  if (!moment) return fail(Code::malformed, std::string(k_place), moment.error().detail);
  if (*moment > now) return late();
  return *moment;
}

}  // namespace credenza::verifier
