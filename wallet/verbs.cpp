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
  if (name.needs != Needs::passphrase) return;
  host::add_passphrase_options(made, common, language());
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

int CommandLine::run() const {
  const Added& verb = asked();
  VerbOptions& common = *verb.common;
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

void add_yes(const CommandLine& line, CLI::App& verb, bool& yes) {
  verb.add_flag("--yes", yes, line.in({"Do not ask", "Vraag niets"}));
}

}  // namespace credenza::wallet
