// Hash functions: SHA-256, SHA-384 and SHA-512 (FIPS 180-4), keyed BLAKE2b (RFC 7693), and SipHash
// for tables in memory.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

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
  friend class RunningHash;
  std::array<std::uint8_t, 64> bytes_{};
  std::size_t size_ = 0;
};

[[nodiscard]] Digest hash(HashAlgorithm algorithm, ByteView data);

/// A hash of data that comes in parts, and that can be asked for in between. A copy goes on from
/// where the other stands, so what many texts begin with is hashed once.
class RunningHash {
 public:
  explicit RunningHash(HashAlgorithm algorithm);
  RunningHash(const RunningHash& other);
  RunningHash& operator=(const RunningHash& other);
  ~RunningHash();

  void add(ByteView data);
  /// Of everything that was added so far; more can be added behind it.
  [[nodiscard]] Digest value() const;
  /// value() for the last time: what comes next is assigned from another one, and not added.
  [[nodiscard]] Digest finish();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

/// BLAKE2b with a key (RFC 7693 §2.9), 32 bytes: a pseudonym of `data` that nobody without the key
/// can guess back. `key` is 16 to 64 bytes.
[[nodiscard]] Digest keyed_hash(const SecretBytes& key, ByteView data);

inline constexpr std::size_t k_table_hash_key_bytes = 16;

/// SipHash-2-4 with 128 bits (Aumasson and Bernstein): where something belongs in a table in
/// memory. Nobody without the key, which has k_table_hash_key_bytes and is new for each table, can
/// prepare two texts that are taken for one. Not for anything that leaves the process.
[[nodiscard]] std::array<std::uint8_t, 16> table_hash(const SecretBytes& key, ByteView data);

}  // namespace credenza::crypto
