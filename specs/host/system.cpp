#include "host/system.h"

#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace credenza::host {
namespace {

std::string home_folder() {
  if (const auto home = environment("HOME")) return *home;
  std::array<char, 4096> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwuid_r(::getuid(), &entry, buffer.data(), buffer.size(), &found) == 0 &&
      found != nullptr) {
    return found->pw_dir;
  }
  return ".";
}

/// XDG Base Directory Specification 0.8: "All paths set in these environment variables must be
/// absolute. If an implementation encounters a relative path in any of these variables it should
/// consider the path invalid and ignore it."
std::string xdg_folder(const std::string& variable, const std::string& usual) {
  const auto set = environment(variable);
  const std::string base = set && set->front() == '/' ? *set : home_folder() + usual;
  return base + "/credenza";
}

}  // namespace

Instant SystemClock::now() const {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

Stopwatch::Stopwatch() noexcept : begun_(std::chrono::steady_clock::now()) {}

std::chrono::milliseconds Stopwatch::elapsed() const noexcept {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               begun_);
}

namespace {

std::chrono::milliseconds reading_of(clockid_t clock) noexcept {
  timespec at{};
  must(::clock_gettime(clock, &at) == 0);
  return std::chrono::seconds(at.tv_sec) + std::chrono::milliseconds(at.tv_nsec / 1000000);
}

}  // namespace

Uptime uptime() noexcept {
  return {reading_of(CLOCK_MONOTONIC), reading_of(CLOCK_BOOTTIME)};
}

std::chrono::year_month_day local_date(Instant at) {
  // Not by way of system_clock, whose nanoseconds end in the year 2262.
  const std::time_t seconds = at.time_since_epoch().count();
  std::tm local{};
  ::tzset();  // localtime_r() need not
  must(::localtime_r(&seconds, &local) != nullptr);
  return std::chrono::year(local.tm_year + 1900) /
         std::chrono::month(static_cast<unsigned>(local.tm_mon + 1)) /
         std::chrono::day(static_cast<unsigned>(local.tm_mday));
}

std::optional<std::string> environment(const std::string& name) {
  const char* value =
      std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): nothing here sets it
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

std::string data_folder() {
  return xdg_folder("XDG_DATA_HOME", "/.local/share");
}

std::string config_folder() {
  return xdg_folder("XDG_CONFIG_HOME", "/.config");
}

std::string state_folder() {
  return xdg_folder("XDG_STATE_HOME", "/.local/state");
}

void protect_process() noexcept {
  const rlimit none{};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

}  // namespace credenza::host
