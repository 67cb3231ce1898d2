// Own words: a skill or an experience that its owner declares, and nobody proved. Kept and shown
// apart from credentials, never with a mark. docs/vault_format.md, section 7.
#pragma once

#include <string>
#include <vector>

#include "wallet/held.h"

namespace credenza::wallet {

/// Of a text that the owner types.
inline constexpr std::size_t k_max_own_text_bytes = 2000;
inline constexpr std::size_t k_max_own_line_bytes = 200;
inline constexpr std::size_t k_max_own_skills = 24;

struct OwnWords {
  Id id = 0;
  std::string name;  ///< "urn:uuid:…", under which others speak of it
  std::string title;
  std::string place;  ///< where it was: "De Blauwe Hal"
  std::string text;
  std::string from;   ///< a date, or empty
  std::string until;  ///< a date, or empty
  std::vector<Skill> skills;
  Instant made;
  std::string digest;  ///< of the document, as digest_of_credential()
};

/// The document that is the record's body: what an endorsement of it is bound to.
[[nodiscard]] Json to_document(const OwnWords& words);
/// `document` is the text of to_document(), whose digest goes into the index.
[[nodiscard]] Json to_meta(const OwnWords& words, std::string_view document);

/// All of them, the oldest in front.
/// @error missing, malformed  an entry that is not as to_meta() writes it; `where` is "index"
[[nodiscard]] Result<std::vector<OwnWords>> own_words(const Vault& vault);

/// Whether `text` can be kept: one line that shows as it is, of at most `max_bytes`.
/// @error malformed     characters that steer a terminal or that nobody sees; `where` is `option`
/// @error out_of_range  longer
[[nodiscard]] Status check_own_text(std::string_view text, std::size_t max_bytes,
                                    const std::string& option);

/// What somebody typed for a skill: its code (an address), or its name. A term that is known here,
/// or from a credential of the vault, gets its other half.
[[nodiscard]] Skill typed_skill(const std::string& typed, const Vault& vault);

}  // namespace credenza::wallet
