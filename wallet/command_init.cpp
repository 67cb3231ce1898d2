// init: a vault.
#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/files.h"
#include "wallet/session.h"

namespace credenza::wallet {
namespace {

/// Below this, a passphrase that was typed is asked to be thought about.
constexpr std::size_t k_short_passphrase_bytes = 12;

Status make_default_folder(const VerbOptions& options) {
  const bool named = !options.vault.empty() || host::environment("CREDENZA_VAULT").has_value();
  return named ? Status{} : host::make_folder(host::data_folder());
}

struct InitOptions {
  VerbOptions common;
};

Result<int> init(const InitOptions& options) {
  const std::string path = vault_path(options.common);
  if (host::exists(path))
    return fail(Code::conflict, path, "there is something at this place already");
  TRY(make_default_folder(options.common));
  talk(options.common,
       {"Choose a passphrase: four words or more. Without it nobody can open the vault, and nobody "
        "can "
        "make a new one.",
        "Kies een wachtzin van minstens vier woorden. Zonder wachtzin kan niemand de kluis openen. "
        "Niemand kan u een nieuwe geven."});
  const host::Text prompt{"New passphrase", "Nieuwe wachtzin"};
  const crypto::SecretBytes passphrase = TRY(
      host::read_passphrase(options.common.passphrase, prompt.in(options.common.language()), true));
  if (passphrase.size() < k_short_passphrase_bytes) {
    talk(options.common, {"This passphrase is short: whoever finds the file can guess it.",
                          "Deze wachtzin is kort: wie het bestand vindt, kan hem raden."});
  }
  crypto::SystemRandom random;
  TRY(create_vault(path, {.passphrase = passphrase, .now = host::SystemClock().now()}, random));
  if (options.common.json) {
    TRY(host::write_json({{"schema", "credenza.wallet.init/1"}, {"vault", host::printable(path)}}));
  } else {
    TRY(host::write_output(host::printable(path) + "\n"));
  }
  talk(options.common,
       {"The vault is ready. Next: credenza-wallet key new, and give the school what it prints.",
        "De kluis is klaar. Nu: credenza-wallet key new. Geef de school wat er dan staat."});
  return host::k_exit_done;
}

}  // namespace

void add_init(CommandLine& line) {
  const auto [verb, options] =
      line.verb<InitOptions>({"init", {"Make a vault", "Maak een kluis"}}, init);
  host::set_example(verb, "credenza-wallet init --vault /media/usb/mine.vault");
}

}  // namespace credenza::wallet
