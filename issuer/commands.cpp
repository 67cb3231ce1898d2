#include "issuer/commands.h"

#include <CLI/CLI.hpp>

#include "host/system.h"
#include "issuer/session.h"
#include "issuer/setup.h"
#include "issuer/verbs.h"

namespace credenza::issuer {
namespace {

using host::Language;
using host::Text;

/// Adds verbs to the command line, each with its options, in the reader's language.
class Parser : private VerbMaker {
 public:
  using VerbMaker::VerbMaker;

  void add_verbs() {
    add_init();
    add_keys();
    add_templates();
    add_lint();
    add_issue();
    add_ledger_verbs(app_, options_, language_);
    add_publish();
  }

 private:
  void add_init() {
    CLI::App& init =
        verb(app_, "init",
             {"Make an issuer: its keys and its ledger", "Maak een uitgever: sleutels en register"},
             true);
    init.add_option("--name", options_.name,
                    in({"Name of the awarding body", "Naam van de instelling"}))
        ->required();
    init.add_option("--url", options_.url,
                    in({"Address of the web site that will carry keys and status lists",
                        "Adres van de website met sleutels en statuslijsten"}))
        ->required();
    init.add_option("--country", options_.country, in({"Country, as in NL", "Land, zoals NL"}));
    init.add_option("--identifier", options_.identifiers,
                    in({"Number in a register, as in BRIN:99ZZ",
                        "Nummer in een register, zoals BRIN:99ZZ"}))
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    host::set_example(init,
                      "credenza-issuer init --home issuer --name \"ROC Waterkant\" --url "
                      "https://rocwaterkant.example/");
  }

  void add_keys() {
    CLI::App* key =
        app_.add_subcommand("key", in({"The keys of the issuer", "De sleutels van de uitgever"}));
    key->require_subcommand(1);
    CLI::App& list =
        verb(*key, "list", {"Show the public keys", "Toon de openbare sleutels"}, false);
    host::set_example(list, "credenza-issuer key list --json");
  }

  void add_templates() {
    CLI::App* group = app_.add_subcommand(
        "template", in({"What a credential says, with holes for a class list",
                        "Wat een bewijs zegt, met gaten voor een klassenlijst"}));
    group->require_subcommand(1);
    CLI::App& list =
        verb(*group, "list",
             {"Show the templates of this issuer", "Toon de sjablonen van deze uitgever"}, false);
    host::set_example(list, "credenza-issuer template list");
    CLI::App& show = verb(
        *group, "show",
        {"Show which columns a template needs", "Toon welke kolommen een sjabloon nodig heeft"},
        false);
    add_template_name(show, "TEMPLATE");
    host::set_example(show, "credenza-issuer template show mc-log-02");
    CLI::App& check = verb(*group, "check",
                           {"Say everything that is wrong with a template",
                            "Zeg alles wat er mis is met een sjabloon"},
                           false);
    add_template_name(check, "FILE");
    host::set_example(check, "credenza-issuer template check mc-log-02.json");
  }

  void add_template_name(CLI::App& verb, const std::string& name) {
    verb.add_option(name, options_.form,
                    in({"A file, or the name of one in the folder templates",
                        "Een bestand, of de naam van een in de map templates"}))
        ->required();
  }

  void add_lint() {
    CLI::App& lint = verb(app_, "lint",
                          {"Say every row and column of a class list that would fail",
                           "Zeg welke rijen en kolommen van een klassenlijst fout zijn"},
                          false);
    add_template_name(lint, "--template");
    lint.add_option("--csv", options_.csv,
                    in({"The class list; - is standard input", "De klassenlijst; - is de invoer"}))
        ->required();
    host::set_example(lint, "credenza-issuer lint --template mc-log-02 --csv class.csv");
  }

  void add_issue() {
    CLI::App& issue = verb(app_, "issue",
                           {"Turn a class list into signed credentials, all or none",
                            "Maak van een klassenlijst ondertekende bewijzen, alle of geen"},
                           true);
    add_template_name(issue, "--template");
    issue
        .add_option("--csv", options_.csv,
                    in({"The class list; - is standard input", "De klassenlijst; - is de invoer"}))
        ->required();
    issue
        .add_option("--out", options_.out,
                    in({"Folder for the credentials", "Map voor de bewijzen"}))
        ->required();
    add_dry_run(issue);
    host::set_example(
        issue, "credenza-issuer issue --template mc-log-02 --csv class.csv --out credentials");
  }

  void add_publish() {
    CLI::App& publish = verb(app_, "publish",
                             {"Write keys and status lists for the web site",
                              "Schrijf sleutels en statuslijsten voor de website"},
                             true);
    publish
        .add_option(
            "--out", options_.out,
            in({"Folder that is the root of the web site", "Map die de wortel van de website is"}))
        ->required();
    add_dry_run(publish);
    host::set_example(publish, "credenza-issuer publish --out /var/www/html");
  }
};

Result<int> dispatch(const CLI::App& app, const Options& options) {
  if (app.got_subcommand("init")) return init(options);
  if (app.got_subcommand("key")) return key_list(options);
  if (app.got_subcommand("template")) {
    const CLI::App* verb = app.get_subcommand("template");
    if (verb->got_subcommand("list")) return template_list(options);
    return verb->got_subcommand("show") ? template_show(options) : template_check(options);
  }
  if (app.got_subcommand("lint")) return lint_csv(options);
  if (app.got_subcommand("issue")) return issue(options);
  if (const auto done = run_ledger_verb(app, options)) return *done;
  return publish(options);
}

}  // namespace

int run(int argc, const char* const* argv) {
  host::protect_process();
  const Language language = host::language_of(argc, argv);
  Options options;
  CLI::App app(std::string(Text{"Issue credentials that can be checked.",
                                "Geef bewijzen uit die te controleren zijn."}
                               .in(language)),
               "credenza-issuer");
  app.require_subcommand(1);
  host::set_example(app,
                    "credenza-issuer issue --template mc-log-02 --csv class.csv --out credentials");
  Parser(app, options, language).add_verbs();
  SetupVerbs setup(app, options, language);
  if (const auto exit = host::parse_arguments(app, k_role, argc, argv)) return *exit;
  if (const auto exit = setup.run()) return *exit;
  const Result<int> done = dispatch(app, options);
  return done ? *done : report(options, done.error());
}

}  // namespace credenza::issuer
