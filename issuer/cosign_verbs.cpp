// The command line of `cosign`.
#include <CLI/CLI.hpp>

#include "issuer/commands.h"

namespace credenza::issuer {
namespace {

using host::Language;
using host::Text;

class CosignParser {
 public:
  CosignParser(CLI::App& group, Options& options, Language language)
      : group_(group), options_(options), cosign_(options.cosign), language_(language) {}

  void add_verbs() {
    add_place();
    add_start();
    add_sign();
    add_check();
    add_issue();
    add_refuse();
  }

 private:
  [[nodiscard]] std::string in(const Text& text) const { return std::string(text.in(language_)); }

  CLI::App& verb(const std::string& name, const Text& what) {
    CLI::App* made = group_.add_subcommand(name, in(what));
    made->add_option(
        "--home", options_.home,
        in({"The folder of who does this; else CREDENZA_HOME, else issuer in the data folder",
            "De map van wie dit doet; anders CREDENZA_HOME, anders issuer in de datamap"}));
    host::add_common_options(*made, options_.common, language_);
    host::add_passphrase_options(*made, options_.common, language_);
    return *made;
  }

  CLI::App& draft_verb(const std::string& name, const Text& what) {
    CLI::App& made = verb(name, what);
    made.add_option("DRAFT", cosign_.draft, in({"The draft", "Het concept"}))->required();
    return made;
  }

  void add_files(CLI::App& verb, const std::string& name, std::vector<std::string>& files,
                 const Text& what) {
    verb.add_option(name, files, in(what))->allow_extra_args(false);
  }

  void add_name(CLI::App& verb) {
    verb.add_option("--name", options_.name,
                    in({"Who does this, as in \"Rob Jansen, manager\"",
                        "Wie dit doet, zoals \"Rob Jansen, bedrijfsleider\""}));
  }

  void add_output(CLI::App& verb, const Text& what) {
    verb.add_option("-o,--output", cosign_.output, in(what));
    verb.add_flag("--force", cosign_.force,
                  in({"Write over a file that is there", "Overschrijf een bestand dat er al is"}));
  }

  void add_views(CLI::App& verb) {
    add_files(verb, "--published", cosign_.published,
              {"Folder with copies of what others publish",
               "Map met kopieën van wat anderen "
               "publiceren"});
    verb.add_flag("--offline", cosign_.offline,
                  in({"Do not use the network", "Gebruik geen internet"}));
    verb.add_option("--accreditation", cosign_.accreditation,
                    in({"Accreditation of the company, a credential",
                        "Erkenning van het bedrijf, een bewijs"}));
    verb.add_flag("--allow-unknown-dossier", cosign_.allow_unknown_dossier,
                  in({"Do not ask for the dossier of the qualification in the folder dossiers",
                      "Vraag niet om het kwalificatiedossier in de map dossiers"}));
  }

  void add_place() {
    CLI::App& place = verb(
        "place", {"Promise places in the status lists to documents that a company will make",
                  "Geef plaatsen in de statuslijsten voor documenten die een bedrijf gaat maken"});
    place.add_option("--count", cosign_.count, in({"How many documents", "Hoeveel documenten"}));
    add_output(place, {"File for the company", "Bestand voor het bedrijf"});
    place.get_option("--output")->required();
    host::set_example(place,
                      "credenza-issuer cosign place --count 5 -o places-for-the-company.json");
  }

  void add_start() {
    CLI::App& start = verb("start", {"Make drafts that several parties will sign",
                                     "Maak concepten die meer partijen gaan ondertekenen"});
    start
        .add_option("--template", options_.form,
                    in({"A file, or the name of one in the folder templates",
                        "Een bestand, of de naam van een in de map templates"}))
        ->required();
    start
        .add_option("--csv", options_.csv,
                    in({"The list; - is standard input", "De lijst; - is de invoer"}))
        ->required();
    start.add_option("--place", cosign_.place,
                     in({"Places that the school gave (cosign place); without: you are the school",
                         "Plaatsen die de school gaf (cosign place); zonder: u bent de school"}));
    add_files(start, "--evidence", cosign_.evidence,
              {"A document that was looked at; only its digest goes into the credential",
               "Een bewijsstuk; alleen het controlegetal komt in het bewijs"});
    start.add_option("--out", options_.out,
                     in({"Folder, one draft for each person", "Map, een concept per persoon"}));
    add_output(start, {"File for the only draft", "Bestand voor het enige concept"});
    add_views(start);
    host::set_example(start,
                      "credenza-issuer cosign start --template practice --csv mehari.csv --place "
                      "places.json --evidence starr-1.pdf -o mehari.draft");
  }

