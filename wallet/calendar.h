// A calendar file (RFC 5545): days on which something ends, with a reminder before.
#pragma once

#include <string>
#include <vector>

#include "base/instant.h"

namespace credenza::wallet {

/// Something that lasts one whole day.
struct CalendarDay {
  std::string uid;  ///< the same for the same thing, so that a calendar changes it and adds none
  std::chrono::year_month_day day;
  std::string summary;
  std::string description;
  std::vector<int> reminders;  ///< days before
};

/// The text of an iCalendar object: lines end in CRLF and are folded at 75 octets, never inside a
/// character; texts are escaped (§3.1, §3.3.11). Texts have no control characters but line feeds.
/// @param made  when the file is made (DTSTAMP)
[[nodiscard]] std::string calendar_text(const std::vector<CalendarDay>& days, Instant made);

}  // namespace credenza::wallet
