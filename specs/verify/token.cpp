// Credentials that travel as tokens: vc+jwt and vc+sd-jwt (VC-JOSE). What is in them is a
// credential of the data model; only how it is secured, and how its holder shows it, differs.
#include "vc_jose/sd_credential.h"
#include "vc_jose/vc_jose.h"
#include "verify/verify_detail.h"

namespace credenza::verify::detail {
namespace {

/// The period of the token beside that of the credential: the sooner end counts.
Check check_token_period(const vcdm::Credential& credential, const Context& context) {
  Check dates = check_token_dates(credential.root, context);
  return dates.outcome == Outcome::passed ? check_period(credential, context) : dates;
}

/// What both kinds of token have in common, once a signature covers the credential.
void check_token(CredentialReport& report, const vcdm::Credential& credential, Check holder,
                 const Context& context) {
  Check record = check_record(report, credential);
  if (auto incomplete = check_sole_signer(report)) {
    report.checks.back() = *std::move(incomplete);
    add_unlooked(report, "not looked at, because not everybody has signed the document");
    return;
  }
  check_covered(report, credential,
                {check_token_period(credential, context), std::move(holder), std::move(record)},
                context);
}

/// The form of a token's claims, before anything is proved.
void check_claims_form(CredentialReport& report, const Result<json::Document>& claims) {
  if (claims) {
    report.checks.push_back(check_format(vcdm::Credential::read(claims->root())));
  } else {
    report.checks.push_back(failed(CheckName::format, claims.error()));
  }
}

void verify_vc_jwt(std::string_view text, const jose::CompactJws& jws, const Context& context,
                   const Limits& limits, CredentialReport& report) {
  report.format = Format::vc_jwt;
  const json::Limits bounds{limits.max_bytes, limits.max_depth};
  const auto claims = json::Document::parse(as_text(jws.payload()), bounds);
  check_claims_form(report, claims);
  if (!claims) return end_unproved(report, failed(CheckName::proof, claims.error()));
  if (context.policy.digests) name_token(report, text, text_at(claims->root(), "id"));
  vc_jose::ControlledKeys keys(context.ports.methods);
  const auto verified =
      vc_jose::verify_credential(text, {.now = context.now, .leave_dates = true}, keys, bounds);
  if (!verified) {
    return end_unproved(report,
                        refused_token(verified.error(), jws.header(), claims->root(), context));
  }
  report.checks.push_back(passed(CheckName::proof));
  report.self_declared = is_self_declared(verified->credential(), std::nullopt);
  check_token(report, verified->credential(),
              check_holder(verified->credential(), std::nullopt, context), context);
}

/// The signatures of issuer and holder (RFC 9901 §7.3). Where that of the holder does not hold, the
/// issuer's is looked at by itself: a copy of what somebody else was shown is still genuine paper.
Result<vc_jose::VerifiedSdCredential> verify_shown(std::string_view text,
                                                   std::string_view without_binding, Check& holder,
                                                   const Context& context,
                                                   const json::Limits& bounds) {
  vc_jose::ControlledKeys keys(context.ports.methods);
  const vc_jose::Expectation expected{.now = context.now, .leave_dates = true};
  if (const auto binding = expected_binding(holder, text, context.policy)) {
    auto bound = vc_jose::verify_sd_credential(TRY(sd_jwt::SdJwt::parse(text, bounds)), expected,
                                               binding, keys);
    if (bound) return bound;
    holder = refused_binding(bound.error());
  }
  return vc_jose::verify_sd_credential(TRY(sd_jwt::SdJwt::parse(without_binding, bounds)), expected,
                                       std::nullopt, keys);
}

void verify_vc_sd_jwt(std::string_view text, const sd_jwt::SdJwt& token, const Context& context,
                      const json::Limits& bounds, CredentialReport& report) {
  report.format = Format::vc_sd_jwt;
  report.checks.push_back(passed(CheckName::format));
  if (context.policy.digests) name_token(report, text, text_at(token.payload(), "id"));
  Check holder = check_binding_presence(token, context.policy);
  const auto verified = verify_shown(text, token.text(), holder, context, bounds);
  if (!verified) {
    return end_unproved(report,
                        refused_token(verified.error(), token.header(), token.payload(), context));
  }
  report.checks.push_back(passed(CheckName::proof));
  const vcdm::Credential& credential = verified->credential();
  report.self_declared = is_self_declared(credential, std::nullopt) ||
                         is_bound_to_signer(token.header(), credential.root, context);
  check_token(report, credential, std::move(holder), context);
}

CredentialReport unsupported_token(Format format) {
  CredentialReport report = refused(format, passed(CheckName::format));
  end_unproved(report,
               indeterminate(CheckName::proof,
                             fail(Code::unsupported, "header/typ",
                                  "a token of a kind that is not checked by this version")));
  return report;
}

CredentialReport broken_token(Format format, Error error) {
  CredentialReport report = refused(format, passed(CheckName::format));
  end_unproved(report, failed(CheckName::proof, std::move(error)));
  return report;
}

}  // namespace

CredentialReport verify_token(std::string_view text, Format format, const Context& context,
                              const Limits& limits) {
  const json::Limits bounds{limits.max_bytes, limits.max_depth};
  CredentialReport report;
  report.checks.reserve(9);
  if (format == Format::jws) {
    const auto jws = jose::CompactJws::parse(text, bounds);
    if (!jws) return broken_token(format, jws.error());
    if (typ_of(jws->header()) != "vc+jwt") return unsupported_token(format);
    verify_vc_jwt(text, *jws, context, limits, report);
    return report;
  }
  const auto token = sd_jwt::SdJwt::parse(text, bounds);
  if (!token) return broken_token(format, token.error());
  const std::string_view typ = typ_of(token->header());
  if (typ == "vc+sd-jwt") {
    verify_vc_sd_jwt(text, *token, context, bounds, report);
  } else if (typ == "dc+sd-jwt") {
    verify_sd_jwt_vc(text, *token, context, bounds, report);
  } else {
    return unsupported_token(format);
  }
  return report;
}

}  // namespace credenza::verify::detail
