#include <catch2/catch.hpp>

#include "base/instant.h"

using credenza::format_date;
using credenza::format_instant;
using credenza::Instant;
using credenza::parse_date;
using credenza::parse_instant;

namespace {

std::int64_t seconds(std::string_view text) {
  const auto instant = parse_instant(text);
  REQUIRE(instant.has_value());
  return instant->time_since_epoch().count();
}

/// The text in UTC.
std::string utc(std::string_view text) {
  const auto instant = parse_instant(text);
  REQUIRE(instant.has_value());
  return format_instant(*instant);
}

}  // namespace

TEST_CASE("base counts seconds from 1970", "[base]") {
  CHECK(seconds("1970-01-01T00:00:00Z") == 0);
  CHECK(seconds("1969-12-31T23:59:59Z") == -1);
  CHECK(seconds("2001-09-09T01:46:40Z") == 1000000000);
  CHECK(seconds("2038-01-19T03:14:08Z") == 2147483648);
  CHECK(seconds("2026-06-12T09:00:00Z") == 1781254800);
  CHECK(seconds("9999-12-31T23:59:59Z") == 253402300799);
}

TEST_CASE("base brings offsets to UTC", "[base]") {
  CHECK(utc("2026-06-12T11:00:00+02:00") == "2026-06-12T09:00:00Z");
  CHECK(utc("2026-06-12T01:30:00+02:00") == "2026-06-11T23:30:00Z");
  CHECK(utc("2026-12-31T20:00:00-05:30") == "2027-01-01T01:30:00Z");
  CHECK(utc("2026-06-12T09:00:00+14:00") == "2026-06-11T19:00:00Z");
  CHECK(utc("2026-06-12T09:00:00-14:00") == "2026-06-12T23:00:00Z");
  CHECK(utc("2026-06-12T09:00:00+00:00") == "2026-06-12T09:00:00Z");
  CHECK(utc("2026-06-12T09:00:00-00:00") == "2026-06-12T09:00:00Z");
  CHECK(utc("2026-06-12T09:00:00+13:59") == "2026-06-11T19:01:00Z");
}

TEST_CASE("base knows leap years", "[base]") {
  CHECK(utc("2024-02-29T12:00:00Z") == "2024-02-29T12:00:00Z");
  CHECK(utc("2000-02-29T00:00:00Z") == "2000-02-29T00:00:00Z");
  CHECK(utc("2024-02-28T24:00:00Z") == "2024-02-29T00:00:00Z");
  CHECK(utc("2023-02-28T24:00:00Z") == "2023-03-01T00:00:00Z");
  CHECK(utc("2024-02-29T00:30:00+01:00") == "2024-02-28T23:30:00Z");
}

TEST_CASE("base reads 24:00:00 as the next day's first instant", "[base]") {
  CHECK(utc("2026-12-31T24:00:00Z") == "2027-01-01T00:00:00Z");
  CHECK(utc("2026-12-31T24:00:00.000Z") == "2027-01-01T00:00:00Z");
  CHECK(utc("2026-06-12T24:00:00+02:00") == "2026-06-12T22:00:00Z");
}

TEST_CASE("base drops the fraction of a second", "[base]") {
  CHECK(utc("2026-06-12T09:00:00.999999999999999999999Z") == "2026-06-12T09:00:00Z");
  CHECK(utc("2026-06-12T09:00:00.0+02:00") == "2026-06-12T07:00:00Z");
  CHECK(utc("1969-12-31T23:59:59.5Z") == "1969-12-31T23:59:59Z");
}

TEST_CASE("base reads back the years that it writes, however far", "[base]") {
  CHECK(utc("0000-01-01T00:00:00Z") == "0000-01-01T00:00:00Z");
  CHECK(utc("0001-01-01T00:00:00Z") == "0001-01-01T00:00:00Z");
  CHECK(utc("0000-01-01T00:00:00+14:00") == "-0001-12-31T10:00:00Z");
  CHECK(utc("-0001-12-31T10:00:00Z") == "-0001-12-31T10:00:00Z");
  CHECK(utc("9999-12-31T23:59:59-05:00") == "10000-01-01T04:59:59Z");
  CHECK(utc("10000-01-01T04:59:59Z") == "10000-01-01T04:59:59Z");
  CHECK(utc("32766-12-31T24:00:00-14:00") == "32767-01-01T14:00:00Z");
  CHECK(utc("-32766-01-01T00:00:00+14:00") == "-32767-12-31T10:00:00Z");
}

