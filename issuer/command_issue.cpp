// `issue`: a class list becomes signed credentials.
#include "crypto/random.h"
#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/batch.h"
#include "issuer/session.h"

namespace credenza::issuer {
namespace {

/// What the run did, for the last line.
struct Tally {
  std::size_t rows = 0;
  std::size_t issued = 0;
  std::size_t issued_before = 0;
  std::size_t withdrawn = 0;
  std::size_t findings = 0;
};

Status write_line(const Json& value) {
  return host::write_output(TRY(json::to_text(value)) + "\n");
}

Status write_summary(const Options& options, const Tally& tally, int exit) {
  if (!options.common.json) return {};
  return write_line({{"schema", schema_of("issue")},
                     {"kind", "summary"},
                     {"rows", tally.rows},
                     {"issued", tally.issued},
                     {"issued_before", tally.issued_before},
                     {"withdrawn", tally.withdrawn},
                     {"findings", tally.findings},
                     {"dry_run", options.dry_run},
                     {"exit", exit}});
}

std::string place_of(const Options& options, const RowFinding& found) {
  const bool dutch = options.common.language() == host::Language::nl;
  std::string out = options.csv;
  if (found.row > 0) out += (dutch ? ", rij " : ", row ") + std::to_string(found.row);
  if (!found.finding.column.empty())
    out += (dutch ? ", kolom " : ", column ") + found.finding.column;
  if (found.finding.column.empty() && !found.finding.where.empty())
    out += ", " + found.finding.where;
  return out;
}

/// Names every row and column that cannot become a credential.
Result<int> refuse(const Options& options, const CsvTable& table,
                   const std::vector<RowFinding>& findings) {
  const bool dutch = options.common.language() == host::Language::nl;
  for (const RowFinding& found : findings) {
    const CellFinding& finding = found.finding;
    host::write_talk(host::printable(place_of(options, found) + ": " +
                                     (dutch ? whole(finding).nl : whole(finding).en)) +
                     "\n");
    if (!options.common.json) continue;
    TRY(write_line({{"schema", schema_of("issue")},
                    {"kind", "row"},
                    {"row", found.row},
                    {"outcome", "refused"},
                    {"column", finding.column},
                    {"code", to_string(finding.code)},
                    {"where", finding.where},
                    {"detail", whole(finding).en}}));
  }
  const std::string rows = std::to_string(table.rows());
  const std::string count = std::to_string(findings.size());
  talk(options,
       Sentence{rows + " rows, " + count + " things to mend. Nothing was signed.",
                rows + " rijen, " + count + " dingen te verbeteren. Er is niets ondertekend."});
  TRY(write_summary(options, {.rows = table.rows(), .findings = findings.size()},
                    host::k_exit_input_rejected));
  return host::k_exit_input_rejected;
}

/// A file that cannot be read as a table is told as a finding, so that scripts see one form.
Result<int> refuse_file(const Options& options, const Error& error) {
  host::write_talk(host::printable(options.csv + (error.where.empty() ? "" : ", " + error.where) +
                                   ": " + error.detail) +
                   "\n");
  if (options.common.json) {
    TRY(write_line({{"schema", schema_of("issue")},
                    {"kind", "file"},
                    {"outcome", "refused"},
                    {"code", to_string(error.code)},
                    {"where", error.where},
                    {"detail", error.detail}}));
  }
  TRY(write_summary(options, {.findings = 1}, host::k_exit_input_rejected));
  return host::k_exit_input_rejected;
}

/// All that is wrong with the template itself.
Result<int> refuse_template(const Options& options, const std::vector<Error>& problems) {
  for (const Error& problem : problems) {
    host::write_talk(host::printable(options.form + " " + problem.where + ": " + problem.detail) +
                     "\n");
    if (!options.common.json) continue;
    TRY(write_line({{"schema", schema_of("issue")},
                    {"kind", "template"},
                    {"outcome", "refused"},
                    {"code", to_string(problem.code)},
                    {"where", problem.where},
                    {"detail", problem.detail}}));
  }
  talk(options, host::Text{"The template cannot be used as it is. Nothing was signed.",
                           "Het sjabloon is zo niet te gebruiken. Er is niets ondertekend."});
  TRY(write_summary(options, {.findings = problems.size()}, host::k_exit_input_rejected));
  return host::k_exit_input_rejected;
}

void tell_losses(const Options& options, const std::vector<open_badges::Loss>& losses) {
  for (const open_badges::Loss& loss : losses) {
    talk(options, Sentence{"note: not in the credential: " + loss.where + " (" + loss.detail + ")",
                           "let op: niet in het bewijs: " + loss.where + " (" + loss.detail + ")"});
  }
}

std::string_view outcome_of(const IssuedRow& row) {
  if (row.revoked) return "withdrawn";
  return row.before ? "issued_before" : "issued";
}

Status tell_rows(const Options& options, const std::vector<IssuedRow>& rows, Tally& tally) {
  for (const IssuedRow& row : rows) {
    const std::string file = options.out + "/" + file_name_of(row.id);
    (row.revoked ? tally.withdrawn : row.before ? tally.issued_before : tally.issued) += 1;
    if (options.common.json) {
      TRY(write_line({{"schema", schema_of("issue")},
                      {"kind", "row"},
                      {"row", row.row},
                      {"outcome", outcome_of(row)},
                      {"id", row.id},
                      {"file", row.revoked ? Json() : Json(file)},
                      {"list", row.place.list},
                      {"index", row.place.index}}));
    } else if (!row.revoked) {
      TRY(host::write_output(host::printable(file) + "\n"));
    }
  }
  return {};
}

void tell_end(const Options& options, const Tally& tally) {
  const auto number = [](std::size_t n) { return std::to_string(n); };
  talk(options, Sentence{number(tally.rows) + " rows: " + number(tally.issued) + " issued, " +
                             number(tally.issued_before) + " issued before, " +
                             number(tally.withdrawn) + " withdrawn since.",
                         number(tally.rows) + " rijen: " + number(tally.issued) + " uitgegeven, " +
                             number(tally.issued_before) + " al eerder uitgegeven, " +
                             number(tally.withdrawn) + " sindsdien ingetrokken."});
}

Result<int> sign_and_write(const Options& options, const BatchInput& batch, Store& store,
                           Instant now) {
  crypto::SystemRandom random;
  const std::vector<IssuedRow> rows = TRY(issue_batch(batch, store, now, random));
  TRY(write_credentials(rows, store, Ledger(batch.secrets.data_key), options.out));
  Tally tally{.rows = rows.size()};
  TRY(tell_rows(options, rows, tally));
  TRY(write_summary(options, tally, host::k_exit_done));
  tell_end(options, tally);
  return host::k_exit_done;
}

}  // namespace

Result<int> issue(const Options& options) {
  const std::string folder = home_folder(options);
  const Home home = TRY(load_home(folder));
  std::vector<Error> problems;
  const auto form = load_template(folder, options.form, problems);
  if (!form && problems.empty()) return form.error();
  if (form) problems = check_template(*form);
  if (!problems.empty()) return refuse_template(options, problems);
  constexpr std::size_t k_most_bytes = 10'000'000;
  const auto text = host::read_file(options.csv, k_most_bytes);
  if (!text && text.error().code != Code::out_of_range) return text.error();
  const auto table = text ? read_csv(*text) : Result<CsvTable>(text.error());
  if (!table) return refuse_file(options, table.error());
  const Instant now = host::SystemClock().now();
  const Plan plan = plan_batch(*form, *table, home.config, now);
  if (!plan.findings.empty()) return refuse(options, *table, plan.findings);
  tell_losses(options, plan.losses);
  if (options.dry_run) {
    talk(options,
         Sentence{std::to_string(plan.rows.size()) + " rows can be issued. Nothing was signed.",
                  std::to_string(plan.rows.size()) +
                      " rijen kunnen worden uitgegeven. Er is niets ondertekend."});
    TRY(write_summary(options, {.rows = plan.rows.size()}, host::k_exit_done));
    return host::k_exit_done;
  }
  const host::FileLock lock = TRY(lock_home(folder));
  const Secrets secrets = TRY(open_secrets(options, home));
  const auto store = TRY(open_store(home));
  return sign_and_write(options, {*form, *table, plan, home, secrets}, *store, now);
}

}  // namespace credenza::issuer
