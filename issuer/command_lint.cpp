// `lint`: every row and column of a class list that would fail. Signs nothing, asks for nothing.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "crypto/random.h"
#include "host/exit_codes.h"
#include "host/files.h"
#include "host/progress.h"
#include "host/system.h"
#include "issuer/csv_out.h"
#include "issuer/dossier.h"
#include "issuer/issued_forms.h"
#include "issuer/lint.h"
#include "issuer/recognition.h"
#include "issuer/record_texts.h"
#include "issuer/session.h"
#include "issuer/verbs.h"

namespace credenza::issuer {
namespace {

struct LintOptions {
  VerbOptions common;
  std::string form;  ///< a template
  std::string csv;
  std::string results;
  bool force = false;  ///< replace the file of --results
};

/// Lines for people; a script is told everything.
constexpr std::uint64_t k_most_lines = 200;
constexpr std::size_t k_row_width = 10;
constexpr std::size_t k_widest_column = 24;

/// How many characters `text` has, as far as columns of a table need that.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
  }));
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t has = width_of(text);
  if (has < width) text.append(width - has, ' ');
  return text + "  ";
}

/// Tells findings as lines of a table or of JSON.
class LintOutput {
 public:
  LintOutput(const LintOptions& options, const Template& form) : options_(options) {
    for (const Hole& hole : form.holes())
      column_width_ = std::max(column_width_, width_of(hole.column));
    column_width_ = std::min(column_width_, k_widest_column);
  }

  /// --results: the file is there when all is told, and not before.
  /// @error as host::FileWriter::create()
  Status open() {
    if (options_.results.empty()) return {};
    results_ = TRY(
        host::FileWriter::create(options_.results, {.mode = 0600, .overwrite = options_.force}));
    return results_->write("row;column;code;text;suggestion\n");
  }

  Status tell(const RowFinding& found) {
    ++told_;
    if (results_) TRY(write_result(found));
    if (options_.common.json) return tell_json(found);
    return told_ <= k_most_lines ? tell_line(found) : Status{};
  }

  Status end(const LintTally& tally, int exit) {
    if (results_) TRY(results_->put_in_place());
    if (options_.common.json) {
      return host::write_output(TRY(json::to_text({{"schema", schema_of("lint")},
                                                   {"kind", "summary"},
                                                   {"rows", tally.rows},
                                                   {"ready", tally.ready},
                                                   {"with_errors", tally.with_errors},
                                                   {"errors", tally.errors},
                                                   {"warnings", tally.warnings},
                                                   {"exit", exit}})) +
                                "\n");
    }
    if (told_ > k_most_lines) {
      const std::string more = std::to_string(told_ - k_most_lines);
      TRY(write_text({"… and " + more + " more; --json tells all of them.",
                      "… en nog " + more + "; met --json ziet u ze allemaal."}));
    }
    const auto number = [](std::uint64_t n) { return std::to_string(n); };
    return write_text({number(tally.rows) + " rows: " + number(tally.ready) + " ready, " +
                           number(tally.with_errors) + " with errors, " + number(tally.warnings) +
                           " warnings. Nothing signed.",
                       number(tally.rows) + " rijen: " + number(tally.ready) + " klaar, " +
                           number(tally.with_errors) + " met fouten, " + number(tally.warnings) +
                           " waarschuwingen. Er is niets ondertekend."});
  }

 private:
  [[nodiscard]] bool dutch() const { return options_.common.language() == host::Language::nl; }

  Status write_text(const Sentence& text) const {
    return host::write_output(host::printable(dutch() ? text.nl : text.en) + "\n");
  }

  Status tell_line(const RowFinding& found) const {
    const CellFinding& finding = found.finding;
    std::string row = dutch() ? "bestand" : "file";
    if (found.row > 0) row = (dutch() ? "rij " : "row ") + std::to_string(found.row);
    const Sentence sentence = whole(finding);
    const std::string& place = finding.column.empty() ? finding.where : finding.column;
    return host::write_output(padded(std::move(row), k_row_width) +
                              padded(host::printable(place), column_width_) +
                              host::printable(dutch() ? sentence.nl : sentence.en) + "  [" +
                              std::string(code_of(finding.fault)) + "]\n");
  }

  Status tell_json(const RowFinding& found) const {
    const CellFinding& finding = found.finding;
    Json line = {{"schema", schema_of("lint")},
                 {"kind", "finding"},
                 {"row", found.row},
                 {"column", finding.column},
                 {"code", code_of(finding.fault)},
                 {"severity", is_error(finding.fault) ? "error" : "warning"},
                 {"where", finding.where},
                 {"text", finding.what.en},
                 {"suggestion", finding.advice.en}};
    return host::write_output(TRY(json::to_text(line)) + "\n");
  }

