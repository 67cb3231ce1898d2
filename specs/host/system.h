// The machine: its clock, its environment, its process.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/ports.h"

namespace credenza::host {

/// The wall clock.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
};

/// How long something takes; not moved by whoever sets the clock.
class Stopwatch {
 public:
  Stopwatch() noexcept;
  /// Since it was made.
  [[nodiscard]] std::chrono::milliseconds elapsed() const noexcept;

 private:
  std::chrono::steady_clock::time_point begun_;
};

/// How long this machine has run, by clocks that nobody can set.
struct Uptime {
  std::chrono::milliseconds awake{};  ///< without the time that it slept
  std::chrono::milliseconds total{};  ///< with it
};
[[nodiscard]] Uptime uptime() noexcept;

/// The calendar date at `at` where this machine is (TZ).
[[nodiscard]] std::chrono::year_month_day local_date(Instant at);

/// An environment variable; nothing when it is unset or empty.
[[nodiscard]] std::optional<std::string> environment(const std::string& name);

/// "$XDG_DATA_HOME/credenza" or "~/.local/share/credenza"; "$XDG_CONFIG_HOME/credenza" or
/// "~/.config/credenza"; "$XDG_STATE_HOME/credenza" or "~/.local/state/credenza".
[[nodiscard]] std::string data_folder();
[[nodiscard]] std::string config_folder();
[[nodiscard]] std::string state_folder();

/// No core dumps, not dumpable (RLIMIT_CORE 0, PR_SET_DUMPABLE 0). Programs that hold secrets call
/// it first.
void protect_process() noexcept;

}  // namespace credenza::host
