// JWS: JSON Web Signature, compact serialization. RFC 7515, RFC 7518 §3.4 (ES256, ES384,
// ES512), RFC 8037 §3.1 (EdDSA).
//
//   text ── CompactJws::parse ──► CompactJws ── verify(key, typ) ──► VerifiedJws
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/json.h"
#include "base/json_value.h"
#include "crypto/keys.h"

namespace credenza::jose {

/// "EdDSA", "ES256", "ES384", "ES512": the only algorithm that a key of this type is used with. In
/// what others wrote, "Ed25519" (RFC 9864 §2.2) counts as "EdDSA".
[[nodiscard]] std::string_view algorithm_of(crypto::KeyType type) noexcept;

/// A compact JWS in parts; nothing of it is verified.
class CompactJws {
 public:
  /// `where` of an error is "header", "payload" or "signature", with a JSON Pointer behind it for a
  /// member of the header ("header/alg").
  /// @param limits  `max_bytes` bounds the text; no header above 16 KiB or 16 levels is ever read
  /// @error malformed     not three base64url parts, or a header that is no JSON object
  /// @error out_of_range  longer or deeper than the limits
  /// @error missing       no `alg`
  /// @error forbidden     `alg` "none" or symmetric, in any spelling (RFC 8725 §3.1, §3.2)
  /// @error unsupported   `b64`, or any `crit` (RFC 7515 §4.1.11: what is not understood is
  /// invalid)
  [[nodiscard]] static Result<CompactJws> parse(std::string_view text,
                                                const json::Limits& limits = {});

  [[nodiscard]] json::Cursor header() const noexcept { return header_.root(); }
  [[nodiscard]] ByteView payload() const noexcept { return payload_; }

 private:
  friend class VerifiedJws;
  CompactJws(json::Document header, Bytes payload, Bytes signature, std::string signing_input);
  json::Document header_;
  Bytes payload_;
  Bytes signature_;
  std::string signing_input_;  ///< as received: what was signed is never serialised again
};

/// Whether a header is of the expected type: for whoever wants to know before a key is looked for.
/// VerifiedJws::verify() asks the same.
/// @param expected_typ  what `typ` has to be, compared as media types without "application/" and
///                      without case (RFC 8725 §3.11); empty: `typ` has to be absent
/// @error mismatch      `typ` is absent or another
/// @error malformed     a `typ` that is no string
[[nodiscard]] Status check_type(json::Cursor header, std::string_view expected_typ);

/// A JWS whose signature was verified. Only verify() makes one.
class VerifiedJws {
 public:
  /// Verifies `jws` with `key` (RFC 7515 §5.2). Keys in the header (`jwk`, `x5c`, `jku`, `x5u`) are
  /// never used.
  /// @param expected_typ  as check_type() takes it
  /// @error mismatch       `alg` is not the key's algorithm; `typ` is absent or another
  /// @error malformed      a signature of another length than the key's; a `typ` that is no string
  /// @error bad_signature  the signature does not match
  [[nodiscard]] static Result<VerifiedJws> verify(CompactJws jws, const crypto::PublicKey& key,
                                                  std::string_view expected_typ);

  [[nodiscard]] json::Cursor header() const noexcept { return jws_.header(); }
  [[nodiscard]] ByteView payload() const noexcept { return jws_.payload(); }

 private:
  explicit VerifiedJws(CompactJws jws);
  CompactJws jws_;
};

/// Signs `payload` (RFC 7515 §5.1). `alg` is put in front by the key; `header` must not name it.
/// @error forbidden     `header` has `alg`
/// @error malformed     `header` is no object, or a string in it is not UTF-8
/// @error unsupported   `header` has `crit` or `b64`
/// @error out_of_range  a header longer than CompactJws::parse() reads
/// @error unavailable   the signer does not answer
[[nodiscard]] Result<std::string> sign(const Json& header, ByteView payload,
                                       const crypto::Signer& signer);

}  // namespace credenza::jose
