// The command line of `cosign`.
#include <CLI/CLI.hpp>

#include "issuer/command_cosign.h"
#include "issuer/verbs.h"

namespace credenza::issuer {
namespace {

using host::Text;

/// All of them open the home of a party.
VerbName name_of(const char* name, const Text& what) {
  return {name,
          what,
          Needs::passphrase,
          {"The folder of who does this; else CREDENZA_HOME, else issuer in the data folder",
           "De map van wie dit doet; anders CREDENZA_HOME, anders issuer in de datamap"}};
}

void add_draft(const CommandLine& line, CLI::App& verb, std::string& draft) {
  verb.add_option("DRAFT", draft, line.in({"The draft", "Het concept"}))->required();
}

void add_signatory(const CommandLine& line, CLI::App& verb, std::string& name) {
  verb.add_option("--name", name,
                  line.in({"Who does this, as in \"Rob Jansen, manager\"",
                           "Wie dit doet, zoals \"Rob Jansen, bedrijfsleider\""}));
}

/// -o and --force, of a verb that has both.
template <class Options>
CLI::Option* add_output(const CommandLine& line, CLI::App& verb, Options& options,
                        const Text& what) {
  CLI::Option* output = verb.add_option("-o,--output", options.output, line.in(what));
  verb.add_flag(
      "--force", options.force,
      line.in({"Write over a file that is there", "Overschrijf een bestand dat er al is"}));
  return output;
}

void add_views(const CommandLine& line, CLI::App& verb, CosignViews& views) {
  verb.add_option("--published", views.published,
                  line.in({"Folder with copies of what others publish",
                           "Map met kopieën van wat anderen publiceren"}))
      ->allow_extra_args(false);
  verb.add_flag("--offline", views.offline,
                line.in({"Do not use the network", "Gebruik geen internet"}));
  verb.add_option("--accreditation", views.accreditation,
                  line.in({"Accreditation of the company, a credential",
                           "Erkenning van het bedrijf, een bewijs"}));
  verb.add_flag("--allow-unknown-dossier", views.allow_unknown_dossier,
                line.in({"Do not ask for the dossier of the qualification in the folder dossiers",
                         "Vraag niet om het kwalificatiedossier in de map dossiers"}));
}

void add_place(CommandLine& line, CLI::App& group) {
  const auto [verb, options] = line.verb<CosignPlaceOptions>(
      group,
      name_of("place",
              {"Promise places in the status lists to documents that a company will make",
               "Geef plaatsen in de statuslijsten voor documenten die een bedrijf gaat maken"}),
      cosign_place);
  verb.add_option("--count", options.count, line.in({"How many documents", "Hoeveel documenten"}));
  add_output(line, verb, options, {"File for the company", "Bestand voor het bedrijf"})->required();
  add_dry_run(line, verb, options.common);
  host::set_example(verb, "credenza-issuer cosign place --count 5 -o places-for-the-company.json");
}

void add_start(CommandLine& line, CLI::App& group) {
  const auto [verb, options] = line.verb<CosignStartOptions>(
      group,
      name_of("start", {"Make drafts that several parties will sign",
                        "Maak concepten die meer partijen gaan ondertekenen"}),
      cosign_start);
  add_template_name(line, verb, "--template", options.form);
  verb.add_option("--csv", options.csv,
                  line.in({"The list; - is standard input", "De lijst; - is de invoer"}))
      ->required();
  verb.add_option(
      "--place", options.place,
      line.in({"Places that the school gave (cosign place); without: you are the school",
               "Plaatsen die de school gaf (cosign place); zonder: u bent de school"}));
  verb.add_option(
          "--evidence", options.evidence,
          line.in({"A document that was looked at; only its digest goes into the credential",
                   "Een bewijsstuk; alleen het controlegetal komt in het bewijs"}))
      ->allow_extra_args(false);
  verb.add_option("--out", options.out,
                  line.in({"Folder, one draft for each person", "Map, een concept per persoon"}));
  add_output(line, verb, options, {"File for the only draft", "Bestand voor het enige concept"});
  add_views(line, verb, options.views);
  add_dry_run(line, verb, options.common);
  host::set_example(verb,
                    "credenza-issuer cosign start --template practice --csv mehari.csv --place "
                    "places.json --evidence starr-1.pdf -o mehari.draft");
}

void add_sign(CommandLine& line, CLI::App& group) {
  const auto [verb, options] = line.verb<CosignSignOptions>(
      group,
      name_of("sign", {"Sign a draft, as another party than the school",
                       "Onderteken een concept, als andere partij dan de school"}),
      cosign_sign);
  add_draft(line, verb, options.draft);
  verb.add_option("--role", options.role,
                  line.in({"As what you sign, as in learning-company",
                           "Als wat u ondertekent, zoals learning-company"}))
      ->required();
  add_signatory(line, verb, options.name);
  add_dry_run(line, verb, options.common);
  host::set_example(verb,
                    "credenza-issuer cosign sign mehari.draft --role learning-company --name "
                    "\"Rob Jansen, bedrijfsleider\"");
}

void add_check(CommandLine& line, CLI::App& group) {
  const auto [verb, options] = line.verb<CosignCheckOptions>(
      group,
      name_of("check", {"Show what a draft says and what it lacks",
                        "Toon wat een concept zegt en wat er ontbreekt"}),
      cosign_check);
  add_draft(line, verb, options.draft);
  verb.add_option("--evidence", options.evidence,
                  line.in({"A document, to see whether it is one of the evidence",
                           "Een document, om te zien of het een van de bewijsstukken is"}))
      ->allow_extra_args(false);
  add_views(line, verb, options.views);
  host::set_example(verb, "credenza-issuer cosign check mehari.draft");
}

void add_cosigned(CommandLine& line, CLI::App& group) {
  const auto [verb, options] = line.verb<CosignIssueOptions>(
      group,
      name_of("issue", {"Sign as the school and issue the credential",
                        "Onderteken als school en geef het bewijs uit"}),
      cosign_issue);
  add_draft(line, verb, options.draft);
  add_signatory(line, verb, options.name);
  add_output(line, verb, options, {"File for the credential", "Bestand voor het bewijs"})
      ->required();
  verb.add_option(
      "--letters", options.letters,
      line.in({"Seal the credential for its receiver; who has no DID opens it with a code, which "
               "goes into this file, to print a letter from",
               "Verzegel het bewijs voor de ontvanger; wie geen DID heeft, opent het met een code, "
               "die in dit bestand komt, om een brief van te maken"}));
  add_dry_run(line, verb, options.common);
  add_views(line, verb, options.views);
  host::set_example(verb, "credenza-issuer cosign issue mehari.draft -o mehari.json");
}

void add_refuse(CommandLine& line, CLI::App& group) {
  const auto [verb, options] = line.verb<CosignRefuseOptions>(
      group,
      name_of("refuse",
              {"Say, signed, that you will not sign a draft; nothing is issued from it any more",
               "Zeg, ondertekend, dat u een concept niet tekent; er wordt niets meer van "
               "uitgegeven"}),
      cosign_refuse);
  add_draft(line, verb, options.draft);
  verb.add_option("--reason", options.reason,
                  line.in({"Why; the others read it", "Waarom; de anderen lezen het"}))
      ->required();
  add_signatory(line, verb, options.name);
  add_dry_run(line, verb, options.common);
  host::set_example(verb,
                    "credenza-issuer cosign refuse mehari.draft --reason \"hours are wrong\"");
}

}  // namespace

void add_cosign_verbs(CommandLine& line) {
  CLI::App& group =
      line.group("cosign", {"Documents that a company and a school sign together",
                            "Documenten die een bedrijf en een school samen ondertekenen"});
  add_place(line, group);
  add_start(line, group);
  add_sign(line, group);
  add_check(line, group);
  add_cosigned(line, group);
  add_refuse(line, group);
}

}  // namespace credenza::issuer
