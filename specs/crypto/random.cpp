#include "crypto/random.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/encoding.h"
#include "crypto/crypto_detail.h"

namespace credenza::crypto {
namespace {

std::uint64_t draw(Random& random) {
  std::array<std::uint8_t, 8> bytes{};
  random.fill(bytes);
  std::uint64_t value = 0;
  for (const std::uint8_t byte : bytes)
    value = (value << 8) | byte;
  return value;
}

}  // namespace

void SystemRandom::fill(std::span<std::uint8_t> out) {
  detail::ready();
  if (!out.empty()) randombytes_buf(out.data(), out.size());
}

void PublicRandom::fill(std::span<std::uint8_t> out) {
  if (out.size() > drawn_.size()) return source_.fill(out);
  if (out.size() > drawn_.size() - given_) {
    source_.fill(drawn_);
    given_ = 0;
  }
  std::copy_n(drawn_.begin() + static_cast<std::ptrdiff_t>(given_), out.size(), out.begin());
  given_ += out.size();
}

std::uint64_t uniform(std::uint64_t bound, Random& random) {
  must(bound >= 1);
  // The numbers below 2^64 mod bound would make the small results likelier; they are drawn again.
  const std::uint64_t uneven = (0 - bound) % bound;
  // Less than half of all numbers are uneven: a source that yields so many in a row is broken.
  constexpr int k_attempts = 256;
  for (int attempt = 0; attempt < k_attempts; ++attempt) {
    if (const std::uint64_t value = draw(random); value >= uneven) return value % bound;
  }
  std::abort();
}

std::string make_urn_uuid(Random& random) {
  std::array<std::uint8_t, 16> bytes{};
  random.fill(bytes);
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x40);  // version 4
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);  // the variant of RFC 9562
  std::string text = to_hex(bytes);
  for (const std::size_t dash : {20U, 16U, 12U, 8U})
    text.insert(dash, 1, '-');
  return "urn:uuid:" + text;
}

}  // namespace credenza::crypto
