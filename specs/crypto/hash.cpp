#include "crypto/hash.h"

#include <memory>

#include <openssl/evp.h>

#include "crypto/crypto_detail.h"

namespace credenza::crypto {
namespace {

constexpr std::size_t k_keyed_hash_bytes = 32;
constexpr std::size_t k_min_key_bytes = 16;
constexpr std::size_t k_max_key_bytes = 64;

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

/// OpenSSL's implementation, looked up once for the life of the program: the look-up costs as much
/// as hashing a kilobyte.
const EVP_MD* implementation(HashAlgorithm algorithm) {
  static const EVP_MD* const k_sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  static const EVP_MD* const k_sha384 = EVP_MD_fetch(nullptr, "SHA384", nullptr);
  static const EVP_MD* const k_sha512 = EVP_MD_fetch(nullptr, "SHA512", nullptr);
  switch (algorithm) {
    case HashAlgorithm::sha256:
      return k_sha256;
    case HashAlgorithm::sha384:
      return k_sha384;
    case HashAlgorithm::sha512:
      return k_sha512;
  }
  return nullptr;
}

}  // namespace

Digest hash(HashAlgorithm algorithm, ByteView data) {
  const EVP_MD* const md = implementation(algorithm);
  must(md != nullptr);
  // One context for each thread: making one costs as much as hashing 200 bytes.
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  must(context != nullptr && EVP_DigestInit_ex2(context.get(), md, nullptr) == 1);
  Digest digest;
  unsigned int size = 0;
  must(EVP_DigestUpdate(context.get(), data.data(), data.size()) == 1);
  must(EVP_DigestFinal_ex(context.get(), digest.bytes_.data(), &size) == 1);
  digest.size_ = size;
  return digest;
}

struct RunningHash::Context {
  std::unique_ptr<EVP_MD_CTX, FreeContext> state{EVP_MD_CTX_new()};
};

RunningHash::RunningHash(HashAlgorithm algorithm) : context_(std::make_unique<Context>()) {
  const EVP_MD* const md = implementation(algorithm);
  must(md != nullptr && context_->state != nullptr &&
       EVP_DigestInit_ex2(context_->state.get(), md, nullptr) == 1);
}

RunningHash::RunningHash(const RunningHash& other) : context_(std::make_unique<Context>()) {
  *this = other;
}

RunningHash& RunningHash::operator=(const RunningHash& other) {
  if (this == &other) return *this;
  must(context_->state != nullptr &&
       EVP_MD_CTX_copy_ex(context_->state.get(), other.context_->state.get()) == 1);
  return *this;
}

RunningHash::~RunningHash() = default;

void RunningHash::add(ByteView data) {
  must(EVP_DigestUpdate(context_->state.get(), data.data(), data.size()) == 1);
}

Digest RunningHash::finish() {
  Digest digest;
  unsigned int size = 0;
  must(EVP_DigestFinal_ex(context_->state.get(), digest.bytes_.data(), &size) == 1);
  digest.size_ = size;
  return digest;
}

Digest RunningHash::value() const {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> end(EVP_MD_CTX_new());
  must(end != nullptr && EVP_MD_CTX_copy_ex(end.get(), context_->state.get()) == 1);
  Digest digest;
  unsigned int size = 0;
  must(EVP_DigestFinal_ex(end.get(), digest.bytes_.data(), &size) == 1);
  digest.size_ = size;
  return digest;
}

Digest keyed_hash(const SecretBytes& key, ByteView data) {
  must(key.size() >= k_min_key_bytes && key.size() <= k_max_key_bytes);
  detail::ready();
  Digest digest;
  digest.size_ = k_keyed_hash_bytes;
  must(crypto_generichash(digest.bytes_.data(), k_keyed_hash_bytes, detail::address(data),
                          data.size(), key.reveal().data(), key.size()) == 0);
  return digest;
}

std::array<std::uint8_t, 16> table_hash(const SecretBytes& key, ByteView data) {
  static_assert(k_table_hash_key_bytes == crypto_shorthash_siphashx24_KEYBYTES);
  must(key.size() == k_table_hash_key_bytes);
  detail::ready();
  std::array<std::uint8_t, crypto_shorthash_siphashx24_BYTES> out{};
  must(crypto_shorthash_siphashx24(out.data(), detail::address(data), data.size(),
                                   key.reveal().data()) == 0);
  return out;
}

}  // namespace credenza::crypto
