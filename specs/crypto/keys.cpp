#include "crypto/keys.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <utility>

#include "crypto/crypto_detail.h"
#include "crypto/ecdsa_detail.h"

namespace credenza::crypto {
namespace {

constexpr std::size_t k_ed25519_key_bytes = crypto_sign_ed25519_PUBLICKEYBYTES;
constexpr std::size_t k_ed25519_signature_bytes = crypto_sign_ed25519_BYTES;
using EdPoint = std::array<std::uint8_t, k_ed25519_key_bytes>;

/// The y coordinates of the points whose order divides 8, little-endian: 0, 1, −1 and the two of
/// order 8. RFC 8032 §5.1 gives the curve.
constexpr std::array<EdPoint, 5> k_small_order{{
    {},
    {0x01},
    {0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},
    {0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4,
     0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6,
     0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05},
    {0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b,
     0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39,
     0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a},
}};

/// RFC 8032 §5.1.3: decoding fails when y is not below the prime 2^255 − 19. `y` is without the
/// sign bit.
bool is_below_prime(const EdPoint& y) noexcept {
  const bool top_is_full =
      y.back() == 0x7f &&
      std::all_of(y.begin() + 1, y.end() - 1, [](std::uint8_t byte) { return byte == 0xff; });
  return !top_is_full || y.front() < 0xed;
}

/// libsodium refuses such keys when it verifies, but not so that one could tell why.
/// crypto_core_ed25519_is_valid_point() takes as long as a verification, because it also refuses
/// points outside the main subgroup, which RFC 8032 does not ask for.
Status check_ed25519(ByteView raw) {
  if (raw.size() != k_ed25519_key_bytes) {
    return fail(Code::malformed, "public key", "an Ed25519 key has 32 bytes");
  }
  EdPoint y{};
  std::copy(raw.begin(), raw.end(), y.begin());
  y.back() &= 0x7f;
  if (std::find(k_small_order.begin(), k_small_order.end(), y) != k_small_order.end()) {
    return fail(Code::malformed, "public key", "a point of small order: any message would match");
  }
  detail::ready();
  EdPoint twice{};
  if (!is_below_prime(y) || crypto_core_ed25519_add(twice.data(), raw.data(), raw.data()) != 0) {
    return fail(Code::malformed, "public key", "no point of the curve Ed25519");
  }
  return {};
}

Status verify_ed25519(ByteView key, ByteView message, ByteView signature) {
  if (signature.size() != k_ed25519_signature_bytes) {
    return fail(Code::malformed, "signature", "an Ed25519 signature has 64 bytes");
  }
  detail::ready();
  if (crypto_sign_ed25519_verify_detached(signature.data(), detail::address(message),
                                          message.size(), key.data()) != 0) {
    return fail(Code::bad_signature, "signature",
                "the signature does not match the message and the key");
  }
  return {};
}

}  // namespace

std::string_view to_string(KeyType type) noexcept {
  switch (type) {
    case KeyType::ed25519:
      return "Ed25519";
    case KeyType::p256:
      return "P-256";
    case KeyType::p384:
      return "P-384";
    case KeyType::p521:
      return "P-521";
  }
  return "";
}

void PublicKey::set_raw(ByteView raw) {
  must(raw.size() <= raw_.size());
  std::copy(raw.begin(), raw.end(), raw_.begin());
  raw_size_ = static_cast<std::uint8_t>(raw.size());
}

Result<PublicKey> PublicKey::from_raw(KeyType type, ByteView raw) {
  PublicKey key;
  key.type_ = type;
  if (type == KeyType::ed25519) {
    TRY(check_ed25519(raw));
    key.set_raw(raw);
    return key;
  }
  detail::EcPoint point = TRY(detail::read_point(type, raw));
  key.handle_ = detail::make_verifying_key(type, point);
  key.set_raw(point.compressed);
  key.coordinates_ = std::move(point.coordinates);
  return key;
}

Status verify(const PublicKey& key, ByteView message, ByteView signature) {
  if (key.type_ == KeyType::ed25519) return verify_ed25519(key.raw(), message, signature);
  return detail::verify_ecdsa(*key.handle_, key.type_, message, signature);
}

PrivateKey::PrivateKey(PublicKey public_key, SecretBytes secret, SecretBytes expanded,
                       std::unique_ptr<detail::EcKey> handle)
    : public_key_(std::move(public_key)),
      secret_(std::move(secret)),
      expanded_(std::move(expanded)),
      handle_(std::move(handle)) {}

PrivateKey::PrivateKey(PrivateKey&&) noexcept = default;
PrivateKey& PrivateKey::operator=(PrivateKey&&) noexcept = default;
PrivateKey::~PrivateKey() = default;

PrivateKey PrivateKey::generate(KeyType type, Random& random) {
  // A scalar that is out of range is drawn again, so that all are equally likely (FIPS 186-5
  // A.2.2). That happens once in 2^32 draws: a source that yields so many in a row is broken.
  constexpr int k_attempts = 64;
  for (int attempt = 0; attempt < k_attempts; ++attempt) {
    SecretBytes drawn = SecretBytes::random(detail::scalar_bytes(type), random);
    // The order of P-521 has 521 bits: as many are drawn, of which the first byte holds one.
    if (type == KeyType::p521) drawn.writable().front() &= 0x01;
    Result<PrivateKey> key = from_raw(type, drawn);
    if (key) return std::move(*key);
  }
  std::abort();
}

Result<PrivateKey> PrivateKey::from_raw(KeyType type, const SecretBytes& secret) {
  if (secret.size() != detail::scalar_bytes(type)) {
    return fail(Code::malformed, "private key",
                "a " + std::string(to_string(type)) + " private key has " +
                    std::to_string(detail::scalar_bytes(type)) + " bytes");
  }
  if (type == KeyType::ed25519) {
    detail::ready();
    EdPoint point{};
    SecretBytes expanded(crypto_sign_ed25519_SECRETKEYBYTES);
    must(crypto_sign_ed25519_seed_keypair(point.data(), expanded.writable().data(),
                                          secret.reveal().data()) == 0);
    PublicKey public_key = TRY(PublicKey::from_raw(type, point));
    return PrivateKey(std::move(public_key), SecretBytes::copy_of(secret.reveal()),
                      std::move(expanded), nullptr);
  }
  const std::optional<detail::EcPoint> point = detail::point_of(type, secret);
  if (!point) {
    return fail(Code::malformed, "private key",
                "the scalar is zero or not below the order of " + std::string(to_string(type)));
  }
  PublicKey public_key = TRY(PublicKey::from_raw(type, point->compressed));
  return PrivateKey(std::move(public_key), SecretBytes::copy_of(secret.reveal()), SecretBytes(),
                    detail::make_signing_key(type, *point, secret));
}

Result<Bytes> PrivateKey::sign(ByteView message) const {
  if (handle_) return detail::sign_ecdsa(*handle_, public_key_.type(), message);
  must(!expanded_.empty());
  Bytes signature(k_ed25519_signature_bytes);
  must(crypto_sign_ed25519_detached(signature.data(), nullptr, detail::address(message),
                                    message.size(), expanded_.reveal().data()) == 0);
  return signature;
}

}  // namespace credenza::crypto
