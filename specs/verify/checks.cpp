// The checks behind the proof, in the order of the report, and what follows from each answer.
#include <algorithm>

#include "did/did.h"
#include "open_badges/open_badges.h"
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

using detail::Context;
using detail::failed;
using detail::not_applicable;
using detail::passed;
using json::Cursor;

Check check_schema(Cursor root) {
  if (!root.find("credentialSchema"))
    return not_applicable(CheckName::schema, "the credential names no schema");
  return not_applicable(CheckName::schema, "schemas are not evaluated by this version");
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

}  // namespace

namespace detail {

Check check_period(const vcdm::Credential& credential, const Context& context) {
  Status valid = vcdm::check_validity(credential, context.now);
  if (!valid && valid.error().code == Code::not_yet_valid) {
    // The two clocks may differ a little; the end of a period gets no such grace.
    valid = vcdm::check_validity(credential, context.now + context.policy.clock_skew);
  }
  if (!valid) return failed(CheckName::validity, valid.error());
  return passed(CheckName::validity);
}

void add_unlooked(CredentialReport& report, std::string_view why) {
  for (const CheckName name : {CheckName::validity, CheckName::holder_binding, CheckName::status,
                               CheckName::schema, CheckName::trust, CheckName::record}) {
    report.checks.push_back(not_applicable(name, std::string(why)));
  }
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

void check_covered(CredentialReport& report, const vcdm::Credential& credential, Covered covered,
                   const Context& context) {
  describe(report, credential);
  describe_successor(report, context);
  report.checks.push_back(std::move(covered.validity));
  report.checks.push_back(std::move(covered.holder));
  Check trust = check_trust(report, context);
  if (!covered.status) {
    report.checks.push_back(check_status(credential, context.ports, context.policy, context.now));
  } else if (trust.outcome == Outcome::failed) {
    report.checks.push_back(not_applicable(
        CheckName::status, "not looked at, because the issuer is not on the reader's list"));
  } else {
    report.checks.push_back(covered.status());
  }
  report.checks.push_back(check_schema(credential.root));
  report.checks.push_back(std::move(trust));
  report.checks.push_back(std::move(covered.record));
  if (report.record && !report.record->endorsement.target.id.empty())
    report.checks.push_back(target_not_given());
  if (auto recognition = check_recognition(report, context))
    report.checks.push_back(*std::move(recognition));
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

Check check_format(const Result<vcdm::Credential>& credential) {
  if (credential) return passed(CheckName::format);
  // Another version of the data model is not a forgery.
  if (credential.error().code == Code::unsupported)
    return indeterminate(CheckName::format, credential.error());
  return failed(CheckName::format, credential.error());
}

}  // namespace detail

}  // namespace credenza::verify
