#include "crypto/secret_bytes.h"

#include <algorithm>
#include <utility>

#include "crypto/crypto_detail.h"

namespace credenza::crypto {

SecretBytes::SecretBytes(std::size_t size) {
  if (size == 0) return;
  detail::ready();
  data_ = static_cast<std::uint8_t*>(sodium_malloc(size));
  must(data_ != nullptr);
  size_ = size;
  std::fill_n(data_, size_, std::uint8_t{0});
}

SecretBytes SecretBytes::copy_of(ByteView bytes) {
  SecretBytes copy(bytes.size());
  std::copy(bytes.begin(), bytes.end(), copy.data_);
  return copy;
}

SecretBytes SecretBytes::random(std::size_t size, Random& random) {
  SecretBytes secret(size);
  random.fill(secret.writable());
  return secret;
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  SecretBytes taken(std::move(other));
  std::swap(data_, taken.data_);
  std::swap(size_, taken.size_);
  return *this;
}

SecretBytes::~SecretBytes() {
  sodium_free(data_);
}

void wipe(std::span<std::uint8_t> bytes) noexcept {
  if (!bytes.empty()) sodium_memzero(bytes.data(), bytes.size());
}

bool equal(ByteView a, ByteView b) noexcept {
  if (a.size() != b.size()) return false;
  return a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace credenza::crypto
