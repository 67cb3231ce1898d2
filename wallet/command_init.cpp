// init: a vault, with a passphrase and recovery words.
#include <cstdio>

#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/files.h"
#include "wallet/new_secrets.h"
#include "wallet/session.h"

namespace credenza::wallet {
namespace {

Status make_default_folder(const VerbOptions& options) {
  const bool named = !options.vault.empty() || host::environment("CREDENZA_VAULT").has_value();
  return named ? Status{} : host::make_folder(host::data_folder());
}

struct InitOptions {
  VerbOptions common;
  CostOptions cost;
  bool no_words = false;
  std::string words_file;  ///< where the new words go
};

/// @return whether there are recovery words
Result<bool> make_vault(const InitOptions& options, const std::string& path) {
  const crypto::SecretBytes passphrase =
      TRY(read_new_passphrase(options.common, options.common.passphrase, "--passphrase-file"));
  crypto::SystemRandom random;
  NewVault made{.passphrase = passphrase, .now = host::SystemClock().now()};
  if (options.no_words) {
    made.cost = TRY(cost_of(options.cost));
    TRY(create_vault(path, made, random));
    return false;
  }
  const RecoveryWords words =
      TRY(give_out_words(options.common, options.words_file, "--no-words or --words-file", random));
  made.words = &words;
  made.cost = TRY(cost_of(options.cost));
  const Status created = create_vault(path, made, random);
  if (created) return true;
  // Words that open nothing would only be mistaken for others.
  if (!options.words_file.empty()) static_cast<void>(std::remove(options.words_file.c_str()));
  return created.error();
}

Result<int> init(const InitOptions& options) {
  const std::string path = vault_path(options.common);
  if (host::exists(path))
    return fail(Code::conflict, path, "there is something at this place already");
  TRY(make_default_folder(options.common));
  talk(options.common,
       {"Choose a passphrase: four words or more. Who has neither it nor the recovery words cannot "
        "open the vault: there is no back door, and nobody can make you a new one.",
        "Kies een wachtzin van minstens vier woorden. Zonder wachtzin en zonder herstelwoorden kan "
        "niemand de kluis openen. Er is geen achterdeur, en niemand kan u een nieuwe geven."});
  const bool has_words = TRY(make_vault(options, path));
  if (options.common.json) {
    TRY(host::write_json({{"schema", "credenza.wallet.init/1"},
                          {"vault", host::printable(path)},
                          {"recovery_words", has_words}}));
  } else {
    TRY(host::write_output(host::printable(path) + "\n"));
  }
  if (!has_words) {
    talk(options.common,
         {"There are no recovery words. Make them later with: credenza-wallet slot add words",
          "Er zijn geen herstelwoorden. Maak ze later met: credenza-wallet slot add words"});
  }
  talk(options.common,
       {"The vault is ready. Next: credenza-wallet key new, and give the school what it prints.",
        "De kluis is klaar. Nu: credenza-wallet key new. Geef de school wat er dan staat."});
  return host::k_exit_done;
}

}  // namespace

void add_init(CommandLine& line) {
  const auto [verb, options] = line.verb<InitOptions>(
      {"init", {"Make a vault", "Maak een kluis"}, Needs::passphrase, Opens::nothing}, init);
  CLI::Option* without = verb.add_flag(
      "--no-words", options.no_words,
      line.in({"Make no recovery words: who forgets the passphrase then loses everything",
               "Maak geen herstelwoorden: wie de wachtzin vergeet, is dan alles kwijt"}));
  verb.add_option("--words-file", options.words_file,
                  line.in({"Write the recovery words into this new file instead of showing them",
                           "Schrijf de herstelwoorden in dit nieuwe bestand, toon ze niet"}))
      ->excludes(without);
  add_kdf_floor(line, verb, options.cost);
  host::set_example(verb, "credenza-wallet init --vault /media/usb/mine.vault");
}

}  // namespace credenza::wallet
