// What a job asks for: the file that an employer or an agency publishes, and that `gap` reads.
// docs/job_profile.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wallet/skills.h"

namespace credenza::wallet {

inline constexpr std::size_t k_max_profile_bytes = std::size_t{64} << 10;
inline constexpr std::size_t k_max_demands = 100;

/// One skill that is asked for.
struct Demand {
  bool must = false;  ///< else it is nice to have
  Skill skill;        ///< by its code, by its names, or by both
  /// The least that has to speak for it; self_declared: own words are enough.
  Proof least = Proof::endorsement;
  bool exact = false;  ///< no other skill stands in for it: no narrower one, no close one
};

struct JobProfile {
  learning_record::LanguageMap title;
  std::string employer;                 ///< empty when not said
  std::vector<std::string> crosswalks;  ///< SHA-256 in hexadecimal of the tables that count; any
  std::vector<Demand> demands;          ///< as they stand in the file, must-haves in front
};

/// Reads a job profile (TOML).
/// @error malformed     no TOML, or a member of another kind; `where` is "line N" or "must N,
///                      member"; a code that is no address; a proof beside allow_self_declared
/// @error missing       no title, no demand, or a demand without a skill and without a name
/// @error unsupported   a member or a proof that is not known; a likely one is named
/// @error out_of_range  longer than k_max_profile_bytes, or more than k_max_demands demands
/// @error conflict      a demand that stands there twice
[[nodiscard]] Result<JobProfile> parse_job_profile(std::string_view text);

}  // namespace credenza::wallet
