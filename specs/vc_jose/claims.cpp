#include <algorithm>

#include "base/url.h"
#include "jose/jwk.h"
#include "vc_jose/vc_jose_detail.h"

namespace credenza::vc_jose::detail {
namespace {

constexpr std::string_view k_application = "application/";

bool equal_without_case(std::string_view a, std::string_view b) noexcept {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [lower](char x, char y) { return lower(x) == lower(y); });
}

/// `error` of a member of the header, with its place in the token.
Error in_header(Error error) {
  error.where.insert(0, "header");
  return error;
}

/// §3.1.1: `cty` "can be used to express a more specific media type", which this build cannot judge
/// the content by; and one of another kind of content is no mistake that is passed over.
Status check_content_type(const Kind& kind, json::Cursor header) {
  const auto cty = header.find("cty");
  if (!cty) return {};
  std::string_view type = TRY(cty->string());
  if (equal_without_case(type.substr(0, k_application.size()), k_application))
    type.remove_prefix(k_application.size());
  if (equal_without_case(type, kind.cty)) return {};
  return fail(Code::unsupported, cty->pointer(), "the content is of a type that is not read here");
}

/// §1.1.2.1: "The JWT Claim Names vc and vp MUST NOT be present in any JWT Claims Set".
Status refuse_old_claims(json::Cursor claims) {
  for (const std::string_view name : {"vc", "vp"}) {
    if (const auto claim = claims.find(name)) {
      return fail(Code::forbidden, claim->pointer(),
                  "a token of before data model 2.0; its issuer has to sign anew");
    }
  }
  return {};
}

/// RFC 7519 §5.3: of claims replicated as header parameters, a reader "SHOULD verify that their
/// values are identical".
Status check_replicated(json::Cursor header, json::Cursor claims) {
  for (const std::string_view name : {"iss", "sub", "aud"}) {
    const auto parameter = header.find(name);
    const auto claim = claims.find(name);
    if (parameter && claim && !json::equal(*parameter, *claim)) {
      return fail(Code::mismatch, "header/" + std::string(name),
                  "the header says something else than the claims");
    }
  }
  return {};
}

/// The URL that `issuer` or `holder` is or has as its `id`; empty when it is absent.
Result<std::string_view> read_owner(const Kind& kind, json::Cursor claims) {
  const auto member = claims.find(kind.owner);
  if (!member) {
    if (kind.owner_required) return claims.at(kind.owner).error();
    return std::string_view{};
  }
  const json::Cursor id = member->is_object() ? TRY(member->at("id")) : *member;
  const std::string_view url = TRY(id.string());
  if (!is_absolute_uri(url)) return fail(Code::malformed, id.pointer(), "has to be a URL");
  return url;
}

/// §4.1: `iss` stands "in the JOSE Header, the JWT Claims, or the COSE Header".
Result<std::string_view> read_iss(json::Cursor header, json::Cursor claims) {
  if (const auto claim = claims.find("iss")) return claim->string();
  const auto parameter = header.find("iss");
  if (!parameter) return std::string_view{};
  Result<std::string_view> iss = parameter->string();
  if (!iss) return in_header(std::move(iss).error());
  return iss;
}

/// §4.1: "iss value, if present, MUST match issuer value" or "issuer.id value".
Result<std::string_view> check_owner(const Kind& kind, json::Cursor header, json::Cursor claims) {
  const std::string_view owner = TRY(read_owner(kind, claims));
  const std::string_view iss = TRY(read_iss(header, claims));
  if (owner.empty()) return iss;
  if (!iss.empty() && iss != owner) {
    return fail(Code::mismatch, claims.find("iss") ? "/iss" : "header/iss",
                "the token is by somebody else than its content says");
  }
  return owner;
}

/// §3.1.3: "avoid setting JWT claims to values that conflict with the values of verifiable
/// credential properties". Whoever reads one of the two would take it for another credential.
Status check_id(json::Cursor claims) {
  const auto jti = claims.find("jti");
  const auto id = claims.find("id");
  if (jti && id && TRY(jti->string()) != TRY(id->string()))
    return fail(Code::mismatch, jti->pointer(), "not the 'id' of what the token holds");
  return {};
}

Status check_subject(json::Cursor claims) {
  const auto sub = claims.find("sub");
  const auto subjects = claims.find("credentialSubject");
  if (!sub || !subjects) return {};
  const std::string_view name = TRY(sub->string());
  bool named = false;
  for (const json::Cursor subject : subjects->one_or_many()) {
    const auto id = subject.find("id");
    if (!id) continue;
    if (TRY(id->string()) == name) return {};
    named = true;
  }
  if (!named) return {};
  return fail(Code::mismatch, sub->pointer(), "not the subject of the credential");
}

/// §4.3: "When iss is absent, and the issuer is identified as a URL, the kid MUST be an absolute
/// URL to a verification method".
Result<std::string_view> read_kid(json::Cursor header, bool has_iss) {
  const auto member = header.find("kid");
  if (!member) {
    if (has_iss) return std::string_view{};
    return fail(Code::missing, "header/kid", "the token does not say which key signed it");
  }
  Result<std::string_view> kid = member->string();
  if (!kid) return in_header(std::move(kid).error());
  if (!has_iss && !is_absolute_uri(*kid)) {
    return fail(Code::malformed, "header/kid", "has to be a whole URL where there is no 'iss'");
  }
  return kid;
}

Result<Confirmation> read_cnf(json::Cursor cnf) {
  if (!cnf.is_object())
    return fail(Code::malformed, cnf.pointer(), "a confirmation has to be an object");
  Confirmation confirmation{.key = {}, .kid = {}, .where = cnf.pointer()};
  if (const auto jwk = cnf.find("jwk")) confirmation.key = TRY(jose::from_jwk(*jwk));
  if (const auto kid = cnf.find("kid")) confirmation.kid = TRY(kid->string());
  return confirmation;
}

}  // namespace

