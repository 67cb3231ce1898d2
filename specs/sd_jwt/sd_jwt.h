// SD-JWT: selective disclosure for JWTs. RFC 9901, https://www.rfc-editor.org/rfc/rfc9901.html
//
//   claims ── issue ──► text ── SdJwt::parse ──► SdJwt ── VerifiedSdJwt::verify ──► claims
//                                                  ├───── disclosable ──► what can be revealed
//                                                  └───── present ──► text for one verifier
//
// `where` of an error names a part, with a JSON Pointer behind it: "header/alg", "signature",
// "payload/address/_sd", "disclosures/2/1" (the name in the third disclosure), "claims/exp" (of
// what came out) or "key_binding/aud".
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "base/json_value.h"
#include "base/ports.h"
#include "crypto/hash.h"
#include "crypto/keys.h"
#include "jose/jws.h"
#include "jose/jwt.h"

namespace credenza::sd_jwt {

/// How many digests that stand for nothing are added to one object or array (§4.2.5).
struct Decoys {
  std::string pointer;  ///< JSON Pointer of the object or array
  std::size_t count = 0;
};

struct IssueOptions {
  std::string typ;               ///< of the header (§9.11): "dc+sd-jwt"
  Json header = Json::object();  ///< what else stands in the header: `kid`, `x5c`
  /// JSON Pointers of the claims that the holder can hide: members of objects and elements of
  /// arrays. One within another makes a recursive disclosure (§4.2.6).
  std::vector<std::string> selectively_disclosable{};
  std::vector<Decoys> decoys{};
  std::optional<crypto::PublicKey> holder{};  ///< becomes `cnf` (§4.1.2)
  crypto::HashAlgorithm hash = crypto::HashAlgorithm::sha256;
};

/// Signs `claims` as an SD-JWT, compact serialization (§4).
/// @param claims  an object; what is copied from it keeps its value, not its spelling
/// @param random  gives each salt its 128 bits (§9.3)
/// @error malformed     `claims` is no object
/// @error forbidden     `_sd`, `_sd_alg` or `...` as a name in the claims; `iss`, `aud`, `exp`,
///                      `nbf` or `cnf` selectively disclosable (§9.7)
/// @error not_found     a pointer leads to nothing that could be hidden, or decoys to no container
/// @error conflict      `cnf` is in the claims and `holder` is given
/// @error out_of_range  claims deeper than json::Limits
/// @error as jose::sign()
[[nodiscard]] Result<std::string> issue(json::Cursor claims, const IssueOptions& options,
                                        const crypto::Signer& issuer, Random& random);

/// An SD-JWT or SD-JWT+KB in parts; nothing of it is verified.
class SdJwt {
 public:
  /// Reads the compact serialization (§4).
  /// @error malformed     no '~', an empty disclosure, or a part that is no JWT with a JSON object
  /// @error out_of_range  longer or deeper than the limits
  /// @error missing, forbidden, unsupported  as jose::CompactJws::parse()
  [[nodiscard]] static Result<SdJwt> parse(std::string_view text, const json::Limits& limits = {});

  /// Reads the JWS JSON Serialization, flattened or general (§8). Of several signatures the first
  /// is read, because what the holder signs covers that one. Nothing is ever written in it.
  /// @error conflict   disclosures or a key binding at a second signature (§8.3); a parameter that
  ///                   is in the protected and in the unprotected header (RFC 7515 §7.2.1)
  /// @error malformed, missing, forbidden, unsupported, out_of_range  as the members say, and as
  ///                   parse()
  [[nodiscard]] static Result<SdJwt> parse_json(std::string_view text,
                                                const json::Limits& limits = {});

  /// The header of the issuer-signed JWT.
  [[nodiscard]] json::Cursor header() const noexcept { return issuer_jwt_.header(); }
  /// The payload of the issuer-signed JWT as it was received, with digests: to find out whose key
  /// verifies it, and for nothing else.
  [[nodiscard]] json::Cursor payload() const noexcept { return payload_.root(); }
  /// Compact, without the key binding: "<Issuer-signed JWT>~<Disclosure 1>~…~".
  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  [[nodiscard]] bool has_key_binding() const noexcept { return key_binding_.has_value(); }
  /// The same without the holder's signature. It no longer says who presents it, and to whom.
  [[nodiscard]] SdJwt without_key_binding() &&;

