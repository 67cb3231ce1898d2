// `doctor`: a program looks at its own set-up and says what to do.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "host/arguments.h"

namespace credenza::host {

enum class Health : std::uint8_t { ok, warning, problem };

/// What a check found. `what` is a sentence in both languages with the facts in it; `next` says
/// what to do, and is empty when all is well.
struct Diagnosis {
  std::string name;  ///< "home_rights"; the same in every language
  Health health = Health::ok;
  std::string what_en;
  std::string what_nl;
  Text next;
};

[[nodiscard]] Diagnosis healthy(std::string name, const Text& what);
[[nodiscard]] Diagnosis ill(std::string name, Health health, const Text& what, const Text& next,
                            const std::string& detail = {});
/// The same because of an Error: its place and its detail stand behind, in the reader's language.
/// @param own  what the program's errors say in Dutch
[[nodiscard]] Diagnosis ill(std::string name, Health health, const Text& what, const Text& next,
                            const Error& why, const Sentences& own = {});

// Checks that all programs have.

/// That nobody else can read or write what lies at `path`: 0700 for a folder, 0600 for a file.
[[nodiscard]] Diagnosis check_rights(std::string name, const std::string& path);
/// That the disk at `path` has 64 MiB left.
[[nodiscard]] Diagnosis check_space(const std::string& path);
/// That as much memory can be locked against swapping as secrets take.
[[nodiscard]] Diagnosis check_locked_memory();
/// That the clock is not before the day on which this version was made, nor before `newest`.
[[nodiscard]] Diagnosis check_clock(Instant now, Instant newest);
/// That the configuration file can be read. @param loaded  what Settings::load() gave
[[nodiscard]] Diagnosis check_settings(const Status& loaded);

/// Prints what was found: {"schema": "credenza.<role>.doctor/1", "exit", "checks": [{"name",
/// "outcome", "detail", "next"}]} or a line for each.
/// @return 0, or 1 when there is a problem
[[nodiscard]] Result<int> tell(std::string_view role, const CommonOptions& options,
                               const std::vector<Diagnosis>& found);

}  // namespace credenza::host