Result<KeyHint> check_token(const Kind& kind, json::Cursor header, json::Cursor claims) {
  if (Status status = check_content_type(kind, header); !status)
    return in_header(std::move(status).error());
  TRY(refuse_old_claims(claims));
  TRY(check_replicated(header, claims));
  const std::string_view owner = TRY(check_owner(kind, header, claims));
  TRY(check_id(claims));
  TRY(check_subject(claims));
  TRY(read_confirmation(header, claims));
  const bool has_iss = claims.find("iss") || header.find("iss");
  return KeyHint{owner, TRY(read_kid(header, has_iss)), kind.relationship};
}

Result<std::optional<Confirmation>> read_confirmation(json::Cursor header, json::Cursor claims) {
  if (const auto claim = claims.find("cnf")) return std::optional(TRY(read_cnf(*claim)));
  const auto parameter = header.find("cnf");
  if (!parameter) return std::optional<Confirmation>{};
  Result<Confirmation> confirmation = read_cnf(*parameter);
  if (!confirmation) return in_header(std::move(confirmation).error());
  confirmation->where.insert(0, "header");
  return std::optional(*std::move(confirmation));
}

Result<vcdm::Presentation> read_presentation(json::Cursor claims) {
  vcdm::Presentation presentation = TRY(vcdm::Presentation::read(claims));
  if (presentation.credentials.size() > k_max_credentials) {
    return fail(Code::out_of_range, "/verifiableCredential",
                "more credentials than are read from one presentation; present them in parts");
  }
  for (const json::Cursor credential : presentation.credentials) {
    const auto types = TRY(credential.at("type")).one_or_many();
    const bool enveloped = std::any_of(types.begin(), types.end(), [](json::Cursor type) {
      return type.raw_string() == "EnvelopedVerifiableCredential";
    });
    // §3.1.2: credentials "MUST use the Enveloped Verifiable Credential type".
    if (!enveloped) {
      return fail(Code::forbidden, credential.pointer(),
                  "a credential in a presentation of this kind has to be in an envelope");
    }
    TRY(read_envelope(credential));
  }
  return presentation;
}

bool is_method_of(std::string_view owner, std::string_view url) noexcept {
  return url.starts_with(owner) && url.substr(owner.size()).starts_with('#');
}

}  // namespace credenza::vc_jose::detail
