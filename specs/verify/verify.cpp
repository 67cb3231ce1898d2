// The pipeline: bytes, the form they are in, whose signature holds, and then what it covers.
#include "verify/verify.h"

#include "data_integrity/data_integrity.h"
#include "vcdm/vcdm.h"
#include "verify/verify_detail.h"

namespace credenza::verify {
namespace {

using detail::failed;
using detail::indeterminate;
using detail::refused;

std::string_view issuer_in(json::Cursor root) noexcept {
  auto issuer = root.find("issuer");
  if (issuer && issuer->is_object()) issuer = issuer->find("id");
  return issuer && issuer->is_string() ? issuer->raw_string() : std::string_view{};
}

Check check_validity(const vcdm::Credential& credential,
                     const data_integrity::VerifiedDocument& verified,
                     const detail::Context& context) {
  for (const data_integrity::VerifiedProof& proof : verified.proofs()) {
    if (proof.expires && *proof.expires < context.now) {
      return failed(CheckName::validity,
                    fail(Code::expired, proof.pointer + "/expires",
                         "the seal ended on " + format_instant(*proof.expires)));
    }
  }
  return detail::check_period(credential, context);
}

}  // namespace

namespace detail {

void verify_credential(json::Cursor root, const std::optional<Shown>& shown, const Context& context,
                       CredentialReport& report) {
  report.format = Format::vc_data_integrity;
  report.checks.reserve(9);
  if (context.policy.digests) name_as_given(report, root);
  const auto form = vcdm::Credential::read(root);
  report.checks.push_back(check_format(form));
  auto [verified, proof] = check_issuer_proof(root, issuer_in(root), context.ports, context.now);
  report.checks.push_back(std::move(proof));
  if (!verified) {
    if (verified.error().code == Code::mismatch) name_waiting(report, root, issuer_in(root));
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
  if (auto incomplete = check_signers(report, *verified)) {
    report.record.reset();
    report.checks.back() = *std::move(incomplete);
    add_unlooked(report, "not looked at, because not everybody has signed the document");
    return;
  }
  report.self_declared = is_self_declared(*credential, shown);
  check_covered(report, *credential,
                {check_validity(*credential, *verified, context),
                 check_holder(*credential, shown, context), std::move(record)},
                context);
}

}  // namespace detail

namespace {

Error unknown_format() {
  return fail(Code::malformed, "",
              "no credential: neither a signed JSON document nor a signed token");
}

void verify_document(const json::Document& document, const detail::Context& context,
                     const Limits& limits, Report& report) {
  const Format format = detail::detect_object(document.root());
  switch (format) {
    case Format::vc_data_integrity:
      detail::verify_credential(document.root(), std::nullopt, context,
                                report.credentials.emplace_back());
      return;
    case Format::vp_data_integrity:
      detail::verify_presentation(document.root(), context, limits, report);
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

/// What the moment itself means for each answer about a period: it may be long ago, or wrong.
void judge_moment(Report& report, const detail::Context& context) {
  const auto& today = context.policy.today;
  for (CredentialReport& credential : report.credentials) {
    for (Check& check : credential.checks) {
      if (check.name != CheckName::validity || check.outcome == Outcome::not_applicable) continue;
      const bool passed = check.outcome == Outcome::passed;
      const bool has_expired = !passed && check.reason->code == Code::expired;
      if (context.ports.clock_problem != nullptr && !has_expired) {
        check = indeterminate(CheckName::validity, *context.ports.clock_problem);
      } else if (passed && today && credential.valid_until && *credential.valid_until < *today) {
        check.remark = Remark::expired_since;
        check.day = date_in_amsterdam(*credential.valid_until);
        check.note = "expired since, on " + format_date(*check.day);
      }
    }
  }
}

}  // namespace

Report verify(std::string_view input, const Policy& policy, const Ports& ports, Instant now,
              const Limits& limits) {
  Report report{.at = now, .policy = policy.name, .credentials = {}};
  const detail::Context context{policy, ports, now};
  const std::string_view trimmed = detail::trim(input);
  const bool may_be_token = input.size() <= limits.max_bytes && !trimmed.starts_with('{');
  const Format token = may_be_token ? detail::detect_text(trimmed) : Format::unknown;
  if (token != Format::unknown) {
    report.credentials.push_back(detail::verify_token(trimmed, token, context, limits));
    judge_moment(report, context);
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
  judge_moment(report, context);
  return report;
}

}  // namespace credenza::verify
