// Secrets: bytes that are locked in memory, wiped when they go, and looked at only through
// reveal().
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/bytes.h"
#include "base/ports.h"

namespace credenza::crypto {

/// Secret bytes in guarded memory (libsodium's allocator: locked against swapping where the system
/// allows, excluded from core dumps, with guard pages, wiped when freed). Moves, never copies;
/// cannot be printed and has no ==. A moved-from value is empty.
class SecretBytes {
 public:
  /// No bytes.
  SecretBytes() noexcept = default;
  /// `size` bytes of zero, to be filled through writable().
  explicit SecretBytes(std::size_t size);
  /// A copy of `bytes`; the caller wipes what it copied from (see wipe()).
  [[nodiscard]] static SecretBytes copy_of(ByteView bytes);
  /// `size` random bytes.
  [[nodiscard]] static SecretBytes random(std::size_t size, Random& random);

  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  ~SecretBytes();

  /// The bytes. Every call of this function is a place where a secret is looked at.
  [[nodiscard]] ByteView reveal() const noexcept { return {data_, size_}; }
  [[nodiscard]] std::span<std::uint8_t> writable() noexcept { return {data_, size_}; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

 private:
  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
};

/// Overwrites `bytes` with zeros in a way the compiler cannot leave out.
void wipe(std::span<std::uint8_t> bytes) noexcept;

/// Whether two byte strings are equal, in time that depends on their lengths only.
[[nodiscard]] bool equal(ByteView a, ByteView b) noexcept;

}  // namespace credenza::crypto
