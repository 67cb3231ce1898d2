#include "crypto/derived_random.h"

#include <algorithm>

namespace credenza::crypto {
namespace {

constexpr std::size_t k_counter_bytes = 8;

}  // namespace

DerivedRandom::DerivedRandom(const SecretBytes& key, ByteView context)
    : key_(key), block_input_(k_counter_bytes) {
  const Digest digest = keyed_hash(key, context);
  block_input_.insert(block_input_.end(), digest.view().begin(), digest.view().end());
}

void DerivedRandom::fill(std::span<std::uint8_t> out) {
  while (!out.empty()) {
    if (given_ == block_.size()) {
      ++counter_;
      for (std::size_t i = 0; i < k_counter_bytes; ++i)
        block_input_[i] = static_cast<std::uint8_t>(counter_ >> (8 * (k_counter_bytes - 1 - i)));
      block_ = keyed_hash(key_, block_input_);
      given_ = 0;
    }
    const std::size_t count = std::min(out.size(), block_.size() - given_);
    std::copy_n(block_.view().begin() + static_cast<std::ptrdiff_t>(given_), count, out.begin());
    given_ += count;
    out = out.subspan(count);
  }
}

}  // namespace credenza::crypto
