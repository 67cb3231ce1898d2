// VC-JOSE with selective disclosure: a credential of data model 2.0 as the claims of an SD-JWT, of
// type `vc+sd-jwt`. Securing Verifiable Credentials using JOSE and COSE §3.2, RFC 9901.
//
//   credential ── sign_sd_credential ──► vc+sd-jwt ── verify_sd_credential ──► VerifiedSdCredential
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sd_jwt/sd_jwt.h"
#include "vc_jose/vc_jose.h"

namespace credenza::vc_jose {

inline constexpr std::string_view k_sd_credential_media_type = "application/vc+sd-jwt";

/// A credential whose envelope and disclosures were verified. Only verify_sd_credential() makes
/// one.
class VerifiedSdCredential {
 public:
  /// What was revealed of it. Whether it is in its period, and what its status is, is not known
  /// yet.
  [[nodiscard]] const vcdm::Credential& credential() const noexcept { return credential_; }
  [[nodiscard]] json::Cursor claims() const noexcept { return token_.claims(); }
  [[nodiscard]] const cid::VerificationMethod& method() const noexcept { return method_; }
  /// As sd_jwt::VerifiedSdJwt says of both.
  [[nodiscard]] const std::vector<std::string>& disclosed() const noexcept {
    return token_.disclosed();
  }
  [[nodiscard]] std::optional<json::Cursor> key_binding() const noexcept {
    return token_.key_binding();
  }

 private:
  friend Result<VerifiedSdCredential> verify_sd_credential(
      sd_jwt::SdJwt token, const Expectation& expected,
      const std::optional<sd_jwt::KeyBindingExpectation>& key_binding, KeyFinder& keys);
  VerifiedSdCredential(sd_jwt::VerifiedSdJwt token, cid::VerificationMethod method,
                       vcdm::Credential credential);
  sd_jwt::VerifiedSdJwt token_;
  cid::VerificationMethod method_;
  vcdm::Credential credential_;
};

/// Verifies a `vc+sd-jwt` (§3.2, §5.2) and reads what was revealed. What the token says of itself
/// is checked before a key is looked for, and again in what came out of the disclosures.
/// @param expected     its `nonce` is not looked at: that of the holder is in `key_binding`
/// @param key_binding  what the holder has to have signed; nothing: there must be no signature
/// @error as verify_credential() and sd_jwt::VerifiedSdJwt::verify()
[[nodiscard]] Result<VerifiedSdCredential> verify_sd_credential(
    sd_jwt::SdJwt token, const Expectation& expected,
    const std::optional<sd_jwt::KeyBindingExpectation>& key_binding, KeyFinder& keys);

struct SdCredentialOptions {
  CredentialOptions token;
  /// JSON Pointers into the credential. `@context`, `type`, `credentialStatus`, `credentialSchema`
  /// and `relatedResource` stay in the clear, as does what is needed to find the key.
  std::vector<std::string> selectively_disclosable{};
  std::vector<sd_jwt::Decoys> decoys{};
};

/// Signs a credential as `vc+sd-jwt` (§3.2.1).
/// @error forbidden  `@context`, `type`, `issuer`, `credentialStatus`, `credentialSchema` or
///                   `relatedResource` selectively disclosable (§3.2.1)
/// @error as sign_credential() and sd_jwt::issue()
[[nodiscard]] Result<std::string> sign_sd_credential(const json::Document& credential,
                                                     const SdCredentialOptions& options,
                                                     const crypto::Signer& signer, Random& random);

}  // namespace credenza::vc_jose
