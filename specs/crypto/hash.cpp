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

Digest keyed_hash(const SecretBytes& key, ByteView data) {
  must(key.size() >= k_min_key_bytes && key.size() <= k_max_key_bytes);
  detail::ready();
  Digest digest;
  digest.size_ = k_keyed_hash_bytes;
  must(crypto_generichash(digest.bytes_.data(), k_keyed_hash_bytes, detail::address(data),
                          data.size(), key.reveal().data(), key.size()) == 0);
  return digest;
}

}  // namespace credenza::crypto
