// init, key new, key list: a vault, and the keys that credentials are issued to.
#include "host/exit_codes.h"
#include "host/files.h"
#include "wallet/holder_key.h"
#include "wallet/session.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

/// Below this, a passphrase that was typed is asked to be thought about.
constexpr std::size_t k_short_passphrase_bytes = 12;

Status make_default_folder(const Options& options) {
  const bool named = !options.vault.empty() || host::environment("CREDENZA_VAULT").has_value();
  return named ? Status{} : host::make_folder(host::data_folder());
}

}  // namespace

Result<int> init(const Options& options) {
  const std::string path = vault_path(options);
  if (host::exists(path))
    return fail(Code::conflict, path, "there is something at this place already");
  TRY(make_default_folder(options));
  talk(options,
       {"Choose a passphrase: four words or more. Without it nobody can open the vault, and nobody "
        "can "
        "make a new one.",
        "Kies een wachtzin van minstens vier woorden. Zonder wachtzin kan niemand de kluis openen. "
        "Niemand kan u een nieuwe geven."});
  const host::Text prompt{"New passphrase", "Nieuwe wachtzin"};
  const crypto::SecretBytes passphrase = TRY(
      host::read_passphrase(options.common.passphrase, prompt.in(options.common.language()), true));
  if (passphrase.size() < k_short_passphrase_bytes) {
    talk(options, {"This passphrase is short: whoever finds the file can guess it.",
                   "Deze wachtzin is kort: wie het bestand vindt, kan hem raden."});
  }
  crypto::SystemRandom random;
  TRY(create_vault(path, {.passphrase = passphrase, .now = host::SystemClock().now()}, random));
  if (options.common.json) {
    TRY(host::write_json({{"schema", "credenza.wallet.init/1"}, {"vault", host::printable(path)}}));
  } else {
    TRY(host::write_output(host::printable(path) + "\n"));
  }
  talk(options,
       {"The vault is ready. Next: credenza-wallet key new, and give the school what it prints.",
        "De kluis is klaar. Nu: credenza-wallet key new. Geef de school wat er dan staat."});
  return host::k_exit_done;
}

Result<int> key_new(const Options& options) {
  Vault vault = TRY(open_vault(options, Access::write));
  crypto::SystemRandom random;
  const HolderKey key = TRY(add_holder_key(vault, options.name, host::SystemClock().now(), random));
  if (options.common.json) {
    TRY(host::write_json({{"schema", "credenza.wallet.key.new/1"},
                          {"id", to_text(key.id)},
                          {"did", key.did},
                          {"name", key.name},
                          {"created", format_instant(key.created)}}));
  } else {
    TRY(host::write_output(key.did + "\n"));
  }
  talk(options, {"Give this to the issuer: the credential is then yours alone to show. Use a new "
                 "key for each issuer.",
                 "Geef dit aan de uitgever: alleen u kunt het certificaat dan tonen. Neem voor "
                 "elke uitgever een "
                 "nieuwe sleutel."});
  return host::k_exit_done;
}

Result<int> key_list(const Options& options) {
  const Vault vault = TRY(open_vault(options, Access::read));
  const std::vector<HolderKey> keys = TRY(holder_keys(vault));
  if (options.common.json) {
    Json list = Json::array();
    for (const HolderKey& key : keys) {
      list.push_back({{"id", to_text(key.id)},
                      {"did", key.did},
                      {"name", key.name},
                      {"created", format_instant(key.created)}});
    }
    TRY(host::write_json({{"schema", "credenza.wallet.key.list/1"}, {"keys", std::move(list)}}));
    return host::k_exit_done;
  }
  const Language language = options.common.language();
  std::string table;
  for (const HolderKey& key : keys) {
    table += to_text(key.id).substr(0, 8) + "  " + date_text(key.created, language) + "  " +
             shown(key.did) + "  " + shown(key.name) + "\n";
  }
  TRY(host::write_output(table));
  return host::k_exit_done;
}

}  // namespace credenza::wallet
