// Whose key verifies a credential: JWT VC Issuer Metadata and certificates in the header
// (draft-ietf-oauth-sd-jwt-vc-19 §2.5, §4).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/instant.h"
#include "base/ports.h"
#include "base/url.h"
#include "crypto/keys.h"
#include "sd_jwt/sd_jwt.h"

namespace credenza::sd_jwt_vc {

/// Where the metadata of `issuer` is (§4): "/.well-known/jwt-vc-issuer" between host and path.
/// @error malformed    no URL, or one with query or fragment
/// @error unsupported, forbidden  as Url::parse(); a scheme other than https is forbidden
[[nodiscard]] Result<Url> issuer_metadata_url(std::string_view issuer);

/// The key of a JWK Set that signed a token: the one with the `kid` of its header, or, when the
/// header has none, the only one there is (RFC 7517 §5: "SHOULD ignore" keys that are not
/// understood).
/// @error not_found  no such key
/// @error conflict   more than one
/// @error malformed  no JWK Set
[[nodiscard]] Result<crypto::PublicKey> key_in_set(json::Cursor jwks, json::Cursor header);

/// The certificates of `x5c` (RFC 7515 §4.1.6), the end entity's first, as DER.
/// @error missing       no `x5c`
/// @error malformed     no array of base64 texts, or an empty one
/// @error out_of_range  more than 8
[[nodiscard]] Result<std::vector<Bytes>> certificates_in(json::Cursor header);

/// What a certificate that was found good says.
struct Certified {
  crypto::PublicKey key;
  std::string subject;             ///< for people
  std::vector<std::string> names;  ///< what an `iss` can be: URIs and "https://" with a DNS name
};

/// Judges certificate chains. What anchors there are, and for what, is the implementation's.
class CertificateChains {
 public:
  virtual ~CertificateChains() = default;
  /// @param chain  DER, the end entity's first
  /// @error untrusted   it leads to no anchor
  /// @error malformed, expired, not_yet_valid, revoked, forbidden  as it says
  [[nodiscard]] virtual Result<Certified> validate(std::span<const Bytes> chain,
                                                   Instant now) const = 0;
};

/// The ways that are permitted. Which one is taken for a given `iss` must not be the sender's
/// choice (§7.3): give one way only where issuers are bound to it.
struct KeySources {
  Fetcher* metadata = nullptr;                ///< JWT VC Issuer Metadata; null: not permitted
  const CertificateChains* chains = nullptr;  ///< `x5c`; null: not permitted
  Instant now;
};

struct IssuerKey {
  crypto::PublicKey key;
  std::string issuer;   ///< what `iss` has to be; empty: the certificate says who it is
  std::string subject;  ///< of the certificate
};

/// Finds the key of the issuer of `presented` (§2.5). With `x5c` in the header and chains permitted
/// the certificate decides, and an `iss` has to be one of its names; else the metadata of `iss`.
/// @error forbidden  no way is permitted for this token
/// @error missing    no `iss`
/// @error mismatch   the metadata is of another issuer; `iss` is none of the certificate's names
/// @error as the functions above and the ports
[[nodiscard]] Result<IssuerKey> find_issuer_key(const sd_jwt::SdJwt& presented,
                                                const KeySources& sources);

}  // namespace credenza::sd_jwt_vc
