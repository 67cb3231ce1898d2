// wallet::parse_job_profile: a profile that is read asks for something, and nothing meets a demand
// but what is in order and proved as well as it asks for.
#include "driver.h"
#include "wallet/gap.h"
#include "wallet/gap_view.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)
  const auto profile = parse_job_profile(credenza::as_text({data, size}));
  property(profile.has_value() || !profile.error().where.empty());
  if (!profile) return 0;
  property(!profile->demands.empty() && profile->demands.size() <= k_max_demands);
  // Somebody says of themselves that they can do all of it, and has a paper of it that ended.
  std::vector<SkillClaim> claims;
  for (const Demand& demand : profile->demands) {
    property(!demand.skill.code.empty() || !demand.skill.name.empty());
    SkillClaim claim;
    claim.skill = demand.skill;
    claim.proof = Proof::self_declared;
    claim.in_order = true;
    claims.push_back(claim);
    claim.proof = Proof::certificate;
    claim.in_order = false;
    claims.push_back(claim);
  }
  const Gap gap = find_gap(*profile, claims, SkillRelations({}));
  for (const Answer& answer : gap.answers) {
    property(answer.best.has_value() && answer.standing == Standing::self_declared);
    property(answer.met == (answer.demand->least == Proof::self_declared));
  }
  property(gap.must.of + gap.nice.of == profile->demands.size());
  const std::string text = gap_text(*profile, gap, {}, Language::nl);
  property(credenza::host::printable(text).find('\x1b') == std::string::npos);
  property(text.find('\x1b') == std::string::npos && text.find("✔") == std::string::npos);
  return 0;
}
