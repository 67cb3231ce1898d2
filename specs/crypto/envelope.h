// What an encrypted envelope (JWE) is made of: key agreement by X25519 (RFC 7748) and over P-256
// (NIST SP 800-56A), AES-GCM (NIST SP 800-38D), AES key wrap (RFC 3394) and PBKDF2 (RFC 8018).
#pragma once

#include <cstdint>

#include "base/bytes.h"
#include "base/ports.h"
#include "base/result.h"
#include "crypto/keys.h"
#include "crypto/secret_bytes.h"

namespace credenza::crypto {

enum class AgreementCurve : std::uint8_t { x25519, p256 };

/// A public key to agree on a secret with.
class AgreementKey {
 public:
  /// `coordinates`: u of X25519, 32 bytes; x ‖ y of P-256, 64 bytes.
  /// @error malformed  another length, or no point of P-256
  [[nodiscard]] static Result<AgreementKey> from_raw(AgreementCurve curve, ByteView coordinates);
  /// The counterpart of a signature key: for Ed25519 the birationally equivalent key of X25519
  /// (RFC 7748 §4.1), for P-256 the same point.
  /// @error unsupported  a P-384 or P-521 key
  /// @error malformed    an Ed25519 key outside the main subgroup
  [[nodiscard]] static Result<AgreementKey> of(const PublicKey& key);

  [[nodiscard]] AgreementCurve curve() const noexcept { return curve_; }
  [[nodiscard]] ByteView coordinates() const noexcept { return coordinates_; }

 private:
  AgreementKey(AgreementCurve curve, Bytes coordinates)
      : curve_(curve), coordinates_(std::move(coordinates)) {}
  AgreementCurve curve_;
  Bytes coordinates_;
};

/// X25519 of a scalar and a u coordinate, 32 bytes each (RFC 7748 §5).
/// @error malformed  the result is zero: `u` is of small order (RFC 7748 §6.1, RFC 8037 §3.2.1)
[[nodiscard]] Result<SecretBytes> x25519(const SecretBytes& scalar, ByteView u);

/// The secret that the owner of `own` and of `other` share: u of X25519, x of P-256, 32 bytes.
/// @error mismatch     keys of different curves
/// @error malformed    as x25519()
/// @error unsupported  `own` is a P-384 or P-521 key
[[nodiscard]] Result<SecretBytes> agree(const PrivateKey& own, const AgreementKey& other);

/// A secret shared with the owner of a key, and the key of ours by which the owner finds it.
struct Agreement {
  AgreementKey ephemeral;
  SecretBytes shared;
};

/// Makes a key that is used once, and agrees.
/// @error malformed  as x25519()
[[nodiscard]] Result<Agreement> agree_once(const AgreementKey& other, Random& random);

inline constexpr std::size_t k_gcm_key_bytes = 32;
inline constexpr std::size_t k_gcm128_key_bytes = 16;
inline constexpr std::size_t k_gcm_nonce_bytes = 12;
inline constexpr std::size_t k_gcm_tag_bytes = 16;

/// ciphertext ‖ tag. `key` has k_gcm_key_bytes (AES-256) or k_gcm128_key_bytes (AES-128), `nonce`
/// k_gcm_nonce_bytes: never twice with a key.
[[nodiscard]] Bytes gcm_encrypt(const SecretBytes& key, ByteView nonce, ByteView plaintext,
                                ByteView associated);
/// @error malformed      shorter than a tag
/// @error bad_signature  another key, other associated data, or changed bytes
[[nodiscard]] Result<SecretBytes> gcm_decrypt(const SecretBytes& key, ByteView nonce,
                                              ByteView ciphertext, ByteView associated);

/// Wraps a key of 32 or 16 bytes with a key of 16 (RFC 3394): 8 bytes more.
[[nodiscard]] Bytes wrap_key(const SecretBytes& wrapping, const SecretBytes& key);
/// @error malformed      not 40 or 24 bytes
/// @error bad_signature  another wrapping key, or changed bytes
[[nodiscard]] Result<SecretBytes> unwrap_key(const SecretBytes& wrapping, ByteView wrapped);

/// PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2), `size` bytes. For codes with the strength of a key:
/// a passphrase that people choose asks for derive_key().
/// @param rounds  1 or more; the caller bounds what a message may ask
[[nodiscard]] SecretBytes stretch_code(const SecretBytes& code, ByteView salt, std::uint32_t rounds,
                                       std::size_t size);

}  // namespace credenza::crypto
