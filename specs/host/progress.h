// Long work: a line that says how far it is, and Ctrl-C as a question instead of a blow.
//
//   const CatchInterrupts ask_first;
//   Progress progress({"signing", "ondertekenen"}, language, rows);
//   for (…) { TRY(go_on()); …; progress.advance(); }
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

#include "base/result.h"
#include "host/terminal.h"

namespace credenza::host {

/// "signing: 1234 of 100000 (1%), about 12 seconds left", at most `width` characters.
/// @param total  0 when it is not known: "signing: 1234"
[[nodiscard]] std::string progress_line(std::string_view what, std::uint64_t done,
                                        std::uint64_t total, std::chrono::milliseconds since,
                                        Language language, std::size_t width);

/// One line on standard error that is drawn anew, ten times a second at most: only when that is a
/// terminal, only after the first second, and wiped when this goes. advance() may be called from
/// any thread; the rest belongs to the thread that made it.
class Progress {
 public:
  Progress(const Text& what, Language language, std::uint64_t total);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  Progress(Progress&&) = delete;
  Progress& operator=(Progress&&) = delete;
  ~Progress();

  void advance(std::uint64_t steps = 1) noexcept;
  [[nodiscard]] std::uint64_t done() const noexcept {
    return done_.load(std::memory_order_relaxed);
  }
  /// Wipes the line, so that a sentence can be written; the next advance() may draw it again.
  void wipe() noexcept;

 private:
  using Clock = std::chrono::steady_clock;
  void draw(Clock::time_point now);

  std::string what_;
  Language language_;
  std::uint64_t total_;
  bool is_shown_;
  Clock::time_point begun_;
  std::atomic<std::uint64_t> done_{0};
  std::atomic<Clock::rep> next_;  ///< when to draw again, as a count since the clock's epoch
  std::mutex drawing_;
  bool is_drawn_ = false;
};

/// While one lives, the first Ctrl-C (SIGINT), request to end (SIGTERM) or end of the terminal
/// (SIGHUP, unless it is ignored, as under nohup) only sets a flag; the second ends the program as
/// ever. Not while somebody is asked something: an answer is waited for.
class CatchInterrupts {
 public:
  CatchInterrupts() noexcept;
  CatchInterrupts(const CatchInterrupts&) = delete;
  CatchInterrupts& operator=(const CatchInterrupts&) = delete;
  CatchInterrupts(CatchInterrupts&&) = delete;
  CatchInterrupts& operator=(CatchInterrupts&&) = delete;
  ~CatchInterrupts();
};

/// Whether a signal came since a CatchInterrupts was made.
[[nodiscard]] bool interrupted() noexcept;
/// Between two steps of long work.
/// @error unavailable  at "interrupted"; report_error() makes exit code 130 of it
[[nodiscard]] Status go_on();

}  // namespace credenza::host
