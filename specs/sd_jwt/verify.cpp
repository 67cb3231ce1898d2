#include <utility>

#include "base/encoding.h"
#include "sd_jwt/sd_jwt.h"
#include "sd_jwt/sd_jwt_detail.h"

namespace credenza::sd_jwt {
namespace {

constexpr std::string_view k_key_binding = "key_binding";

/// §7.3 steps 1 and 2; §4: "A Verifier that expects an SD-JWT MUST verify that the final
/// tilde-separated component is empty"; §7.2: a holder rejects an SD-JWT+KB.
Status check_presence(const SdJwt& presented, const Expectation& expected) {
  if (expected.key_binding && !presented.has_key_binding()) {
    return fail(Code::missing, std::string(k_key_binding),
                "the holder has to sign for this receiver, and has not");
  }
  if (!expected.key_binding && presented.has_key_binding()) {
    return fail(Code::forbidden, std::string(k_key_binding),
                "the holder signed this for somebody; without signature it is expected here");
  }
  return {};
}

/// §7.1 step 6.
Status check_issuer_claims(json::Cursor claims, const Expectation& expected) {
  if (!expected.leave_dates) return jose::check_claims(claims, expected.claims);
  if (!expected.claims.issuer.empty() && TRY(claims.string_at("iss")) != expected.claims.issuer)
    return fail(Code::mismatch, "/iss", "the token was issued by somebody else than expected");
  return jose::check_audience(claims, expected.claims.audience);
}

/// §7.3 step 5e, 5f, 5h. §4.3: the value of `aud` "MUST be a single string".
Status check_binding_claims(json::Cursor claims, const KeyBindingExpectation& expected,
                            const jose::ClaimsExpectation& clock) {
  const json::Cursor audience = TRY(claims.at("aud"));
  TRY(audience.string());
  TRY(jose::check_claims(claims, {.audience = expected.audience,
                                  .now = clock.now,
                                  .leeway = clock.leeway,
                                  .allow_missing_expiration = true,
                                  .max_age = expected.max_age}));
  if (TRY(claims.string_at("nonce")) != expected.nonce) {
    return fail(Code::mismatch, "/nonce", "the holder answered another request");
  }
  return {};
}

/// §7.3 step 5g.
Status check_binding_hash(json::Cursor claims, std::string_view sd_jwt,
                          crypto::HashAlgorithm algorithm) {
  if (TRY(claims.string_at("sd_hash")) != detail::digest_of(algorithm, sd_jwt)) {
    return fail(Code::mismatch, "/sd_hash", "the holder signed another choice of claims");
  }
  return {};
}

/// §7.3 step 5, once it is known whose key it has to be.
Result<json::Document> verify_binding(jose::CompactJws jwt, const crypto::PublicKey& holder,
                                      std::string_view sd_jwt, crypto::HashAlgorithm algorithm,
                                      const Expectation& expected) {
  const auto verified = TRY(jose::VerifiedJws::verify(std::move(jwt), holder, detail::k_kb_type));
  json::Document claims = TRY(jose::claims_of(verified));
  TRY(check_binding_claims(claims.root(), *expected.key_binding, expected.claims));
  TRY(check_binding_hash(claims.root(), sd_jwt, algorithm));
  return claims;
}

std::vector<std::string> pointers_of(detail::Processed processed) {
  std::vector<std::string> out;
  out.reserve(processed.disclosed.size());
  for (detail::Disclosed& one : processed.disclosed)
    out.push_back(std::move(one.pointer));
  return out;
}

}  // namespace

VerifiedSdJwt::VerifiedSdJwt(jose::VerifiedJws issuer_jwt, json::Document payload, std::string text,
                             json::Document claims, std::vector<std::string> disclosed,
                             std::optional<json::Document> key_binding)
    : issuer_jwt_(std::move(issuer_jwt)),
      payload_(std::move(payload)),
      text_(std::move(text)),
      claims_(std::move(claims)),
      disclosed_(std::move(disclosed)),
      key_binding_(std::move(key_binding)) {}

Result<VerifiedSdJwt> VerifiedSdJwt::verify(SdJwt presented, const crypto::PublicKey& issuer,
                                            const Expectation& expected) {
  TRY(check_presence(presented, expected));
  jose::VerifiedJws issuer_jwt =
      TRY(jose::VerifiedJws::verify(std::move(presented.issuer_jwt_), issuer, expected.typ));
  const crypto::HashAlgorithm algorithm = TRY(detail::hash_algorithm(presented.payload()));
  const auto disclosures = detail::disclosures_in(presented.text(), algorithm);
  detail::Processed processed = TRY(detail::process_disclosures(presented.payload(), disclosures));
  json::Document claims = TRY(detail::parse_processed(processed.text));
  if (Status status = check_issuer_claims(claims.root(), expected); !status) {
    return detail::in_part("claims", std::move(status).error());
  }
  std::optional<json::Document> key_binding;
  if (expected.key_binding) {
    const crypto::PublicKey holder = TRY(detail::holder_key(claims.root()));
    Result<json::Document> verified = verify_binding(*std::move(presented.key_binding_), holder,
                                                     presented.text(), algorithm, expected);
    if (!verified) return detail::in_part(k_key_binding, std::move(verified).error());
    key_binding = *std::move(verified);
  }
  return VerifiedSdJwt(std::move(issuer_jwt), std::move(presented.payload_),
                       std::move(presented.text_), std::move(claims),
                       pointers_of(std::move(processed)), std::move(key_binding));
}

Result<ClaimsAsIssued> VerifiedSdJwt::as_issued() const {
  const crypto::HashAlgorithm algorithm = TRY(detail::hash_algorithm(payload_.root()));
  const auto disclosures = detail::disclosures_in(text_, algorithm);
  detail::Processed processed =
      TRY(detail::process_disclosures(payload_.root(), disclosures, detail::HiddenElements::kept));
  Result<json::Document> claims =
      json::Document::parse(processed.text, {.max_bytes = processed.text.size()});
  if (!claims) return fail(Code::out_of_range, "claims", "the claims are nested too deep");
  return ClaimsAsIssued{*std::move(claims), pointers_of(std::move(processed))};
}

std::optional<json::Cursor> VerifiedSdJwt::key_binding() const noexcept {
  if (!key_binding_) return std::nullopt;
  return key_binding_->root();
}

}  // namespace credenza::sd_jwt
