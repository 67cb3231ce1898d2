// Inside jose: the steps of JWE that have vectors of their own.
#pragma once

#include <string_view>

#include "base/bytes.h"
#include "crypto/secret_bytes.h"

namespace credenza::jose::detail {

/// What goes into the key derivation besides the shared secret.
struct DerivationParties {
  ByteView producer;  ///< `apu`
  ByteView consumer;  ///< `apv`
};

/// The Concat KDF of RFC 7518 §4.6.2 with SHA-256, for a key of at most 32 bytes.
/// @param algorithm  for direct agreement the value of `enc`
[[nodiscard]] crypto::SecretBytes derive_agreed_key(const crypto::SecretBytes& shared,
                                                    std::string_view algorithm,
                                                    const DerivationParties& parties,
                                                    std::size_t size);

/// The key that wraps, 16 bytes: RFC 7518 §4.8 with `p2s` and `p2c`.
[[nodiscard]] crypto::SecretBytes derive_wrapping_key(const crypto::SecretBytes& code, ByteView p2s,
                                                      std::uint32_t rounds);

}  // namespace credenza::jose::detail
