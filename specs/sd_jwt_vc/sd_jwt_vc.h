// SD-JWT VC: verifiable digital credentials as SD-JWTs.
// draft-ietf-oauth-sd-jwt-vc-19, https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/19/
// SD-JWT VCLD: OpenID4VP 1.0 §B.3.7.
//
//   SdJwt ── find_issuer_key ──► key ── VerifiedCredential::verify ──► claims, types, status
//                                                └── check_claim_rules (type_metadata.h)
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sd_jwt/sd_jwt.h"

namespace credenza::sd_jwt_vc {

/// The `typ` of the issuer-signed JWT (§2.2.1).
inline constexpr std::string_view k_typ = "dc+sd-jwt";

/// Signs `claims` as an SD-JWT VC (§2.2). `options.typ` is filled here.
/// @error missing    `vct`
/// @error malformed  `vct`, `vct#integrity`, `aka_vcts`, `status` or `ld` not of its form
/// @error forbidden  a claim selectively disclosable that never may be (§2.2.2.3)
/// @error as sd_jwt::issue()
[[nodiscard]] Result<std::string> issue(json::Cursor claims, sd_jwt::IssueOptions options,
                                        const crypto::Signer& issuer, Random& random);

struct Expectation {
  std::string_view vct{};          ///< the type that is asked for; empty: any
  jose::ClaimsExpectation claims;  ///< `claims.issuer` is the one whose key it is
  std::optional<sd_jwt::KeyBindingExpectation> key_binding{};
  bool leave_dates = false;  ///< as sd_jwt::Expectation::leave_dates
};

/// A credential that was verified. Only verify() makes one. That its issuer may issue this type is
/// for somebody else to say (§7.7).
class VerifiedCredential {
 public:
  /// Verifies as sd_jwt::VerifiedSdJwt::verify() with `typ` k_typ, then what §2.2.2 asks of the
  /// claims.
  /// @error forbidden  a claim that never may be disclosed came out of a disclosure
  /// @error mismatch   neither `vct` nor `aka_vcts` is the type that is asked for
  /// @error missing, malformed  as issue() says of the claims
  /// @error as sd_jwt::VerifiedSdJwt::verify()
  [[nodiscard]] static Result<VerifiedCredential> verify(sd_jwt::SdJwt presented,
                                                         const crypto::PublicKey& issuer,
                                                         const Expectation& expected);

  [[nodiscard]] const sd_jwt::VerifiedSdJwt& sd_jwt() const noexcept { return sd_jwt_; }
  [[nodiscard]] json::Cursor claims() const noexcept { return sd_jwt_.claims(); }
  [[nodiscard]] std::string_view vct() const;
  /// `vct`, then `aka_vcts`. The issuer says so, and no more than that.
  [[nodiscard]] std::vector<std::string_view> types() const;
  [[nodiscard]] std::optional<std::string_view> vct_integrity() const;
  /// `status`, which the caller has to look up.
  [[nodiscard]] std::optional<json::Cursor> status() const noexcept;
  /// What the credential says: `ld` of an SD-JWT VCLD, else all claims (OpenID4VP §B.3.7.2.2).
  [[nodiscard]] json::Cursor content() const noexcept;

 private:
  explicit VerifiedCredential(sd_jwt::VerifiedSdJwt sd_jwt);
  sd_jwt::VerifiedSdJwt sd_jwt_;
};

}  // namespace credenza::sd_jwt_vc
