// Credentials that travel as tokens: vc+jwt and vc+sd-jwt (VC-JOSE). What is in them is a
// credential of the data model; only how it is secured, and how its holder shows it, differs.
#include "base/encoding.h"
#include "crypto/hash.h"
#include "jose/jwt.h"
#include "vc_jose/sd_credential.h"
#include "vc_jose/vc_jose.h"
#include "verify/verify_detail.h"

namespace credenza::verify::detail {
namespace {

using json::Cursor;

constexpr std::string_view k_unproved = "not looked at, because nothing in the document is proved";

/// `typ` without "application/"; empty when it is absent or no text.
std::string_view typ_of(Cursor header) noexcept {
  constexpr std::string_view k_application = "application/";
  const auto member = header.find("typ");
  if (!member || !member->is_string()) return {};
  std::string_view typ = member->raw_string();
  if (typ.starts_with(k_application)) typ.remove_prefix(k_application.size());
  return typ;
}

std::string_view text_at(Cursor object, std::string_view name) noexcept {
  const auto member = object.find(name);
  return member && member->is_string() ? member->raw_string() : std::string_view{};
}

std::optional<Instant> date_at(Cursor claims, std::string_view name) {
  const auto member = claims.find(name);
  if (!member) return std::nullopt;
  const auto date = jose::numeric_date(*member);
  return date ? std::optional(*date) : std::nullopt;
}

/// A token is known again by what its issuer signed: which claims are shown, and to whom, makes no
/// other credential of it.
void name_as_given(CredentialReport& report, std::string_view text, Cursor claims) {
  const std::string_view signed_part = text.substr(0, text.find('~'));
  report.digest = to_hex(crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(signed_part)));
  report.given_id = text_at(claims, "id");
}

/// Why the issuer's signature does not hold, and what that means.
Check refused_proof(Error error, Cursor header, Cursor claims, const Context& context) {
  if (error.code != Code::not_found) {
    const Outcome outcome = outcome_of_proof(error);
    return {CheckName::proof, outcome, std::move(error), {}};
  }
  auto made = date_at(claims, "iat");
  if (const auto from = text_at(claims, "validFrom"); !made && !from.empty()) {
    if (const auto begins = parse_instant(from)) made = *begins;
  }
  const Unfound signature{text_at(header, "kid"), "header/kid", made};
  return judge_missing({signature}, std::move(error), context.ports, context.now);
}

/// The period of the token beside that of the credential: the sooner end counts.
Check check_token_period(const vcdm::Credential& credential, Cursor claims,
                         const Context& context) {
  for (const std::string_view name : {"exp", "nbf", "iat"}) {
    const auto member = claims.find(name);
    if (!member) continue;
    const auto date = jose::numeric_date(*member);
    if (!date) return failed(CheckName::validity, date.error());
    if (name == "exp" && *date < context.now) {
      return failed(CheckName::validity, fail(Code::expired, member->pointer(),
                                              "the token ended on " + format_instant(*date)));
    }
    if (name != "exp" && *date > context.now + context.policy.clock_skew) {
      return failed(CheckName::validity, fail(Code::not_yet_valid, member->pointer(),
                                              "the token begins on " + format_instant(*date)));
    }
  }
  return check_period(credential, context);
}

/// A token has one signature: what others have to sign too cannot be whole in it.
std::optional<Check> check_sole_signer(CredentialReport& report) {
  if (!report.record || report.record->co_signers.empty()) return std::nullopt;
  report.record.reset();
  return failed(
      CheckName::proof,
      fail(Code::missing, "", "others have to sign this too, and a token bears one signature"));
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
                {check_token_period(credential, credential.root, context), std::move(holder),
                 std::move(record)},
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

/// Ends a report whose proof does not hold.
void end_unproved(CredentialReport& report, Check proof) {
  report.checks.push_back(std::move(proof));
  add_unlooked(report, k_unproved);
}

void verify_vc_jwt(std::string_view text, const jose::CompactJws& jws, const Context& context,
                   const Limits& limits, CredentialReport& report) {
  report.format = Format::vc_jwt;
  const json::Limits bounds{limits.max_bytes, limits.max_depth};
  const auto claims = json::Document::parse(as_text(jws.payload()), bounds);
  check_claims_form(report, claims);
  if (!claims) return end_unproved(report, failed(CheckName::proof, claims.error()));
  if (context.policy.digests) name_as_given(report, text, claims->root());
  vc_jose::ControlledKeys keys(context.ports.methods);
  const auto verified =
      vc_jose::verify_credential(text, {.now = context.now, .leave_dates = true}, keys, bounds);
  if (!verified) {
    return end_unproved(report,
                        refused_proof(verified.error(), jws.header(), claims->root(), context));
  }
  report.checks.push_back(passed(CheckName::proof));
  check_token(report, verified->credential(),
              check_holder(verified->credential(), std::nullopt, context), context);
}

Check check_binding_presence(const sd_jwt::SdJwt& token, const Policy& policy) {
  const auto name = CheckName::holder_binding;
  const bool is_asked = policy.nonce || policy.audience || policy.require_holder_binding;
  if (!token.has_key_binding() && !is_asked)
    return not_applicable(name, "a document, not shown by its owner through a wallet");
  if (!token.has_key_binding()) {
    return failed(name, fail(Code::missing, "key_binding",
                             "the owner was asked to sign for the reader, and has not"));
  }
  if (!policy.audience || !policy.nonce) {
    return indeterminate(name, fail(Code::mismatch, "key_binding",
                                    "made for one reader in answer to one request; say who you are "
                                    "and give its number (--audience, --nonce)"));
  }
  return passed(name, "shown by the person it was issued to");
}

/// What the reader asks of the signature of who shows it; nothing when there is nothing to ask.
std::optional<sd_jwt::KeyBindingExpectation> expected_binding(const Check& presence,
                                                              const Policy& policy) {
  if (presence.outcome != Outcome::passed) return std::nullopt;
  return sd_jwt::KeyBindingExpectation{.audience = *policy.audience, .nonce = *policy.nonce};
}

/// The signatures of issuer and holder (RFC 9901 §7.3). Where that of the holder does not hold, the
/// issuer's is looked at by itself: a copy of what somebody else was shown is still genuine paper.
Result<vc_jose::VerifiedSdCredential> verify_shown(std::string_view text,
                                                   std::string_view without_binding, Check& holder,
                                                   const Context& context,
                                                   const json::Limits& bounds) {
  vc_jose::ControlledKeys keys(context.ports.methods);
  const vc_jose::Expectation expected{.now = context.now, .leave_dates = true};
  if (const auto binding = expected_binding(holder, context.policy)) {
    auto bound = vc_jose::verify_sd_credential(TRY(sd_jwt::SdJwt::parse(text, bounds)), expected,
                                               binding, keys);
    if (bound) return bound;
    holder = {CheckName::holder_binding, outcome_of_proof(bound.error()), bound.error(), {}};
  }
  return vc_jose::verify_sd_credential(TRY(sd_jwt::SdJwt::parse(without_binding, bounds)), expected,
                                       std::nullopt, keys);
}

void verify_vc_sd_jwt(std::string_view text, const sd_jwt::SdJwt& token, const Context& context,
                      const json::Limits& bounds, CredentialReport& report) {
  report.format = Format::vc_sd_jwt;
  report.checks.push_back(passed(CheckName::format));
  if (context.policy.digests) name_as_given(report, text, token.payload());
  Check holder = check_binding_presence(token, context.policy);
  const auto verified = verify_shown(text, token.text(), holder, context, bounds);
  if (!verified) {
    return end_unproved(report,
                        refused_proof(verified.error(), token.header(), token.payload(), context));
  }
  report.checks.push_back(passed(CheckName::proof));
  check_token(report, verified->credential(), std::move(holder), context);
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
  if (typ_of(token->header()) != "vc+sd-jwt") return unsupported_token(format);
  verify_vc_sd_jwt(text, *token, context, bounds, report);
  return report;
}

}  // namespace credenza::verify::detail
