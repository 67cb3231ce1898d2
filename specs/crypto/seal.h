// Sealing: authenticated encryption (XChaCha20-Poly1305-IETF, draft-irtf-cfrg-xchacha) of a piece
// of data together with the context it belongs in, so that sealed pieces cannot be swapped.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/bytes.h"
#include "base/ports.h"
#include "base/result.h"
#include "crypto/secret_bytes.h"

namespace credenza::crypto {

inline constexpr std::size_t k_seal_key_bytes = 32;
inline constexpr std::size_t k_seal_overhead = 24 + 16;  ///< nonce and tag

/// nonce ‖ ciphertext ‖ tag. `key` has k_seal_key_bytes; `context` is authenticated, not stored.
[[nodiscard]] Bytes seal(const SecretBytes& key, ByteView plaintext, ByteView context,
                         Random& random);

/// @error malformed      shorter than nonce and tag
/// @error bad_signature  another key, another context, or changed bytes
[[nodiscard]] Result<SecretBytes> open(const SecretBytes& key, ByteView sealed, ByteView context);

/// As open(), for what is confidential and no secret, of which a million pieces are read in a row:
/// into common memory, which costs no calls of the system.
/// @param plaintext  gets what was sealed; whoever holds it wipes it, where that matters
/// @error malformed, bad_signature  as open(); `plaintext` is empty then
[[nodiscard]] Status open_into(const SecretBytes& key, ByteView sealed, ByteView context,
                               Bytes& plaintext);

/// A 32-byte key for one purpose, derived from `key` (libsodium's crypto_kdf: BLAKE2b with the
/// label as personalisation). `label` is exactly 8 characters.
[[nodiscard]] SecretBytes derive_subkey(const SecretBytes& key, std::string_view label,
                                        std::uint64_t number);

}  // namespace credenza::crypto
