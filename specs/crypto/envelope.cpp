#include "crypto/envelope.h"

#include <algorithm>

#include <openssl/err.h>
#include <openssl/evp.h>

#include "crypto/crypto_detail.h"
#include "crypto/ecdsa_detail.h"

namespace credenza::crypto {
namespace {

using Context = detail::Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Cipher = detail::Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;

constexpr std::size_t k_x25519_bytes = crypto_scalarmult_curve25519_BYTES;
constexpr std::size_t k_point_bytes = 64;
constexpr std::size_t k_wrapping_key_bytes = 16;
constexpr std::size_t k_wrap_overhead = 8;
constexpr std::uint8_t k_uncompressed = 0x04;

Cipher new_cipher() {
  Cipher cipher(EVP_CIPHER_CTX_new());
  must(cipher != nullptr);
  return cipher;
}

Bytes uncompressed(ByteView coordinates) {
  Bytes point(1 + coordinates.size(), k_uncompressed);
  std::copy(coordinates.begin(), coordinates.end(), point.begin() + 1);
  return point;
}

/// x of the product (SP 800-56A §5.7.1.2). `other` is known to be a point of the curve.
Result<SecretBytes> agree_p256(const PrivateKey& own, ByteView other) {
  const detail::EcPoint mine{
      Bytes(own.public_key().raw().begin(), own.public_key().raw().end()),
      Bytes(own.public_key().coordinates().begin(), own.public_key().coordinates().end())};
  const auto key = detail::make_signing_key(KeyType::p256, mine, own.secret());
  const detail::EcPoint theirs = TRY(detail::read_point(KeyType::p256, uncompressed(other)));
  const auto peer = detail::make_verifying_key(KeyType::p256, theirs);
  const Context context(EVP_PKEY_CTX_new_from_pkey(nullptr, key->key.get(), nullptr));
  must(context != nullptr && EVP_PKEY_derive_init(context.get()) == 1);
  must(EVP_PKEY_derive_set_peer(context.get(), peer->key.get()) == 1);
  SecretBytes shared(detail::scalar_bytes(KeyType::p256));
  std::size_t size = shared.size();
  must(EVP_PKEY_derive(context.get(), shared.writable().data(), &size) == 1);
  must(size == shared.size());
  return shared;
}

bool is_gcm_key(std::size_t bytes) noexcept {
  return bytes == k_gcm_key_bytes || bytes == k_gcm128_key_bytes;
}

const EVP_CIPHER* gcm_of(const SecretBytes& key) noexcept {
  return key.size() == k_gcm_key_bytes ? EVP_aes_256_gcm() : EVP_aes_128_gcm();
}

}  // namespace

SecretBytes detail::x25519_scalar(const PrivateKey& key) {
  ready();
  SecretBytes expanded(crypto_sign_ed25519_SECRETKEYBYTES);
  const ByteView seed = key.secret().reveal();
  const ByteView point = key.public_key().raw();
  std::copy(seed.begin(), seed.end(), expanded.writable().begin());
  std::copy(point.begin(), point.end(),
            expanded.writable().begin() + static_cast<std::ptrdiff_t>(seed.size()));
  SecretBytes scalar(k_x25519_bytes);
  must(crypto_sign_ed25519_sk_to_curve25519(scalar.writable().data(), expanded.reveal().data()) ==
       0);
  return scalar;
}

Result<AgreementKey> AgreementKey::from_raw(AgreementCurve curve, ByteView coordinates) {
  const std::size_t size = curve == AgreementCurve::x25519 ? k_x25519_bytes : k_point_bytes;
  if (coordinates.size() != size) {
    return fail(Code::malformed, "public key", "a coordinate has not the length of its curve");
  }
  if (curve == AgreementCurve::p256) {
    TRY(detail::read_point(KeyType::p256, uncompressed(coordinates)));
  }
  return AgreementKey(curve, Bytes(coordinates.begin(), coordinates.end()));
}

Result<AgreementKey> AgreementKey::of(const PublicKey& key) {
  if (key.type() == KeyType::p256) return from_raw(AgreementCurve::p256, key.coordinates());
  if (key.type() != KeyType::ed25519) {
    return fail(Code::unsupported, "public key", "nothing is encrypted for keys of this curve");
  }
  detail::ready();
  Bytes u(k_x25519_bytes);
  // libsodium refuses points of small order and outside the main subgroup here.
  if (crypto_sign_ed25519_pk_to_curve25519(u.data(), key.raw().data()) != 0) {
    return fail(Code::malformed, "public key", "the key is not in the main subgroup");
  }
  return AgreementKey(AgreementCurve::x25519, std::move(u));
}

Result<SecretBytes> x25519(const SecretBytes& scalar, ByteView u) {
  must(scalar.size() == k_x25519_bytes && u.size() == k_x25519_bytes);
  detail::ready();
  SecretBytes shared(k_x25519_bytes);
  // RFC 8037 §3.2.1: "the derived-key function MUST check whether … the output is the all-zero
  // value", which libsodium does.
  if (crypto_scalarmult_curve25519(shared.writable().data(), scalar.reveal().data(), u.data()) !=
      0) {
    return fail(Code::malformed, "public key", "a point of small order: the secret would be none");
  }
  return shared;
}

Result<SecretBytes> agree(const PrivateKey& own, const AgreementKey& other) {
  const KeyType type = own.public_key().type();
  if (type != KeyType::ed25519 && type != KeyType::p256) {
    return fail(Code::unsupported, "private key", "nothing is encrypted for keys of this curve");
  }
  const AgreementCurve curve =
      type == KeyType::ed25519 ? AgreementCurve::x25519 : AgreementCurve::p256;
  if (other.curve() != curve) {
    return fail(Code::mismatch, "public key", "the two keys are of different curves");
  }
  if (curve == AgreementCurve::p256) return agree_p256(own, other.coordinates());
  return x25519(detail::x25519_scalar(own), other.coordinates());
}

Result<Agreement> agree_once(const AgreementKey& other, Random& random) {
  if (other.curve() == AgreementCurve::p256) {
    const PrivateKey once = PrivateKey::generate(KeyType::p256, random);
    SecretBytes shared = TRY(agree(once, other));
    AgreementKey ephemeral = TRY(AgreementKey::of(once.public_key()));
    return Agreement{std::move(ephemeral), std::move(shared)};
  }
  detail::ready();
  const SecretBytes once = SecretBytes::random(k_x25519_bytes, random);
  Bytes u(k_x25519_bytes);
  must(crypto_scalarmult_curve25519_base(u.data(), once.reveal().data()) == 0);
  SecretBytes shared = TRY(x25519(once, other.coordinates()));
  AgreementKey ephemeral = TRY(AgreementKey::from_raw(AgreementCurve::x25519, u));
  return Agreement{std::move(ephemeral), std::move(shared)};
}

Bytes gcm_encrypt(const SecretBytes& key, ByteView nonce, ByteView plaintext, ByteView associated) {
  must(is_gcm_key(key.size()) && nonce.size() == k_gcm_nonce_bytes);
  const Cipher cipher = new_cipher();
  int size = 0;
  Bytes out(plaintext.size() + k_gcm_tag_bytes);
  must(EVP_EncryptInit_ex(cipher.get(), gcm_of(key), nullptr, key.reveal().data(), nonce.data()) ==
       1);
  must(EVP_EncryptUpdate(cipher.get(), nullptr, &size, detail::address(associated),
                         static_cast<int>(associated.size())) == 1);
  must(EVP_EncryptUpdate(cipher.get(), out.data(), &size, detail::address(plaintext),
                         static_cast<int>(plaintext.size())) == 1);
  must(EVP_EncryptFinal_ex(cipher.get(), out.data() + plaintext.size(), &size) == 1);
  must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, k_gcm_tag_bytes,
                           out.data() + plaintext.size()) == 1);
  return out;
}

