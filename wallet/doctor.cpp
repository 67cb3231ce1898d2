// `doctor`: each check by itself, so that one failure does not hide the next.
#include "wallet/doctor.h"

#include <algorithm>

#include <CLI/CLI.hpp>

#include "host/files.h"
#include "host/system.h"
#include "wallet/agent_client.h"
#include "wallet/dutch.h"
#include "wallet/salvage.h"
#include "wallet/session.h"
#include "wallet/slots.h"
#include "wallet/verbs.h"

namespace credenza::wallet {
namespace {

using host::Diagnosis;
using host::Health;
using host::Text;

struct DoctorOptions {
  VerbOptions common;
  bool salvage = false;
  std::string out;
};

/// That the file is a vault of a version that is known here, and that nobody else has it open.
Diagnosis check_vault(const Result<LockedVault>& vault) {
  if (vault) return host::healthy("vault", {"the file is a vault", "het bestand is een kluis"});
  const Error& error = vault.error();
  if (error.code == Code::conflict) {
    return host::ill("vault", Health::warning, {"the vault is in use", "de kluis is in gebruik"},
                     {"Close the other program when you are done with it.",
                      "Sluit het andere programma als u er klaar mee bent."},
                     error, dutch_sentences());
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
                   {"the vault cannot be opened", "de kluis is niet te openen"}, next, error,
                   dutch_sentences());
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

/// The day on which a way in last showed that it opens: made, used or tested.
Instant last_known_good(const SlotNote& note) {
  Instant last = note.made.value_or(Instant{});
  for (const std::string& day : {note.used, note.tested}) {
    const auto date = parse_date(day);
    if (date) last = std::max(last, Instant{std::chrono::sys_days(*date)});
  }
  return last;
}

/// That each way into an unlocked vault was tried within a year. What is noted of them is sealed,
/// so of a locked vault nothing is said.
std::optional<Diagnosis> check_slots_tried(const std::string& path, Instant now) {
  auto locked = LockedVault::open(path, Access::read);
  auto keys = locked ? keys_from_agent(locked->id()) : Result<Keys>(locked.error());
  if (!keys) return std::nullopt;
  const auto vault = std::move(*locked).unlock_with(*std::move(keys));
  if (!vault) return std::nullopt;
  for (const KnownSlot& slot : known_slots(*vault)) {
    if (last_known_good(slot.note) + std::chrono::days{365} >= now) continue;
    return host::ill("slots_tried", Health::warning,
                     {"a way to open the vault was not tried for a year",
                      "een manier om de kluis te openen is een jaar niet geprobeerd"},
                     {"Try whether it still works: credenza-wallet slot test",
                      "Probeer of hij nog werkt: credenza-wallet slot test"},
                     to_text(slot.id).substr(0, 8));
  }
  return host::healthy("slots_tried", {"each way to open the vault was tried within a year",
                                       "elke manier om de kluis te openen is dit jaar geprobeerd"});
}

/// Whether a vault stays unlocked at this moment, and whether it could.
Diagnosis check_agent() {
  const auto agents = running_agents();
  if (!agents) {
    return host::ill("agent", Health::warning,
                     {"no vault can stay unlocked here", "een kluis kan hier niet open blijven"},
                     {"Give the passphrase with each command; nothing else changes.",
                      "Typ de wachtzin bij elke opdracht. Verder blijft alles gelijk."},
                     agents.error(), dutch_sentences());
  }
  if (agents->empty())
    return host::healthy("agent", {"no vault is unlocked", "er staat geen kluis open"});
  return host::healthy("agent", {"a vault is unlocked; lock it with: credenza-wallet lock",
                                 "er staat een kluis open; dicht met: credenza-wallet lock"});
}

Result<int> doctor(const DoctorOptions& options) {
  if (options.salvage) {
    const std::vector<Diagnosis> told = TRY(salvage(options.common, options.out));
    return host::tell(k_role, options.common, told);
  }
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
  found.push_back(check_agent());
  if (auto tried = check_slots_tried(path, host::SystemClock().now()))
    found.push_back(*std::move(tried));
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
  CLI::Option* salvaging =
      verb.add_flag("--salvage", options.salvage,
                    line.in({"Say what can still be read of a damaged vault",
                             "Zeg wat er nog te lezen is van een beschadigde kluis"}));
  verb.add_option("-o,--output", options.out,
                  line.in({"With --salvage: a new vault for what can be read",
                           "Met --salvage: een nieuwe kluis voor wat te lezen is"}))
      ->needs(salvaging);
  host::add_common_options(verb, options.common, line.language());
  host::add_passphrase_options(verb, options.common, line.language());
  host::set_example(verb, "credenza-wallet doctor");
}

}  // namespace credenza::wallet
