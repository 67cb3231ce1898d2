// check_draft(): every line of what is shown before the issuer signs.
#include <algorithm>
#include <array>

#include "host/exit_codes.h"
#include "issuer/cosign.h"
#include "issuer/record_texts.h"

namespace credenza::issuer {
namespace {

using learning_record::LearningRecord;
using Outcome = CosignLine::Outcome;

/// The same words in both languages.
Sentence both(const std::string& text) {
  return {text, text};
}

std::string date(const std::optional<std::chrono::year_month_day>& day) {
  return day ? format_date(*day) : std::string("?");
}

/// "De Blauwe Hal Logistiek B.V. (Rob Jansen, bedrijfsleider)"
std::string party_text(const CoSigner& signer) {
  std::string out = verify::name_of(signer);
  if (!signer.signatory.empty()) out += " (" + signer.signatory + ")";
  return out;
}

Sentence party_label(const CoSigner& signer) {
  if (signer.role == k_company_role) return {"company signature", "handtekening bedrijf"};
  if (signer.role == k_school_role) return {"school signature", "handtekening school"};
  return {"signature", "handtekening"};
}

/// Whether a problem of a proof says no, or only that it could not be told.
bool is_open(const Error& problem) noexcept {
  return problem.code == Code::unavailable || problem.code == Code::forbidden ||
         problem.code == Code::unsupported || problem.code == Code::expired ||
         problem.code == Code::not_yet_valid || problem.code == Code::internal;
}

CosignLine signature_line(const PartySignature& signature) {
  const std::string who = party_text(signature.signer);
  CosignLine line{"signature", party_label(signature.signer), Outcome::passed, both(who)};
  if (!signature.there) {
    line.outcome = Outcome::missing;
    line.text = {who + " has not signed yet", who + " heeft nog niet ondertekend"};
  } else if (signature.problem && is_open(*signature.problem)) {
    line.outcome = Outcome::undetermined;
    line.text = {"the signature of " + who + " could not be checked: " + signature.problem->detail,
                 "de handtekening van " + who +
                     " was niet te controleren: is de sleutel te bereiken (--published)?"};
  } else if (signature.problem) {
    line.outcome = Outcome::not_genuine;
    line.text = {"the signature of " + who + " does not hold: the document was changed after it. " +
                     verify::name_of(signature.signer) + " has to sign again",
                 "de handtekening van " + who + " klopt niet: het document is daarna veranderd. " +
                     verify::name_of(signature.signer) + " moet opnieuw ondertekenen"};
  }
  return line;
}

CosignLine recognition_line(const RecognitionAnswer& answer, const LearningRecord& record) {
  CosignLine line{"recognition", {"recognition", "erkenning"}, Outcome::passed, {}};
  const auto finding = finding_of(answer, record);
  if (!finding) {
    const std::string until = answer.by->until ? date(answer.by->until) : std::string();
    line.text = {answer.by->name + ", recognised learning company" +
                     (until.empty() ? "" : " until " + until) + ", source: " + answer.by->source,
                 answer.by->name + ", erkend leerbedrijf" +
                     (until.empty() ? "" : " tot en met " + until) +
                     ", bron: " + answer.by->source};
    return line;
  }
  line.outcome = Outcome::refused;
  line.text = whole(*finding);
  return line;
}

CosignLine trainer_line(const LearningRecord& record) {
  return {"trainer",
          {"trainer", "praktijkopleider"},
          Outcome::told,
          {record.practice.trainer.name + " (named, not signing)",
           record.practice.trainer.name + " (genoemd, ondertekent niet)"}};
}

CosignLine work_processes_line(const CosignView& view) {
  const LearningRecord& record = view.draft.record();
  CosignLine line{"work_processes", {"work processes", "werkprocessen"}, Outcome::passed, {}};
  const std::string all = std::to_string(record.work_processes.size());
  const std::string dossier = dossier_name(record.qualification);
  if (!view.dossier) {
    line.outcome = view.allow_unknown_dossier ? Outcome::told : Outcome::undetermined;
    line.text = {all + ", not compared: there is no dossier " + dossier + " in this home",
                 all + ", niet vergeleken: er is hier geen dossier " + dossier};
    return line;
  }
  const auto unknown = unknown_codes(*view.dossier, record.work_processes);
  const std::string known = std::to_string(record.work_processes.size() - unknown.size());
  line.text = {known + " of " + all + " known in dossier " + dossier,
               known + " van " + all + " bekend in dossier " + dossier};
  if (unknown.empty()) return line;
  line.outcome = Outcome::rejected;
  std::string names;
  for (const std::string& code : unknown)
    names += (names.empty() ? "" : ", ") + issuer::quoted(code);
  line.text.en += "; not in it: " + names;
  line.text.nl += "; staat er niet in: " + names;
  return line;
}

CosignLine period_line(const LearningRecord& record) {
  const learning_record::Practice& practice = record.practice;
  std::string text = date(practice.period.from) + " … " + date(practice.period.until);
  Sentence both_texts = both(text);
  if (practice.hours) {
    both_texts.en += ", " + std::to_string(*practice.hours) + " h";
    both_texts.nl += ", " + std::to_string(*practice.hours) + " uur";
  }
  return {"period", {"period / hours", "periode / uren"}, Outcome::told, both_texts};
}

CosignLine evidence_line(const LearningRecord& record) {
  std::string names;
  for (const learning_record::Evidence& one : record.evidence)
    names += (names.empty() ? "" : ", ") + issuer::quoted(one.name);
  return {"evidence",
          {"evidence", "bewijsstukken"},
          Outcome::told,
          {names + " (named by digest; the files stay apart)",
           names + " (alleen de controlegetallen; de bestanden blijven apart)"}};
}

/// Whether the document says that it stands at `place`.
bool stands_at(const Draft& draft, const Config& config, const StatusPlace& place) {
  const auto wanted = json::to_document(status_entries(config, place));
  const auto there = draft.document().find("credentialStatus");
  return wanted && there && json::equal(*there, wanted->root());
}

/// Whether the place in the status lists is one that was promised here.
CosignLine place_line(const CosignView& view) {
  CosignLine line{"place", {"status place", "plaats in statuslijst"}, Outcome::passed, {}};
  const CosignEntry& entry = *view.entry;
  if (entry.refused) {
    line.outcome = Outcome::refused;
    line.text = {"this issuer refused it on " + format_instant(*entry.refused),
                 "deze uitgever heeft het geweigerd op " + format_instant(*entry.refused)};
  } else if (!entry.place) {
    line.outcome = Outcome::refused;
    line.text = {"not promised by this issuer; start again with a file of cosign place",
                 "niet door deze uitgever gegeven; begin opnieuw met een bestand van cosign place"};
  } else if (!stands_at(view.draft, view.config, *entry.place)) {
    line.outcome = Outcome::refused;
    line.text = {
        "not the place that this issuer gave to this document; start again with a file of "
        "cosign place",
        "niet de plaats die deze uitgever aan dit document gaf; begin opnieuw met een "
        "bestand van cosign place"};
  } else if (entry.issued) {
    line.outcome = Outcome::told;
    line.text = {"issued on " + format_instant(entry.issued->at),
                 "uitgegeven op " + format_instant(entry.issued->at)};
  } else {
    line.text = {"promised by this issuer, not used yet",
                 "door deze uitgever gegeven, nog niet gebruikt"};
  }
  return line;
}

void add_refusal(CosignReport& report, const CosignView& view) {
  const Refusal& refusal = *view.draft.refusal();
  const CoSigner* by = view.draft.party(refusal.by);
  must(by != nullptr);
  const std::string who = refusal.name.empty() ? verify::name_of(*by)
                                               : verify::name_of(*by) + " (" + refusal.name + ")";
  const Status genuine = view.draft.check_refusal(view.methods, view.now);
  CosignLine line{"refusal", {"refused", "geweigerd"}, Outcome::refused, {}};
  line.text = {who + " on " + format_instant(refusal.at) + ": " + refusal.reason,
               who + " op " + format_instant(refusal.at) + ": " + refusal.reason};
  if (!genuine) {
    line.text.en += " (the signature under the refusal was not confirmed)";
    line.text.nl += " (de handtekening onder de weigering is niet bevestigd)";
  }
  report.lines.push_back(std::move(line));
}

/// The last line: whose signature is still to come, but for the issuer's.
CosignLine missing_line(const Draft& draft) {
  std::string names;
  for (const CoSigner& signer : draft.missing()) {
    if (signer.id == draft.issuer()) continue;
    names += (names.empty() ? "" : ", ") + verify::name_of(signer);
  }
  CosignLine line{"missing", {"missing", "ontbreekt"}, Outcome::passed, {"nothing", "niets"}};
  if (names.empty()) return line;
  line.outcome = Outcome::missing;
  line.text = {"the signature of " + names, "de handtekening van " + names};
  return line;
}

constexpr std::array<std::string_view, 7> k_outcomes = {
    "passed", "told", "missing", "refused", "rejected", "undetermined", "not_genuine"};

}  // namespace

std::string_view to_string(CosignLine::Outcome outcome) noexcept {
  return k_outcomes.at(static_cast<std::size_t>(outcome));
}

int CosignReport::exit() const noexcept {
  Outcome worst = Outcome::passed;
  for (const CosignLine& line : lines)
    worst = std::max(worst, line.outcome);
  switch (worst) {
    case Outcome::passed:
    case Outcome::told:
      return host::k_exit_done;
    case Outcome::missing:
    case Outcome::refused:
      return host::k_exit_not_accepted;
    case Outcome::rejected:
      return host::k_exit_input_rejected;
    case Outcome::undetermined:
      return host::k_exit_undetermined;
    case Outcome::not_genuine:
      return host::k_exit_not_genuine;
  }
  return host::k_exit_error;
}

CosignReport check_content(const LearningRecord& record) {
  CosignReport out;
  for (const Error& error : learning_record::check(record)) {
    const CellFinding finding = say_finding(error);
    out.lines.push_back(
        {"content",
         {"content", "inhoud"},
         Outcome::rejected,
         {finding.where + ": " + finding.what.en, finding.where + ": " + finding.what.nl}});
  }
  return out;
}

CosignReport check_draft(const CosignView& view) {
  const LearningRecord& record = view.draft.record();
  const bool ours = view.draft.issuer() == view.config.did;
  CosignReport report;
  for (const PartySignature& signature : view.draft.check_signatures(view.methods, view.now)) {
    // That the issuer has not signed yet is what this is about.
    if (signature.signer.id == view.draft.issuer() && !signature.there) continue;
    report.lines.push_back(signature_line(signature));
  }
  const RecognitionAnswer answer = check_recognition(view.recognised, record);
  if (ours && answer.state != RecognitionAnswer::State::not_asked)
    report.lines.push_back(recognition_line(answer, record));
  if (!record.practice.trainer.name.empty()) report.lines.push_back(trainer_line(record));
  if (!record.work_processes.empty() && ours) report.lines.push_back(work_processes_line(view));
  if (record.practice.period.from || record.practice.period.until)
    report.lines.push_back(period_line(record));
  if (!record.evidence.empty()) report.lines.push_back(evidence_line(record));
  const CosignReport content = check_content(record);
  report.lines.insert(report.lines.end(), content.lines.begin(), content.lines.end());
  if (ours && view.entry) report.lines.push_back(place_line(view));
  if (view.draft.refusal()) add_refusal(report, view);
  report.lines.push_back(missing_line(view.draft));
  return report;
}

}  // namespace credenza::issuer
