#include "wallet/gap.h"

#include <algorithm>
#include <tuple>

namespace credenza::wallet {
namespace {

constexpr std::size_t k_max_broader = 3;

/// Smaller is better.
auto rank(const Support& support) {
  const Instant last = support.claim->until.value_or(Instant::max());
  return std::tuple(support.claim->proof, support.link.relation, -last.time_since_epoch().count(),
                    support.claim->from);
}

/// Which of what does not hold any more is told: what held last.
auto lapsed_rank(const Support& support) {
  const Instant last = support.claim->until.value_or(Instant::max());
  return std::tuple(-last.time_since_epoch().count(), support.claim->proof, support.claim->from);
}

bool is_told(const std::vector<Support>& broader, const Skill& skill) {
  return std::ranges::any_of(
      broader, [&skill](const Support& each) { return each.claim->skill.code == skill.code; });
}

void weigh(Answer& answer, Support support) {
  const SkillClaim& claim = *support.claim;
  if (support.link.relation == Relation::broader) {
    const bool is_new = answer.broader.size() < k_max_broader && claim.in_order &&
                        !is_told(answer.broader, claim.skill);
    if (is_new) answer.broader.push_back(std::move(support));
  } else if (!claim.in_order) {
    if (!answer.lapsed || lapsed_rank(support) < lapsed_rank(*answer.lapsed))
      answer.lapsed = std::move(support);
  } else if (!answer.best || rank(support) < rank(*answer.best)) {
    answer.best = std::move(support);
  }
}

Answer answer_to(const Demand& demand, const std::vector<SkillClaim>& claims,
                 const SkillRelations& relations) {
  Answer answer;
  answer.demand = &demand;
  const Around around = relations.around(demand.skill, demand.exact);
  for (const SkillClaim& claim : claims) {
    if (auto link = around.find(claim.skill)) weigh(answer, {&claim, std::move(*link)});
  }
  if (answer.best) {
    const Proof proof = answer.best->claim->proof;
    answer.standing = proof == Proof::self_declared ? Standing::self_declared : Standing::attested;
    answer.met = proof <= demand.least;
  }
  if (answer.met) {
    answer.lapsed.reset();
    answer.broader.clear();
  }
  return answer;
}

}  // namespace

std::string_view to_string(Standing standing) noexcept {
  switch (standing) {
    case Standing::attested:
      return "attested";
    case Standing::self_declared:
      return "self_declared";
    case Standing::missing:
      return "missing";
  }
  return "";
}

Gap find_gap(const JobProfile& profile, const std::vector<SkillClaim>& claims,
             const SkillRelations& relations) {
  Gap gap;
  for (const Demand& demand : profile.demands) {
    gap.answers.push_back(answer_to(demand, claims, relations));
    Count& count = demand.must ? gap.must : gap.nice;
    ++count.of;
    if (gap.answers.back().met) ++count.met;
  }
  return gap;
}

}  // namespace credenza::wallet
