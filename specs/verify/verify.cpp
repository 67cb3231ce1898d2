// The pipeline: what is checked, in which order, and what follows from each answer.
#include "verify/verify.h"

#include <algorithm>

#include "data_integrity/data_integrity.h"
#include "did/did.h"
#include "jose/jws.h"
#include "open_badges/open_badges.h"
#include "vcdm/vcdm.h"
#include "verify/verify_detail.h"

namespace credenza::verify {
namespace detail {

Outcome outcome_of_proof(const Error& error) noexcept {
  switch (error.code) {
    case Code::unavailable:  // the key could not be had now
    case Code::forbidden:    // a rule refuses to fetch it
    case Code::unsupported:  // nobody has said no
    case Code::expired:      // the key itself has ended, so it answers for nothing any more
    case Code::revoked:      // the key is not to be relied on
    case Code::not_yet_valid:
    case Code::internal:
      return Outcome::indeterminate;
    default:
      return Outcome::failed;
  }
}

Check passed(CheckName name, std::string note) {
  return {name, Outcome::passed, std::nullopt, std::move(note)};
}

Check not_applicable(CheckName name, std::string note) {
  return {name, Outcome::not_applicable, std::nullopt, std::move(note)};
}

Check failed(CheckName name, Error reason) {
  return {name, Outcome::failed, std::move(reason), {}};
}

Check indeterminate(CheckName name, Error reason) {
  return {name, Outcome::indeterminate, std::move(reason), {}};
}

CredentialReport refused(Format format, Check check) {
  CredentialReport report;
  report.format = format;
  report.checks.push_back(std::move(check));
  return report;
}

}  // namespace detail

namespace {

using detail::failed;
using detail::indeterminate;
using detail::not_applicable;
using detail::passed;
using detail::refused;
using json::Cursor;

/// What a presentation around a credential has shown.
struct Shown {
  std::optional<Check> problem;         ///< why its proof binds nobody
  std::vector<std::string> presenters;  ///< controllers of the proofs that hold
};

struct Context {
  const Policy& policy;
  const Ports& ports;
  Instant now;
};

std::string_view issuer_in(Cursor root) noexcept {
  auto issuer = root.find("issuer");
  if (issuer && issuer->is_object()) issuer = issuer->find("id");
  return issuer && issuer->is_string() ? issuer->raw_string() : std::string_view{};
}

void add_unlooked(CredentialReport& report, std::string_view why) {
  for (const CheckName name : {CheckName::validity, CheckName::holder_binding, CheckName::status,
                               CheckName::schema, CheckName::trust, CheckName::record}) {
    report.checks.push_back(not_applicable(name, std::string(why)));
  }
}

Check check_format(const Result<vcdm::Credential>& credential) {
  if (credential) return passed(CheckName::format);
  // Another version of the data model is not a forgery.
  if (credential.error().code == Code::unsupported)
    return indeterminate(CheckName::format, credential.error());
  return failed(CheckName::format, credential.error());
}

Check check_validity(const vcdm::Credential& credential,
                     const data_integrity::VerifiedDocument& verified, const Context& context) {
  for (const data_integrity::VerifiedProof& proof : verified.proofs()) {
    if (proof.expires && *proof.expires < context.now) {
      return failed(CheckName::validity,
                    fail(Code::expired, proof.pointer + "/expires",
                         "the seal ended on " + format_instant(*proof.expires)));
    }
  }
  Status valid = vcdm::check_validity(credential, context.now);
  if (!valid && valid.error().code == Code::not_yet_valid) {
    // The two clocks may differ a little; the end of a period gets no such grace.
    valid = vcdm::check_validity(credential, context.now + context.policy.clock_skew);
  }
  if (!valid) return failed(CheckName::validity, valid.error());
  return passed(CheckName::validity);
}

Check check_holder(const vcdm::Credential& credential, const std::optional<Shown>& shown,
                   const Context& context) {
  const Policy& policy = context.policy;
  if (!shown) {
    if (!policy.nonce && !policy.audience && !policy.require_holder_binding) {
      return not_applicable(CheckName::holder_binding,
                            "a document, not shown by its owner through a wallet");
    }
    return failed(CheckName::holder_binding,
                  fail(Code::missing, "",
                       "a presentation by the owner was asked for, and this is a bare credential"));
  }
  if (shown->problem) return *shown->problem;
  bool bound = false;
  for (const Cursor subject : credential.subjects) {
    const auto id = subject.find("id");
    if (!id || !id->is_string()) continue;
    // Only a DID has keys to show it with. Any other URL names what the credential speaks of: a
    // number of a person, or the certificate that an endorsement is about (VCDM 2.0 §4.8).
    if (!did::begins_like_did(id->raw_string())) continue;
    bound = true;
    const auto same = [&id](const std::string& presenter) { return presenter == id->raw_string(); };
    if (std::any_of(shown->presenters.begin(), shown->presenters.end(), same)) {
      return passed(CheckName::holder_binding, "shown by the person it was issued to");
    }
  }
  if (bound) {
    return failed(CheckName::holder_binding,
                  fail(Code::mismatch, credential.subjects.front().pointer() + "/id",
                       "shown by somebody else than the person it was issued to"));
  }
  if (policy.require_holder_binding) {
    return failed(CheckName::holder_binding,
                  fail(Code::missing, credential.root.pointer() + "/credentialSubject",
                       "the credential is not bound to a key of its owner"));
  }
  return not_applicable(CheckName::holder_binding,
                        "the credential is not bound to a key of its owner");
}

Check check_schema(Cursor root) {
  if (!root.find("credentialSchema"))
    return not_applicable(CheckName::schema, "the credential names no schema");
  return not_applicable(CheckName::schema, "schemas are not evaluated by this version");
}

Check check_trust(CredentialReport& report, const Context& context) {
  if (context.policy.ignore_trust)
    return not_applicable(CheckName::trust, "the issuer is shown, not judged");
  must(context.ports.anchors != nullptr);
  auto name = context.ports.anchors->vouches_for(report.issuer_id, report.types, context.now);
  if (!name) return failed(CheckName::trust, std::move(name).error());
  report.issuer_name_trusted = std::move(*name);
  return passed(CheckName::trust);
}

Check check_record(CredentialReport& report, const vcdm::Credential& credential) {
  if (!open_badges::is_open_badge(credential.root)) {
    return not_applicable(CheckName::record,
                          "not a learning credential of a kind that is read here");
  }
  std::vector<Error> findings = open_badges::check(credential.root);
  if (!findings.empty()) return failed(CheckName::record, std::move(findings.front()));
  if (Status read = open_badges::read_record_into(report.record.emplace(), credential.root);
      !read) {
    report.record.reset();
    return failed(CheckName::record, std::move(read).error());
  }
  return passed(CheckName::record);
}

void describe(CredentialReport& report, const vcdm::Credential& credential) {
  report.id = credential.id;
  report.types.assign(credential.types.begin(), credential.types.end());
  report.issuer_id = credential.issuer;
  if (credential.issuer_node) {
    if (const auto name = credential.issuer_node->find("name")) {
      report.issuer_name_claimed = vcdm::text_in(*name, "en").value_or(std::string_view{});
    }
  }
  for (const Cursor subject : credential.subjects) {
    const auto id = subject.find("id");
    if (id && id->is_string() && report.subject_id.empty()) report.subject_id = id->raw_string();
  }
  report.valid_from = credential.valid_from;
  report.valid_until = credential.valid_until;
}

/// Who goes on in the issuer's place, by what it signed itself. It says nothing about the
/// credential, so that a statement that cannot be relied on is told and not held against it.
void describe_successor(CredentialReport& report, const Context& context) {
  if (context.ports.statements == nullptr || report.issuer_id.empty()) return;
  auto successor = context.ports.statements->successor(report.issuer_id, context.now);
  if (successor) {
    report.successor = std::move(*successor);
  } else {
    report.successor_ignored = std::move(successor).error();
  }
}

void verify_one(Cursor root, const std::optional<Shown>& shown, const Context& context,
                CredentialReport& report) {
  report.format = Format::vc_data_integrity;
  report.checks.reserve(9);
  if (context.policy.digests) detail::name_as_given(report, root);
  const auto form = vcdm::Credential::read(root);
  report.checks.push_back(check_format(form));
  auto [verified, proof] =
      detail::check_issuer_proof(root, issuer_in(root), context.ports, context.now);
  report.checks.push_back(std::move(proof));
  if (!verified) {
    if (verified.error().code == Code::mismatch)
      detail::name_waiting(report, root, issuer_in(root));
    add_unlooked(report, "not looked at, because nothing in the document is proved");
    return;
  }
  // From here on only what a signature covers.
  const std::optional<Result<vcdm::Credential>> covered =
      verified->root() == root ? std::nullopt
                               : std::optional(vcdm::Credential::read(verified->root()));
  const Result<vcdm::Credential>& credential = covered ? *covered : form;
  if (!credential) {
    if (form) report.checks.front() = check_format(credential);
    add_unlooked(report,
                 "not looked at, because the document is not a credential that can be read");
    return;
  }
  Check record = check_record(report, *credential);
  if (auto incomplete = detail::check_signers(report, *verified)) {
    report.record.reset();
    report.checks.back() = *std::move(incomplete);
    add_unlooked(report, "not looked at, because not everybody has signed the document");
    return;
  }
  describe(report, *credential);
  describe_successor(report, context);
  report.checks.push_back(check_validity(*credential, *verified, context));
  report.checks.push_back(check_holder(*credential, shown, context));
  report.checks.push_back(
      detail::check_status(*credential, context.ports, context.policy, context.now));
  report.checks.push_back(check_schema(credential->root));
  report.checks.push_back(check_trust(report, context));
  report.checks.push_back(std::move(record));
  if (report.record && !report.record->endorsement.target.id.empty())
    report.checks.push_back(detail::target_not_given());
}

/// The end of a presentation, and whether it was made for this reader.
std::optional<Check> check_presentation_proof(const data_integrity::VerifiedProof& proof,
                                              const Context& context) {
  const auto name = CheckName::holder_binding;
  if (proof.expires && *proof.expires < context.now) {
    return failed(name,
                  fail(Code::expired, proof.pointer + "/expires",
                       "an old copy: it could be shown until " + format_instant(*proof.expires)));
  }
  if (proof.created && *proof.created > context.now + context.policy.clock_skew) {
    return indeterminate(name, fail(Code::not_yet_valid, proof.pointer + "/created",
                                    "made on " + format_instant(*proof.created) +
                                        ", which is later than now; is the clock right?"));
  }
  if (!proof.domain.empty() && !context.policy.audience) {
    return indeterminate(name,
                         fail(Code::mismatch, proof.pointer + "/domain",
                              "made for '" + std::string(proof.domain.front()) +
                                  "'; say who you are to know whether that is you (--audience)"));
  }
  if (proof.challenge && !context.policy.nonce) {
    return indeterminate(
        name,
        fail(
            Code::mismatch, proof.pointer + "/challenge",
            "made in answer to a request; give its number to know whether it was yours (--nonce)"));
  }
  return std::nullopt;
}

Shown verify_presentation_proof(const vcdm::Presentation& presentation, const Context& context) {
  const auto name = CheckName::holder_binding;
  data_integrity::Expectation expected{.purpose = cid::Relationship::authentication,
                                       .controller = presentation.holder,
                                       .now = context.now,
                                       .allow_expired = true};
  if (context.policy.audience) expected.domain = *context.policy.audience;
  if (context.policy.nonce) expected.challenge = *context.policy.nonce;
  const auto verified =
      data_integrity::verify_proofs(presentation.root, expected, context.ports.methods);
  if (!verified) {
    return {Check{name, detail::outcome_of_proof(verified.error()), verified.error(), {}}, {}};
  }
  Shown shown;
  for (const data_integrity::VerifiedProof& proof : verified->proofs()) {
    if (auto problem = check_presentation_proof(proof, context)) return {std::move(problem), {}};
    shown.presenters.push_back(proof.method.controller);
  }
  return shown;
}

/// A compact JWS, or the issuer's part of an SD-JWT. What could never be genuine is said to be so;
/// the rest waits for the rooms that read it.
CredentialReport verify_token(std::string_view text, Format format) {
  const auto jws = jose::CompactJws::parse(text.substr(0, text.find('~')));
  CredentialReport report = refused(format, passed(CheckName::format));
  if (!jws) {
    report.checks.push_back(failed(CheckName::proof, jws.error()));
  } else {
    report.checks.push_back(
        indeterminate(CheckName::proof,
                      fail(Code::unsupported, "",
                           "credentials secured as a token cannot be checked by this version")));
  }
  add_unlooked(report, "not looked at, because nothing in the document is proved");
  return report;
}

bool is_enveloped(Cursor credential) {
  const auto type = credential.find("type");
  if (!type) return false;
  const auto types = type->one_or_many();
  return std::any_of(types.begin(), types.end(), [](Cursor item) {
    return item.is_string() && item.raw_string() == "EnvelopedVerifiableCredential";
  });
}

void verify_presentation(Cursor root, const Context& context, const Limits& limits,
                         Report& report) {
  const auto presentation = vcdm::Presentation::read(root);
  if (!presentation) {
    report.credentials.push_back(
        refused(Format::vp_data_integrity, failed(CheckName::format, presentation.error())));
    return;
  }
  if (presentation->credentials.size() > limits.max_credentials) {
    report.credentials.push_back(
        refused(Format::vp_data_integrity,
                failed(CheckName::format, fail(Code::out_of_range, "/verifiableCredential",
                                               "more credentials than can be checked at once"))));
    return;
  }
  const Shown shown = verify_presentation_proof(*presentation, context);
  for (const Cursor credential : presentation->credentials) {
    if (is_enveloped(credential)) {
      report.credentials.push_back(
          refused(Format::jws,
                  indeterminate(CheckName::format,
                                fail(Code::unsupported, credential.pointer(),
                                     "enveloped credentials cannot be checked by this version"))));
    } else {
      verify_one(credential, shown, context, report.credentials.emplace_back());
    }
    // Whoever shows it: a presentation that binds nobody is seen even where its credentials do not
    // hold.
    CredentialReport& last = report.credentials.back();
    for (Check& check : last.checks) {
      if (shown.problem && check.name == CheckName::holder_binding) check = *shown.problem;
    }
  }
  if (presentation->credentials.empty()) {
    CredentialReport empty = refused(Format::vp_data_integrity, passed(CheckName::format));
    empty.checks.push_back(shown.problem ? *shown.problem : passed(CheckName::holder_binding));
    report.credentials.push_back(std::move(empty));
  }
}

Error unknown_format() {
  return fail(Code::malformed, "",
              "no credential: neither a signed JSON document nor a signed token");
}

void verify_document(const json::Document& document, const Context& context, const Limits& limits,
                     Report& report) {
  const Format format = detail::detect_object(document.root());
  switch (format) {
    case Format::vc_data_integrity:
      verify_one(document.root(), std::nullopt, context, report.credentials.emplace_back());
      return;
    case Format::vp_data_integrity:
      verify_presentation(document.root(), context, limits, report);
      return;
    case Format::draft:
      report.credentials.push_back(detail::verify_draft(document.root()));
      return;
    case Format::jades:
      report.credentials.push_back(refused(
          format, indeterminate(CheckName::format,
                                fail(Code::unsupported, "",
                                     "Europass seals (JAdES) cannot be checked by this version"))));
      return;
    default:
      report.credentials.push_back(refused(format, failed(CheckName::format, unknown_format())));
      return;
  }
}

}  // namespace

Report verify(std::string_view input, const Policy& policy, const Ports& ports, Instant now,
              const Limits& limits) {
  Report report{.at = now, .policy = policy.name, .credentials = {}};
  const Context context{policy, ports, now};
  const std::string_view trimmed = detail::trim(input);
  const bool may_be_token = input.size() <= limits.max_bytes && !trimmed.starts_with('{');
  const Format token = may_be_token ? detail::detect_text(trimmed) : Format::unknown;
  if (token != Format::unknown) {
    report.credentials.push_back(verify_token(trimmed, token));
    return report;
  }
  const bool looks_like_json = trimmed.starts_with('{') || input.size() > limits.max_bytes;
  auto document = json::Document::parse(input, {limits.max_bytes, limits.max_depth});
  if (document) {
    verify_document(*document, context, limits, report);
  } else {
    report.credentials.push_back(
        refused(Format::unknown,
                failed(CheckName::format, looks_like_json ? document.error() : unknown_format())));
  }
  return report;
}

}  // namespace credenza::verify
