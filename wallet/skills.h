// What somebody can do, and what proves it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "wallet/endorsement.h"
#include "wallet/holder_key.h"

namespace credenza::wallet {

/// In the order of their weight.
enum class Proof : std::uint8_t { certificate, practice, endorsement, self_declared, none };

/// "certificate", "practice_statement", "endorsed", "self_declared", "none".
[[nodiscard]] std::string_view to_string(Proof proof) noexcept;

struct SkillLine {
  Skill skill;
  unsigned certificates = 0;  ///< that are in order now
  unsigned practice = 0;      ///< practice statements that are in order now
  unsigned endorsements = 0;  ///< that are in order now
  unsigned declared = 0;      ///< own words
  unsigned lapsed = 0;        ///< of any of these, what is not in order now, or not checked
  std::vector<Id> from;       ///< the records it stands in

  /// The strongest there is.
  [[nodiscard]] Proof proof() const noexcept;
};

/// Whoever issues to themselves only says so.
/// @param keys  of the vault's owner
[[nodiscard]] bool is_self_issued(const Held& held, const std::vector<HolderKey>& keys);

/// That one record of the vault names a skill.
struct SkillClaim {
  Skill skill;
  Proof proof = Proof::none;  ///< self_declared also for what its owner issued
  bool in_order = false;      ///< now
  Id from = 0;
  learning_record::LanguageMap title;  ///< of the record; of an endorsement, of what it is about
  std::string by;     ///< who says so, as they name themselves, else their DID; empty for own words
  std::string state;  ///< as state_word(): "ok", "expired"
  std::optional<Instant> until;
};

/// Every skill as often as something names it: credentials, own words, endorsements, in this order.
/// What a newer one took the place of is left out.
/// @error as held_credentials(), own_words(), endorsements()
[[nodiscard]] Result<std::vector<SkillClaim>> skill_claims(const Vault& vault, Instant now);

/// Every skill that something in the vault names, once: by its code, else by its name. The best
/// proved in front, then by name.
/// @error as skill_claims()
[[nodiscard]] Result<std::vector<SkillLine>> skill_lines(const Vault& vault, Instant now);

}  // namespace credenza::wallet
