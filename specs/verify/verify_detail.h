// Inside verify: what its source files share.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "data_integrity/data_integrity.h"
#include "sd_jwt/sd_jwt.h"
#include "vcdm/vcdm.h"
#include "verify/report.h"
#include "verify/verify.h"

namespace credenza::verify::detail {

/// What a verification has at hand.
struct Context {
  const Policy& policy;
  const Ports& ports;
  Instant now;
};

/// What a presentation around a credential has shown.
struct Shown {
  std::optional<Check> problem;         ///< why its proof binds nobody
  std::vector<std::string> presenters;  ///< controllers of the proofs that hold
};

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

/// A signature that names a key which is not among those of its owner.
struct Unfound {
  std::string_view method;      ///< URL of the key
  std::string where;            ///< where that stands
  std::optional<Instant> made;  ///< when it was made, as it says itself
};
/// What such signatures mean: a forgery, or that what is known of the keys is too old.
/// @param error  why the proof does not hold: `not_found`
[[nodiscard]] Check judge_missing(const std::vector<Unfound>& signatures, Error error,
                                  const Ports& ports, Instant now);

/// Whether the issuer's lists withdraw it (Bitstring Status List 1.0 §2.1, §3.2).
[[nodiscard]] Check check_status(const vcdm::Credential& credential, const Ports& ports,
                                 const Policy& policy, Instant now);

/// An error about a place that its list does not have, at what names that place; others as they
/// are.
[[nodiscard]] Error at_index(Error error, json::Cursor reference);

[[nodiscard]] Check passed(CheckName name, std::string note = {});
[[nodiscard]] Check not_applicable(CheckName name, std::string note);
[[nodiscard]] Check failed(CheckName name, Error reason);
[[nodiscard]] Check indeterminate(CheckName name, Error reason);

/// The credential that an endorsement speaks of is not among what was given.
[[nodiscard]] Check target_not_given();
/// Fills `digest` and `given_id`.
void name_as_given(CredentialReport& report, json::Cursor root);

[[nodiscard]] Check check_format(const Result<vcdm::Credential>& credential);
/// Whether now is in its period.
[[nodiscard]] Check check_period(const vcdm::Credential& credential, const Context& context);
/// Whether the person it was issued to shows it. @param shown  nothing: a bare credential
[[nodiscard]] Check check_holder(const vcdm::Credential& credential,
                                 const std::optional<Shown>& shown, const Context& context);
/// Whether its issuer says it of itself, or shows it itself where it is bound to nobody.
/// @param shown  nothing: a bare credential
[[nodiscard]] bool is_self_declared(const vcdm::Credential& credential,
                                    const std::optional<Shown>& shown);
/// Whether the owner's key in a token (`cnf`) is the one that signed it.
[[nodiscard]] bool is_bound_to_signer(json::Cursor header, json::Cursor claims,
                                      const Context& context);
/// Reads what it says into `report`.
[[nodiscard]] Check check_record(CredentialReport& report, const vcdm::Credential& credential);

/// The checks of a credential whose answers depend on how it is secured.
struct Covered {
  Check validity;
  Check holder;
  Check record;
  /// What stands in for the status lists of the credential; asked only where the issuer is trusted.
  std::function<Check()> status{};
};
/// Describes a credential that a proof covers, and fills in the checks behind the proof.
void check_covered(CredentialReport& report, const vcdm::Credential& credential, Covered covered,
                   const Context& context);
/// Whether the reader trusts the issuer that `report` names, for its types and on the day on which
/// it was issued; by whose word, or for whom it could be taken.
[[nodiscard]] Check check_trust(CredentialReport& report, const Context& context);
/// Whether everybody who signed beside the issuer was recognised for that; asked where the issuer
/// is trusted. Nothing when nobody has to be.
[[nodiscard]] std::optional<Check> check_recognition(const CredentialReport& report,
                                                     const Context& context);
/// Fills these checks in where no proof covers anything.
void add_unlooked(CredentialReport& report, std::string_view why);

/// A credential with embedded proofs, by itself or in a presentation.
void verify_credential(json::Cursor root, const std::optional<Shown>& shown, const Context& context,
                       CredentialReport& report);
/// A presentation with embedded proofs, and the credentials in it.
void verify_presentation(json::Cursor root, const Context& context, const Limits& limits,
                         Report& report);
/// A credential that travels as a token: compact JWS or SD-JWT.
[[nodiscard]] CredentialReport verify_token(std::string_view text, Format format,
                                            const Context& context, const Limits& limits);

/// `typ` of a header without "application/"; empty when it is absent or no text.
[[nodiscard]] std::string_view typ_of(json::Cursor header) noexcept;
/// The string member `name`; empty when it is absent or no text.
[[nodiscard]] std::string_view text_at(json::Cursor object, std::string_view name) noexcept;
/// The NumericDate `name`; nothing when it is absent or none.
[[nodiscard]] std::optional<Instant> date_at(json::Cursor claims, std::string_view name);
/// Fills `digest` and `given_id` of a token: it is known again by what its issuer signed. Which
/// claims are shown, and to whom, makes no other credential of it.
void name_token(CredentialReport& report, std::string_view text, std::string_view id);
/// Why the issuer's signature does not hold, and what that means.
[[nodiscard]] Check refused_token(Error error, json::Cursor header, json::Cursor claims,
                                  const Context& context);
/// `exp`, `nbf` and `iat` against now.
[[nodiscard]] Check check_token_dates(json::Cursor claims, const Context& context);
/// Ends a report whose proof does not hold.
void end_unproved(CredentialReport& report, Check proof);
/// Whether a holder's signature is there, where one is asked for and where it can be looked at;
/// passed means that it is to be verified.
[[nodiscard]] Check check_binding_presence(const sd_jwt::SdJwt& token, const Policy& policy);
/// What the reader asks of the signature of who shows it; nothing when there is nothing to ask.
/// @param text  the whole token
[[nodiscard]] std::optional<sd_jwt::KeyBindingExpectation> expected_binding(const Check& presence,
                                                                            std::string_view text,
                                                                            const Policy& policy);
/// Why the signature of who shows it binds nobody: an old copy is somebody else's.
[[nodiscard]] Check refused_binding(Error error);
/// What several have to sign cannot be whole in a token, which has one signature.
[[nodiscard]] std::optional<Check> check_sole_signer(CredentialReport& report);
/// An SD-JWT VC (`dc+sd-jwt`).
void verify_sd_jwt_vc(std::string_view text, const sd_jwt::SdJwt& token, const Context& context,
                      const json::Limits& bounds, CredentialReport& report);

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
