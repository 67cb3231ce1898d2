// The European micro-credential attestation ("learning credential"): what an SD-JWT VC of type
// urn:eu.europa.ec.eudi:learning:credential:1 says, in the 17 claims of its type metadata.
//
//   LearningRecord ── to_claims ──► claims, which of them may be hidden, and what they cannot say
//   claims ── check ──► findings         claims ── read_record ──► LearningRecord
//
// The claims of the token itself (`iss`, `iat`, `exp`, `vct`, `cnf`, `status`) are not its
// business.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/json_value.h"
#include "learning_record/compare.h"
#include "learning_record/learning_record.h"

namespace credenza::eudi_learning {

/// Version 1 of the attestation. Another version is another type.
inline constexpr std::string_view k_vct = "urn:eu.europa.ec.eudi:learning:credential:1";

/// Of which form a claim is.
enum class Form : std::uint8_t { text, date, last_day, country, level, texts, boolean };

/// A claim as the type metadata has it.
struct Claim {
  const char* name;
  Form form;
  bool mandatory;
  bool disclosable;  ///< `sd` "always": its holder may leave it out; of `texts` each element, too
};

/// The 17, in the order of the metadata.
[[nodiscard]] std::span<const Claim> claims() noexcept;

struct Rendering {
  Json claims;
  std::vector<std::string>
      disclosable;  ///< JSON Pointers of what has to be selectively disclosable
  /// What the record says and the claims do not, or not in full: `left` is the record's, `right`
  /// what a reader of the claims will find in its place.
  std::vector<learning_record::Difference> losses;
};

/// Says `record` in the claims, texts in `language` ("en") where they are in several. Nothing is
/// made up: a record without an end has no `date_of_expiry`.
/// @error unsupported  at "/type": a record that is no MicroCredential
/// @error missing      a mandatory claim that the record has nothing for; `where` is the JSON
///                     Pointer in the record
/// @error malformed    a level of the EQF that is none of 1 to 8
[[nodiscard]] Result<Rendering> to_claims(const learning_record::LearningRecord& record,
                                          std::string_view language);

/// What is wrong with claims of this type: every finding, `where` is the JSON Pointer of the claim.
/// Claims that are hidden are absent, so that only those which never may be are missing. Findings
/// are missing, malformed, and out_of_range (a level; a last day whose end no calendar here knows).
[[nodiscard]] std::vector<Error> check(json::Cursor claims);

/// What the claims say, as a record; what is hidden stays empty, and other claims are passed over.
/// `awarding_body.id` is `iss` where that is a DID.
/// @error malformed     a claim that is not of its form
/// @error out_of_range  a level, or a last day
[[nodiscard]] Result<learning_record::LearningRecord> read_record(json::Cursor claims);

}  // namespace credenza::eudi_learning
