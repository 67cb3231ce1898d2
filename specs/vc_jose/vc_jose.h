// VC-JOSE: credentials and presentations of data model 2.0 as the claims of a signed JWT.
// Securing Verifiable Credentials using JOSE and COSE, https://www.w3.org/TR/vc-jose-cose/
//
//   credential ── sign_credential ──► vc+jwt ── verify_credential(KeyFinder) ──► VerifiedCredential
//   envelopes  ── sign_presentation ──► vp+jwt ── verify_presentation ──► open_credentials
//
// There is one function for each `typ`, so that a token of one kind cannot pass for another. A
// credential travels inside a presentation as an envelope: an object whose `id` is a data: URL.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "base/json_value.h"
#include "cid/cid.h"
#include "crypto/keys.h"
#include "jose/jws.h"
#include "vcdm/vcdm.h"

namespace credenza::vc_jose {

inline constexpr std::string_view k_credential_media_type = "application/vc+jwt";
inline constexpr std::string_view k_presentation_media_type = "application/vp+jwt";
/// More credentials than this are not read from one presentation: each can cost a request.
inline constexpr std::size_t k_max_credentials = 64;

/// What a token says about the key that signed it, before anything of it is proven (§4.1).
struct KeyHint {
  /// Whose key it has to be: the `issuer` of a credential, the `holder` of a presentation, else its
  /// `iss`. Empty for a presentation that names nobody.
  std::string_view owner;
  std::string_view kid;  ///< empty when the header has none, which only a token with `iss` may do
  cid::Relationship relationship;
};

/// Finds keys: the port through which tokens reach them. "Discovery of verification keys […] is
/// assumed to have succeeded prior to beginning the verification process" (§5).
class KeyFinder {
 public:
  virtual ~KeyFinder() = default;
  /// @return  a key for this relationship. Whether it is the owner's is checked by who asks.
  /// @error   as cid::MethodResolver::resolve(); what is wrong with the hint has `where`
  ///          "header/kid"
  [[nodiscard]] virtual Result<cid::VerificationMethod> find(const KeyHint& hint, Instant now) = 0;
};

/// Finds keys in controlled identifier documents and DID documents (§4.3): `kid` is the URL of a
/// verification method, or only its fragment where `iss` says whose it is. §4.3 asks for methods of
/// type JsonWebKey; here those that hold the same key as a Multikey are taken too.
class ControlledKeys final : public KeyFinder {
 public:
  /// `resolver` outlives this.
  explicit ControlledKeys(cid::MethodResolver& resolver) noexcept : resolver_(resolver) {}
  /// @error missing      no `kid`
  /// @error mismatch     `kid` is not in the document of the owner; nothing is resolved
  /// @error unsupported  `kid` is no URL: a key of a JWK set, which somebody else has to find
  /// @error (resolver's) as cid::MethodResolver::resolve() says
  [[nodiscard]] Result<cid::VerificationMethod> find(const KeyHint& hint, Instant now) override;

 private:
  cid::MethodResolver& resolver_;
};

/// What the verifier expects of a token.
struct Expectation {
  Instant now{};
  std::chrono::seconds leeway{60};  ///< for clocks that differ
  /// The `issuer` or `holder` that it has to have, checked before any key is looked for. Empty:
  /// anybody.
  std::string_view owner{};
  std::string_view audience{};  ///< `aud` has to be or to hold this; empty: it must be absent
  std::optional<std::string_view> nonce{};  ///< `nonce` has to be this, when given
  /// `exp`, `nbf` and `iat` are left to the caller, who looks at them in the claims.
  bool leave_dates = false;
};

/// A credential whose envelope was verified. Only verify_credential() makes one.
class VerifiedCredential {
 public:
  /// Whether it is in its period, and what its status is, is not known yet.
  [[nodiscard]] const vcdm::Credential& credential() const noexcept { return credential_; }
  /// All claims: the credential's members and those of the JWT.
  [[nodiscard]] json::Cursor claims() const noexcept { return credential_.root; }
  [[nodiscard]] json::Cursor header() const noexcept { return jws_.header(); }
  [[nodiscard]] const cid::VerificationMethod& method() const noexcept { return method_; }

