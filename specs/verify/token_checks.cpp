// What tokens of all kinds have in common: headers, dates, whose signature is asked for.
#include "base/encoding.h"
#include "crypto/hash.h"
#include "jose/jwt.h"
#include "verify/verify_detail.h"

namespace credenza::verify::detail {
namespace {

constexpr std::string_view k_unproved = "not looked at, because nothing in the document is proved";

/// How old a holder's signature may be. One that says its own end, as a file for somebody who reads
/// it tomorrow does, is good until then; one that answers a request is a matter of minutes.
std::chrono::seconds binding_age(std::string_view text) {
  constexpr std::chrono::seconds k_answer{300};
  const auto jws = jose::CompactJws::parse(text.substr(text.rfind('~') + 1));
  if (!jws) return k_answer;
  const auto claims = json::Document::parse(as_text(jws->payload()));
  const bool says_end = claims && claims->root().find("exp");
  return says_end ? std::chrono::seconds{std::chrono::days{366}} : k_answer;
}

}  // namespace

std::string_view typ_of(json::Cursor header) noexcept {
  constexpr std::string_view k_application = "application/";
  const auto member = header.find("typ");
  if (!member || !member->is_string()) return {};
  std::string_view typ = member->raw_string();
  if (typ.starts_with(k_application)) typ.remove_prefix(k_application.size());
  return typ;
}

std::string_view text_at(json::Cursor object, std::string_view name) noexcept {
  const auto member = object.find(name);
  return member && member->is_string() ? member->raw_string() : std::string_view{};
}

std::optional<Instant> date_at(json::Cursor claims, std::string_view name) {
  const auto member = claims.find(name);
  if (!member) return std::nullopt;
  const auto date = jose::numeric_date(*member);
  return date ? std::optional(*date) : std::nullopt;
}

void name_token(CredentialReport& report, std::string_view text, std::string_view id) {
  const std::string_view signed_part = text.substr(0, text.find('~'));
  report.digest = to_hex(crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(signed_part)));
  report.given_id = id;
}

Check refused_token(Error error, json::Cursor header, json::Cursor claims, const Context& context) {
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

Check check_token_dates(json::Cursor claims, const Context& context) {
  for (const std::string_view name : {"exp", "nbf", "iat"}) {
    const auto member = claims.find(name);
    if (!member) continue;
    const auto date = jose::numeric_date(*member);
    if (!date) return failed(CheckName::validity, date.error());
    if (name == "exp" && *date <= context.now) {
      return failed(CheckName::validity, fail(Code::expired, member->pointer(),
                                              "the token ended on " + format_instant(*date)));
    }
    if (name != "exp" && *date > context.now + context.policy.clock_skew) {
      return failed(CheckName::validity, fail(Code::not_yet_valid, member->pointer(),
                                              "the token begins on " + format_instant(*date)));
    }
  }
  return passed(CheckName::validity);
}

std::optional<Check> check_sole_signer(CredentialReport& report) {
  if (!report.record || report.record->co_signers.empty()) return std::nullopt;
  report.record.reset();
  return failed(
      CheckName::proof,
      fail(Code::missing, "", "others have to sign this too, and a token bears one signature"));
}

void end_unproved(CredentialReport& report, Check proof) {
  report.checks.push_back(std::move(proof));
  add_unlooked(report, k_unproved);
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

std::optional<sd_jwt::KeyBindingExpectation> expected_binding(const Check& presence,
                                                              std::string_view text,
                                                              const Policy& policy) {
  if (presence.outcome != Outcome::passed) return std::nullopt;
  return sd_jwt::KeyBindingExpectation{
      .audience = *policy.audience, .nonce = *policy.nonce, .max_age = binding_age(text)};
}

Check refused_binding(Error error) {
  const Outcome outcome = error.code == Code::expired ? Outcome::failed : outcome_of_proof(error);
  return {CheckName::holder_binding, outcome, std::move(error), {}};
}

}  // namespace credenza::verify::detail