 private:
  friend class VerifiedSdJwt;
  SdJwt(jose::CompactJws issuer_jwt, json::Document payload, std::string text,
        std::optional<jose::CompactJws> key_binding);
  jose::CompactJws issuer_jwt_;
  json::Document payload_;
  std::string text_;
  std::optional<jose::CompactJws> key_binding_;
};

/// A claim that stands in a disclosure, so that the holder can reveal or hide it.
struct Disclosable {
  std::string pointer;              ///< JSON Pointer in the claims with everything revealed
  std::optional<std::string> name;  ///< of a member; nothing for an element of an array
  std::string value;                ///< JSON text, with everything in it revealed
};

/// What the holder of `held` can choose from, in the order of the claims; one that contains others
/// stands before them. The holder has verified it when it came (§7.2).
/// @error malformed, forbidden, conflict, mismatch, out_of_range, unsupported
///        as VerifiedSdJwt::verify() says of the disclosures
[[nodiscard]] Result<std::vector<Disclosable>> disclosable(const SdJwt& held);

/// What the holder signs for one verifier (§4.3).
struct KeyBinding {
  std::string audience;
  std::string nonce;
  Instant issued_at;
  Json claims = Json::object();  ///< further claims, for protocols that ask for them
};

/// What `held` says with only the chosen claims revealed (§7.2), compact, without key binding. What
/// is not chosen, its salt included, is not in it; a key binding that `held` has is left out.
/// @param reveal  JSON Pointers of claims as in disclosable(). Each reveals the value that it
///                points at, whole, and what is needed on the way to it; "" reveals everything
/// @error not_found  a pointer leads nowhere
/// @error as disclosable()
[[nodiscard]] Result<std::string> present(const SdJwt& held, std::span<const std::string> reveal);

/// As present(), with the holder's signature over it: an SD-JWT+KB.
/// @error missing, unsupported  `held` names no holder's key, or not as `cnf.jwk`
/// @error mismatch              the key of `holder` is another
/// @error conflict              `binding.claims` has a claim that the specification fills
/// @error as present() and jose::sign()
[[nodiscard]] Result<std::string> present(const SdJwt& held, std::span<const std::string> reveal,
                                          const KeyBinding& binding, const crypto::Signer& holder);

/// What a verifier asks of the holder's signature.
struct KeyBindingExpectation {
  std::string_view audience;
  std::string_view nonce;
  std::chrono::seconds max_age{300};  ///< of `iat`
};

struct Expectation {
  std::string_view typ;            ///< of the issuer-signed JWT; one kind of token for each call
  jose::ClaimsExpectation claims;  ///< checked in what came out (§7.1 step 6)
  /// `exp`, `nbf` and `iat` of the issuer are left to the caller, who looks at them in claims().
  bool leave_dates = false;
  /// Whether the holder has to sign is decided here and never by whether there is a signature
  /// (§7.3 step 1). Nothing: an SD-JWT is expected, as an issuer gives it to a holder, and an
  /// SD-JWT+KB is refused (§4, §7.2).
  std::optional<KeyBindingExpectation> key_binding{};
};

/// Claims in which the elements of arrays that were not revealed are {"...": digest}, so that all
/// others stand where the issuer put them. Rules of a type count positions that way.
struct ClaimsAsIssued {
  json::Document claims;
  std::vector<std::string> disclosed;  ///< JSON Pointers into `claims` of what came out of
                                       ///< disclosures
};

/// An SD-JWT whose signatures and disclosures were verified. Only verify() makes one.
class VerifiedSdJwt {
 public:
  /// Verifies in the order of §7.1 and §7.3; the algorithm comes from the key.
  /// @param issuer  the key of the issuer (§7.1 step 2c), never one that the token brought
  /// @error missing        a key binding that is required; `cnf`, or a claim that is expected
  /// @error forbidden      a key binding where none is expected; a disclosure that names `_sd`,
  ///                       `_sd_alg` or `...`; one of these names where it may not stand
  /// @error mismatch       `alg` is not the key's, another `typ`; a disclosure that no digest
  ///                       names; `iss`, `aud`, `nonce` or `sd_hash`
  /// @error bad_signature  of the issuer or of the holder
  /// @error unsupported    a hash algorithm that is not one of SHA-2; a holder's key that is no
  ///                       `cnf.jwk`
  /// @error malformed      a disclosure or claim that has not the form of its place
  /// @error conflict       a disclosure or a digest that is there twice; a disclosure that writes
  ///                       over another claim
  /// @error expired, not_yet_valid  as jose::check_claims()
  /// @error out_of_range   claims nested deeper than json::Limits
  [[nodiscard]] static Result<VerifiedSdJwt> verify(SdJwt presented,
                                                    const crypto::PublicKey& issuer,
                                                    const Expectation& expected);

  [[nodiscard]] json::Cursor header() const noexcept { return issuer_jwt_.header(); }
  /// The Processed SD-JWT Payload (§7.1): without digests, with what was revealed in its place.
  [[nodiscard]] json::Cursor claims() const noexcept { return claims_.root(); }
  /// JSON Pointers into claims() of what came out of disclosures.
  [[nodiscard]] const std::vector<std::string>& disclosed() const noexcept { return disclosed_; }
  /// @error out_of_range  an element that is not revealed stands as deep as json::Limits allow
  [[nodiscard]] Result<ClaimsAsIssued> as_issued() const;
  /// The claims of the key binding; nothing when none was expected.
  [[nodiscard]] std::optional<json::Cursor> key_binding() const noexcept;

 private:
  VerifiedSdJwt(jose::VerifiedJws issuer_jwt, json::Document payload, std::string text,
                json::Document claims, std::vector<std::string> disclosed,
                std::optional<json::Document> key_binding);
  jose::VerifiedJws issuer_jwt_;
  json::Document payload_;
  std::string text_;
  json::Document claims_;
  std::vector<std::string> disclosed_;
  std::optional<json::Document> key_binding_;
};

}  // namespace credenza::sd_jwt
