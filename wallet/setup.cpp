#include "wallet/setup.h"

#include <array>

#include "wallet/session.h"

namespace credenza::wallet {
namespace {

using host::ManualFact;

constexpr std::array k_files = {
    ManualFact{"$XDG_CONFIG_HOME/credenza/config.toml",
               {"settings of all programs", "instellingen van alle programma's"}},
    ManualFact{"$XDG_DATA_HOME/credenza/wallet.vault",
               {"the vault, when neither --vault nor CREDENZA_VAULT names another",
                "de kluis, als --vault of CREDENZA_VAULT geen andere noemt"}},
};

}  // namespace

SetupVerbs::SetupVerbs(CLI::App& app, host::Language language)
    : language_(language),
      reference_(app, language, {"ID", "credenza-wallet ids", "--vault"}),
      config_(app, options_, options_.vault, "--vault", language) {}

Result<int> SetupVerbs::show_config() {
  auto settings = TRY(host::Settings::load(k_role, "vault", "CREDENZA_VAULT"));
  settings.apply(options_, options_.vault, vault_path(options_));
  return config_.run(k_role, options_, settings);
}

std::optional<int> SetupVerbs::run() {
  const host::Manual manual{CREDENZA_VERSION, language_, k_files};
  if (const auto exit = reference_.run(k_role, manual)) return exit;
  if (!config_.is_asked()) return std::nullopt;
  const Result<int> done = show_config();
  return done ? *done : report(options_, done.error());
}

}  // namespace credenza::wallet