  void add_sign() {
    CLI::App& sign =
        draft_verb("sign", {"Sign a draft, as another party than the school",
                            "Onderteken een concept, als andere partij dan de school"});
    sign.add_option("--role", cosign_.role,
                    in({"As what you sign, as in learning-company",
                        "Als wat u ondertekent, zoals learning-company"}))
        ->required();
    add_name(sign);
    host::set_example(sign,
                      "credenza-issuer cosign sign mehari.draft --role learning-company --name "
                      "\"Rob Jansen, bedrijfsleider\"");
  }

  void add_check() {
    CLI::App& check = draft_verb("check", {"Show what a draft says and what it lacks",
                                           "Toon wat een concept zegt en wat er ontbreekt"});
    add_files(check, "--evidence", cosign_.evidence,
              {"A document, to see whether it is one of the evidence",
               "Een document, om te zien of het een van de bewijsstukken is"});
    add_views(check);
    host::set_example(check, "credenza-issuer cosign check mehari.draft");
  }

  void add_issue() {
    CLI::App& issue = draft_verb("issue", {"Sign as the school and issue the credential",
                                           "Onderteken als school en geef het bewijs uit"});
    add_name(issue);
    add_output(issue, {"File for the credential", "Bestand voor het bewijs"});
    issue.get_option("--output")->required();
    issue.add_option(
        "--letters", options_.letters,
        in({"Seal the credential for its receiver; who has no DID opens it with a code, which goes "
            "into this file, to print a letter from",
            "Verzegel het bewijs voor de ontvanger; wie geen DID heeft, opent het met een code, "
            "die "
            "in dit bestand komt, om een brief van te maken"}));
    issue.add_flag(
        "--dry-run", options_.dry_run,
        in({"Say what would be done, and do nothing", "Zeg wat er zou gebeuren, en doe niets"}));
    add_views(issue);
    host::set_example(issue, "credenza-issuer cosign issue mehari.draft -o mehari.json");
  }

  void add_refuse() {
    CLI::App& refuse =
        draft_verb("refuse", {"Say, signed, that you will not sign a draft; nothing is issued "
                              "from it any more",
                              "Zeg, ondertekend, dat u een concept niet tekent; er wordt niets "
                              "meer van uitgegeven"});
    refuse
        .add_option("--reason", options_.reason,
                    in({"Why; the others read it", "Waarom; de anderen lezen het"}))
        ->required();
    add_name(refuse);
    host::set_example(refuse,
                      "credenza-issuer cosign refuse mehari.draft --reason \"hours are wrong\"");
  }

  CLI::App& group_;
  Options& options_;
  CosignOptions& cosign_;
  Language language_;
};

}  // namespace

void add_cosign_verbs(CLI::App& app, Options& options, Language language) {
  const Text what{"Documents that a company and a school sign together",
                  "Documenten die een bedrijf en een school samen ondertekenen"};
  CLI::App* group = app.add_subcommand("cosign", std::string(what.in(language)));
  group->require_subcommand(1);
  CosignParser(*group, options, language).add_verbs();
}

Result<int> run_cosign(const CLI::App& group, const Options& options) {
  if (group.got_subcommand("place")) return cosign_place(options);
  if (group.got_subcommand("start")) return cosign_start(options);
  if (group.got_subcommand("sign")) return cosign_sign(options);
  if (group.got_subcommand("check")) return cosign_check(options);
  if (group.got_subcommand("issue")) return cosign_issue(options);
  return cosign_refuse(options);
}

}  // namespace credenza::issuer
