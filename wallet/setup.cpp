#include "wallet/setup.h"

#include <array>

#include <CLI/CLI.hpp>

#include "host/files.h"
#include "wallet/session.h"

namespace credenza::wallet {
namespace {

using host::Diagnosis;
using host::Health;
using host::ManualFact;
using host::Text;

constexpr std::array k_files = {
    ManualFact{"$XDG_CONFIG_HOME/credenza/config.toml",
               {"settings of all programs", "instellingen van alle programma's"}},
    ManualFact{"$XDG_DATA_HOME/credenza/wallet.vault",
               {"the vault, when neither --vault nor CREDENZA_VAULT names another",
                "de kluis, als --vault of CREDENZA_VAULT geen andere noemt"}},
};

/// That the file is a vault of a version that is known here, and that nobody else has it open.
Diagnosis check_vault(const Result<LockedVault>& vault) {
  if (vault) return host::healthy("vault", {"the file is a vault", "het bestand is een kluis"});
  const Error& error = vault.error();
  const std::string detail = (error.where.empty() ? "" : error.where + ", ") + error.detail;
  if (error.code == Code::conflict) {
    return host::ill("vault", Health::warning, {"the vault is in use", "de kluis is in gebruik"},
                     {"Close the other program when you are done with it.",
                      "Sluit het andere programma als u er klaar mee bent."},
                     detail);
  }
  const Text next = error.code == Code::not_found
                        ? Text{"Make one with: credenza-wallet init, or name yours with --vault.",
                               "Maak er een met: credenza-wallet init, of noem de uwe met --vault."}
                    : error.where == "version"
                        ? Text{"Install a newer version of this program.",
                               "Installeer een nieuwere versie van dit programma."}
                        : Text{"Do not write to it. Go back to a copy that you made earlier.",
                               "Schrijf er niet meer in. Zet een kopie terug die u eerder maakte."};
  return host::ill("vault", Health::problem,
                   {"the vault cannot be opened", "de kluis is niet te openen"}, next, detail);
}

/// "3 x 65536 KiB"
std::string said(const crypto::PasswordCost& cost) {
  return std::to_string(cost.passes) + " x " + std::to_string(cost.memory_bytes >> 10U) + " KiB";
}

}  // namespace

Diagnosis check_passphrase_cost(const LockedVault& vault) {
  const auto costs = vault.passphrase_costs();
  if (costs.empty()) {
    return host::ill(
        "passphrase_cost", Health::warning,
        {"what guessing the passphrase costs cannot be told",
         "hoeveel moeite het kost de wachtzin te raden, is niet te zeggen"},
        {"Make a new vault with credenza-wallet init, and add your certificates to it.",
         "Maak een nieuwe kluis met credenza-wallet init, en voeg uw bewijzen toe."});
  }
  const crypto::PasswordCost& floor = crypto::k_password_cost_floor;
  for (const crypto::PasswordCost& cost : costs) {
    if (cost.passes >= floor.passes && cost.memory_bytes >= floor.memory_bytes) continue;
    return host::ill(
        "passphrase_cost", Health::warning,
        {"the passphrase is cheaper to guess than it should be",
         "de wachtzin is makkelijker te raden dan zou moeten"},
        {"Make a new vault with credenza-wallet init, add your certificates to it, and delete this "
         "one with all of its copies.",
         "Maak een nieuwe kluis met credenza-wallet init, voeg uw bewijzen toe, en gooi deze weg, "
         "met alle kopieën."},
        "Argon2id " + said(cost) + "; a new vault has " + said(floor));
  }
  return host::healthy("passphrase_cost",
                       {"guessing the passphrase is dear", "de wachtzin raden kost veel moeite"});
}

Result<int> doctor(const Options& options, const Status& settings) {
  const std::string path = vault_path(options);
  std::vector<Diagnosis> found{host::check_settings(settings)};
  {
    const auto vault = LockedVault::open(path, Access::write);
    found.push_back(check_vault(vault));
    if (vault) found.push_back(check_passphrase_cost(*vault));
  }
  if (host::exists(path)) {
    found.push_back(host::check_rights("vault_rights", path));
    found.push_back(host::check_space(path));
  }
  found.push_back(host::check_clock(host::SystemClock().now(), Instant{}));
  found.push_back(host::check_locked_memory());
  return host::tell(k_role, options.common, found);
}

SetupVerbs::SetupVerbs(CLI::App& app, Options& options, host::Language language)
    : app_(app),
      options_(options),
      language_(language),
      reference_(app, language),
      config_(app, options.common, options.vault, "--vault", language) {
  const auto in = [language](const Text& text) { return std::string(text.in(language)); };
  CLI::App* verb = app.add_subcommand(
      "doctor", in({"Check the vault's file and this machine, and say what to do",
                    "Controleer het bestand van de kluis en deze computer"}));
  verb->add_option("--vault", options.vault, in({"The vault's file", "Het bestand van de kluis"}));
  host::add_common_options(*verb, options.common, language);
  host::set_example(*verb, "credenza-wallet doctor");
}

std::optional<int> SetupVerbs::run() {
  const host::Manual manual{CREDENZA_VERSION, language_, k_files};
  if (const auto exit = reference_.run(k_role, manual)) return exit;
  auto settings = host::Settings::load(k_role, "vault", "CREDENZA_VAULT");
  if (settings) settings->apply(options_.common, options_.vault, vault_path(options_));
  if (app_.got_subcommand("doctor")) {
    const Result<int> done = doctor(options_, settings ? Status() : Status(settings.error()));
    return done ? *done : report(options_, done.error());
  }
  if (!settings) return report(options_, settings.error());
  if (!config_.is_asked()) return std::nullopt;
  const Result<int> done = config_.run(k_role, options_.common, *settings);
  return done ? *done : report(options_, done.error());
}

}  // namespace credenza::wallet
