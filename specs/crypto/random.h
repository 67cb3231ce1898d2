// The system's random source.
#pragma once

#include <array>
#include <string>

#include "base/ports.h"

namespace credenza::crypto {

/// The operating system's generator, through libsodium.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override;
};

/// Draws from another source in larger pieces and hands them on, each byte once: a call of the
/// system for each nonce costs a third of sealing with it. For what is seen by everybody (nonces,
/// places in a list), not for secrets, because what was drawn lies in plain memory. One for each
/// thread, and none across a fork.
class PublicRandom final : public Random {
 public:
  /// @param source  outlives this
  explicit PublicRandom(Random& source) noexcept : source_(source) {}
  void fill(std::span<std::uint8_t> out) override;

 private:
  Random& source_;
  std::array<std::uint8_t, 1536> drawn_{};
  std::size_t given_ = sizeof drawn_;
};

/// A number from 0 to `bound` − 1, all equally likely. `bound` is at least 1.
[[nodiscard]] std::uint64_t uniform(std::uint64_t bound, Random& random);

/// A random (version 4) UUID as a URN (RFC 9562 §5.4): "urn:uuid:…".
[[nodiscard]] std::string make_urn_uuid(Random& random);

}  // namespace credenza::crypto
