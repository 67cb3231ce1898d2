// The steps that a cryptosuite is made of, under the names that the specifications give them.
// Public for tests that compare every intermediate value; add_proof() and verify_proofs() put them
// together.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/instant.h"
#include "base/json.h"
#include "cid/cid.h"
#include "data_integrity/data_integrity.h"
#include "data_integrity/suites.h"

namespace credenza::data_integrity {

/// The members of one proof (VC Data Integrity 1.0 §2.1), as views into its document.
struct Proof {
  json::Cursor node;
  std::string_view id{};  ///< empty when it has none
  std::string_view cryptosuite{};
  std::string_view verification_method{};
  cid::Relationship purpose = cid::Relationship::assertion_method;
  std::string_view proof_value{};
  std::optional<Instant> created{};
  std::optional<Instant> expires{};
  std::vector<std::string_view> domain{};
  std::optional<std::string_view> challenge{};
  std::vector<std::string_view> previous_proof{};
};

/// Reads one proof and checks its form.
/// @error missing      type, verificationMethod, proofPurpose, cryptosuite or proofValue
/// @error malformed    a member of the wrong form; a type, cryptosuite or purpose that nobody has
/// registered
/// @error unsupported  a registered type or cryptosuite that this build cannot check
[[nodiscard]] Result<Proof> read_proof(json::Cursor node);

/// The proofs of a document, one or many.
/// @error missing       it has no `proof`
/// @error malformed     not an object, or a `proof` that is none
/// @error out_of_range  more than 16
[[nodiscard]] Result<std::vector<json::Cursor>> proofs_in(json::Cursor document);

/// Transformation (vc-di-eddsa §3.3.3): the canonical text of a document without its `proof`.
/// @param matching_proofs  with a chain, the proofs that `previousProof` names, which take the
/// place of `proof`
///                         (VC Data Integrity 1.0 §4.3 step 6)
/// @param context          the proof's own `@context`, canonical, which takes the place of the
/// document's
/// @error out_of_range     a number that JCS cannot carry
[[nodiscard]] Result<std::string> transform(json::Cursor document,
                                            std::span<const json::Cursor> matching_proofs,
                                            std::optional<std::string_view> context);

/// Hashing (vc-di-eddsa §3.3.4; vc-di-ecdsa §3.3.4): the hash of the proof configuration, then that
/// of the transformed document.
[[nodiscard]] Bytes hash_data(const Suite& suite, std::string_view transformed,
                              std::string_view proof_config);

/// Proof configuration (vc-di-eddsa §3.3.5) of a received proof: its canonical text without
/// proofValue.
/// @error out_of_range  a number that JCS cannot carry
[[nodiscard]] Result<std::string> proof_configuration(json::Cursor proof);

/// A new proof as canonical text, in two parts between which `proofValue` has its place.
struct ProofText {
  std::string head;
  std::string tail;

  /// The proof configuration (vc-di-eddsa §3.3.5).
  [[nodiscard]] std::string configuration() const { return head + tail; }
  /// The whole proof (vc-di-eddsa §3.3.6). `proof_value` is multibase text.
  [[nodiscard]] std::string with_value(std::string_view proof_value) const;
};

/// @param context  the document's `@context`, canonical; nothing when it has none
[[nodiscard]] ProofText write_proof(const Suite& suite, const ProofOptions& options,
                                    std::optional<std::string_view> context);

/// Proof verification (vc-di-eddsa §3.3.7) of `proof_value`, multibase base58btc.
/// @error malformed      not base58btc, or of the wrong length
/// @error bad_signature  it does not match
[[nodiscard]] Status verify_proof_value(const crypto::PublicKey& key, ByteView hash_data,
                                        std::string_view proof_value);

/// The proofs among `all` that `names` name by id, in their order in `all`.
/// @param where     the place of the naming, for the error
/// @error not_found a name that no proof has (VC Data Integrity 1.0 §4.5: PROOF_VERIFICATION_ERROR)
[[nodiscard]] Result<std::vector<json::Cursor>> matching_proofs(
    std::span<const json::Cursor> all, std::span<const std::string_view> names,
    const std::string& where);

}  // namespace credenza::data_integrity
