// JWK: JSON Web Key for the keys of this project.
// RFC 7517, RFC 7518 §6.2 (EC), RFC 8037 §2 (OKP), RFC 7638 (thumbprint).
#pragma once

#include <string>

#include "base/json.h"
#include "base/json_value.h"
#include "crypto/keys.h"

namespace credenza::jose {

/// {"kty":"OKP","crv":"Ed25519","x":…} or {"kty":"EC","crv":"P-256","x":…,"y":…}.
[[nodiscard]] Json to_jwk(const crypto::PublicKey& key);

/// The same as text: what a thumbprint is over, the required members in lexicographic order and
/// without white space (RFC 7638 §3.2; RFC 8037 §2 for OKP).
[[nodiscard]] std::string to_jwk_text(const crypto::PublicKey& key);

/// Reads a public JWK. `where` of an error is the JSON Pointer of the member.
/// @error missing      `kty`, `crv`, `x` or `y`
/// @error malformed    a coordinate of wrong length or form, a point not on the curve
/// @error unsupported  another key type or curve
/// @error forbidden    a private member (`d`), a symmetric key (`kty` "oct"), or a `use` or
/// `key_ops`
///                     that rules verification out (RFC 7517 §4.2, §4.3)
/// @error mismatch     `alg` names another algorithm than the key's own
[[nodiscard]] Result<crypto::PublicKey> from_jwk(json::Cursor jwk);

/// The SHA-256 thumbprint, base64url (RFC 7638 §3).
[[nodiscard]] std::string thumbprint(const crypto::PublicKey& key);

}  // namespace credenza::jose
