// Instants: UTC, whole seconds, and their text form in W3C and RFC documents.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"

namespace credenza {

/// A point in time, UTC, whole seconds.
using Instant = std::chrono::sys_seconds;

/// Reads an XML Schema `dateTimeStamp` (XSD 1.1 part 2 §3.4.28, which VC Data Model 2.0 asks for):
/// "2026-06-12T09:00:00Z", "2026-06-12T11:00:00.25+02:00". A fraction of a second is read and
/// dropped. 24:00:00 is the first instant of the next day; a leap second is refused, as XSD does.
/// @error malformed  not of that form, without offset, no date of the calendar, or a year beyond
///                   ±32766
[[nodiscard]] Result<Instant> parse_instant(std::string_view text);

/// "2026-06-12T09:00:00Z"; parse_instant() reads it back.
[[nodiscard]] std::string format_instant(Instant at);

/// Reads a calendar date "2026-06-12" (RFC 3339 full-date).
/// @error malformed  not of that form, or no date of the calendar
[[nodiscard]] Result<std::chrono::year_month_day> parse_date(std::string_view text);

/// "2026-06-12".
[[nodiscard]] std::string format_date(std::chrono::year_month_day date);

/// The last second of `date` in Europe/Amsterdam, as which a paper's "valid until" is meant. Holds
/// from 1996 on, when summer time got the rule that Directive 2000/84/EC made permanent: from the
/// last Sunday of March to the last Sunday of October, each time at 01:00 UTC.
/// @error out_of_range  before 1996, or no date of the calendar
[[nodiscard]] Result<Instant> end_of_day_in_amsterdam(std::chrono::year_month_day date);

/// The first second of `date` there, by the same rule.
/// @error out_of_range  as end_of_day_in_amsterdam()
[[nodiscard]] Result<Instant> start_of_day_in_amsterdam(std::chrono::year_month_day date);

/// The calendar day that `at` falls on in Europe/Amsterdam, by the same rule; it is applied to
/// earlier years too, where it can be an hour off.
[[nodiscard]] std::chrono::year_month_day date_in_amsterdam(Instant at) noexcept;

}  // namespace credenza
