// What a job asks for beside what a vault holds: the gap. Counted here, from what is given; nothing
// is sent.
//
//   JobProfile + SkillClaims + SkillRelations ── find_gap ──► Gap ── gap_view.h
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wallet/job_profile.h"
#include "wallet/skill_relations.h"

namespace credenza::wallet {

enum class Standing : std::uint8_t { attested, self_declared, missing };

/// "attested", "self_declared", "missing".
[[nodiscard]] std::string_view to_string(Standing standing) noexcept;

/// A claim, and how its skill stands to the one that is asked for.
struct Support {
  const SkillClaim* claim = nullptr;
  Link link;
};

/// What can be said to one demand.
struct Answer {
  const Demand* demand = nullptr;
  Standing standing = Standing::missing;
  bool met = false;               ///< the standing is what the demand asks for, or better
  std::optional<Support> best;    ///< unless missing
  std::optional<Support> lapsed;  ///< unless met: what spoke for it once
  std::vector<Support> broader;   ///< unless met: what is held that says less; each skill once
};

struct Count {
  unsigned met = 0;
  unsigned of = 0;
};

struct Gap {
  std::vector<Answer> answers;  ///< one for each demand, in their order
  Count must;
  Count nice;
};

/// For each demand the best of what is in order: the strongest proof, of those the surest relation,
/// of those the one that lasts longest. Own words meet a demand that says so, and no other.
/// @param profile, claims  outlive what is returned
[[nodiscard]] Gap find_gap(const JobProfile& profile, const std::vector<SkillClaim>& claims,
                           const SkillRelations& relations);

}  // namespace credenza::wallet
