// SD-JWT VC (draft-ietf-oauth-sd-jwt-vc-19): a token of claims, whose credential stands in the
// claim `ld` (SD-JWT VCLD, OpenID4VP 1.0 appendix B.3) or is the European micro-credential.
#include "sd_jwt_vc/sd_jwt_vc.h"

#include "eudi_learning/eudi_learning.h"
#include "verify/verify_detail.h"

namespace credenza::verify::detail {
namespace {

using json::Cursor;
using sd_jwt_vc::VerifiedCredential;

/// The key that `kid` names, of the issuer that `iss` names: a DID here, whose document is looked
/// up as for any other credential.
/// @error missing, unsupported, mismatch  where the token does not name its issuer and key so
/// @error as cid::MethodResolver::resolve()
Result<cid::VerificationMethod> issuer_key(const sd_jwt::SdJwt& token, const Context& context) {
  const std::string_view issuer = TRY(token.payload().string_at("iss"));
  if (!did::begins_like_did(issuer)) {
    return fail(Code::unsupported, "payload/iss",
                "issuers are found here by their DID; this one is named in another way");
  }
  const std::string_view kid = text_at(token.header(), "kid");
  if (kid.empty())
    return fail(Code::missing, "header/kid", "the token does not say which key signed it");
  auto method =
      TRY(context.ports.methods.resolve(kid, cid::Relationship::assertion_method, context.now));
  if (method.controller != issuer)
    return fail(Code::mismatch, "header/kid", "the key belongs to somebody else");
  return method;
}

/// The signatures of issuer and holder; see verify_shown() in token.cpp.
Result<VerifiedCredential> verify_signatures(std::string_view text, const sd_jwt::SdJwt& token,
                                             Check& holder, const Context& context,
                                             const json::Limits& bounds) {
  const auto method = TRY(issuer_key(token, context));
  sd_jwt_vc::Expectation expected{
      .claims = {.issuer = method.controller, .now = context.now, .allow_missing_expiration = true},
      .leave_dates = true};
  expected.key_binding = expected_binding(holder, text, context.policy);
  if (expected.key_binding) {
    auto whole = TRY(sd_jwt::SdJwt::parse(text, bounds));
    auto bound = VerifiedCredential::verify(std::move(whole), method.key, expected);
    if (bound) return bound;
    holder = refused_binding(bound.error());
    expected.key_binding.reset();
  }
  auto bare = TRY(sd_jwt::SdJwt::parse(token.text(), bounds));
  return VerifiedCredential::verify(std::move(bare), method.key, expected);
}

/// What a value of a token status list means (draft-ietf-oauth-status-list-20 §7.1).
Check read_value(const StatusValue& value, const token_status_list::Reference& reference,
                 const Context& context) {
  using token_status_list::StatusType;
  const auto limit = context.policy.status_max_age;
  if (limit && (!value.as_of || *value.as_of + *limit < context.now)) {
    return indeterminate(CheckName::status,
                         fail(Code::unavailable, std::string(reference.uri),
                              "the status list is older than your limit; get a newer one"));
  }
  if (value.old_copy) {
    return indeterminate(
        CheckName::status,
        fail(Code::unavailable, std::string(reference.uri),
             "the copy of the status list is " + span_text(value.old_copy->age) +
                 " old, and may be " + span_text(value.old_copy->limit) + "; get a newer one"));
  }
  const std::string where = reference.node.pointer();
  switch (token_status_list::status_type(value.value)) {
    case StatusType::valid:
      return passed(CheckName::status);
    case StatusType::invalid:
      return failed(CheckName::status, fail(Code::revoked, where, "withdrawn by the issuer"));
    case StatusType::suspended:
      return failed(CheckName::status, fail(Code::suspended, where, "put on hold by the issuer"));
    case StatusType::application_specific:
    case StatusType::reserved:
      break;
  }
  return indeterminate(CheckName::status, fail(Code::unsupported, where,
                                               "the list gives a status that is not understood"));
}

Check check_token_status(Cursor claims, std::string_view issuer, const Context& context) {
  if (!claims.find("status"))
    return not_applicable(CheckName::status, "the issuer keeps no status of it");
  const auto reference = token_status_list::reference_in(claims);
  if (!reference) return indeterminate(CheckName::status, reference.error());
  if (!*reference) {
    return indeterminate(CheckName::status, fail(Code::unsupported, "/status",
                                                 "a kind of status that is not understood"));
  }
  const auto value = context.ports.statuses.value(**reference, issuer, context.now);
  if (!value) return indeterminate(CheckName::status, at_index(value.error(), (*reference)->node));
  return read_value(*value, **reference, context);
}

/// The credential in `ld` is the token's own: where both name an issuer, it has to be one.
Status check_linked(Cursor claims, const vcdm::Credential& credential) {
  if (credential.issuer != text_at(claims, "iss")) {
    return fail(Code::mismatch, credential.root.pointer() + "/issuer",
                "the token is by somebody else than its content says");
  }
  return {};
}

void check_linked_credential(CredentialReport& report, Cursor claims,
                             const vcdm::Credential& credential, Check holder,
                             const Context& context) {
  report.self_declared = report.self_declared || is_self_declared(credential, std::nullopt);
  Check record = check_record(report, credential);
  if (auto incomplete = check_sole_signer(report)) {
    report.checks.back() = *std::move(incomplete);
    add_unlooked(report, "not looked at, because not everybody has signed the document");
    return;
  }
  Check validity = check_token_dates(claims, context);
  if (validity.outcome == Outcome::passed) validity = check_period(credential, context);
  check_covered(report, credential,
                {std::move(validity), std::move(holder), std::move(record),
                 [&] { return check_token_status(claims, credential.issuer, context); }},
                context);
}

Check read_european_record(CredentialReport& report, Cursor claims) {
  if (text_at(claims, "vct") != eudi_learning::k_vct) {
    return not_applicable(CheckName::record,
                          "not a learning credential of a kind that is read here");
  }
  auto record = eudi_learning::read_record(claims);
  if (!record) return failed(CheckName::record, std::move(record).error());
  report.issuer_name_claimed = text_at(claims, "issuing_authority");
  report.record = *std::move(record);
  return passed(CheckName::record);
}

/// A token whose claims are the credential.
void check_claims(CredentialReport& report, const VerifiedCredential& credential, Check holder,
                  const Context& context) {
  const Cursor claims = credential.claims();
  report.id = text_at(claims, "jti");
  for (const std::string_view type : credential.types())
    report.types.emplace_back(type);
  report.issuer_id = text_at(claims, "iss");
  report.subject_id = text_at(claims, "sub");
  report.valid_from = date_at(claims, "nbf");
  report.valid_until = date_at(claims, "exp");
  Check record = read_european_record(report, claims);
  Check trust = check_trust(report, context);
  report.checks.push_back(check_token_dates(claims, context));
  report.checks.push_back(std::move(holder));
  report.checks.push_back(
      trust.outcome == Outcome::failed
          ? not_applicable(CheckName::status,
                           "not looked at, because the issuer is not on the reader's list")
          : check_token_status(claims, report.issuer_id, context));
  report.checks.push_back(not_applicable(CheckName::schema, "the credential names no schema"));
  report.checks.push_back(std::move(trust));
  report.checks.push_back(std::move(record));
}

}  // namespace

void verify_sd_jwt_vc(std::string_view text, const sd_jwt::SdJwt& token, const Context& context,
                      const json::Limits& bounds, CredentialReport& report) {
  report.format = Format::sd_jwt_vc;
  if (text_at(token.payload(), "vct").empty()) {
    report.checks.push_back(failed(
        CheckName::format, fail(Code::missing, "payload/vct", "the token does not say its type")));
  } else {
    report.checks.push_back(passed(CheckName::format));
  }
  if (context.policy.digests) name_token(report, text, text_at(token.payload(), "jti"));
  Check holder = check_binding_presence(token, context.policy);
  const auto verified = verify_signatures(text, token, holder, context, bounds);
  if (!verified) {
    return end_unproved(report,
                        refused_token(verified.error(), token.header(), token.payload(), context));
  }
  const Cursor claims = verified->claims();
  report.checks.push_back(passed(CheckName::proof));
  report.self_declared = text_at(claims, "sub") == text_at(claims, "iss") ||
                         is_bound_to_signer(token.header(), claims, context);
  if (verified->content() == claims)
    return check_claims(report, *verified, std::move(holder), context);
  const auto credential = vcdm::Credential::read(verified->content());
  if (!credential) {
    report.checks.front() = check_format(credential);
    return add_unlooked(report,
                        "not looked at, because the document is not a credential that can be read");
  }
  if (Status same = check_linked(claims, *credential); !same) {
    report.checks.pop_back();
    return end_unproved(report, failed(CheckName::proof, std::move(same).error()));
  }
  check_linked_credential(report, claims, *credential, std::move(holder), context);
}

}  // namespace credenza::verify::detail
