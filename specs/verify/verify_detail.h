// Inside verify: what its source files share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "data_integrity/data_integrity.h"
#include "vcdm/vcdm.h"
#include "verify/report.h"
#include "verify/verify.h"

namespace credenza::verify::detail {

/// `input` without white space around it.
[[nodiscard]] std::string_view trim(std::string_view input) noexcept;
/// Of text that is not JSON.
[[nodiscard]] Format detect_text(std::string_view trimmed) noexcept;
[[nodiscard]] Format detect_object(json::Cursor root);

/// Whether an error of the proof says "no" (failed) or "could not tell" (indeterminate).
[[nodiscard]] Outcome outcome_of_proof(const Error& error) noexcept;

/// The proof of `issuer` on a credential: what it covers when it holds, and the check. A key that
/// was declared unsafe counts only for what its owner confirms to be older (Statements::confirm).
struct IssuerProof {
  Result<data_integrity::VerifiedDocument> verified;
  Check check;
};
[[nodiscard]] IssuerProof check_issuer_proof(json::Cursor root, std::string_view issuer,
                                             const Ports& ports, Instant now);

/// Whether the issuer's lists withdraw it (Bitstring Status List 1.0 §2.1, §3.2).
[[nodiscard]] Check check_status(const vcdm::Credential& credential, const Ports& ports,
                                 const Policy& policy, Instant now);

[[nodiscard]] Check passed(CheckName name, std::string note = {});
[[nodiscard]] Check not_applicable(CheckName name, std::string note);
[[nodiscard]] Check failed(CheckName name, Error reason);
[[nodiscard]] Check indeterminate(CheckName name, Error reason);

/// The credential that an endorsement speaks of is not among what was given.
[[nodiscard]] Check target_not_given();
/// Fills `digest` and `given_id`.
void name_as_given(CredentialReport& report, json::Cursor root);

/// A report about what got no further than `check`.
[[nodiscard]] CredentialReport refused(Format format, Check check);

/// Whether everybody signed whose signature the signed document asks for (signers.h). Nothing when
/// they did.
[[nodiscard]] std::optional<Check> check_signers(CredentialReport& report,
                                                 const data_integrity::VerifiedDocument& verified);
/// Says of a document without a proof of `issuer` whether it is waiting for that.
void name_waiting(CredentialReport& report, json::Cursor root, std::string_view issuer);
/// A credential on its way between its signers is none yet, whatever its proofs say.
[[nodiscard]] CredentialReport verify_draft(json::Cursor root);

}  // namespace credenza::verify::detail
