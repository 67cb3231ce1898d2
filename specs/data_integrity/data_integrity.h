// Data Integrity: proofs inside JSON documents.
// Verifiable Credential Data Integrity 1.0, https://www.w3.org/TR/vc-data-integrity/
// Suites: eddsa-jcs-2022 (https://www.w3.org/TR/vc-di-eddsa/ §3.3), ecdsa-jcs-2019 with P-256 and
// P-384 (https://www.w3.org/TR/vc-di-ecdsa/ §3.3). See suites.h for the table.
//
//   document ── add_proof(options, signer) ──► secured text
//   secured document ── verify_proofs(expectation, resolver) ──► VerifiedDocument
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "cid/cid.h"
#include "crypto/keys.h"

namespace credenza::data_integrity {

/// What a new proof says (§2.1). The cryptosuite follows from the signer's key.
struct ProofOptions {
  std::string verification_method{};
  cid::Relationship purpose = cid::Relationship::assertion_method;
  std::optional<Instant> created{};
  std::optional<Instant> expires{};
  std::vector<std::string> domain{};
  std::optional<std::string> challenge{};
  std::optional<std::string> id{};            ///< so that a later proof can name this one
  std::vector<std::string> previous_proof{};  ///< ids of proofs that this one builds on (§2.1.2)
};

/// Adds a proof (§4.2; §4.3 when the document has proofs already, which makes a set or a chain).
/// @param document  its top level is an object
/// @return          the text of the secured document: the received text with the proof put in, so
/// that
///                  nothing else of it changes
/// @error malformed    not an object; a `proof` that is none
/// @error not_found    `previous_proof` names a proof that is not there
/// @error conflict     a proof with this `id` is already there
/// @error unsupported  no cryptosuite has keys of the signer's type
/// @error unavailable  the signer does not answer
/// @error out_of_range a number that JCS cannot carry
[[nodiscard]] Result<std::string> add_proof(const json::Document& document,
                                            const ProofOptions& options,
                                            const crypto::Signer& signer);

/// What the verifier expects of the proofs (§4.4).
struct Expectation {
  cid::Relationship purpose = cid::Relationship::assertion_method;
  /// Whose proof has to be among them: the controller of its verification method. Checked before
  /// anything is resolved. Empty: anybody's.
  std::string_view controller{};
  std::optional<std::string_view> domain{};     ///< "MUST" match when given
  std::optional<std::string_view> challenge{};  ///< "MUST" match when given
  Instant now{};
  /// The caller looks at `expires` of every VerifiedProof itself.
  bool allow_expired = false;
};

/// A proof that holds.
struct VerifiedProof {
  cid::VerificationMethod method;
  std::string_view cryptosuite;
  std::optional<Instant> created;
  std::optional<Instant> expires;
  std::vector<std::string_view> domain;
  std::optional<std::string_view> challenge;
  std::string pointer;  ///< where in the document it stands
};

/// A document whose proofs hold. Only verify_proofs() makes one.
class VerifiedDocument {
 public:
  /// What was secured. Its member `proof` is not content; everything else is covered by a
  /// signature. The document that was verified has to outlive this.
  [[nodiscard]] json::Cursor root() const noexcept { return replaced_ ? replaced_->root() : root_; }
  /// At least one; the expected controller's first.
  [[nodiscard]] const std::vector<VerifiedProof>& proofs() const noexcept { return proofs_; }
  /// Proofs of other parties that this build could not check, with the reason. Never the
  /// controller's only one.
  [[nodiscard]] const std::vector<Error>& unchecked() const noexcept { return unchecked_; }

 private:
  friend Result<VerifiedDocument> verify_proofs(json::Cursor secured, const Expectation& expected,
                                                cid::MethodResolver& resolver);
  explicit VerifiedDocument(json::Cursor root) noexcept : root_(root) {}
  json::Cursor root_;
  std::optional<json::Document>
      replaced_;  ///< set when the proof's @context is shorter than the document's
  std::vector<VerifiedProof> proofs_;
  std::vector<Error> unchecked_;
};

/// Verifies all proofs of `secured` (§4.4, §4.5). One proof that does not hold is enough to refuse.
/// @error missing        no `proof`
/// @error malformed      a proof of the wrong form, or of a type or cryptosuite that nobody has
/// registered
/// @error unsupported    a registered type or cryptosuite that this build cannot check
/// @error mismatch       no proof by `controller`; another purpose, domain or challenge; a key of
/// another
///                       type than the cryptosuite's; an `@context` other than the proof's
/// @error not_found      `previousProof` names a proof that is not there (PROOF_VERIFICATION_ERROR)
/// @error bad_signature  the document was changed, or the proof is somebody else's
/// @error expired        the proof's `expires` has passed
/// @error out_of_range   more than 16 proofs; a number that JCS cannot carry
/// @error (resolver's)   as cid::MethodResolver::resolve() says
[[nodiscard]] Result<VerifiedDocument> verify_proofs(json::Cursor secured,
                                                     const Expectation& expected,
                                                     cid::MethodResolver& resolver);

}  // namespace credenza::data_integrity
