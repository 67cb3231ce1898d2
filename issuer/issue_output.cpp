#include "issuer/issue_output.h"

#include <algorithm>

#include "host/terminal.h"
#include "issuer/csv_out.h"
#include "issuer/session.h"

namespace credenza::issuer {
namespace {

/// A signature, in base64url.
constexpr std::size_t k_most_signature = 200;

/// A compact token without the signature of its issuer.
std::string without_signature(std::string_view token) {
  const std::size_t end = std::min(token.find('~'), token.size());
  return std::string(token.substr(0, token.substr(0, end).rfind('.'))) +
         std::string(token.substr(end));
}

/// Signatures of ECDSA differ from one to the next: a token that says the same is the same.
bool says_the_same(std::string_view there, std::string_view text, CredentialFormat format) {
  if (format == CredentialFormat::openbadge) return there == text;
  return without_signature(there) == without_signature(text);
}

/// Lines for people about rows that were issued before; files and scripts are told of all.
constexpr std::uint64_t k_most_before = 20;

std::string place_of(const IssueOptions& options, const RowFinding& found) {
  const bool dutch = options.common.language() == host::Language::nl;
  std::string out = options.csv;
  if (found.row > 0) out += (dutch ? ", rij " : ", row ") + std::to_string(found.row);
  if (!found.finding.column.empty())
    out += (dutch ? ", kolom " : ", column ") + found.finding.column;
  if (found.finding.column.empty() && !found.finding.where.empty())
    out += ", " + found.finding.where;
  return out;
}

/// "already issued 2026-06-12"; empty for a row that was not.
Sentence before_text(const RowOutcome& outcome) {
  if (outcome.outcome != Outcome::before) return {};
  return {"already issued " + day_text(outcome.issued, host::Language::en),
          "al uitgegeven op " + day_text(outcome.issued, host::Language::nl)};
}

}  // namespace

Status write_line(const Json& value) {
  const std::string text = TRY(json::to_text(value));
  return host::write_output(text + "\n");
}

Status tell_finding(const IssueOptions& options, const RowFinding& found) {
  const CellFinding& finding = found.finding;
  const Sentence said = whole(finding);
  const bool dutch = options.common.language() == host::Language::nl;
  host::write_talk(host::printable(place_of(options, found) + ": " + (dutch ? said.nl : said.en) +
                                   " [" + std::string(code_of(finding.fault)) + "]") +
                   "\n");
  if (!options.common.json) return {};
  return write_line({{"schema", schema_of("issue")},
                     {"kind", "row"},
                     {"row", found.row},
                     {"outcome", is_error(finding.fault) ? "refused" : "warning"},
                     {"column", finding.column},
                     {"code", code_of(finding.fault)},
                     {"where", finding.where},
                     {"detail", said.en}});
}

Result<IssueOutput> IssueOutput::open(const IssueOptions& options) {
  IssueOutput out(options);
  const host::WriteOptions how{.mode = 0600, .overwrite = options.force};
  if (!options.out.empty()) TRY(host::make_folder(options.out));
  // What an earlier run, killed where files need names, left of people's credentials.
  for (const std::string& place : {options.out, options.file, options.results})
    if (!place.empty()) host::remove_unfinished(place);
  if (!options.file.empty()) out.all_ = TRY(host::FileWriter::create(options.file, how));
  if (!options.results.empty()) {
    out.results_ = TRY(host::FileWriter::create(options.results, how));
    TRY(out.results_->write("row;outcome;id;file;code;text\n"));
  }
  return out;
}

std::string IssueOutput::file_of(const RowOutcome& outcome, CredentialFormat format) const {
  if (outcome.text.empty()) return {};
  if (options_->out.empty()) return options_->file;
  const std::string file = options_->out + "/" + file_name_of(outcome.id, extension_of(format));
  return sealed_ ? sealed_name(file) : file;
}

Status IssueOutput::write_form(const RowOutcome& outcome, CredentialFormat format,
                               std::string_view text) {
  const std::string file = file_of(outcome, format);
  if (sealed_) {
    const bool is_token = format != CredentialFormat::openbadge;
    return sealed_->write_as(outcome.id, outcome.text, {text, is_token ? to_string(format) : "vc"},
                             file);
  }
  if (all_) {
    TRY(all_->write(text));
    TRY(all_->write("\n"));
  }
  if (options_->out.empty()) return {};
  // A second run writes what the first one did not; syncing thousands of files again takes minutes.
  if (outcome.outcome == Outcome::before) {
    const auto there = host::read_file(file, text.size() + k_most_signature);
    if (there && says_the_same(*there, text, format)) return {};
  }
  return host::write_file(file, as_bytes(text), {.mode = 0600, .overwrite = true});
}

Status IssueOutput::write_credential(const RowOutcome& outcome) {
  if (outcome.text.empty()) return {};
  for (const CredentialFormat format : formats_) {
    if (format == CredentialFormat::openbadge) {
      TRY(write_form(outcome, format, outcome.text));
      continue;
    }
    const std::string token = TRY(tokens_->token_of(outcome.text, format));
    TRY(write_form(outcome, format, token));
  }
  return {};
}

Status IssueOutput::tell_outcome(const RowOutcome& outcome, const std::string& file) const {
  if (!options_->common.json) {
    if (outcome.text.empty() || options_->out.empty()) return {};
    std::string out;
    for (const CredentialFormat format : formats_)
      out += host::printable(file_of(outcome, format)) + "\n";
    return host::write_output(out);
  }
  Json line = {{"schema", schema_of("issue")},
               {"kind", "row"},
               {"row", outcome.row},
               {"outcome", to_string(outcome.outcome)},
               {"id", outcome.id},
               {"issued", format_instant(outcome.issued)},
               {"file", file.empty() ? Json() : Json(file)},
               {"list", outcome.place.list},
               {"index", outcome.place.index}};
  if (formats_.size() > 1 && !file.empty()) {
    Json& files = line["files"] = Json::object();
    for (const CredentialFormat format : formats_)
      files[std::string(to_string(format))] = file_of(outcome, format);
  }
  if (outcome.outcome == Outcome::before) line["detail"] = before_text(outcome).en;
  return write_line(line);
}

Status IssueOutput::add_result(const RowOutcome& outcome, const std::string& file) {
  std::string codes;
  for (const RowFinding& found : outcome.findings)
    codes += (codes.empty() ? "" : " ") + std::string(code_of(found.finding.fault));
  const Sentence before = before_text(outcome);
  const bool dutch = options_->common.language() == host::Language::nl;
  return results_->write(csv_line({std::to_string(outcome.row), to_string(outcome.outcome),
                                   outcome.id, file, codes, dutch ? before.nl : before.en}));
}

void IssueOutput::tell_without(const RowOutcome& outcome) {
  constexpr std::uint64_t k_most = 1000;
  std::optional<Sentence> what;
  const std::string id(outcome.id);
  if (outcome.outcome == Outcome::withdrawn)
    what = {"withdrawn since: " + id, "sindsdien ingetrokken: " + id};
  if (outcome.outcome == Outcome::replaced)
    what = {"replaced since; the newest is " + id, "sindsdien vervangen; het nieuwste is " + id};
  if (outcome.outcome == Outcome::forgotten)
    what = {"the person was forgotten since: " + id, "de persoon is sindsdien vergeten: " + id};
  if (!what || told_without_++ >= k_most) return;
  const std::string row = std::to_string(outcome.row);
  tell(options_->common, Sentence{"row " + row + ": " + what->en, "rij " + row + ": " + what->nl});
}

Status IssueOutput::take(const RowOutcome& outcome) {
  const std::string file = file_of(outcome, formats_.front());
  tell_without(outcome);
  TRY(write_credential(outcome));
  for (const RowFinding& found : outcome.findings)
    TRY(tell_finding(*options_, found));
  if (outcome.outcome != Outcome::refused) TRY(tell_outcome(outcome, file));
  if (results_) TRY(add_result(outcome, file));
  if (outcome.outcome == Outcome::before) tell_before(outcome);
  return {};
}

void IssueOutput::tell_before(const RowOutcome& outcome) {
  if (++before_ > k_most_before) return;
  const std::string row = std::to_string(outcome.row);
  const Sentence before = before_text(outcome);
  tell(options_->common,
       Sentence{"row " + row + ": " + before.en, "rij " + row + ": " + before.nl});
}

Status IssueOutput::finish_letters() const {
  if (!options_->letters.empty()) return sealed_->write_letters(options_->letters);
  if (sealed_->letters() == 0) return {};
  const std::string count = std::to_string(sealed_->letters());
  tell(options_->common,
       Sentence{count + " need a letter with a code. Run again with --letters FILE to have them.",
                count + " hebben een brief met een code nodig. Voer het opnieuw uit met --letters "
                        "BESTAND."});
  return {};
}

Status IssueOutput::finish() {
  if (before_ > k_most_before) {
    const std::string more = std::to_string(before_ - k_most_before);
    tell(options_->common, Sentence{"… and " + more + " more rows that were issued before",
                                    "… en nog " + more + " rijen die al zijn uitgegeven"});
  }
  if (sealed_) TRY(finish_letters());
  if (all_) {
    TRY(all_->put_in_place());
  }
  if (results_) TRY(results_->put_in_place());
  return {};
}

}  // namespace credenza::issuer
