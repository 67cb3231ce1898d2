// Inside crypto: ECDSA over P-256, P-384 and P-521 (FIPS 186-5) through OpenSSL.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>

#include <openssl/evp.h>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/keys.h"
#include "crypto/secret_bytes.h"

namespace credenza::crypto::detail {

/// Calls one of OpenSSL's functions to free something.
template <auto function>
struct FreeWith {
  template <class T>
  void operator()(T* thing) const noexcept {
    function(thing);
  }
};
template <class T, auto function>
using Owned = std::unique_ptr<T, FreeWith<function>>;

/// A key and a context that is set up for one operation with it. Neither changes after it was made:
/// an operation works on a copy of the context, so threads can share it.
struct EcKey {
  Owned<EVP_PKEY, EVP_PKEY_free> key;
  Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context;
};

struct EcPoint {
  Bytes compressed;   ///< SEC 1, 33, 49 or 67 bytes
  Bytes coordinates;  ///< x ‖ y
};

/// The length of a scalar and of a coordinate: 32, 48 or 66 bytes.
[[nodiscard]] std::size_t scalar_bytes(KeyType type) noexcept;

/// Reads a SEC 1 point, compressed or uncompressed.
/// @error malformed  wrong length or form, not on the curve
[[nodiscard]] Result<EcPoint> read_point(KeyType type, ByteView sec1);

/// The public point of a scalar of scalar_bytes(); nothing when it is outside 1 … order − 1.
[[nodiscard]] std::optional<EcPoint> point_of(KeyType type, const SecretBytes& scalar);

/// A key to verify with, for a point that read_point() gave.
[[nodiscard]] std::unique_ptr<EcKey> make_verifying_key(KeyType type, const EcPoint& point);

/// A key to sign with, for a scalar and its point.
[[nodiscard]] std::unique_ptr<EcKey> make_signing_key(KeyType type, const EcPoint& point,
                                                      const SecretBytes& scalar);

/// @error malformed, bad_signature  as crypto::verify()
[[nodiscard]] Status verify_ecdsa(const EcKey& key, KeyType type, ByteView message,
                                  ByteView signature);

/// r ‖ s.
[[nodiscard]] Bytes sign_ecdsa(const EcKey& key, KeyType type, ByteView message);

}  // namespace credenza::crypto::detail
