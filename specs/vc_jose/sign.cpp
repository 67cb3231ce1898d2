#include "jose/jwk.h"
#include "vc_jose/vc_jose_detail.h"

namespace credenza::vc_jose {
namespace {

std::int64_t numeric_date(Instant at) {
  return at.time_since_epoch().count();
}

/// The text of `document` with `claims` behind its members. The text itself stays as it is, because
/// "the unsecured verifiable credential is the unencoded JWS payload" (§3.1.1).
Result<std::string> add_claims(const json::Document& document, const Json& claims) {
  if (!document.root().is_object())
    return fail(Code::malformed, "", "what is signed has to be a JSON object");
  std::string text(document.text());
  if (claims.empty()) return text;
  for (const auto& claim : claims.items()) {
    if (document.root().find(claim.key())) {
      return fail(Code::conflict, "/" + claim.key(),
                  "the content has a member of this name, which the token needs for itself");
    }
  }
  std::string added = TRY(json::to_text(claims));
  added.erase(0, 1);  // the braces are the document's
  added.pop_back();
  if (document.root().size() != 0) added.insert(0, ",");
  text.insert(text.rfind('}'), added);
  return text;
}

template <class Check>
Result<std::string> sign_token(const detail::Kind& kind, const json::Document& content,
                               const std::string& kid, const Json& claims,
                               const crypto::Signer& signer, Check check) {
  const Json header{{"typ", kind.typ}, {"cty", kind.cty}, {"kid", kid}};
  const json::Document header_document = TRY(json::to_document(header));
  const std::string payload = TRY(add_claims(content, claims));
  const json::Document whole = TRY(json::Document::parse(payload));
  const KeyHint hint = TRY(detail::check_token(kind, header_document.root(), whole.root()));
  if (!hint.owner.empty() && !detail::is_method_of(hint.owner, kid)) {
    return fail(Code::mismatch, "header/kid", "the key is in the document of somebody else");
  }
  TRY(check(whole.root()));
  return jose::sign(header, as_bytes(payload), signer);
}

}  // namespace

Result<std::string> sign_credential(const json::Document& credential,
                                    const CredentialOptions& options,
                                    const crypto::Signer& signer) {
  Json claims = Json::object();
  if (options.issued_at) claims["iat"] = numeric_date(*options.issued_at);
  if (options.expires) claims["exp"] = numeric_date(*options.expires);
  if (options.holder_key) claims["cnf"] = {{"jwk", jose::to_jwk(*options.holder_key)}};
  return sign_token(detail::k_credential, credential, options.kid, claims, signer,
                    vcdm::Credential::read);
}

Result<std::string> sign_presentation(const json::Document& presentation,
                                      const PresentationOptions& options,
                                      const crypto::Signer& signer) {
  Json claims = Json::object();
  if (options.issued_at) claims["iat"] = numeric_date(*options.issued_at);
  if (options.expires) claims["exp"] = numeric_date(*options.expires);
  if (!options.audience.empty()) claims["aud"] = options.audience;
  if (!options.nonce.empty()) claims["nonce"] = options.nonce;
  return sign_token(detail::k_presentation, presentation, options.kid, claims, signer,
                    detail::read_presentation);
}

}  // namespace credenza::vc_jose
