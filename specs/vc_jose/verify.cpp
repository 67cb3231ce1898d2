#include "jose/jwt.h"
#include "vc_jose/vc_jose_detail.h"

namespace credenza::vc_jose {
namespace {

struct VerifiedToken {
  jose::VerifiedJws jws;
  json::Document claims;
  cid::VerificationMethod method;
};

/// The claims before they are verified: only to find the key that they name.
Result<json::Document> parse_claims(const jose::CompactJws& jws, const json::Limits& limits) {
  Result<json::Document> claims = json::Document::parse(as_text(jws.payload()), limits);
  if (!claims) {
    Error error = std::move(claims).error();
    if (error.where.empty() || error.where.front() != '/')
      error.where.insert(0, error.where.empty() ? "payload" : "payload, ");
    return error;
  }
  if (!claims->root().is_object())
    return fail(Code::malformed, "payload", "the claims have to be a JSON object");
  return claims;
}

/// RFC 7519 §4.1 for the registered claims, and the nonce of the request that is answered.
Status check_registered(json::Cursor claims, const Expectation& expected) {
  if (expected.leave_dates) {
    TRY(jose::check_audience(claims, expected.audience));
  } else {
    TRY(jose::check_claims(claims, {.audience = expected.audience,
                                    .now = expected.now,
                                    .leeway = expected.leeway,
                                    .allow_missing_expiration = true}));
  }
  if (expected.nonce && TRY(claims.string_at("nonce")) != *expected.nonce)
    return fail(Code::mismatch, "/nonce", "made in answer to another request");
  return {};
}

/// §5.1. What can be said without a key is said before one is looked for.
Result<VerifiedToken> verify_token(const detail::Kind& kind, std::string_view token,
                                   const Expectation& expected, KeyFinder& keys,
                                   const json::Limits& limits) {
  jose::CompactJws jws = TRY(jose::CompactJws::parse(token, limits));
  TRY(jose::check_type(jws.header(), kind.typ));
  json::Document claims = TRY(parse_claims(jws, limits));
  const KeyHint hint = TRY(detail::check_token(kind, jws.header(), claims.root()));
  if (!expected.owner.empty() && hint.owner != expected.owner) {
    return fail(Code::mismatch, "/" + std::string(kind.owner),
                "the token is by somebody else than expected");
  }
  cid::VerificationMethod method = TRY(keys.find(hint, expected.now));
  if (!hint.owner.empty() && method.controller != hint.owner) {
    return fail(Code::mismatch, "header/kid", "the key belongs to somebody else");
  }
  jose::VerifiedJws verified = TRY(jose::VerifiedJws::verify(std::move(jws), method.key, kind.typ));
  TRY(check_registered(claims.root(), expected));
  return VerifiedToken{std::move(verified), std::move(claims), std::move(method)};
}

}  // namespace

VerifiedCredential::VerifiedCredential(jose::VerifiedJws jws, json::Document claims,
                                       cid::VerificationMethod method, vcdm::Credential credential)
    : jws_(std::move(jws)),
      claims_(std::move(claims)),
      method_(std::move(method)),
      credential_(std::move(credential)) {}

Result<VerifiedCredential> verify_credential(std::string_view token, const Expectation& expected,
                                             KeyFinder& keys, const json::Limits& limits) {
  VerifiedToken verified = TRY(verify_token(detail::k_credential, token, expected, keys, limits));
  vcdm::Credential credential = TRY(vcdm::Credential::read(verified.claims.root()));
  return VerifiedCredential(std::move(verified.jws), std::move(verified.claims),
                            std::move(verified.method), std::move(credential));
}

VerifiedPresentation::VerifiedPresentation(jose::VerifiedJws jws, json::Document claims,
                                           cid::VerificationMethod method,
                                           vcdm::Presentation presentation)
    : jws_(std::move(jws)),
      claims_(std::move(claims)),
      method_(std::move(method)),
      presentation_(std::move(presentation)) {}

Result<VerifiedPresentation> verify_presentation(std::string_view token,
                                                 const Expectation& expected, KeyFinder& keys,
                                                 const json::Limits& limits) {
  VerifiedToken verified = TRY(verify_token(detail::k_presentation, token, expected, keys, limits));
  vcdm::Presentation presentation = TRY(detail::read_presentation(verified.claims.root()));
  return VerifiedPresentation(std::move(verified.jws), std::move(verified.claims),
                              std::move(verified.method), std::move(presentation));
}

Status check_confirmation(const VerifiedCredential& credential,
                          const cid::VerificationMethod& signer) {
  const auto confirmation =
      TRY(detail::read_confirmation(credential.header(), credential.claims()));
  if (!confirmation) return {};
  if (!confirmation->key && confirmation->kid.empty()) {
    return fail(Code::unsupported, confirmation->where,
                "names the holder's key in a way that is not read here");
  }
  const bool same =
      confirmation->key ? *confirmation->key == signer.key : confirmation->kid == signer.id;
  if (same) return {};
  return fail(Code::mismatch, confirmation->where,
              "the credential was given to the holder of another key");
}

std::vector<OpenedCredential> open_credentials(const VerifiedPresentation& presentation,
                                               const Expectation& expected, KeyFinder& keys) {
  const auto open = [&](json::Cursor node) -> Result<VerifiedCredential> {
    const Envelope envelope = TRY(read_envelope(node));
    if (envelope.media_type != k_credential_media_type) {
      return fail(Code::unsupported, node.pointer() + "/id",
                  "an envelope of a kind that is not opened here");
    }
    VerifiedCredential credential = TRY(verify_credential(envelope.token, expected, keys));
    TRY(check_confirmation(credential, presentation.method()));
    return credential;
  };
  std::vector<OpenedCredential> opened;
  for (const json::Cursor node : presentation.presentation().credentials)
    opened.push_back({node, open(node)});
  return opened;
}

}  // namespace credenza::vc_jose