TEST_CASE("base reads back every day of four centuries", "[base]") {
  std::chrono::sys_days day = std::chrono::year{1900} / 1 / 1;
  const std::chrono::sys_days end = std::chrono::year{2300} / 1 / 1;
  int wrong = 0;
  for (; day != end; day += std::chrono::days{1}) {
    const std::chrono::year_month_day date{day};
    const auto again = parse_date(format_date(date));
    const Instant at =
        day + std::chrono::hours{23} + std::chrono::minutes{59} + std::chrono::seconds{58};
    const auto instant = parse_instant(format_instant(at));
    if (!again || *again != date || !instant || *instant != at) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("base reads and writes dates", "[base]") {
  const auto date = parse_date("2026-06-02");
  REQUIRE(date.has_value());
  CHECK(*date == std::chrono::year{2026} / 6 / 2);
  CHECK(format_date(*date) == "2026-06-02");
  CHECK(format_date(std::chrono::year{7} / 11 / 30) == "0007-11-30");
}

TEST_CASE("base ends a day of Amsterdam at its last second, by summer and by winter time",
          "[base]") {
  const auto end = [](std::string_view date) {
    const auto at = credenza::end_of_day_in_amsterdam(*parse_date(date));
    REQUIRE(at.has_value());
    return format_instant(*at);
  };
  CHECK(end("2031-06-12") == "2031-06-12T21:59:59Z");
  CHECK(end("2031-12-31") == "2031-12-31T22:59:59Z");
  // Around the last Sundays of March and October 2026; those days have 23 and 25 hours.
  CHECK(end("2026-03-28") == "2026-03-28T22:59:59Z");
  CHECK(end("2026-03-29") == "2026-03-29T21:59:59Z");
  CHECK(end("2026-03-30") == "2026-03-30T21:59:59Z");
  CHECK(end("2026-10-24") == "2026-10-24T21:59:59Z");
  CHECK(end("2026-10-25") == "2026-10-25T22:59:59Z");
  CHECK(end("2026-10-26") == "2026-10-26T22:59:59Z");
  // A month that ends with that Sunday, and the first year of the rule.
  CHECK(end("2027-10-31") == "2027-10-31T22:59:59Z");
  CHECK(end("2024-03-30") == "2024-03-30T22:59:59Z");
  CHECK(end("2024-03-31") == "2024-03-31T21:59:59Z");
  CHECK(end("1996-01-01") == "1996-01-01T22:59:59Z");
}

TEST_CASE("base begins a day of Amsterdam where the one before it ended", "[base]") {
  for (const char* text : {"2026-03-28", "2026-03-29", "2026-03-30", "2026-10-24", "2026-10-25",
                           "2026-10-26", "2027-01-01", "2028-02-29", "2028-03-01"}) {
    INFO(text);
    const auto date = *parse_date(text);
    const std::chrono::year_month_day before = std::chrono::sys_days{date} - std::chrono::days{1};
    const auto start = credenza::start_of_day_in_amsterdam(date);
    REQUIRE(start.has_value());
    CHECK(*start == *credenza::end_of_day_in_amsterdam(before) + std::chrono::seconds{1});
  }
  CHECK(format_instant(*credenza::start_of_day_in_amsterdam(*parse_date("2026-10-25"))) ==
        "2026-10-24T22:00:00Z");
  CHECK(!credenza::start_of_day_in_amsterdam(*parse_date("1995-12-31")).has_value());
}

TEST_CASE("base does not guess where a day ended before the rule held", "[base]") {
  const auto at = credenza::end_of_day_in_amsterdam(*parse_date("1995-12-31"));
  REQUIRE(!at.has_value());
  CHECK(at.error().code == credenza::Code::out_of_range);
  const std::chrono::year_month_day none{std::chrono::year{2026}, std::chrono::month{2},
                                         std::chrono::day{30}};
  CHECK(!credenza::end_of_day_in_amsterdam(none).has_value());
}

TEST_CASE("base tells the day that it is in Amsterdam", "[base]") {
  const auto day = [](std::string_view instant) {
    return credenza::format_date(credenza::date_in_amsterdam(*parse_instant(instant)));
  };
  CHECK(day("2026-06-12T21:59:59Z") == "2026-06-12");
  CHECK(day("2026-06-12T22:00:00Z") == "2026-06-13");
  CHECK(day("2026-12-31T22:59:59Z") == "2026-12-31");
  CHECK(day("2026-12-31T23:00:00Z") == "2027-01-01");
  for (const char* date : {"2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25", "2028-02-29"}) {
    const auto end = credenza::end_of_day_in_amsterdam(*parse_date(date));
    CHECK(credenza::format_date(credenza::date_in_amsterdam(*end)) == date);
    CHECK(credenza::format_date(credenza::date_in_amsterdam(*end + std::chrono::seconds{1})) !=
          date);
  }
}
