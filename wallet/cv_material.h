// What a CV or a job seeker's profile is made of: what is held and in order, own words, opinions of
// others, and what proves each skill.
#pragma once

#include <string>
#include <vector>

#include "learning_record/learning_record.h"
#include "wallet/endorsement.h"
#include "wallet/skills.h"

namespace credenza::wallet {

struct CvCredential {
  HeldCredential one;
  learning_record::LearningRecord record;  ///< empty when it carries none
  bool self_issued = false;                ///< by its owner: own words with a signature
};

struct CvOpinion {
  HeldEndorsement one;
  std::string credential_id;  ///< empty when the document has none
};

struct CvSkill {
  SkillLine line;
  std::vector<SkillClaim> claims;  ///< the strongest ones, in order now: those that `line` tells of
};

struct CvMaterial {
  std::vector<CvCredential> credentials;  ///< in order now, the last awarded in front
  std::vector<OwnWords> own_words;
  std::vector<CvOpinion> opinions;  ///< in order now
  std::vector<CvSkill> skills;      ///< the best proved in front; none without a proof or own words
  unsigned left_out = 0;            ///< credentials and opinions that are not in order now
};

/// @error as Vault::read(), skill_lines()
[[nodiscard]] Result<CvMaterial> cv_material(Vault& vault, Instant now);

/// The names that the credentials bear, each once, that of the last awarded one in front.
[[nodiscard]] std::vector<learning_record::Person> persons_of(const CvMaterial& material);

}  // namespace credenza::wallet
