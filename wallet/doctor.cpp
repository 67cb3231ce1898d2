// `doctor`: each check by itself, so that one failure does not hide the next.
#include "wallet/doctor.h"

#include <CLI/CLI.hpp>

#include "host/files.h"
#include "host/system.h"
#include "wallet/session.h"
#include "wallet/verbs.h"

namespace credenza::wallet {
namespace {

using host::Diagnosis;
using host::Health;
using host::Text;

struct DoctorOptions {
  VerbOptions common;
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
        {"It has none, or that way in is damaged. See: credenza-wallet slot list --closed",
         "Er is er geen, of hij is beschadigd. Zie: credenza-wallet slot list --closed"});
  }
  const crypto::PasswordCost& floor = crypto::k_password_cost_floor;
  for (const crypto::PasswordCost& cost : costs) {
    if (cost.passes >= floor.passes && cost.memory_bytes >= floor.memory_bytes) continue;
    return host::ill(
        "passphrase_cost", Health::warning,
        {"the passphrase is cheaper to guess than it should be",
         "de wachtzin is makkelijker te raden dan zou moeten"},
        {"Set it again with credenza-wallet passwd, and delete older copies of the vault.",
         "Stel hem opnieuw in met credenza-wallet passwd, en gooi oudere kopieën van de kluis "
         "weg."},
        "Argon2id " + said(cost) + "; a new vault has " + said(floor));
  }
  return host::healthy("passphrase_cost",
                       {"guessing the passphrase is dear", "de wachtzin raden kost veel moeite"});
}

namespace {

Result<int> doctor(const DoctorOptions& options) {
  const std::string path = vault_path(options.common);
  std::vector<Diagnosis> found{host::check_settings(options.common.settings)};
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

}  // namespace

void add_doctor(CommandLine& line) {
  CLI::App& verb = line.make(line.app(), "doctor",
                             {"Check the vault's file and this machine, and say what to do",
                              "Controleer het bestand van de kluis en deze computer"});
  auto& options = line.keep<DoctorOptions>(verb, doctor, WithoutSettings::runs);
  verb.add_option("--vault", options.common.vault,
                  line.in({"The vault's file", "Het bestand van de kluis"}));
  host::add_common_options(verb, options.common, line.language());
  host::set_example(verb, "credenza-wallet doctor");
}

}  // namespace credenza::wallet
