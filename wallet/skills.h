// What somebody can do, and what proves it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "wallet/endorsement.h"

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

/// Every skill that something in the vault names, once: by its code, else by its name. The best
/// proved in front, then by name.
/// @error as held_credentials(), own_words(), endorsements()
[[nodiscard]] Result<std::vector<SkillLine>> skill_lines(const Vault& vault, Instant now);

}  // namespace credenza::wallet
