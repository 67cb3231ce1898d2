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
    add_successor();
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
    CLI::App& rotate =
        verb(*key, "rotate",
             {"Put a new key in the place of the one that signs; what it signed stays good",
              "Zet een nieuwe sleutel in de plaats van de oude; wat die ondertekende blijft goed"},
             true);
    rotate
        .add_option("--type", options_.key_type,
                    in({"Of which type: ed25519 or p256; without: the one that signs",
                        "Van welke soort: ed25519 of p256; zonder: die ondertekent"}))
        ->transform(CLI::CheckedTransformer(
                        std::map<std::string, crypto::KeyType>{
                            {"ed25519", crypto::KeyType::ed25519}, {"p256", crypto::KeyType::p256}})
                        .description("{ed25519,p256}"));
    host::set_example(rotate, "credenza-issuer key rotate");
    CLI::App& retire = verb(*key, "retire",
                            {"Stop using a key; what it signed stays good",
                             "Gebruik een sleutel niet meer; wat die ondertekende blijft goed"},
                            true);
    add_key_id(retire);
    host::set_example(retire, "credenza-issuer key retire key-p256");
    CLI::App& stolen =
        verb(*key, "compromised",
             {"Say that somebody else may have signed with a key since some day",
              "Zeg dat iemand anders met een sleutel getekend kan hebben sinds een dag"},
             true);
    add_key_id(stolen);
    stolen
        .add_option("--since", options_.since,
                    in({"From when on it is not relied on: a day (from midnight UTC) or an instant",
                        "Vanaf wanneer ze niet telt: een dag (vanaf middernacht UTC) of een "
                        "tijdstip"}))
        ->required();
    stolen.add_flag("--yes", options_.agreed, in({"Do not ask", "Vraag niets"}));
    host::set_example(stolen,
                      "credenza-issuer key compromised key-ed25519 --since 2026-03-03 --yes");
  }

  void add_key_id(CLI::App& verb) {
    verb.add_option("KID", options_.ids,
                    in({"The key, as key list shows it", "De sleutel, zoals key list hem toont"}))
        ->required()
        ->expected(1);
  }

  void add_successor() {
    CLI::App& successor =
        verb(app_, "successor",
             {"Say who goes on in the place of this issuer, before it closes",
              "Zeg wie in de plaats van deze uitgever verdergaat, voordat hij sluit"},
             true);
    successor.add_option("--to", options_.to, in({"DID of the successor", "DID van de opvolger"}))
        ->required();
    successor.add_option("--name", options_.name, in({"Its name", "De naam"}))->required();
    successor.add_option("--since", options_.since, in({"From which day on", "Vanaf welke dag"}))
        ->required();
    add_dry_run(successor);
    host::set_example(
        successor,
        "credenza-issuer successor --to did:web:rocdelta.example --name \"ROC Delta\" "
        "--since 2027-08-01");
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
    lint.add_option("--results", options_.results,
                    in({"Write the findings to this CSV file too",
                        "Schrijf de fouten ook naar dit CSV-bestand"}));
    lint.add_flag("--force", options_.force,
                  in({"Replace the file of --results", "Vervang het bestand van --results"}));
    host::set_example(lint, "credenza-issuer lint --template mc-log-02 --csv class.csv");
  }

  void add_issue() {
    CLI::App& issue = verb(app_, "issue",
                           {"Turn a class list into signed credentials",
                            "Maak van een klassenlijst ondertekende bewijzen"},
                           true);
    add_template_name(issue, "--template");
    issue
        .add_option("--csv", options_.csv,
                    in({"The class list; - is standard input", "De klassenlijst; - is de invoer"}))
        ->required();
    issue.add_option(
        "--out", options_.out,
        in({"Folder for the credentials, one file each", "Map voor de bewijzen, elk een bestand"}));
    issue.add_option("-o,--output", options_.file,
                     in({"File for the credentials, one line each (NDJSON)",
                         "Bestand voor de bewijzen, elk een regel (NDJSON)"}));
    issue.add_option("--results", options_.results,
                     in({"Write what became of every row to this CSV file",
                         "Schrijf per rij wat ervan werd naar dit CSV-bestand"}));
    issue.add_flag("--force", options_.force,
                   in({"Replace the files of -o and --results", "Vervang -o en --results"}));
    issue.add_flag("--sealed", options_.sealed,
                   in({"Seal every file: it opens with the holder's key or the code on a letter",
                       "Verzegel elk bestand: het opent met de sleutel van de houder of de code op "
                       "een brief"}));
    issue.add_option("--letters", options_.letters,
                     in({"With --sealed: write name, code and id of who needs a letter",
                         "Met --sealed: schrijf naam, code en id van wie een brief nodig heeft"}));
    issue.add_flag("--skip-errors", options_.skip_errors,
                   in({"Leave rows with mistakes out, and issue the others",
                       "Sla rijen met fouten over, en geef de andere uit"}));
    issue.add_option("--jobs", options_.jobs,
                     in({"How many threads sign; as many as there are processors",
                         "Hoeveel draden ondertekenen; zoveel als er processoren zijn"}));
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
    publish.add_flag("--if-needed", options_.if_needed,
                     in({"For a clock: say little when there is nothing to do",
                         "Voor een klok: zeg weinig als er niets te doen is"}));
    add_dry_run(publish);
    host::set_example(publish, "credenza-issuer publish --out /var/www/html");
  }
};

Result<int> dispatch(const CLI::App& app, const Options& options) {
  if (app.got_subcommand("init")) return init(options);
  if (app.got_subcommand("key")) {
    const CLI::App* verb = app.get_subcommand("key");
    if (verb->got_subcommand("rotate")) return key_rotate(options);
    if (verb->got_subcommand("retire")) return key_retire(options);
    return verb->got_subcommand("compromised") ? key_compromised(options) : key_list(options);
  }
  if (app.got_subcommand("successor")) return successor(options);
  if (app.got_subcommand("template")) {
    const CLI::App* verb = app.get_subcommand("template");
    if (verb->got_subcommand("list")) return template_list(options);
    return verb->got_subcommand("show") ? template_show(options) : template_check(options);
  }
  if (app.got_subcommand("lint")) return lint_csv(options);
  if (app.got_subcommand("issue")) return issue(options);
  if (app.got_subcommand("cosign")) return run_cosign(*app.get_subcommand("cosign"), options);
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
  host::translate_help(app, language);
  app.require_subcommand(1);
  host::set_example(app,
                    "credenza-issuer issue --template mc-log-02 --csv class.csv --out credentials");
  Parser(app, options, language).add_verbs();
  add_cosign_verbs(app, options, language);
  SetupVerbs setup(app, options, language);
  if (const auto exit = host::parse_arguments(app, k_role, argc, argv)) return *exit;
  if (const auto exit = setup.run()) return *exit;
  const Result<int> done = dispatch(app, options);
  return done ? *done : report(options, done.error());
}

}  // namespace credenza::issuer
