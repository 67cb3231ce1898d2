#include "issuer/cosign_start.h"

#include <algorithm>

#include "issuer/making.h"
#include "issuer/record_texts.h"
#include "open_badges/open_badges.h"
#include "vcdm/vcdm.h"

namespace credenza::issuer {
namespace {

using learning_record::LearningRecord;

/// What the judgement of rows does not look at: that those who sign are those who are here.
std::optional<CellFinding> check_signers(const LearningRecord& record, const StartInput& input) {
  const auto has = [&record](std::string_view did) {
    return std::any_of(record.co_signers.begin(), record.co_signers.end(),
                       [did](const CoSigner& one) { return one.id == did; });
  };
  std::optional<CellFinding> out;
  if (record.co_signers.size() < 2) {
    out = finding_of(Phrase::signers_alone);
  } else if (!has(input.config.did)) {
    out = finding_of(Phrase::signers_without_issuer, {same(input.config.did)});
  } else if (!has(input.starter)) {
    out = finding_of(Phrase::signers_without_home, {same(std::string(input.starter))});
  }
  if (out) out->where = "/co_signers";
  return out;
}

/// The record of rows in which nothing was wrong, with the evidence; or what is wrong with it.
std::optional<LearningRecord> record_of(const StartInput& input, const Cells& cells,
                                        std::vector<CellFinding>& findings) {
  auto record = read_own_record(input.form.pour(cells), input.config);
  if (!record) {
    findings.push_back(say_finding(record.error()));
    return std::nullopt;
  }
  record->evidence.insert(record->evidence.end(), input.evidence.begin(), input.evidence.end());
  if (auto wrong = check_signers(*record, input)) findings.push_back(std::move(*wrong));
  for (const Error& error : learning_record::check(*record))
    findings.push_back(say_finding(error));
  if (!findings.empty()) return std::nullopt;
  return *std::move(record);
}

RowFinding at_file(const Error& error) {
  RowFinding out{0, say_finding(error)};
  out.finding.where = error.where;
  return out;
}

void read_rows(const StartInput& input, RowReader& reader, Random& random, StartPlan& out) {
  RowCheck check(input.form, reader.binding(), input.config, input.now, input.further);
  Repetitions repetitions(input.form, random);
  std::vector<CsvRow> rows;
  for (;;) {
    const auto more = reader.next(rows);
    if (!more) out.findings.push_back(at_file(more.error()));
    if (!more || !*more) return;
    Checked checked;
    check.check(rows, checked);
    const auto repeated = repetitions.look(rows, checked.cells);
    out.findings.insert(out.findings.end(), checked.findings.begin(), checked.findings.end());
    out.findings.insert(out.findings.end(), repeated.begin(), repeated.end());
    const bool twice = std::any_of(repeated.begin(), repeated.end(), [](const RowFinding& found) {
      return is_error(found.finding.fault);
    });
    if (!checked.is_sound() || twice) continue;
    std::vector<CellFinding> findings;
    auto record = record_of(input, checked.cells, findings);
    for (CellFinding& finding : findings)
      out.findings.push_back({rows.front().number(), std::move(finding)});
    if (!record) continue;
    PlannedDocument& planned = out.documents.emplace_back();
    planned.record = *std::move(record);
    checked.cells.append_identity(planned.identity);
  }
}

}  // namespace

Result<Json> make_document(const LearningRecord& record, const DocumentPlace& place,
                           Instant valid_from) {
  auto rendering = open_badges::to_credential(
      record, {.id = place.id, .issuer = record.awarding_body.id, .valid_from = valid_from});
  rendering.credential["credentialStatus"] = place.status;
  const json::Document document = TRY(json::to_document(rendering.credential));
  static_cast<void>(TRY(vcdm::Credential::read(document.root())));
  const std::vector<Error> findings = open_badges::check_strictly(document.root());
  if (!findings.empty()) return findings.front();
  return std::move(rendering.credential);
}

bool StartPlan::is_sound() const noexcept {
  return std::none_of(findings.begin(), findings.end(),
                      [](const RowFinding& found) { return is_error(found.finding.fault); });
}

StartPlan plan_drafts(const StartInput& input, Random& random) {
  StartPlan out;
  auto reader = RowReader::open(text_source(input.list), input.form);
  if (!reader) {
    out.findings.push_back(at_file(reader.error()));
    return out;
  }
  out.findings = file_findings(*reader);
  if (!out.is_sound()) return out;
  read_rows(input, *reader, random, out);
  return out;
}

Config config_of(const learning_record::Organisation& issuer) {
  Config out;
  out.did = issuer.id;
  out.name = learning_record::in_language(issuer.name, "nl");
  out.country = issuer.country;
  out.url = issuer.url;
  out.identifiers = issuer.identifiers;
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
