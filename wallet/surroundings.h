// What stands around a credential or own words: what others say of it, files, notes, and which one
// it took the place of.
#pragma once

#include <string>

#include "wallet/endorsement.h"
#include "wallet/texts.h"

namespace credenza::wallet {

/// "opinion of a manager, "De Blauwe Hal" (as they say): …", with the mark when it is not in order.
[[nodiscard]] std::string opinion_text(const HeldEndorsement& one, Instant now, Language language);
[[nodiscard]] Json endorsement_json(const HeldEndorsement& one, Instant now);

/// Labelled lines, a line feed at the end of each.
/// @error as held_credentials(), endorsements(), evidence_files()
[[nodiscard]] Result<std::string> surroundings_text(const Vault& vault, Id id, Instant now,
                                                    Language language);
/// {"endorsements", "evidence", "older"}
/// @error as surroundings_text()
[[nodiscard]] Result<Json> surroundings_json(const Vault& vault, Id id, Instant now);

}  // namespace credenza::wallet
