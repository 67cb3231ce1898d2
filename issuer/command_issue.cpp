// `issue`: a class list becomes signed credentials.
#include <algorithm>
#include <chrono>
#include <thread>

#include <CLI/CLI.hpp>

#include "crypto/random.h"
#include "host/exit_codes.h"
#include "host/progress.h"
#include "host/system.h"
#include "issuer/form_doubts.h"
#include "issuer/issue_output.h"
#include "issuer/issued_forms.h"
#include "issuer/last_published.h"
#include "issuer/record_texts.h"
#include "issuer/second_reading.h"
#include "issuer/session.h"
#include "issuer/verbs.h"

namespace credenza::issuer {
namespace {

/// A list of mistakes does not get better by being longer.
constexpr std::uint64_t k_most_findings = 1000;
/// Of a class list that comes by standard input, which is read twice.
constexpr std::size_t k_most_input_bytes = std::size_t{64} << 20;
constexpr unsigned k_most_jobs = 256;

/// What is the same for all that one run does.
struct Session {
  const IssueOptions& options;
  const Home& home;
  const Template* form;  ///< null when it cannot be used
  Instant now;
  std::string input;  ///< what came by standard input
  Workers& workers;
  FirstReading first = {};
  host::Stopwatch watch = {};

  [[nodiscard]] Result<std::unique_ptr<ByteSource>> open_source() const {
    if (options.csv == "-") return text_source(input);
    return host::open_source(options.csv);
  }
};

std::string number(std::uint64_t value) {
  return std::to_string(value);
}

Status write_summary(const Session& session, const IssueTally& tally, int exit) {
  if (!session.options.common.json) return {};
  const std::chrono::duration<double> seconds = session.watch.elapsed();
  return write_line({{"schema", schema_of("issue")},
                     {"kind", "summary"},
                     {"rows", tally.rows},
                     {"issued", tally.issued},
                     {"issued_before", tally.before},
                     {"withdrawn", tally.withdrawn},
                     {"replaced", tally.replaced},
                     {"forgotten", tally.forgotten},
                     {"skipped", tally.refused},
                     {"findings", tally.findings},
                     {"dry_run", session.options.common.dry_run},
                     {"seconds", seconds.count()},
                     {"exit", exit}});
}

/// "list.csv, row 3: …"
Sentence told_of(const std::string& file, const Error& problem) {
  const auto sentence = [&file](const std::string& where, const std::string& detail) {
    return file + (where.empty() ? "" : ", " + where) + ": " + detail;
  };
  return {sentence(problem.where, problem.detail),
          sentence(host::place_in_dutch(problem.where, dutch_sentences()),
                   in_dutch(problem.detail).value_or(problem.detail))};
}

/// A file that cannot be read as a table, or a template that cannot be used.
Result<int> refuse_whole(const Session& session, const char* kind,
                         const std::vector<Error>& problems) {
  const std::string& file =
      std::string_view(kind) == "file" ? session.options.csv : session.options.form;
  for (const Error& problem : problems) {
    tell(session.options.common, told_of(file, problem));
    if (!session.options.common.json) continue;
    TRY(write_line({{"schema", schema_of("issue")},
                    {"kind", kind},
                    {"outcome", "refused"},
                    {"code", to_string(problem.code)},
                    {"where", problem.where},
                    {"detail", problem.detail}}));
  }
  talk(session.options.common, host::Text{"Nothing was signed.", "Er is niets ondertekend."});
  TRY(write_summary(session, {.findings = problems.size()}, host::k_exit_input_rejected));
  return host::k_exit_input_rejected;
}

bool is_about_file(const Error& error) {
  return error.code == Code::malformed || error.code == Code::missing ||
         error.code == Code::out_of_range;
}

void tell_losses(const IssueOptions& options, const std::vector<open_badges::Loss>& losses) {
  for (const open_badges::Loss& loss : losses) {
    tell(options.common,
         Sentence{"note: not in the credential: " + loss.where + " (" + loss.detail + ")",
                  "let op: niet in het bewijs: " + loss.where + " (" + loss.detail + ")"});
  }
}

/// The first look at the whole list: what is wrong with it, and nothing signed.
struct FirstLook {
  IssueTally tally;
  std::uint64_t errors = 0;
};

Result<FirstLook> look_through(Session& session) {
  FirstLook out;
  auto source = TRY(session.open_source());
  RowReader reader = TRY(RowReader::open(session.first.of(std::move(source)), *session.form));
  for (const RowFinding& found : file_findings(reader)) {
    TRY(tell_finding(session.options, found));
    if (is_error(found.finding.fault)) ++out.errors;
  }
  // Without a column that is needed every row would be told wrong.
  if (out.errors > 0) return out;
  std::uint64_t told = 0;
  const RowSink sink = [&](const RowOutcome& outcome) -> Status {
    for (const RowFinding& found : outcome.findings) {
      if (is_error(found.finding.fault)) ++out.errors;
      if (told++ < k_most_findings) TRY(tell_finding(session.options, found));
    }
    return {};
  };
  crypto::SystemRandom random;
  host::Progress progress({"checking", "controleren"}, session.options.common.language(), 0);
  const GoOn go_on = [&progress](std::uint64_t done) {
    progress.advance(done);
    return host::go_on();
  };
  for (const RowFinding& doubt : form_doubts(*session.form, session.home.config))
    TRY(tell_finding(session.options, doubt));
  std::vector<open_badges::Loss> losses;
  out.tally = TRY(check_rows({reader, *session.form, session.home.config, session.now},
                             session.workers, random, go_on, sink, losses));
  progress.wipe();
  if (out.tally.rows == 0)
    TRY(tell_finding(session.options, {0, finding_of(Phrase::file_without_rows)}));
  tell_losses(session.options, losses);
  return out;
}

Result<int> refuse_rows(const Session& session, const FirstLook& look) {
  const std::string rows = number(look.tally.rows);
  const std::string count = number(look.errors);
  tell(session.options.common,
       Sentence{rows + " rows, " + count + " things to mend. Nothing was signed.",
                rows + " rijen, " + count + " dingen te verbeteren. Er is niets ondertekend."});
  IssueTally tally = look.tally;
  tally.findings = look.errors;
  TRY(write_summary(session, tally, host::k_exit_input_rejected));
  return host::k_exit_input_rejected;
}

void tell_end(const IssueOptions& options, const IssueTally& tally, Instant first_before) {
  std::string since_en;
  std::string since_nl;
  if (tally.before > 0) {
    since_en = " (already issued, the first on " + day_text(first_before, host::Language::en) + ")";
    since_nl = " (al uitgegeven, de eerste op " + day_text(first_before, host::Language::nl) + ")";
  }
  std::string en = number(tally.rows) + " rows: " + number(tally.issued) + " issued, " +
                   number(tally.before) + " issued before" + since_en + ", " +
                   number(tally.withdrawn) + " withdrawn since";
  std::string nl = number(tally.rows) + " rijen: " + number(tally.issued) + " uitgegeven, " +
                   number(tally.before) + " al eerder uitgegeven" + since_nl + ", " +
                   number(tally.withdrawn) + " sindsdien ingetrokken";
  const auto add = [&en, &nl](std::uint64_t count, const char* what_en, const char* what_nl) {
    if (count == 0) return;
    en += ", " + number(count) + what_en;
    nl += ", " + number(count) + what_nl;
  };
  add(tally.replaced, " replaced since", " sindsdien vervangen");
  add(tally.forgotten, " forgotten since", " sindsdien vergeten");
  if (tally.refused > 0) {
    en += ", " + number(tally.refused) + " left out";
    nl += ", " + number(tally.refused) + " overgeslagen";
  }
  tell(options.common, Sentence{en + ".", nl + "."});
}

/// A clock that was set back: the ledger stays in order, and says so.
void tell_clock(const IssueOptions& options, Instant now, Instant entered) {
  if (entered <= now) return;
  tell(options.common,
       Sentence{"note: the clock stands before the last entry of the ledger (" +
                    format_instant(entered) + "); what is new is entered at that time.",
                "let op: de klok loopt achter op het register (" + format_instant(entered) +
                    "); wat nieuw is krijgt die tijd."});
}

/// @param look  null when nobody looked through the list before: each row is looked at now
Result<int> sign_and_write(const Session& session, const FirstLook* look) {
  const IssueOptions& options = session.options;
  const host::FileLock lock = TRY(lock_home(session.home.folder));
  const auto store = TRY(open_store_to_write(session.home));
  const Secrets secrets = TRY(open_secrets(options.common, session.home));
  auto source = TRY(session.open_source());
  if (look != nullptr) source = session.first.again(std::move(source));
  RowReader reader = TRY(RowReader::open(std::move(source), *session.form));
  IssueOutput output = TRY(IssueOutput::open(options));
  crypto::SystemRandom random;
  if (options.sealed) output.seal(secrets.data_key, random);
  if (!options.format.empty()) {
    auto formats = TRY(parse_formats(options.format));
    output.write_as(std::move(formats), TRY(TokenMaker::make(session.home.config, secrets)));
  }
  host::Progress progress({"issuing", "uitgeven"}, options.common.language(),
                          look == nullptr ? 0 : look->tally.rows);
  const GoOn go_on = [&progress](std::uint64_t done) {
    progress.advance(done);
    return host::go_on();
  };
  Instant first_before = Instant::max();
  Instant last_entered{};
  const RowSink sink = [&](const RowOutcome& outcome) -> Status {
    if (outcome.outcome == Outcome::before) first_before = std::min(first_before, outcome.issued);
    if (outcome.outcome == Outcome::issued) last_entered = outcome.issued;
    return output.take(outcome);
  };
  const IssueTally tally =
      TRY(issue_rows({.reader = reader,
                      .form = *session.form,
                      .config = session.home.config,
                      .now = session.now,
                      .sound = look != nullptr},
                     session.workers, {session.home, secrets, *store, random}, go_on, sink));
  TRY(output.finish());
  if (tally.issued + tally.before > 0) TRY(keep_form(session.home, *session.form));
  progress.wipe();
  // Whoever sends them on has to hear that some rows gave nothing.
  const bool all = tally.refused + tally.withdrawn + tally.replaced + tally.forgotten == 0;
  const int exit = all ? host::k_exit_done : host::k_exit_mixed;
  TRY(write_summary(session, tally, exit));
  if (!options.file.empty() && !options.common.json)
    TRY(host::write_output(host::printable(options.file) + "\n"));
  tell_clock(options, session.now, last_entered);
  tell_end(options, tally, first_before);
  if (tally.withdrawn > 0) {
    talk(options.common,
         host::Text{"To issue a withdrawn one again on purpose: credenza-issuer renew ID "
                    "--again --reason REASON --out FOLDER.",
                    "Een ingetrokken bewijs bewust opnieuw uitgeven kan met: "
                    "credenza-issuer renew ID --again --reason REDEN --out MAP."});
  }
  if (tally.issued == 0) return exit;
  if (const auto note = note_of_unpublished_key(session.home)) tell(options.common, *note);
  return exit;
}

unsigned jobs_of(const IssueOptions& options) {
  const unsigned wanted =
      options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  return std::min(wanted, k_most_jobs);
}

/// Says what a dry run found, and signs nothing.
Result<int> tell_dry_run(const Session& session, const FirstLook& look) {
  const std::string rows = number(look.tally.rows);
  const std::string refused = number(look.tally.refused);
  tell(session.options.common,
       Sentence{rows + " rows, " + refused + " cannot be issued. Nothing was signed.",
                rows + " rijen, " + refused +
                    " kunnen niet worden uitgegeven. Er is niets ondertekend."});
  const int exit = look.errors > 0 ? host::k_exit_mixed : host::k_exit_done;
  TRY(write_summary(session, look.tally, exit));
  return exit;
}

/// Issues row by row, and leaves out those with mistakes.
Result<int> issue_sound_rows(Session& session) {
  auto source = TRY(session.open_source());
  const auto reader = RowReader::open(std::move(source), *session.form);
  if (!reader && is_about_file(reader.error()))
    return refuse_whole(session, "file", {reader.error()});
  if (!reader) return reader.error();
  // Columns that are missing are not a matter of single rows.
  FirstLook look;
  for (const RowFinding& found : file_findings(*reader)) {
    TRY(tell_finding(session.options, found));
    if (is_error(found.finding.fault)) ++look.errors;
  }
  if (look.errors > 0) return refuse_rows(session, look);
  return sign_and_write(session, nullptr);
}

Result<int> run_batch(Session& session) {
  const IssueOptions& options = session.options;
  if (options.skip_errors && !options.common.dry_run) return issue_sound_rows(session);
  const auto look = look_through(session);
  if (!look && is_about_file(look.error())) return refuse_whole(session, "file", {look.error()});
  if (!look) return look.error();
  const bool skips = options.skip_errors && look->tally.rows > 0;
  if (look->errors > 0 && !skips) return refuse_rows(session, *look);
  if (options.common.dry_run) return tell_dry_run(session, *look);
  return sign_and_write(session, &*look);
}

/// Whether what --format asks for can be made and put somewhere.
Status check_formats(const IssueOptions& options, const Config& config) {
  if (options.format.empty()) return {};
  const auto formats = TRY(parse_formats(options.format));
  if (formats.size() > 1 && !options.file.empty()) {
    return fail(Code::mismatch, "--format",
                "one file holds one format: use --out FOLDER for several");
  }
  const bool needs_lists = std::ranges::find(formats, CredentialFormat::sd_jwt_vc) != formats.end();
  if (!needs_lists || config.token_lists) return {};
  return fail(Code::mismatch, "issuer.toml, status.token_lists",
              "dc+sd-jwt needs token status lists: set token_lists = true under [status]");
}

Result<int> issue(const IssueOptions& options) {
  if (options.out.empty() && options.file.empty() && !options.common.dry_run) {
    return fail(Code::missing, "--out",
                "say where the credentials go: --out FOLDER, one file each, or -o FILE, one line "
                "each");
  }
  if (options.sealed && (options.out.empty() || !options.file.empty())) {
    return fail(Code::mismatch, "--sealed",
                "sealed files lie in a folder, one for each person: use --out FOLDER alone");
  }
  if (!options.letters.empty() && !options.sealed)
    return fail(Code::mismatch, "--letters", "letters are for sealed files: add --sealed");
  const std::string folder = home_folder(options.common);
  const Home home = TRY(load_home(folder));
  TRY(check_formats(options, home.config));
  std::vector<Error> problems;
  const auto form = load_template(folder, options.form, problems);
  if (!form && problems.empty()) return form.error();
  if (form) problems = check_template(*form, home.config.as_organisation());
  if (form && form->record().contains("co_signers")) {
    problems.push_back(fail(Code::unsupported, "/co_signers",
                            "others have to sign too: use credenza-issuer cosign start"));
  }
  if (form && problems.empty() && TRY(was_changed(home, *form)))
    problems.push_back(fail(Code::conflict, "/id", whole(changed_form(*form)).en));
  std::string input;
  if (options.csv == "-") input = TRY(host::read_file("-", k_most_input_bytes));
  Workers workers(jobs_of(options));
  const host::CatchInterrupts ask_first;
  if (!problems.empty()) {
    const Session session{options, home, nullptr, {}, {}, workers};
    return refuse_whole(session, "template", problems);
  }
  Session session{options, home, &*form, host::SystemClock().now(), std::move(input), workers};
  return run_batch(session);
}

void add_destinations(const CommandLine& line, CLI::App& verb, IssueOptions& options) {
  verb.add_option("--out", options.out,
                  line.in({"Folder for the credentials, one file each",
                           "Map voor de bewijzen, elk een bestand"}));
  verb.add_option("-o,--output", options.file,
                  line.in({"File for the credentials, one line each (NDJSON)",
                           "Bestand voor de bewijzen, elk een regel (NDJSON)"}));
  verb.add_option("--format", options.format,
                  line.in({"In which forms: openbadge, vc+jwt, vc+sd-jwt, dc+sd-jwt, with commas "
                           "between them; all say the same",
                           "In welke vormen: openbadge, vc+jwt, vc+sd-jwt, dc+sd-jwt, met komma's "
                           "ertussen; ze zeggen alle hetzelfde"}));
  verb.add_option("--results", options.results,
                  line.in({"Write what became of every row to this CSV file",
                           "Schrijf per rij wat ervan werd naar dit CSV-bestand"}));
  verb.add_flag("--force", options.force,
                line.in({"Replace the files of -o and --results", "Vervang -o en --results"}));
  verb.add_flag(
      "--sealed", options.sealed,
      line.in({"Seal every file: it opens with the holder's key or the code on a letter",
               "Verzegel elk bestand: het opent met de sleutel van de houder of de code op "
               "een brief"}));
  verb.add_option(
      "--letters", options.letters,
      line.in({"With --sealed: write name, code and id of who needs a letter",
               "Met --sealed: schrijf naam, code en id van wie een brief nodig heeft"}));
}

}  // namespace

void add_issue(CommandLine& line) {
  const auto [verb, options] =
      line.verb<IssueOptions>({"issue",
                               {"Turn a class list into signed credentials",
                                "Maak van een klassenlijst ondertekende bewijzen"},
                               Needs::passphrase},
                              issue);
  add_template_name(line, verb, "--template", options.form);
  verb.add_option(
          "--csv", options.csv,
          line.in({"The class list; - is standard input", "De klassenlijst; - is de invoer"}))
      ->required();
  add_destinations(line, verb, options);
  verb.add_flag("--skip-errors", options.skip_errors,
                line.in({"Leave rows with mistakes out, and issue the others",
                         "Sla rijen met fouten over, en geef de andere uit"}));
  verb.add_option("--jobs", options.jobs,
                  line.in({"How many threads sign; as many as there are processors",
                           "Hoeveel draden ondertekenen; zoveel als er processoren zijn"}));
  add_dry_run(line, verb, options.common);
  host::set_example(verb,
                    "credenza-issuer issue --template mc-log-02 --csv class.csv --out credentials");
}

}  // namespace credenza::issuer
