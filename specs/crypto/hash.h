// Hash functions: SHA-256, SHA-384 and SHA-512 (FIPS 180-4), and keyed BLAKE2b (RFC 7693).
#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.h"
#include "crypto/secret_bytes.h"

namespace credenza::crypto {

enum class HashAlgorithm : std::uint8_t { sha256, sha384, sha512 };

/// A hash value without memory management: at most 64 bytes.
class Digest {
 public:
  [[nodiscard]] ByteView view() const noexcept { return {bytes_.data(), size_}; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  operator ByteView() const noexcept { return view(); }  // NOLINT(google-explicit-constructor)

 private:
  friend Digest hash(HashAlgorithm algorithm, ByteView data);
  friend Digest keyed_hash(const SecretBytes& key, ByteView data);
  std::array<std::uint8_t, 64> bytes_{};
  std::size_t size_ = 0;
};

[[nodiscard]] Digest hash(HashAlgorithm algorithm, ByteView data);

/// BLAKE2b with a key (RFC 7693 §2.9), 32 bytes: a pseudonym of `data` that nobody without the key
/// can guess back. `key` is 16 to 64 bytes.
[[nodiscard]] Digest keyed_hash(const SecretBytes& key, ByteView data);

}  // namespace credenza::crypto
