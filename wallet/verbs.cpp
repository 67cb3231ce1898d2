#include "wallet/verbs.h"

#include <CLI/CLI.hpp>

#include "host/settings.h"
#include "wallet/session.h"

namespace credenza::wallet {

void CommandLine::add_common(CLI::App& made, const VerbName& name, VerbOptions& common) const {
  made.add_option(
      "--vault", common.vault,
      in({"The vault's file; else CREDENZA_VAULT, else wallet.vault in the data folder",
          "Het bestand van de kluis; anders CREDENZA_VAULT, anders wallet.vault in de datamap"}));
  host::add_common_options(made, common, language());
  made.add_flag("--ephemeral", common.ephemeral,
                in({"For a computer of others: leave nothing behind on it",
                    "Voor een computer van anderen: laat er niets op achter"}));
  if (name.needs != Needs::passphrase) return;
  host::add_passphrase_options(made, common, language());
  made.add_flag("--no-agent", common.no_agent,
                in({"Ask for the passphrase, also when the vault is unlocked",
                    "Vraag de wachtzin, ook als de kluis open staat"}));
  if (name.opens == Opens::vault) add_other_openers(made, common);
}

void CommandLine::add_other_openers(CLI::App& made, VerbOptions& common) const {
  CLI::Option* words = made.add_flag(
      "--words", common.words, in({"Open with the recovery words", "Open met de herstelwoorden"}));
  CLI::Option* file = made.add_option("--words-file", common.words_file,
                                      in({"Read the recovery words from this file",
                                          "Lees de herstelwoorden uit dit bestand"}))
                          ->excludes(words);
  made.add_option(
          "--identity", common.identity,
          in({"Open somebody else's vault with a key in this vault, which is yours; the "
              "passphrase is that of yours",
              "Open de kluis van een ander met een sleutel uit deze kluis, die van u is; de "
              "wachtzin is die van de uwe"}))
      ->excludes(words)
      ->excludes(file);
}

namespace {

/// On a computer of others, nothing of theirs counts: no configuration file, no folder of theirs.
/// @error missing  the vault was not named
Status check_ephemeral(const VerbOptions& common, bool opens_vault) {
  if (!opens_vault || names_vault(common)) return {};
  return fail(Code::missing, "--vault", "with --ephemeral, name the vault on your own stick");
}

}  // namespace

int CommandLine::run_ephemeral(const Added& verb) {
  const Status named = check_ephemeral(*verb.common, verb.app->get_option_no_throw("--vault"));
  if (!named) return report(*verb.common, named.error());
  const Result<int> done = verb.run();
  return done ? *done : report(*verb.common, done.error());
}

int CommandLine::run() const {
  const Added& verb = asked();
  VerbOptions& common = *verb.common;
  if (common.helper && common.json)
    return report(common, fail(Code::malformed, "--helper", "with --json everything is seen"));
  if (common.ephemeral) return run_ephemeral(verb);
  auto settings = host::Settings::load(k_role, "vault", "CREDENZA_VAULT");
  if (!settings && verb.without_settings == WithoutSettings::refuses)
    return report(common, settings.error());
  if (settings) {
    settings->apply(common, common.vault, vault_path(common));
  } else {
    common.settings = settings.error();
  }
  const Result<int> done = verb.run();
  return done ? *done : report(common, done.error());
}

void add_world(const CommandLine& line, CLI::App& verb, WorldOptions& world) {
  verb.add_flag("--offline", world.offline,
                line.in({"Fetch nothing from the network", "Haal niets op van internet"}));
  // One folder for each option, so that a file behind it stays a file.
  verb.add_option("--published", world.published,
                  line.in({"Folder with copies of what issuers publish; used before the network",
                           "Map met kopieën van wat uitgevers publiceren; gaat voor internet"}))
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_id(const CommandLine& line, CLI::App& verb, std::string& id) {
  verb.add_option("ID", id,
                  line.in({"Its id or the first 4 characters", "Het nummer of de eerste 4 tekens"}))
      ->required();
}

void add_output(const CommandLine& line, CLI::App& verb, std::string& out, bool& force) {
  verb.add_option("-o,--output", out,
                  line.in({"File to write; - is standard output", "Het bestand; - is de uitvoer"}))
      ->required();
  verb.add_flag("--force", force, line.in({"Write over a file", "Schrijf over een bestand heen"}));
}

void add_reading(const CommandLine& line, CLI::App& verb, VerbOptions& common) {
  verb.add_flag("--plain", common.plain,
                line.in({"No symbols and no tables: one fact on a line",
                         "Geen tekens en geen tabellen: één ding op een regel"}));
  verb.add_flag("--helper", common.helper,
                line.in({"Somebody looks along: show the steps, hide what is in the vault",
                         "Er kijkt iemand mee: toon de stappen, verberg wat in de kluis zit"}));
}

void add_yes(const CommandLine& line, CLI::App& verb, bool& yes) {
  verb.add_flag("--yes", yes, line.in({"Do not ask", "Vraag niets"}));
}

}  // namespace credenza::wallet
