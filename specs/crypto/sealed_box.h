// Sealed boxes: a short secret that only the owner of a key can read, and that says neither for
// whom it is nor from whom. libsodium's crypto_box_seal: X25519 with a key that is used once,
// BLAKE2b for the nonce, XSalsa20-Poly1305.
#pragma once

#include <cstddef>

#include "base/bytes.h"
#include "base/ports.h"
#include "base/result.h"
#include "crypto/envelope.h"
#include "crypto/keys.h"
#include "crypto/secret_bytes.h"

namespace credenza::crypto {

inline constexpr std::size_t k_sealed_box_overhead = 32 + 16;  ///< the key used once, and the tag

/// @error unsupported  `receiver` is no key of X25519
/// @error malformed    a point of small order: everybody could read it
[[nodiscard]] Result<Bytes> seal_for(const AgreementKey& receiver, const SecretBytes& secret,
                                     Random& random);

/// @param own  an Ed25519 key: its counterpart of X25519 opens the box
/// @error unsupported    another kind of key
/// @error malformed      too short
/// @error bad_signature  for another key, or changed
[[nodiscard]] Result<SecretBytes> open_sealed(const PrivateKey& own, ByteView box);

}  // namespace credenza::crypto