Result<SecretBytes> gcm_decrypt(const SecretBytes& key, ByteView nonce, ByteView ciphertext,
                                ByteView associated) {
  must(is_gcm_key(key.size()) && nonce.size() == k_gcm_nonce_bytes);
  if (ciphertext.size() < k_gcm_tag_bytes) {
    return fail(Code::malformed, "ciphertext", "shorter than the tag that it ends with");
  }
  const ByteView body = ciphertext.first(ciphertext.size() - k_gcm_tag_bytes);
  Bytes tag(ciphertext.end() - static_cast<std::ptrdiff_t>(k_gcm_tag_bytes), ciphertext.end());
  const Cipher cipher = new_cipher();
  int size = 0;
  SecretBytes out(body.size());
  std::uint8_t nothing = 0;
  std::uint8_t* const into = out.empty() ? &nothing : out.writable().data();
  must(EVP_DecryptInit_ex(cipher.get(), gcm_of(key), nullptr, key.reveal().data(), nonce.data()) ==
       1);
  must(EVP_DecryptUpdate(cipher.get(), nullptr, &size, detail::address(associated),
                         static_cast<int>(associated.size())) == 1);
  must(EVP_DecryptUpdate(cipher.get(), into, &size, detail::address(body),
                         static_cast<int>(body.size())) == 1);
  must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, k_gcm_tag_bytes, tag.data()) == 1);
  if (EVP_DecryptFinal_ex(cipher.get(), &nothing, &size) != 1) {
    return fail(Code::bad_signature, "ciphertext", "encrypted with another key, or changed since");
  }
  return out;
}

