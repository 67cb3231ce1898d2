#include "verify/signers.h"

#include <algorithm>

#include "data_integrity/proof.h"
#include "did/did.h"
#include "open_badges/open_badges.h"
#include "verify/verify_detail.h"

namespace credenza::verify {
namespace {

/// "credenza.issuer.draft/" of any version.
constexpr std::string_view k_draft_family = k_draft_schema.substr(0, k_draft_schema.size() - 1);

/// Those of `signers` for whom `has_proof` says no.
template <class HasProof>
std::vector<CoSigner> missing_of(const std::vector<CoSigner>& signers, const HasProof& has_proof) {
  std::vector<CoSigner> out;
  for (const CoSigner& signer : signers) {
    if (!has_proof(signer.id)) out.push_back(signer);
  }
  return out;
}

/// Whose key a proof says that it was made with; empty when it does not say.
std::string_view controller_of(json::Cursor proof) noexcept {
  const auto method = proof.find("verificationMethod");
  if (!method || !method->is_string()) return {};
  return did::without_fragment(method->raw_string());
}

void name_missing(CredentialReport& report, const std::vector<CoSigner>& missing) {
  for (const CoSigner& signer : missing)
    report.waiting_for.push_back(name_of(signer));
}

}  // namespace

bool is_draft(json::Cursor root) noexcept {
  const auto schema = root.find("schema");
  return schema && schema->is_string() && schema->raw_string().starts_with(k_draft_family);
}

std::vector<CoSigner> without_proof(const std::vector<CoSigner>& signers,
                                    const std::vector<data_integrity::VerifiedProof>& proofs) {
  return missing_of(signers, [&proofs](const std::string& id) {
    return std::any_of(proofs.begin(), proofs.end(),
                       [&id](const data_integrity::VerifiedProof& proof) {
                         return proof.method.controller == id;
                       });
  });
}

Result<std::vector<CoSigner>> waiting_for(json::Cursor credential) {
  const learning_record::LearningRecord record = TRY(open_badges::read_record(credential));
  std::vector<json::Cursor> proofs;
  if (credential.find("proof")) proofs = TRY(data_integrity::proofs_in(credential));
  return missing_of(record.co_signers, [&proofs](const std::string& id) {
    return std::any_of(proofs.begin(), proofs.end(),
                       [&id](json::Cursor proof) { return controller_of(proof) == id; });
  });
}

const std::string& name_of(const CoSigner& signer) noexcept {
  return signer.name.empty() ? signer.id : signer.name;
}

Error missing_signatures(const std::vector<CoSigner>& missing, std::string where) {
  must(!missing.empty());
  std::string names;
  for (const CoSigner& signer : missing) {
    if (!names.empty()) names += " and ";
    names += name_of(signer);
  }
  const bool several = missing.size() > 1;
  return fail(Code::missing, std::move(where),
              "a draft: the " + std::string(several ? "signatures" : "signature") + " of " + names +
                  (several ? " are" : " is") + " missing");
}

namespace detail {

std::optional<Check> check_signers(CredentialReport& report,
                                   const data_integrity::VerifiedDocument& verified) {
  if (!report.record || report.record->co_signers.empty()) return std::nullopt;
  const auto missing = without_proof(report.record->co_signers, verified.proofs());
  if (missing.empty()) return std::nullopt;
  // One of those that could not be checked may be theirs.
  if (!verified.unchecked().empty())
    return indeterminate(CheckName::proof, verified.unchecked().front());
  name_missing(report, missing);
  return failed(CheckName::proof, missing_signatures(missing, "/proof"));
}

void name_waiting(CredentialReport& report, json::Cursor root, std::string_view issuer) {
  const auto missing = waiting_for(root);
  if (!missing) return;
  const auto is_issuer = [issuer](const CoSigner& signer) { return signer.id == issuer; };
  if (std::any_of(missing->begin(), missing->end(), is_issuer)) name_missing(report, *missing);
}

CredentialReport verify_draft(json::Cursor root) {
  const auto document = root.find("document");
  const auto missing = document ? waiting_for(*document) : root.at("document").error();
  if (!missing) {
    return refused(
        Format::draft,
        failed(CheckName::format, fail(missing.error().code, missing.error().where,
                                       "a draft that cannot be read: " + missing.error().detail)));
  }
  if (missing->empty()) {
    return refused(Format::draft,
                   failed(CheckName::format, fail(Code::missing, "/document",
                                                  "a draft: its issuer has not issued it yet")));
  }
  CredentialReport report = refused(
      Format::draft,
      failed(CheckName::format, missing_signatures(*missing, document->pointer() + "/proof")));
  name_missing(report, *missing);
  return report;
}

}  // namespace detail
}  // namespace credenza::verify
