#include "host/progress.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <sys/ioctl.h>
#include <unistd.h>

namespace credenza::host {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds k_patience{1000};
constexpr milliseconds k_between_drawings{100};
constexpr std::size_t k_usual_width = 80;
constexpr std::string_view k_wipe_line = "\r\x1b[K";

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): all a handler may touch
volatile std::sig_atomic_t interrupt_seen = 0;

void note_interrupt(int /*signal*/) {
  interrupt_seen = 1;
}

constexpr std::array k_signals = {SIGINT, SIGTERM, SIGHUP};

void set_handler(void (*handler)(int), int flags) noexcept {
  for (const int signal : k_signals) {
    struct sigaction action {};
    // Whoever started this under nohup wants it to go on without a terminal.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-union-access): POSIX's own form
    if (::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN) continue;
    action = {};
    action.sa_handler = handler;  // NOLINT(cppcoreguidelines-pro-type-union-access)
    action.sa_flags = flags;
    ::sigaction(signal, &action, nullptr);
  }
}

std::size_t terminal_width() noexcept {
  winsize size{};
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): ioctl is declared so
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : k_usual_width;
}

/// "about 12 seconds left", "about 3 minutes left".
std::string time_left(std::uint64_t done, std::uint64_t total, milliseconds since,
                      Language language) {
  const double each = static_cast<double>(since.count()) / static_cast<double>(done);
  const auto seconds =
      static_cast<std::uint64_t>(each * static_cast<double>(total - done) / 1000.0) + 1;
  constexpr std::uint64_t k_minute = 60;
  const bool in_minutes = seconds > 2 * k_minute;
  const std::uint64_t count = in_minutes ? seconds / k_minute : seconds;
  const Text unit = in_minutes   ? Text{" minutes left", " minuten"}
                    : count == 1 ? Text{" second left", " seconde"}
                                 : Text{" seconds left", " seconden"};
  const Text about{"about ", "nog ongeveer "};
  return std::string(about.in(language)) + std::to_string(count) + std::string(unit.in(language));
}

/// The longest beginning of `text`, of at most `width` characters.
std::string beginning(const std::string& text, std::size_t width) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xc0U) == 0x80U) continue;
    if (characters++ == width) return text.substr(0, i);
  }
  return text;
}

}  // namespace

std::string progress_line(std::string_view what, std::uint64_t done, std::uint64_t total,
                          milliseconds since, Language language, std::size_t width) {
  std::string line = std::string(what) + ": " + std::to_string(done);
  if (total > 0) {
    const std::uint64_t shown = std::min(done, total);
    const Text of{" of ", " van "};
    line += std::string(of.in(language)) + std::to_string(total) + " (" +
            std::to_string(shown * 100 / total) + "%)";
    if (done > 0 && done < total) line += ", " + time_left(done, total, since, language);
  }
  return beginning(line, width);
}

Progress::Progress(const Text& what, Language language, std::uint64_t total)
    : what_(what.in(language)),
      language_(language),
      total_(total),
      is_shown_(::isatty(STDERR_FILENO) == 1),
      begun_(Clock::now()),
      next_((begun_ + k_patience).time_since_epoch().count()) {}

Progress::~Progress() {
  wipe();
}

void Progress::advance(std::uint64_t steps) noexcept {
  done_.fetch_add(steps, std::memory_order_relaxed);
  if (!is_shown_) return;
  const Clock::time_point now = Clock::now();
  Clock::rep due = next_.load(std::memory_order_relaxed);
  if (now.time_since_epoch().count() < due) return;
  const Clock::rep later = (now + k_between_drawings).time_since_epoch().count();
  // Of several threads that come at once, one draws.
  if (next_.compare_exchange_strong(due, later, std::memory_order_relaxed)) draw(now);
}

void Progress::draw(Clock::time_point now) {
  const auto since = std::chrono::duration_cast<milliseconds>(now - begun_);
  const std::string line = progress_line(what_, done_.load(std::memory_order_relaxed), total_,
                                         since, language_, terminal_width() - 1);
  const std::lock_guard<std::mutex> alone(drawing_);
  write_talk(std::string(k_wipe_line) + line);
  is_drawn_ = true;
}

void Progress::wipe() noexcept {
  const std::lock_guard<std::mutex> alone(drawing_);
  if (is_drawn_) write_talk(k_wipe_line);
  is_drawn_ = false;
}

CatchInterrupts::CatchInterrupts() noexcept {
  interrupt_seen = 0;
  // SA_RESETHAND: who presses twice does not want to wait.
  set_handler(&note_interrupt, SA_RESTART | static_cast<int>(SA_RESETHAND));
}

CatchInterrupts::~CatchInterrupts() {
  set_handler(SIG_DFL, 0);
}

bool interrupted() noexcept {
  return interrupt_seen != 0;
}

Status go_on() {
  if (!interrupted()) return {};
  return fail(Code::unavailable, "interrupted", "stopped at your request between two steps");
}

}  // namespace credenza::host
