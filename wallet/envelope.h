// Sealed delivery, at the receiver: a JWE (RFC 7516) from an issuer becomes the credential in it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/secret_bytes.h"
#include "jose/jwe.h"
#include "wallet/vault.h"

namespace credenza::wallet {

/// Whether `text` has the five parts of a compact JWE, white space around them not counted.
[[nodiscard]] bool is_sealed(std::string_view text) noexcept;

/// Reads a sealed file.
/// @error as jose::CompactJwe::parse(); `where` begins with "envelope"
[[nodiscard]] Result<jose::CompactJwe> read_envelope(std::string_view text);

/// The credential in an envelope for one of the vault's keys.
/// @error not_found      at "receiver": it is for a key that is not in this vault
/// @error bad_signature  at "envelope": it was changed on the way
/// @error (others)       as open_holder_key()
[[nodiscard]] Result<std::string> open_with_keys(const jose::CompactJwe& envelope, Vault& vault);

/// The credential in an envelope for whoever has the code on a letter.
/// @param typed  as somebody typed it
/// @error malformed      at "code": this is no code
/// @error bad_signature  at "code": it is another one; at "envelope": changed on the way
[[nodiscard]] Result<std::string> open_with_code(const jose::CompactJwe& envelope,
                                                 const crypto::SecretBytes& typed);

}  // namespace credenza::wallet
