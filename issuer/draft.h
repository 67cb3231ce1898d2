// A draft: a credential on its way from one signer to the next (docs/draft_format.md).
//
//   {"schema": "credenza.issuer.draft/1",
//    "signers": [{"id": "did:web:…", "name": "De Blauwe Hal", "role": "learning-company"}, …],
//    "document": {…, "proof": […]}, "history": […], "refusal": {…}}
//
// The document is the credential itself, whole but for the proofs that are still to come, so every
// party signs the same thing: a proof set (VC Data Integrity 1.0 §2.1.1). The wrapper is no
// credential, and nobody takes it for one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "base/json_value.h"
#include "cid/cid.h"
#include "verify/signers.h"

namespace credenza::issuer {

using verify::CoSigner;

inline constexpr std::size_t k_most_draft_bytes = std::size_t{1} << 20;
inline constexpr std::string_view k_refusal_schema = "credenza.issuer.refusal/1";
/// The role of the party that issues.
inline constexpr std::string_view k_school_role = "school";

/// What happened to a draft, for people. Not signed: what counts is the proofs.
struct DraftStep {
  std::string step;  ///< "started", "signed" or "refused"
  Instant at;
  std::string by;    ///< a DID
  std::string name;  ///< of the person; empty when not said
};

/// A party's word that it will not sign, with its proof over it.
struct Refusal {
  std::string by;  ///< a DID, one of the signers
  std::string name;
  std::string reason;
  Instant at;
  std::string document;  ///< SHA-256 in hexadecimal of what was refused, as digest() gives it
  std::string text;      ///< the signed JSON
};

/// Where the signature of one party stands.
struct PartySignature {
  CoSigner signer;
  bool there = false;            ///< a proof names a key of the party; whether it holds:
  std::optional<Error> problem;  ///< why it does not hold, or why that could not be found out
  std::optional<Instant> at;     ///< when it was made, if it holds
};

class Draft {
 public:
  /// A draft of `credential`, which has no proof.
  /// @error as parse(), of `credential` as its document
  [[nodiscard]] static Result<Draft> start(const Json& credential, const DraftStep& step);

  /// @error malformed, missing  not such a file, or a document that is no credential whose record
  ///                            can be read; `where` is a JSON Pointer in the draft
  /// @error unsupported   at "version": made by a newer version; else a member that is not known
  /// @error mismatch      `signers` are not those of the document; the issuer is not one of them; a
  ///                      proof by somebody else
  /// @error conflict      two proofs by one party
  /// @error out_of_range  more than a megabyte, 16 proofs or 100 steps
  [[nodiscard]] static Result<Draft> parse(std::string_view text);

  /// What parse() reads.
  [[nodiscard]] std::string to_text() const;

  /// The credential with the proofs that there are.
  [[nodiscard]] json::Cursor document() const noexcept { return document_.root(); }
  [[nodiscard]] const learning_record::LearningRecord& record() const noexcept { return record_; }
  [[nodiscard]] const std::string& id() const noexcept { return id_; }
  [[nodiscard]] const std::string& issuer() const noexcept { return issuer_; }
  [[nodiscard]] const std::vector<CoSigner>& signers() const noexcept { return record_.co_signers; }
  [[nodiscard]] const std::vector<DraftStep>& history() const noexcept { return history_; }
  [[nodiscard]] const std::optional<Refusal>& refusal() const noexcept { return refusal_; }

  /// SHA-256 in hexadecimal of the canonical text (RFC 8785) of the document without its proofs:
  /// what everybody signs.
  [[nodiscard]] std::string digest() const;
  /// Those who have no proof in it, in the order of signers().
  [[nodiscard]] std::vector<CoSigner> missing() const;
  /// The party `did`; null when it is none.
  [[nodiscard]] const CoSigner* party(std::string_view did) const noexcept;

  /// Verifies the proof of every party by itself, so that it can be said who has to sign again.
  [[nodiscard]] std::vector<PartySignature> check_signatures(cid::MethodResolver& methods,
                                                             Instant now) const;
  /// Whether the refusal is by whom it says and about this document.
  /// @error as data_integrity::verify_proofs(); mismatch: of another document
  [[nodiscard]] Status check_refusal(cid::MethodResolver& methods, Instant now) const;

  /// This draft with another document in it, and the history and refusal that it has.
  /// @error as parse(), of the document
  [[nodiscard]] Result<Draft> with_document(const Json& document) const;

  /// The draft with the proof of `step.by` added: the one that it had is taken out first.
  /// @error forbidden  refused: nothing is signed any more
  /// @error not_found  `by` does not have to sign
  /// @error as data_integrity::add_proof()
  [[nodiscard]] Result<Draft> sign(const DraftStep& step, const std::string& method,
                                   const crypto::Signer& signer) const;

  /// The draft with the word of `step.by` that it will not sign.
  /// @error forbidden  refused before
  /// @error not_found  `step.by` does not have to sign
  /// @error as data_integrity::add_proof()
  [[nodiscard]] Result<Draft> refuse(const DraftStep& step, const std::string& reason,
                                     const std::string& method, const crypto::Signer& signer) const;

 private:
  Draft(json::Document document, learning_record::LearningRecord record);
  /// As with_document(), and one more step.
  [[nodiscard]] Result<Draft> next(const Json& document, const DraftStep& step) const;

  json::Document document_;
  learning_record::LearningRecord record_;
  std::string id_;
  std::string issuer_;
  std::vector<DraftStep> history_;
  std::optional<Refusal> refusal_;
};

}  // namespace credenza::issuer
