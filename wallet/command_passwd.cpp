// passwd: another passphrase for a slot that has one.
#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "wallet/new_secrets.h"
#include "wallet/session.h"
#include "wallet/slots.h"

namespace credenza::wallet {
namespace {

struct PasswdOptions {
  VerbOptions common;
  std::string slot;
  std::string file;
  CostOptions cost;
};

/// The slot that gets the new passphrase: the one named, else the one with which the vault was
/// opened, else the only one there is with a passphrase.
Result<Id> slot_to_change(const Vault& vault, const std::string& prefix) {
  std::vector<Id> candidates;
  for (const Slot& slot : vault.slots()) {
    if (slot.kind != SlotKind::passphrase) continue;
    if (prefix.empty() && slot.id == vault.opened_by()) return slot.id;
    candidates.push_back(slot.id);
  }
  if (!prefix.empty()) return find_slot(candidates, prefix);
  if (candidates.size() == 1) return candidates.front();
  if (candidates.empty()) {
    return fail(Code::not_found, "passphrase slot",
                "this vault has no passphrase; make one with: slot add passphrase");
  }
  return fail(Code::conflict, "--slot", "there are several passphrases; say which with --slot");
}

Result<int> passwd(const PasswdOptions& options) {
  Vault vault = TRY(open_vault(without_agent(options.common), Access::write));
  const Id id = TRY(slot_to_change(vault, options.slot));
  host::PassphraseSource source;
  source.file = options.file;
  const crypto::SecretBytes passphrase =
      TRY(read_new_passphrase(options.common, source, "--new-passphrase-file"));
  const crypto::PasswordCost cost = TRY(cost_of(options.cost));
  crypto::SystemRandom random;
  TRY(change_passphrase(vault, id, {passphrase, cost}, host::SystemClock().now(), random));
  if (options.common.json) {
    TRY(host::write_json({{"schema", "credenza.wallet.passwd/1"}, {"id", to_text(id)}}));
  } else {
    TRY(host::write_output(to_text(id).substr(0, 8) + "\n"));
  }
  talk(options.common,
       {"The new passphrase counts from now on. Older copies of the vault keep the old one.",
        "De nieuwe wachtzin geldt vanaf nu. Oudere kopieën van de kluis houden de oude."});
  return host::k_exit_done;
}

}  // namespace

void add_passwd(CommandLine& line) {
  const auto [verb, options] = line.verb<PasswdOptions>(
      {"passwd", {"Change the passphrase", "Verander de wachtzin"}}, passwd);
  verb.add_option(
      "--slot", options.slot,
      line.in({"Which one, by its id in 'slot list'", "Welke, met het nummer uit 'slot list'"}));
  verb.add_option("--new-passphrase-file", options.file,
                  line.in({"Read the new passphrase from this file",
                           "Lees de nieuwe wachtzin uit dit bestand"}));
  add_kdf_floor(line, verb, options.cost);
  host::set_example(verb, "credenza-wallet passwd");
}

}  // namespace credenza::wallet
