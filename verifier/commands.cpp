#include "verifier/commands.h"

#include <CLI/CLI.hpp>

#include "verifier/bundle_commands.h"
#include "verifier/report_verbs.h"
#include "verifier/setup.h"

namespace credenza::verifier {
namespace {

using host::Language;
using host::Text;

/// Everything that the command line can set.
struct Arguments {
  host::CommonOptions common;
  std::string home;
  CheckOptions check;
  TrustAddOptions add;
  TrustImportOptions import;
  std::string remove;
  std::string policy;
  std::string report;
  std::vector<std::string> report_makers;
};

CLI::App* add_plain_verb(CLI::App& parent, const std::string& name, std::string_view description,
                         Arguments& arguments, Language language) {
  CLI::App* verb = parent.add_subcommand(name, std::string(description));
  host::add_common_options(*verb, arguments.common, language);
  return verb;
}

/// A verb that looks at the reader's own list.
CLI::App* add_verb(CLI::App& parent, const std::string& name, std::string_view description,
                   Arguments& arguments, Language language) {
  CLI::App* verb = add_plain_verb(parent, name, description, arguments, language);
  verb->add_option("--home", arguments.home,
                   std::string(Text{"Folder with your list of issuers (trust.json)",
                                    "Map met uw lijst van uitgevers (trust.json)"}
                                   .in(language)));
  return verb;
}

/// Where what issuers publish comes from.
template <class Options>
void add_sources(CLI::App& verb, Options& check, Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  verb.add_flag("--offline", check.offline,
                in({"Fetch nothing from the network", "Haal niets op van internet"}));
  // One folder for each option, so that a file behind it stays a file.
  verb.add_option("--published", check.published,
                  in({"Folder with copies of what issuers publish; used before the network",
                      "Map met kopieën van wat uitgevers publiceren; gaat voor internet"}))
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_check(CLI::App& app, Arguments& arguments, Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  CheckOptions& check = arguments.check;
  CLI::App* verb = add_verb(
      app, "check",
      in({"Check certificates and presentations: are they genuine, and do you accept them?",
          "Controleer bewijzen: zijn ze echt, en accepteert u ze?"}),
      arguments, language);
  verb->add_option(
      "FILE", check.files,
      in({"Files to check; - is standard input", "Bestanden om te controleren; - is de invoer"}));
  verb->add_option("--report-out", check.report_out,
                   in({"Write a signed report here, with digests in the place of the certificates",
                       "Schrijf hier een ondertekend rapport, met kenmerken in plaats van de "
                       "bewijzen"}));
  verb->add_option("--explain", check.explain,
                   in({"Explain a code of the report, as expired, instead; all: every code",
                       "Leg een code van het rapport uit, zoals expired; all: elke code"}));
  verb->add_option("--policy", check.policy,
                   in({"Your rule file: what you accept and what you need",
                       "Uw bestand met regels: wat u accepteert en wat u nodig hebt"}));
  verb->add_option("--on-unreachable", check.on_unreachable,
                   in({"When a list of withdrawals cannot be had; goes before the rule file",
                       "Als een lijst van intrekkingen er niet is; gaat voor uw regels"}))
      ->check(CLI::IsMember({"accept", "ask", "reject"}));
  verb->add_option(
      "--nonce", check.nonce,
      in({"The number that you gave the person who shows it", "Het getal dat u de persoon gaf"}));
  verb->add_option("--audience", check.audience,
                   in({"Who you are: what the person named as the reader",
                       "Wie u bent: voor wie het is gemaakt"}));
  verb->add_option("--status-max-age", check.status_max_hours,
                   in({"How old a list of withdrawals may be, in hours",
                       "Hoe oud een lijst van intrekkingen mag zijn, in uren"}))
      ->check(CLI::Range(1U, 87600U));
  verb->add_option("--bundle", check.bundle,
                   in({"Bundle with what issuers publish; used before folders and the network",
                       "Bundel met wat uitgevers publiceren; gaat voor mappen en internet"}));
  verb->add_option("--bundle-maker", check.makers,
                   in({"Who may have made the bundle (a DID), beside you",
                       "Wie de bundel mag hebben gemaakt (een DID), naast uzelf"}))
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  verb->add_option("--as-of", check.as_of,
                   in({"Check as it was on a day of the past, as 2027-03-03",
                       "Controleer zoals het was op een dag, als 2027-03-03"}));
  verb->add_option("--accreditation", check.accreditations,
                   in({"A file that says who may issue what, by somebody whom you let say so",
                       "Een bestand dat zegt wie wat mag geven, van iemand die dat van u mag"}))
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add_sources(*verb, check, language);
  host::set_example(*verb, "credenza-verifier check diploma.json --published copies");
}

void add_compare(CLI::App& app, Arguments& arguments, Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  CLI::App* verb = add_plain_verb(app, "compare",
                                  in({"Do two certificates say the same? 0: yes; 6: no",
                                      "Zeggen twee bewijzen hetzelfde? 0: ja; 6: nee"}),
                                  arguments, language);
  verb->add_option("FILES", arguments.check.files,
                   in({"The two files to compare; both are checked first",
                       "De twee bestanden om te vergelijken; beide worden eerst gecontroleerd"}))
      ->required()
      ->expected(2);
  add_sources(*verb, arguments.check, language);
  host::set_example(*verb, "credenza-verifier compare badge.json copy.json --published copies");
}

void add_report(CLI::App& app, Arguments& arguments, Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  CLI::App* report =
      app.add_subcommand("report", in({"Reports of earlier checks", "Rapporten van eerder"}));
  report->require_subcommand(1);
  CLI::App* verb = add_verb(
      *report, "verify",
      in({"Is a signed report as it was signed? 0: yes; 6: by somebody you do not know; 3: no",
          "Is een ondertekend rapport niet veranderd? 0: ja; 6: van een onbekende; 3: nee"}),
      arguments, language);
  verb->add_option("FILE", arguments.report, in({"The report", "Het rapport"}))->required();
  verb->add_option("--by", arguments.report_makers,
                   in({"Who may have signed it (a DID), beside you",
                       "Wie het mag hebben getekend (een DID), naast uzelf"}))
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  host::set_example(*verb, "credenza-verifier report verify report-2026-11.json");
}

void add_policy(CLI::App& app, Arguments& arguments, Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  CLI::App* policy = app.add_subcommand("policy", in({"Your own rules", "Uw eigen regels"}));
  policy->require_subcommand(1);
  CLI::App* verb = add_plain_verb(
      *policy, "check",
      in({"Explain a rule file and find what contradicts itself; 9: something does",
          "Leg een bestand met regels uit en zoek wat elkaar tegenspreekt; 9: gevonden"}),
      arguments, language);
  verb->add_option("FILE", arguments.policy, in({"The rule file", "Het bestand met regels"}))
      ->required();
  host::set_example(*verb, "credenza-verifier policy check warehouse.toml");
}

void add_trust(CLI::App& app, Arguments& arguments, Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  CLI::App* trust =
      app.add_subcommand("trust", in({"Your own list of issuers", "Uw eigen lijst van uitgevers"}));
  trust->require_subcommand(1);

  TrustAddOptions& add = arguments.add;
  CLI::App* verb =
      add_verb(*trust, "add", in({"Put an issuer on the list", "Zet een uitgever op de lijst"}),
               arguments, language);
  verb->add_option("DID", add.issuer, in({"The issuer", "De uitgever"}))->required();
  verb->add_option("--name", add.name, in({"What you call it", "Hoe u de uitgever noemt"}))
      ->required();
  verb->add_option(
          "--type", add.types,
          in({"A type it may issue; without: any", "Een soort dat hij mag geven; zonder: elk"}))
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  verb->add_option(
      "--until", add.until,
      in({"Last day of trust, as 2027-12-31", "Laatste dag van vertrouwen, als 2027-12-31"}));
  verb->add_option("--as", add.roles,
                   in({"What you trust it as; without: issuer",
                       "Waarvoor u hem vertrouwt; zonder: "
                       "uitgever (issuer)"}))
      ->check(CLI::IsMember({"issuer", "list-keeper", "accreditor", "learning-company"}))
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  verb->add_option("--reason", add.reason, in({"Why you trust it", "Waarom u hem vertrouwt"}));
  verb->add_flag("--force", add.force, in({"Replace an entry", "Vervang wat er stond"}));
  host::set_example(
      *verb,
      "credenza-verifier trust add did:web:rocwaterkant.example --name \"ROC Waterkant\" "
      "--until 2027-12-31 --reason \"called them\"");

  verb = add_verb(*trust, "import",
                  in({"Take in a signed list of issuers, or a newer one",
                      "Lees een ondertekende lijst van uitgevers in, of een nieuwere"}),
                  arguments, language);
  verb->add_option("FILE", arguments.import.files,
                   in({"Trust lists; - is standard input", "Lijsten; - is de invoer"}))
      ->required();
  add_sources(*verb, arguments.import, language);
  host::set_example(*verb, "credenza-verifier trust import trust-list.json --published copies");

  verb = add_verb(*trust, "list", in({"Show the list", "Toon de lijst"}), arguments, language);
  host::set_example(*verb, "credenza-verifier trust list --json");

  verb = add_verb(*trust, "remove",
                  in({"Take an issuer off the list, or away an imported list",
                      "Haal een uitgever van de lijst, of een ingelezen lijst weg"}),
                  arguments, language);
  verb->add_option("DID", arguments.remove,
                   in({"The issuer, or the address (https) of the list",
                       "De uitgever, of het adres (https) van de lijst"}))
      ->required();
  host::set_example(*verb, "credenza-verifier trust remove did:web:rocwaterkant.example");
}

}  // namespace

int run(int argc, const char* const* argv) {
  const Language language = host::language_of(argc, argv);
  Arguments arguments;
  CLI::App app(std::string(Text{"Check what you are shown.", "Controleer wat u wordt getoond."}.in(
                   language)),
               "credenza-verifier");
  host::translate_help(app, language);
  app.require_subcommand(1);
  host::set_example(app, "credenza-verifier check diploma.json");
  add_check(app, arguments, language);
  add_compare(app, arguments, language);
  add_policy(app, arguments, language);
  add_report(app, arguments, language);
  add_trust(app, arguments, language);
  const BundleVerbs bundles(app, arguments.common, arguments.home, language);
  SetupVerbs setup(app, arguments.common, arguments.home, language);
  if (const auto exit = host::parse_arguments(app, k_role, argc, argv)) return *exit;
  if (const auto exit = setup.run()) return *exit;
  if (app.got_subcommand("check"))
    return run_check(arguments.check, arguments.home, arguments.common);
  if (const auto exit = bundles.run()) return *exit;
  if (app.got_subcommand("compare")) return run_compare(arguments.check, arguments.common);
  if (app.got_subcommand("report")) {
    return run_report_verify(arguments.report, arguments.report_makers, arguments.home,
                             arguments.common);
  }
  if (app.got_subcommand("policy")) return run_policy_check(arguments.policy, arguments.common);
  const CLI::App* trust = app.get_subcommand("trust");
  if (trust->got_subcommand("add"))
    return run_trust_add(arguments.add, arguments.home, arguments.common);
  if (trust->got_subcommand("import"))
    return run_trust_import(arguments.import, arguments.home, arguments.common);
  if (trust->got_subcommand("list")) return run_trust_list(arguments.home, arguments.common);
  return run_trust_remove(arguments.remove, arguments.home, arguments.common);
}

}  // namespace credenza::verifier
