#include "issuer/cosign_start.h"

#include <algorithm>

#include "issuer/record_texts.h"
#include "open_badges/open_badges.h"
#include "vcdm/vcdm.h"

namespace credenza::issuer {
namespace {

using learning_record::LearningRecord;
using learning_record::Organisation;

/// Who the parties are, where the template leaves that to whoever runs it.
void name_parties(LearningRecord& record, const StartInput& input) {
  const auto complete = [](CoSigner& signer, const Organisation& organisation) {
    if (signer.id.empty()) signer.id = organisation.id;
    if (signer.name.empty() && signer.id == organisation.id)
      signer.name = learning_record::in_language(organisation.name, "nl");
  };
  for (CoSigner& signer : record.co_signers) {
    if (signer.role == k_school_role) complete(signer, input.issuer);
    if (signer.role == k_company_role) {
      complete(signer, record.practice.learning_company);
      complete(signer, input.starter);
    }
  }
}

Result<LearningRecord> read_record(const Filled& filled, const StartInput& input) {
  const json::Document document = TRY(json::to_document(filled.record));
  LearningRecord record = TRY(learning_record::from_json(document.root()));
  if (!filled.record.contains("awarding_body")) record.awarding_body = input.issuer;
  record.awarding_body.id = input.issuer.id;
  name_parties(record, input);
  record.evidence.insert(record.evidence.end(), input.evidence.begin(), input.evidence.end());
  return record;
}

std::vector<Error> check_signers(const LearningRecord& record, const StartInput& input) {
  const auto has = [&record](std::string_view did) {
    return std::any_of(record.co_signers.begin(), record.co_signers.end(),
                       [did](const CoSigner& one) { return one.id == did; });
  };
  std::vector<Error> out;
  if (record.co_signers.size() < 2) {
    out.push_back(fail(Code::missing, "/co_signers",
                       "names nobody who signs beside the issuer; documents of one signer are for "
                       "credenza-issuer issue"));
  } else if (!has(input.issuer.id)) {
    out.push_back(
        fail(Code::mismatch, "/co_signers", input.issuer.id + " issues it and is not among them"));
  } else if (!has(input.starter.id)) {
    out.push_back(fail(Code::mismatch, "/co_signers",
                       input.starter.id + " makes the draft and is not among them"));
  }
  return out;
}

RowFinding as_finding(const Template& form, std::size_t row, const Error& error) {
  const Hole* hole = form.hole_at(error.where);
  RowFinding out{row, {}};
  out.finding.column = hole == nullptr ? std::string() : hole->column;
  out.finding.where = error.where;
  out.finding.code = error.code;
  out.finding.what = say_finding(error);
  return out;
}

}  // namespace

Result<Json> make_document(const LearningRecord& record, const DocumentPlace& place,
                           Instant valid_from) {
  auto rendering = open_badges::to_achievement_credential(
      record, {.id = place.id, .issuer = record.awarding_body.id, .valid_from = valid_from});
  rendering.credential["credentialStatus"] = place.status;
  const json::Document document = TRY(json::to_document(rendering.credential));
  static_cast<void>(TRY(vcdm::Credential::read(document.root())));
  const std::vector<Error> findings = open_badges::check_strictly(document.root());
  if (!findings.empty()) return findings.front();
  return std::move(rendering.credential);
}

StartPlan plan_drafts(const StartInput& input) {
  StartPlan out;
  for (CellFinding& finding : input.form.missing_columns(input.table))
    out.findings.push_back({0, std::move(finding)});
  if (!out.findings.empty()) return out;
  for (std::size_t row = 0; row < input.table.rows(); ++row) {
    const std::size_t number = input.table.number(row);
    Filled filled = input.form.fill(input.table, row);
    for (CellFinding& finding : filled.findings)
      out.findings.push_back({number, std::move(finding)});
    if (!filled.findings.empty()) continue;
    auto record = read_record(filled, input);
    if (!record) {
      out.findings.push_back(as_finding(input.form, number, record.error()));
      continue;
    }
    std::vector<Error> errors = learning_record::check(*record);
    std::ranges::move(check_signers(*record, input), std::back_inserter(errors));
    const RecognitionAnswer answer = check_recognition(input.recognised, *record);
    if (const auto finding = finding_of(answer, *record)) {
      const bool warned = answer.state == RecognitionAnswer::State::unknown;
      (warned ? out.warnings : out.findings).push_back(as_finding(input.form, number, *finding));
    }
    for (const Error& error : errors)
      out.findings.push_back(as_finding(input.form, number, error));
    out.documents.push_back({*std::move(record), std::move(filled.values)});
  }
  return out;
}

Result<Draft> with_signatory(const Draft& draft, const std::string& did, const std::string& name) {
  LearningRecord record = draft.record();
  const auto signer = std::find_if(record.co_signers.begin(), record.co_signers.end(),
                                   [&did](const CoSigner& one) { return one.id == did; });
  must(signer != record.co_signers.end());
  if (name.empty() || signer->signatory == name)
    return draft.with_document(json::to_value(draft.document()));
  const std::vector<CoSigner> missing = draft.missing();
  for (const CoSigner& other : draft.signers()) {
    const bool has_signed = std::find(missing.begin(), missing.end(), other) == missing.end();
    if (other.id != did && has_signed) {
      return fail(Code::conflict, "--name",
                  verify::name_of(other) +
                      " has signed the document without this name in it; leave --name out, or "
                      "start again");
    }
  }
  signer->signatory = name;
  const json::Cursor document = draft.document();
  const json::Cursor status = TRY(document.at("credentialStatus"));
  const std::string_view from = TRY(document.string_at("validFrom"));
  const Instant valid_from = TRY(parse_instant(from));
  const Json renewed = TRY(make_document(record, {draft.id(), json::to_value(status)}, valid_from));
  return draft.with_document(renewed);
}

}  // namespace credenza::issuer
