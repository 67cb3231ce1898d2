// The system's random source.
#pragma once

#include <string>

#include "base/ports.h"

namespace credenza::crypto {

/// The operating system's generator, through libsodium.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override;
};

/// A number from 0 to `bound` − 1, all equally likely. `bound` is at least 1.
[[nodiscard]] std::uint64_t uniform(std::uint64_t bound, Random& random);

/// A random (version 4) UUID as a URN (RFC 9562 §5.4): "urn:uuid:…".
[[nodiscard]] std::string make_urn_uuid(Random& random);

}  // namespace credenza::crypto
