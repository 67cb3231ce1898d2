#include "vc_jose/sd_credential.h"

#include <algorithm>
#include <array>

#include "vc_jose/vc_jose_detail.h"

namespace credenza::vc_jose {
namespace {

/// What a reader has to see before anything else of a credential can be judged.
constexpr std::array<std::string_view, 7> k_in_the_clear = {
    "@context",        "type",      "issuer", "credentialStatus", "credentialSchema",
    "relatedResource", "termsOfUse"};

/// The first member of a JSON Pointer.
std::string_view first_token(std::string_view pointer) noexcept {
  if (!pointer.empty()) pointer.remove_prefix(1);
  return pointer.substr(0, pointer.find('/'));
}

Status check_disclosable(const std::vector<std::string>& pointers) {
  for (const std::string& pointer : pointers) {
    if (std::ranges::find(k_in_the_clear, first_token(pointer)) != k_in_the_clear.end())
      return fail(Code::forbidden, pointer, "has to stay in the clear");
  }
  return {};
}

Json with_claims(const json::Document& credential, const CredentialOptions& options) {
  Json claims = json::to_value(credential.root());
  if (options.issued_at) claims["iat"] = options.issued_at->time_since_epoch().count();
  if (options.expires) claims["exp"] = options.expires->time_since_epoch().count();
  return claims;
}

}  // namespace

VerifiedSdCredential::VerifiedSdCredential(sd_jwt::VerifiedSdJwt token,
                                           cid::VerificationMethod method,
                                           vcdm::Credential credential)
    : token_(std::move(token)), method_(std::move(method)), credential_(std::move(credential)) {}

Result<VerifiedSdCredential> verify_sd_credential(
    sd_jwt::SdJwt token, const Expectation& expected,
    const std::optional<sd_jwt::KeyBindingExpectation>& key_binding, KeyFinder& keys) {
  const KeyHint hint =
      TRY(detail::check_token(detail::k_sd_credential, token.header(), token.payload()));
  if (!expected.owner.empty() && hint.owner != expected.owner)
    return fail(Code::mismatch, "/issuer", "the token is by somebody else than expected");
  cid::VerificationMethod method = TRY(keys.find(hint, expected.now));
  if (method.controller != hint.owner)
    return fail(Code::mismatch, "header/kid", "the key belongs to somebody else");
  const sd_jwt::Expectation of_token{.typ = detail::k_sd_credential.typ,
                                     .claims = {.audience = expected.audience,
                                                .now = expected.now,
                                                .leeway = expected.leeway,
                                                .allow_missing_expiration = true},
                                     .leave_dates = expected.leave_dates,
                                     .key_binding = key_binding};
  auto verified = TRY(sd_jwt::VerifiedSdJwt::verify(std::move(token), method.key, of_token));
  const KeyHint shown =
      TRY(detail::check_token(detail::k_sd_credential, verified.header(), verified.claims()));
  if (shown.owner != method.controller)
    return fail(Code::mismatch, "/issuer", "a disclosure names another issuer than the token");
  vcdm::Credential credential = TRY(vcdm::Credential::read(verified.claims()));
  return VerifiedSdCredential(std::move(verified), std::move(method), std::move(credential));
}

Result<std::string> sign_sd_credential(const json::Document& credential,
                                       const SdCredentialOptions& options,
                                       const crypto::Signer& signer, Random& random) {
  TRY(check_disclosable(options.selectively_disclosable));
  for (const char* name : {"iat", "exp", "cnf"}) {
    if (credential.root().find(name)) {
      return fail(Code::conflict, "/" + std::string(name),
                  "the content has a member of this name, which the token needs for itself");
    }
  }
  const json::Document claims = TRY(json::to_document(with_claims(credential, options.token)));
  TRY(vcdm::Credential::read(claims.root()));
  const Json header{{"cty", detail::k_sd_credential.cty}, {"kid", options.token.kid}};
  const json::Document whole_header = TRY(json::to_document(header));
  const KeyHint hint =
      TRY(detail::check_token(detail::k_sd_credential, whole_header.root(), claims.root()));
  if (!detail::is_method_of(hint.owner, options.token.kid))
    return fail(Code::mismatch, "header/kid", "the key is in the document of somebody else");
  return sd_jwt::issue(claims.root(),
                       {.typ = std::string(detail::k_sd_credential.typ),
                        .header = header,
                        .selectively_disclosable = options.selectively_disclosable,
                        .decoys = options.decoys,
                        .holder = options.token.holder_key},
                       signer, random);
}

}  // namespace credenza::vc_jose
