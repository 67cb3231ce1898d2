// Inside crypto: what every source here has to know about libsodium before calling it.
#pragma once

#include <cstdint>

#include <sodium.h>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/keys.h"

namespace credenza::crypto::detail {

/// Makes libsodium ready: called before any other of its functions, from any thread.
inline void ready() noexcept {
  static const bool k_initialised = sodium_init() >= 0;
  must(k_initialised);
}

/// The address of `bytes`, never null: libsodium declares its parameters nonnull even where the
/// length may be zero.
[[nodiscard]] inline const std::uint8_t* address(ByteView bytes) noexcept {
  static constexpr std::uint8_t k_nothing = 0;
  return bytes.empty() ? &k_nothing : bytes.data();
}

/// The scalar of X25519 that belongs to an Ed25519 key (RFC 7748 §4.1 on the side of the secret).
[[nodiscard]] SecretBytes x25519_scalar(const PrivateKey& key);

}  // namespace credenza::crypto::detail