Bytes wrap_key(const SecretBytes& wrapping, const SecretBytes& key) {
  must(wrapping.size() == k_wrapping_key_bytes && is_gcm_key(key.size()));
  const Cipher cipher = new_cipher();
  EVP_CIPHER_CTX_set_flags(cipher.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
  Bytes out(key.size() + k_wrap_overhead);
  int size = 0;
  must(EVP_EncryptInit_ex(cipher.get(), EVP_aes_128_wrap(), nullptr, wrapping.reveal().data(),
                          nullptr) == 1);
  must(EVP_EncryptUpdate(cipher.get(), out.data(), &size, key.reveal().data(),
                         static_cast<int>(key.size())) == 1);
  must(static_cast<std::size_t>(size) == out.size());
  return out;
}

Result<SecretBytes> unwrap_key(const SecretBytes& wrapping, ByteView wrapped) {
  must(wrapping.size() == k_wrapping_key_bytes);
  if (wrapped.size() < k_wrap_overhead || !is_gcm_key(wrapped.size() - k_wrap_overhead)) {
    return fail(Code::malformed, "wrapped key", "not a wrapped key of 32 or 16 bytes");
  }
  const Cipher cipher = new_cipher();
  EVP_CIPHER_CTX_set_flags(cipher.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
  // While it works, the package writes a block more than it gives.
  SecretBytes wide(wrapped.size());
  int size = 0;
  must(EVP_DecryptInit_ex(cipher.get(), EVP_aes_128_wrap(), nullptr, wrapping.reveal().data(),
                          nullptr) == 1);
  ERR_set_mark();
  const bool opened = EVP_DecryptUpdate(cipher.get(), wide.writable().data(), &size, wrapped.data(),
                                        static_cast<int>(wrapped.size())) == 1;
  ERR_pop_to_mark();
  const std::size_t key_bytes = wrapped.size() - k_wrap_overhead;
  if (!opened || static_cast<std::size_t>(size) != key_bytes) {
    return fail(Code::bad_signature, "wrapped key", "wrapped with another key, or changed since");
  }
  return SecretBytes::copy_of(wide.reveal().first(key_bytes));
}

SecretBytes stretch_code(const SecretBytes& code, ByteView salt, std::uint32_t rounds,
                         std::size_t size) {
  must(rounds > 0);
  SecretBytes out(size);
  const auto* text = reinterpret_cast<const char*>(detail::address(code.reveal()));
  must(PKCS5_PBKDF2_HMAC(text, static_cast<int>(code.size()), detail::address(salt),
                         static_cast<int>(salt.size()), static_cast<int>(rounds), EVP_sha256(),
                         static_cast<int>(size), out.writable().data()) == 1);
  return out;
}

}  // namespace credenza::crypto
