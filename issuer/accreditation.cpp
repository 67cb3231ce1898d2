#include "issuer/accreditation.h"

#include <algorithm>

namespace credenza::issuer {
namespace {

using verify::Check;
using verify::CheckName;
using verify::Outcome;

Error refused(Code code, std::string detail) {
  return fail(code, std::string(k_accreditation_option), std::move(detail));
}

const Check* find_failed(const verify::CredentialReport& report, CheckName name) {
  const Check* check = report.find(name);
  return check != nullptr && check->outcome == Outcome::failed ? check : nullptr;
}

/// Whether the credential is what its issuer signed.
Status check_genuine(const verify::CredentialReport& report) {
  const Check* format = find_failed(report, CheckName::format);
  if (report.format == verify::Format::draft)
    return refused(Code::bad_signature, "it is a draft, which not everybody has signed");
  if (format != nullptr)
    return refused(Code::malformed, "this file holds no credential, or a damaged one");
  for (const CheckName name : {CheckName::proof, CheckName::holder_binding}) {
    if (find_failed(report, name) != nullptr)
      return refused(Code::bad_signature, "its signature does not hold");
  }
  const bool open = std::ranges::any_of(
      report.checks, [](const Check& check) { return check.outcome == Outcome::indeterminate; });
  if (open) return refused(Code::unavailable, "whether it holds could not be found out");
  return {};
}

/// Whether its issuer still stands by it. When it began and ended is for check_recognition().
Status check_in_force(const verify::CredentialReport& report) {
  const Check* status = find_failed(report, CheckName::status);
  if (status == nullptr) return {};
  const Code code = status->reason ? status->reason->code : Code::forbidden;
  if (code == Code::revoked) return refused(code, "its issuer has withdrawn it");
  if (code == Code::suspended) return refused(code, "its issuer has put it on hold");
  return refused(Code::forbidden, "its issuer does not stand by it any more; ask for a new one");
}

}  // namespace

Result<Recognition> accept_accreditation(std::string_view text, const AccreditationInput& input) {
  verify::Policy policy;
  policy.name = "accreditation";
  policy.ignore_trust = true;
  const verify::Report report = verify::verify(text, policy, input.ports, input.now);
  if (report.credentials.size() != 1)
    return refused(Code::malformed, "this file holds no credential, or several");
  const verify::CredentialReport& credential = report.credentials.front();
  TRY(check_genuine(credential));
  const auto& accreditors = input.config.accreditors;
  const auto accreditor = std::ranges::find(accreditors, credential.issuer_id, &Accreditor::did);
  if (accreditor == accreditors.end()) {
    return refused(Code::untrusted, credential.issuer_id +
                                        " is no accreditor of this home; add it to issuer.toml "
                                        "([[accreditor]]) if you trust it");
  }
  TRY(check_in_force(credential));
  if (!credential.record) return refused(Code::unsupported, "this is no accreditation");
  auto recognition = recognition_from(*credential.record, input.type, accreditor->name);
  if (!recognition) return refused(recognition.error().code, recognition.error().detail);
  return recognition;
}

Status check_organisation(const Recognition& recognition,
                          const learning_record::LearningRecord& record) {
  const learning_record::CoSigner* company = company_of(record);
  if (company == nullptr || company->id == recognition.did) return {};
  return refused(Code::mismatch,
                 "it is of " + recognition.did + ", and " + company->id + " signs the document");
}

}  // namespace credenza::issuer
