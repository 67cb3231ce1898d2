// key new, key list: the keys that credentials are issued to.
#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "wallet/holder_key.h"
#include "wallet/session.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

struct KeyNewOptions {
  VerbOptions common;
  std::string name;
};

struct KeyListOptions {
  VerbOptions common;
};

Result<int> key_new(const KeyNewOptions& options) {
  Vault vault = TRY(open_vault(options.common, Access::write));
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
  talk(options.common,
       {"Give this to the issuer: the credential is then yours alone to show. Use a new "
        "key for each issuer.",
        "Geef dit aan de uitgever: alleen u kunt het certificaat dan tonen. Neem voor "
        "elke uitgever een "
        "nieuwe sleutel."});
  return host::k_exit_done;
}

Result<int> key_list(const KeyListOptions& options) {
  const Vault vault = TRY(open_vault(options.common, Access::read));
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

}  // namespace

void add_key_verbs(CommandLine& line) {
  CLI::App& key = line.group("key", {"The keys that credentials are issued to",
                                     "De sleutels waaraan certificaten worden uitgegeven"});
  const auto [made, made_options] =
      line.verb<KeyNewOptions>(key,
                               {"new",
                                {"Make a key and print its DID, to be given to an issuer",
                                 "Maak een sleutel en toon zijn DID, voor de uitgever"}},
                               key_new);
  made.add_option("--name", made_options.name, line.in({"What you call it", "Hoe u hem noemt"}));
  host::set_example(made, "credenza-wallet key new --name \"ROC Waterkant\"");
  const auto [list, list_options] =
      line.verb<KeyListOptions>(key, {"list", {"Show the keys", "Toon de sleutels"}}, key_list);
  host::set_example(list, "credenza-wallet key list --json");
}

}  // namespace credenza::wallet
