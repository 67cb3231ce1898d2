#include "jose/jwt.h"

#include <cmath>

#include "base/bytes.h"

namespace credenza::jose {
namespace {

/// The last second of the year 9999, the last one that format_instant() writes.
constexpr std::int64_t k_last_second = 253402300799;

Status check_issuer(json::Cursor claims, std::string_view expected) {
  if (expected.empty()) {
    if (const auto issuer = claims.find("iss")) TRY(issuer->string());
    return {};
  }
  if (TRY(claims.string_at("iss")) != expected) {
    return fail(Code::mismatch, "/iss", "the token was issued by somebody else than expected");
  }
  return {};
}

Status check_expiration(json::Cursor claims, const ClaimsExpectation& expected) {
  if (!claims.find("exp") && expected.allow_missing_expiration) return {};
  const json::Cursor value = TRY(claims.at("exp"));
  const Instant expiration = TRY(numeric_date(value));
  // §4.1.4: "the current date/time MUST be before the expiration date/time"
  if (expected.now - expected.leeway >= expiration) {
    return fail(Code::expired, "/exp", "the token has expired");
  }
  return {};
}

Status check_not_before(json::Cursor claims, const ClaimsExpectation& expected) {
  const auto claim = claims.find("nbf");
  if (claim && expected.now + expected.leeway < TRY(numeric_date(*claim))) {
    return fail(Code::not_yet_valid, "/nbf", "the token is not valid yet");
  }
  return {};
}

Status check_issued_at(json::Cursor claims, const ClaimsExpectation& expected) {
  if (!claims.find("iat") && !expected.max_age) return {};
  const json::Cursor value = TRY(claims.at("iat"));
  const Instant issued = TRY(numeric_date(value));
  if (issued > expected.now + expected.leeway) {
    return fail(Code::not_yet_valid, "/iat", "the token says that it was issued in the future");
  }
  if (expected.max_age && expected.now - issued > *expected.max_age + expected.leeway) {
    return fail(Code::expired, "/iat", "the token is too old");
  }
  return {};
}

}  // namespace

/// RFC 7519 §4.1.3: "If the principal processing the claim does not identify itself with a value in
/// the aud claim when this claim is present, then the JWT MUST be rejected."
Status check_audience(json::Cursor claims, std::string_view expected) {
  const auto present = claims.find("aud");
  if (!present && expected.empty()) return {};
  const json::Cursor audience = TRY(claims.at("aud"));
  bool found = false;
  for (const json::Cursor item : audience.one_or_many()) {
    found = TRY(item.string()) == expected || found;
  }
  if (!found || expected.empty()) {
    return fail(Code::mismatch, "/aud", "the token is meant for somebody else");
  }
  return {};
}

Status check_claims(json::Cursor claims, const ClaimsExpectation& expected) {
  if (!claims.is_object()) {
    return fail(Code::malformed, claims.pointer(), "a claims set has to be a JSON object");
  }
  TRY(check_issuer(claims, expected.issuer));
  TRY(check_audience(claims, expected.audience));
  TRY(check_expiration(claims, expected));
  TRY(check_not_before(claims, expected));
  return check_issued_at(claims, expected);
}

Result<json::Document> claims_of(const VerifiedJws& jws, const json::Limits& limits) {
  Result<json::Document> claims = json::Document::parse(as_text(jws.payload()), limits);
  if (!claims) return claims;
  if (!claims->root().is_object()) {
    return fail(Code::malformed, "", "the claims set is no JSON object");
  }
  return claims;
}

Result<Instant> numeric_date(json::Cursor value) {
  const double seconds = TRY(value.number());
  if (!(seconds >= 0) || seconds >= static_cast<double>(k_last_second + 1)) {
    return fail(Code::malformed, value.pointer(), "not a date between 1970 and 9999");
  }
  return Instant{std::chrono::seconds{static_cast<std::int64_t>(std::floor(seconds))}};
}

}  // namespace credenza::jose
