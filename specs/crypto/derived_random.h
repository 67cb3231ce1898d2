// Random bytes that can be had again: they follow from a secret key and a context, and nobody
// without the key can tell them from others.
#pragma once

#include "base/ports.h"
#include "crypto/hash.h"
#include "crypto/secret_bytes.h"

namespace credenza::crypto {

/// A key derivation function in counter mode (NIST SP 800-108r1 §4.1): block i is the keyed hash of
/// i and the context. For what has to be the same when a run is repeated: salts of a credential
/// that is issued once more. One context is for one use; whoever draws two things from the same one
/// has the same bytes twice.
class DerivedRandom final : public Random {
 public:
  /// @param key      outlives this
  /// @param context  of any length; it is kept as its digest
  DerivedRandom(const SecretBytes& key, ByteView context);
  void fill(std::span<std::uint8_t> out) override;

 private:
  const SecretBytes& key_;
  Bytes block_input_;  ///< counter ‖ digest of the context
  Digest block_{};
  std::size_t given_ = 0;  ///< of `block_`
  std::uint64_t counter_ = 0;
};

}  // namespace credenza::crypto
