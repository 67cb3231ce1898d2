// JWE: JSON Web Encryption, compact serialization, for one receiver. RFC 7516; RFC 7518 §4.6
// (ECDH-ES), §4.8 (PBES2), §5.3 (AES GCM); RFC 8037 §3.2 (X25519).
//
//   text ── CompactJwe::parse ──► CompactJwe ── open(key) or open_with_code(code) ──► content
//
// "ECDH-ES" for the holder of a key, with "A256GCM", and "PBES2-HS256+A128KW" for the holder of a
// code, with "A256GCM" or "A128GCM"; nothing else. What is encrypted proves nothing about who
// encrypted it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/json.h"
#include "base/ports.h"
#include "crypto/envelope.h"

namespace credenza::jose {

/// RFC 7518 §5.3. The European wallet's migration object asks for the shorter one (EUDI TS10 §5).
enum class JweEncryption : std::uint8_t { a256gcm, a128gcm };

/// For whom something is encrypted.
enum class JweReceiver : std::uint8_t { key, code };

/// How many rounds of PBKDF2 a message may ask for. RFC 7518 §4.8.1.2: "A minimum iteration count
/// of 1000 is RECOMMENDED"; RFC 8725 §3 bounds what strangers make one compute.
inline constexpr std::uint32_t k_least_rounds = 1000;
inline constexpr std::uint32_t k_most_rounds = 1000000;

/// A compact JWE in parts; nothing of it is authenticated.
class CompactJwe {
 public:
  /// `where` of an error is "header", "key", "iv", "ciphertext" or "tag", with a JSON Pointer
  /// behind it for a member of the header ("header/alg").
  /// @param limits  `max_bytes` bounds the text; no header above 4 KiB or 8 levels is ever read
  /// @error malformed     not five base64url parts; a header that is no JSON object; a part or a
  ///                      member of the wrong form or length; `epk` off its curve
  /// @error out_of_range  longer or deeper than the limits; `p2c` outside its bounds
  /// @error missing       `alg`, `enc`, `epk`, `p2s` or `p2c`
  /// @error unsupported   another `alg`, `enc` or curve; `zip` (RFC 8725 §3.6); any `crit`
  /// @error forbidden     a private member in `epk`
  [[nodiscard]] static Result<CompactJwe> parse(std::string_view text,
                                                const json::Limits& limits = {});

  [[nodiscard]] json::Cursor header() const noexcept { return header_.root(); }
  [[nodiscard]] JweReceiver receiver() const noexcept {
    return epk_ ? JweReceiver::key : JweReceiver::code;
  }
  /// Which key, or which letter; empty when it does not say.
  [[nodiscard]] std::string_view kid() const noexcept;

  /// The content, for the holder of `key`: Ed25519 stands for its X25519 counterpart.
  /// @error mismatch       it is for the holder of a code, or for a key of another curve
  /// @error malformed      `epk` is of small order
  /// @error bad_signature  at "tag": it is for another key, or was changed
  [[nodiscard]] Result<crypto::SecretBytes> open(const crypto::PrivateKey& key) const;
  /// @error mismatch       it is for the holder of a key
  /// @error bad_signature  at "code": another code; at "tag": changed
  [[nodiscard]] Result<crypto::SecretBytes> open_with_code(const crypto::SecretBytes& code) const;

 private:
  explicit CompactJwe(json::Document header) : header_(std::move(header)) {}
  [[nodiscard]] Result<crypto::SecretBytes> decrypt(const crypto::SecretBytes& key) const;

  json::Document header_;
  std::optional<crypto::AgreementKey> epk_;
  Bytes apu_;
  Bytes apv_;
  Bytes salt_;
  std::uint32_t rounds_ = 0;
  Bytes wrapped_key_;
  Bytes iv_;
  Bytes ciphertext_;       ///< with the tag behind it
  std::string protected_;  ///< the header as received, which is authenticated
};

/// What is encrypted, and what everybody may know of it.
struct JweContent {
  ByteView content;
  std::string_view cty;  ///< media type without "application/" (RFC 7516 §4.1.12)
  std::string_view kid;  ///< which key, or which letter
};

/// @error malformed  a string that is not UTF-8; a key of small order
[[nodiscard]] Result<std::string> encrypt_for(const crypto::AgreementKey& receiver,
                                              const JweContent& content, Random& random);
/// `code` has the strength of a key: 100 random bits or more.
/// @error malformed  a string that is not UTF-8
[[nodiscard]] Result<std::string> encrypt_with_code(
    const crypto::SecretBytes& code, const JweContent& content, Random& random,
    JweEncryption encryption = JweEncryption::a256gcm);

}  // namespace credenza::jose