 private:
  friend Result<VerifiedCredential> verify_credential(std::string_view token,
                                                      const Expectation& expected, KeyFinder& keys,
                                                      const json::Limits& limits);
  VerifiedCredential(jose::VerifiedJws jws, json::Document claims, cid::VerificationMethod method,
                     vcdm::Credential credential);
  jose::VerifiedJws jws_;
  json::Document claims_;
  cid::VerificationMethod method_;
  vcdm::Credential credential_;
};

/// Verifies a `vc+jwt` (§5.1) and reads what it holds (§6). `where` of an error is "header…",
/// "payload", "signature", or the JSON Pointer of a claim.
/// @param limits        `max_bytes` bounds the token
/// @error malformed     no compact JWS of a JSON object; a claim or the credential of the wrong
///                      form; `cnf` that is no key
/// @error missing       no `alg`, `issuer` or other required member; neither `kid` nor `iss`
/// @error forbidden     `alg` "none" or symmetric; the claims `vc` or `vp` (§1.1.2.1); a `cnf` with
/// a
///                      secret key
/// @error unsupported   `crit`, `b64`; a `cty` that says more than "vc"; another data model
/// @error mismatch      `typ` is absent or another; `alg` is not the key's; `iss` and `issuer`,
///                      `jti` and `id`, `sub` and the subjects, or header and claims differ; not
///                      the expected owner, audience or nonce; a key of somebody else
/// @error bad_signature the token was changed, or somebody else signed it
/// @error expired, not_yet_valid  `exp`; `nbf` or `iat` (of the signature, not of the credential)
/// @error out_of_range  beyond `limits`
/// @error (finder's)    as KeyFinder::find() says
[[nodiscard]] Result<VerifiedCredential> verify_credential(std::string_view token,
                                                           const Expectation& expected,
                                                           KeyFinder& keys,
                                                           const json::Limits& limits = {});

/// A credential or presentation in its envelope (VCDM 2.0 §4.13).
struct Envelope {
  std::string media_type;  ///< lower case, without parameters: "application/vc+jwt"
  std::string_view token;  ///< as it stands behind the comma
};

/// Reads an EnvelopedVerifiableCredential or EnvelopedVerifiablePresentation.
/// @error missing      no `id`
/// @error malformed    `id` is no data: URL with a media type (RFC 2397)
/// @error unsupported  base64 inside the URL
[[nodiscard]] Result<Envelope> read_envelope(json::Cursor enveloped);

/// A presentation whose envelope was verified. Only verify_presentation() makes one.
class VerifiedPresentation {
 public:
  /// Its credentials are envelopes that nobody has opened yet.
  [[nodiscard]] const vcdm::Presentation& presentation() const noexcept { return presentation_; }
  [[nodiscard]] json::Cursor claims() const noexcept { return presentation_.root; }
  [[nodiscard]] json::Cursor header() const noexcept { return jws_.header(); }
  /// The key that signed; its controller is who presents.
  [[nodiscard]] const cid::VerificationMethod& method() const noexcept { return method_; }

 private:
  friend Result<VerifiedPresentation> verify_presentation(std::string_view token,
                                                          const Expectation& expected,
                                                          KeyFinder& keys,
                                                          const json::Limits& limits);
  VerifiedPresentation(jose::VerifiedJws jws, json::Document claims, cid::VerificationMethod method,
                       vcdm::Presentation presentation);
  jose::VerifiedJws jws_;
  json::Document claims_;
  cid::VerificationMethod method_;
  vcdm::Presentation presentation_;
};

/// Verifies a `vp+jwt` (§5.1). Each of its credentials has to be an envelope (§3.1.2).
/// @error forbidden     also: a credential that stands in it without envelope
/// @error out_of_range  also: more than k_max_credentials
/// @error (others)      as verify_credential(), with `holder` for `issuer`
[[nodiscard]] Result<VerifiedPresentation> verify_presentation(std::string_view token,
                                                               const Expectation& expected,
                                                               KeyFinder& keys,
                                                               const json::Limits& limits = {});

/// Whether the holder whose key is `signer` is the one that the credential was bound to by `cnf`
/// (§4.1; RFC 7800 §3.1). A credential without `cnf` is bound to nobody this way.
/// @error mismatch     it names another key
/// @error unsupported  it names a key in a way that is not read here
[[nodiscard]] Status check_confirmation(const VerifiedCredential& credential,
                                        const cid::VerificationMethod& signer);

/// What became of one credential of a presentation.
struct OpenedCredential {
  json::Cursor envelope;
  Result<VerifiedCredential> credential;
};

/// Opens the envelopes of a presentation: each as verify_credential() and check_confirmation() say,
/// with what is `expected` of the credentials (not of the presentation).
/// An envelope of another media type than application/vc+jwt is `unsupported`.
[[nodiscard]] std::vector<OpenedCredential> open_credentials(
    const VerifiedPresentation& presentation, const Expectation& expected, KeyFinder& keys);

/// What a new token says besides the credential.
struct CredentialOptions {
  std::string kid{};                   ///< URL of a verification method of the issuer (§4.3)
  std::optional<Instant> issued_at{};  ///< `iat`: of the signature
  std::optional<Instant> expires{};    ///< `exp`: of the signature
  std::optional<crypto::PublicKey> holder_key{};  ///< `cnf`: who may present it
};

/// Signs a credential as `vc+jwt` (§3.1.1). The payload is its text as it stands, with the claims
/// of `options` behind its members; what verify_credential() would refuse is refused here.
/// @error conflict     the credential has a member by the name of a claim that is added
/// @error mismatch     `kid` is not in the document of the issuer
/// @error (others)     as verify_credential() says of claims, vcdm::Credential::read() and
///                     jose::sign()
[[nodiscard]] Result<std::string> sign_credential(const json::Document& credential,
                                                  const CredentialOptions& options,
                                                  const crypto::Signer& signer);

struct PresentationOptions {
  std::string kid;  ///< URL of a verification method of the holder (§4.3)
  std::optional<Instant> issued_at{};
  std::optional<Instant> expires{};
  std::string audience{};  ///< `aud`, when not empty
  std::string nonce{};     ///< `nonce`, when not empty
};

/// Signs a presentation as `vp+jwt` (§3.1.2).
/// @error conflict, mismatch  as sign_credential()
/// @error (others)            as verify_presentation() says of claims and credentials
[[nodiscard]] Result<std::string> sign_presentation(const json::Document& presentation,
                                                    const PresentationOptions& options,
                                                    const crypto::Signer& signer);

/// The EnvelopedVerifiableCredential for a `vc+jwt` (VCDM 2.0 §4.13).
[[nodiscard]] Json make_envelope(std::string_view credential_token);

}  // namespace credenza::vc_jose
