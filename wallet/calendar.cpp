#include "wallet/calendar.h"

#include <algorithm>
#include <string_view>

namespace credenza::wallet {
namespace {

constexpr std::size_t k_max_line_octets = 75;  // RFC 5545 §3.1, without the line break

bool continues_character(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// One content line, folded.
void add_line(std::string& out, std::string_view line) {
  std::size_t room = k_max_line_octets;
  while (line.size() > room) {
    std::size_t end = room;
    while (end > 0 && continues_character(line[end]))
      --end;
    // What is no UTF-8 has no place to fold at.
    if (end == 0) end = room;
    out += std::string(line.substr(0, end)) + "\r\n ";
    line.remove_prefix(end);
    room = k_max_line_octets - 1;  // the space in front counts
  }
  out += std::string(line) + "\r\n";
}

/// §3.3.11
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

/// "20270114"
std::string day_text(std::chrono::year_month_day day) {
  std::string text = format_date(day);
  std::erase(text, '-');
  return text;
}

/// "20261120T090000Z"
std::string moment_text(Instant at) {
  std::string text = format_instant(at);
  std::erase(text, '-');
  std::erase(text, ':');
  return text;
}

void add_event(std::string& out, const CalendarDay& day, Instant made) {
  const std::chrono::year_month_day next = std::chrono::sys_days(day.day) + std::chrono::days{1};
  add_line(out, "BEGIN:VEVENT");
  add_line(out, "UID:" + escaped(day.uid));
  add_line(out, "DTSTAMP:" + moment_text(made));
  add_line(out, "DTSTART;VALUE=DATE:" + day_text(day.day));
  add_line(out, "DTEND;VALUE=DATE:" + day_text(next));
  add_line(out, "SUMMARY:" + escaped(day.summary));
  add_line(out, "DESCRIPTION:" + escaped(day.description));
  add_line(out, "TRANSP:TRANSPARENT");
  for (const int before : day.reminders) {
    add_line(out, "BEGIN:VALARM");
    add_line(out, "ACTION:DISPLAY");
    add_line(out, "TRIGGER:-P" + std::to_string(before) + "D");
    add_line(out, "DESCRIPTION:" + escaped(day.summary));
    add_line(out, "END:VALARM");
  }
  add_line(out, "END:VEVENT");
}

}  // namespace

std::string calendar_text(const std::vector<CalendarDay>& days, Instant made) {
  std::string out;
  add_line(out, "BEGIN:VCALENDAR");
  add_line(out, "VERSION:2.0");
  add_line(out, "PRODID:-//Credenza//credenza-wallet//EN");
  for (const CalendarDay& day : days)
    add_event(out, day, made);
  add_line(out, "END:VCALENDAR");
  return out;
}

}  // namespace credenza::wallet
