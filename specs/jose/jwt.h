// JWT: the registered claims of a JSON Web Token and their validation. RFC 7519 §4.1, RFC 8725.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/json.h"
#include "jose/jws.h"

namespace credenza::jose {

/// What the reader of a token expects of its claims. A claim that is absent where something is
/// expected of it is an error; leaving out an expectation is done by name.
struct ClaimsExpectation {
  std::string_view issuer{};    ///< `iss` has to be this; empty: any
  std::string_view audience{};  ///< `aud` has to be or to hold this; empty: it must be absent
  Instant now;
  std::chrono::seconds leeway{60};        ///< for clocks that differ (RFC 7519 §4.1.4, §4.1.5)
  bool allow_missing_expiration = false;  ///< else `exp` has to be there
  std::optional<std::chrono::seconds> max_age{};  ///< `iat` has to be there and no older than this
};

/// Checks `iss`, `aud`, `exp`, `nbf` and `iat` of a claims set (RFC 7519 §4.1), in this order.
/// `where` of an error is the JSON Pointer of the claim.
/// @error missing        a claim that is expected
/// @error malformed      a claim of the wrong type, or a NumericDate that no calendar holds
/// @error mismatch       `iss` or `aud`
/// @error expired        `exp` is past, or `iat` is older than `max_age`
/// @error not_yet_valid  `nbf` or `iat` is in the future
[[nodiscard]] Status check_claims(json::Cursor claims, const ClaimsExpectation& expected);

/// Checks `aud` alone, as check_claims() does.
/// @param expected  empty: the claim must be absent
/// @error missing, malformed, mismatch
[[nodiscard]] Status check_audience(json::Cursor claims, std::string_view expected);

/// The payload of a verified JWS as a claims set (RFC 7519 §7.2 step 10).
/// @error malformed     no JSON object
/// @error out_of_range  as json::Document::parse()
[[nodiscard]] Result<json::Document> claims_of(const VerifiedJws& jws,
                                               const json::Limits& limits = {});

/// A NumericDate (RFC 7519 §2): seconds since 1970, a fraction is dropped.
/// @error malformed  no number, negative, or beyond the year 9999
[[nodiscard]] Result<Instant> numeric_date(json::Cursor value);

}  // namespace credenza::jose
