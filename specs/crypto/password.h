// From a passphrase to a key: Argon2id (RFC 9106).
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/secret_bytes.h"

namespace credenza::crypto {

/// Cost of Argon2id, version 1.3, one lane.
struct PasswordCost {
  std::uint64_t passes = 3;
  std::uint64_t memory_bytes = std::uint64_t{64} << 20;

  friend bool operator==(const PasswordCost&, const PasswordCost&) = default;
};

inline constexpr std::size_t k_password_salt_bytes = 16;
/// RFC 9106 §4, second recommended option (memory-constrained): 3 passes over 64 MiB.
inline constexpr PasswordCost k_password_cost_floor{3, std::uint64_t{64} << 20};
/// What a file from elsewhere may ask of this machine at most.
inline constexpr PasswordCost k_password_cost_ceiling{16, std::uint64_t{2} << 30};

/// A 32-byte key. `salt` has k_password_salt_bytes.
/// @error out_of_range  a cost below libsodium's minimum (1 pass, 8 KiB) or above the ceiling
/// @error unavailable   not enough memory
[[nodiscard]] Result<SecretBytes> derive_key(const SecretBytes& passphrase, ByteView salt,
                                             const PasswordCost& cost);

}  // namespace credenza::crypto
