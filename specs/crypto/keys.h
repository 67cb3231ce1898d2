// Signature keys: Ed25519 (RFC 8032) and ECDSA with P-256, P-384 and P-521 (FIPS 186-5).
//
// The key decides the algorithm, never the message: there is no parameter by which a caller could
// pass on what a header claims. ECDSA hashes with SHA-256 for P-256, SHA-384 for P-384 and SHA-512
// for P-521, and its signatures are r ‖ s of fixed length (IEEE P1363), as JWS and Data Integrity
// carry them.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/bytes.h"
#include "base/ports.h"
#include "base/result.h"
#include "crypto/secret_bytes.h"

namespace credenza::crypto {

enum class KeyType : std::uint8_t { ed25519, p256, p384, p521 };

/// "Ed25519", "P-256", "P-384", "P-521": the names of JWK curves.
[[nodiscard]] std::string_view to_string(KeyType type) noexcept;

namespace detail {
struct EcKey;  ///< OpenSSL's handle, kept because making one costs more than using it
}

/// A public key that is known to be a point of its curve.
class PublicKey {
 public:
  /// `raw`: 32 bytes for Ed25519; a SEC 1 point for P-256 (33 or 65 bytes), P-384 (49 or 97
  /// bytes) and P-521 (67 or 133 bytes).
  /// @error malformed  wrong length, not on the curve, the point at infinity, or (Ed25519) of small
  /// order
  [[nodiscard]] static Result<PublicKey> from_raw(KeyType type, ByteView raw);

  [[nodiscard]] KeyType type() const noexcept { return type_; }
  /// Ed25519: 32 bytes. ECDSA: the compressed point, 33, 49 or 67 bytes (as Multikey wants it).
  [[nodiscard]] ByteView raw() const noexcept { return ByteView(raw_).first(raw_size_); }
  /// ECDSA: the affine coordinates x ‖ y, 64, 96 or 132 bytes (as JWK wants them). Ed25519: as
  /// raw().
  [[nodiscard]] ByteView coordinates() const noexcept {
    return coordinates_.empty() ? raw() : ByteView(coordinates_);
  }

  friend bool operator==(const PublicKey& a, const PublicKey& b) noexcept {
    return a.type_ == b.type_ && a.raw_ == b.raw_;  // unused bytes are zero
  }

 private:
  friend Status verify(const PublicKey& key, ByteView message, ByteView signature);
  PublicKey() = default;
  void set_raw(ByteView raw);
  KeyType type_ = KeyType::ed25519;
  // In the key itself: keys are copied with every verification.
  std::array<std::uint8_t, 67> raw_{};
  std::uint8_t raw_size_ = 0;
  Bytes coordinates_;                            ///< of ECDSA keys
  std::shared_ptr<const detail::EcKey> handle_;  ///< immutable; shared between copies of this key
};

/// Checks `signature` over `message`. A Status and not a bool: it cannot be dropped or negated by
/// accident.
/// @error malformed      the signature has not the length that the key type asks for
/// @error bad_signature  it does not match
[[nodiscard]] Status verify(const PublicKey& key, ByteView message, ByteView signature);

/// Something that signs: a key in memory, or one in a token that never leaves it.
class Signer {
 public:
  virtual ~Signer() = default;
  [[nodiscard]] virtual const PublicKey& public_key() const = 0;
  /// @error unavailable  the token does not answer
  [[nodiscard]] virtual Result<Bytes> sign(ByteView message) const = 0;
};

/// A private key in memory.
class PrivateKey final : public Signer {
 public:
  [[nodiscard]] static PrivateKey generate(KeyType type, Random& random);
  /// `secret`: the 32-byte seed (RFC 8032 §5.1.5) or the scalar, big-endian, 32, 48 or 66
  /// bytes.
  /// @error malformed  wrong length, or a scalar outside 1 … order − 1
  [[nodiscard]] static Result<PrivateKey> from_raw(KeyType type, const SecretBytes& secret);

  PrivateKey(PrivateKey&&) noexcept;
  PrivateKey& operator=(PrivateKey&&) noexcept;
  ~PrivateKey() override;

  [[nodiscard]] const PublicKey& public_key() const override { return public_key_; }
  [[nodiscard]] Result<Bytes> sign(ByteView message) const override;
  /// What from_raw() takes, to be sealed and kept.
  [[nodiscard]] const SecretBytes& secret() const noexcept { return secret_; }

 private:
  PrivateKey(PublicKey public_key, SecretBytes secret, SecretBytes expanded,
             std::unique_ptr<detail::EcKey> handle);
  PublicKey public_key_;
  SecretBytes secret_;
  SecretBytes expanded_;  ///< Ed25519: seed ‖ public key, the form libsodium signs with
  std::unique_ptr<detail::EcKey> handle_;
};

}  // namespace credenza::crypto