  Status write_result(const RowFinding& found) {
    const CellFinding& finding = found.finding;
    const std::string& place = finding.column.empty() ? finding.where : finding.column;
    return results_->write(csv_line({std::to_string(found.row), place, code_of(finding.fault),
                                     dutch() ? finding.what.nl : finding.what.en,
                                     dutch() ? finding.advice.nl : finding.advice.en}));
  }

  const LintOptions& options_;
  std::optional<host::FileWriter> results_;
  std::size_t column_width_ = 0;
  std::uint64_t told_ = 0;
};

/// What is wrong with a template that cannot be used.
std::vector<RowFinding> template_findings(const std::vector<Error>& problems) {
  std::vector<RowFinding> out;
  for (const Error& problem : problems)
    out.push_back({0, say_finding(problem, Fault::form)});
  return out;
}

/// The issuer of the home; without one somebody who stands in for it.
/// @param changed  set when the home has issued with another template of this id
Result<Config> config_of(const LintOptions& options, const Template& form, bool& changed) {
  auto home = load_home(home_folder(options.common));
  if (home) changed = TRY(was_changed(*home, form));
  if (home) return std::move(home->config);
  if (options.common.home_is_named || home.error().code != Code::not_found) return home.error();
  tell(options.common,
       Sentence{"note: there is no issuer here, so a stand-in awards; --home names yours.",
                "let op: hier is geen uitgever, dus een plaatsvervanger reikt uit; --home "
                "noemt de uwe."});
  Config stand_in = TRY(make_config("x", "https://school.example", "NL"));
  const learning_record::Organisation body = stand_in_body(form);
  stand_in.did = body.id;
  stand_in.identifiers = body.identifiers;
  return stand_in;
}

Result<int> refuse_template(const LintOptions& options, const std::vector<RowFinding>& problems) {
  const std::string empty = R"({"schema":"credenza.issuer.template/1","id":"x","record":{}})";
  std::vector<Error> none;
  const Template stand_in = TRY(Template::parse(empty, none));
  LintOutput output(options, stand_in);
  TRY(output.open());
  LintTally tally;
  for (const RowFinding& problem : problems) {
    TRY(output.tell(problem));
    ++tally.errors;
  }
  TRY(output.end(tally, host::k_exit_input_rejected));
  return host::k_exit_input_rejected;
}

Result<int> lint_csv(const LintOptions& options) {
  std::vector<Error> problems;
  const auto form = load_template(home_folder(options.common), options.form, problems);
  if (!form && problems.empty()) return form.error();
  if (!form) return refuse_template(options, template_findings(problems));
  bool changed = false;
  const Config config = TRY(config_of(options, *form, changed));
  problems = check_template(*form, config.as_organisation());
  if (!problems.empty()) return refuse_template(options, template_findings(problems));
  if (changed) return refuse_template(options, {{0, changed_form(*form)}});

  auto source = TRY(host::open_source(options.csv));
  crypto::SystemRandom random;
  host::Progress progress({"checking", "controleren"}, options.common.language(), 0);
  const FurtherCheck further =
      both(recognition_check(config.recognised), dossier_check(home_folder(options.common)));
  const LintInput input{
      *form, config, host::SystemClock().now(), random, further, [&progress](std::uint64_t rows) {
        progress.advance(rows);
        return host::go_on();
      }};
  LintOutput output(options, *form);
  TRY(output.open());
  const host::CatchInterrupts ask_first;
  const LintTally tally = TRY(lint(std::move(source), input, [&](const RowFinding& found) {
    progress.wipe();
    return output.tell(found);
  }));
  progress.wipe();
  const int exit = tally.errors == 0 ? host::k_exit_done : host::k_exit_input_rejected;
  TRY(output.end(tally, exit));
  return exit;
}

}  // namespace

void add_lint(CommandLine& line) {
  const auto [verb, options] =
      line.verb<LintOptions>({"lint",
                              {"Say every row and column of a class list that would fail",
                               "Zeg welke rijen en kolommen van een klassenlijst fout zijn"}},
                             lint_csv);
  add_template_name(line, verb, "--template", options.form);
  verb.add_option(
          "--csv", options.csv,
          line.in({"The class list; - is standard input", "De klassenlijst; - is de invoer"}))
      ->required();
  verb.add_option("--results", options.results,
                  line.in({"Write the findings to this CSV file too",
                           "Schrijf de fouten ook naar dit CSV-bestand"}));
  verb.add_flag("--force", options.force,
                line.in({"Replace the file of --results", "Vervang het bestand van --results"}));
  host::set_example(verb, "credenza-issuer lint --template mc-log-02 --csv class.csv");
}

}  // namespace credenza::issuer
