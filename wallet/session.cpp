#include "wallet/session.h"

#include "host/files.h"
#include "wallet/agent_client.h"
#include "wallet/answers.h"
#include "wallet/backup.h"
#include "wallet/dutch.h"
#include "wallet/opening.h"
#include "wallet/seen_vaults.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

constexpr std::size_t k_max_published_bytes = std::size_t{4} << 20;

/// Whether an unlocked vault may be used: not when a way in was named, which is then the one that
/// has to fit.
bool may_ask_agent(const VerbOptions& options) {
  const host::PassphraseSource& source = options.passphrase;
  const bool names_passphrase =
      !source.file.empty() || source.descriptor.has_value() || !source.command.empty();
  const bool names_other =
      options.words || !options.words_file.empty() || !options.identity.empty();
  return !options.no_agent && !options.ephemeral && !names_passphrase && !names_other;
}

/// A whole vault can be put back unnoticed from inside (docs/vault_format.md, section 1); what this
/// machine saw before tells.
void tell_older(const VerbOptions& options, const Vault& vault, const Seen& newer) {
  const std::string there = date_text(vault.manifest().written, options.language());
  const std::string seen = date_text(newer.written, options.language());
  tell(options, Sentence{"Look out: this is an older state of your vault, of " + there +
                             ". Here was one of " + seen +
                             ". If you did not put an old copy back yourself, somebody else did.",
                         "Let op: dit is een oudere stand van uw kluis, van " + there +
                             ". Hier is er een geweest van " + seen +
                             ". Hebt u geen oude kopie teruggezet? Dan deed iemand anders dat."});
}

Status remind_of_backup(const VerbOptions& options, const Vault& vault) {
  const std::uint64_t changes = TRY(changes_since_backup(vault));
  if (changes < k_changes_without_backup) return {};
  const std::string number = std::to_string(changes);
  tell(options,
       Sentence{"Your vault has " + number +
                    " changes that are in no copy. Make one: credenza-wallet backup -o FILE",
                "Uw kluis heeft " + number +
                    " wijzigingen die in geen kopie staan. Maak er een: credenza-wallet "
                    "backup -o BESTAND"});
  return {};
}

host::HttpRules rules_for(const WorldOptions& options) {
  host::HttpRules rules;
  rules.offline = options.offline;
  return rules;
}

}  // namespace

std::string vault_path(const VerbOptions& options) {
  if (!options.vault.empty()) return options.vault;
  if (const auto named = host::environment("CREDENZA_VAULT")) return *named;
  return host::data_folder() + "/wallet.vault";
}

bool names_vault(const VerbOptions& options) {
  return !options.vault.empty() || host::environment("CREDENZA_VAULT").has_value();
}

VerbOptions without_agent(VerbOptions options) {
  options.no_agent = true;
  return options;
}

Result<Vault> open_vault_at(const std::string& path, const VerbOptions& options, Access access) {
  LockedVault locked = TRY(LockedVault::open(path, access));
  if (may_ask_agent(options)) {
    // Without an agent, or with one that does not answer, the passphrase is asked for as always.
    auto keys = keys_from_agent(locked.id());
    if (keys) return std::move(locked).unlock_with(*std::move(keys));
  }
  const Opener opener = TRY(read_opener(options, locked));
  Result<Vault> vault = std::move(locked).unlock(opener);
  if (!vault && is_damage(vault.error())) tell_what_is_left(options, path, opener);
  return vault;
}

Result<Vault> open_vault(const VerbOptions& options, Access access, Reminder reminder) {
  Vault vault = TRY(open_vault_at(vault_path(options), options, access));
  // A computer of others remembers nothing.
  if (!options.ephemeral) {
    if (const auto newer = newer_seen(vault)) tell_older(options, vault, *newer);
    remember_seen(vault);
    vault.when_changed(
        [id = vault.id()](const Manifest& manifest) { remember_seen(id, manifest); });
  }
  if (access == Access::write && reminder == Reminder::backup)
    TRY(remind_of_backup(options, vault));
  return vault;
}

Status check_output(const std::string& path, bool force) {
  if (path.empty() || path == "-" || !host::exists(path)) return {};
  if (!force) return fail(Code::conflict, path, "there is a file of this name already");
  if (is_vault_file(path)) return fail(Code::conflict, "output", path + " is a vault");
  return {};
}

int report(const VerbOptions& options, const Error& error) {
  host::ErrorHelp help = help_for(error);
  help.sentences = dutch_sentences();
  return host::report_error(k_role, options, error, help);
}

World::World(const WorldOptions& options)
    : now_(host::SystemClock().now()),
      network_(rules_for(options)),
      fetcher_(network_),
      methods_(fetcher_),
      statuses_(fetcher_, methods_),
      statements_(fetcher_, methods_),
      copies_(fetcher_, methods_, statuses_, statements_) {}

Status World::load(const VerbOptions& options, const WorldOptions& world) {
  for (const std::string& folder : world.published) {
    const std::vector<std::string> files = TRY(host::list_files(folder));
    for (const std::string& file : files) {
      const bool is_token = file.ends_with(".jwt");
      if (!is_token && !file.ends_with(".json")) continue;
      std::string text = TRY(host::read_file(file, k_max_published_bytes));
      const Status taken = verify::add_published(text, methods_, statuses_, statements_);
      if (taken && is_token) continue;
      if (taken) {
        copies_.add_from_folder(std::move(text));
      } else {
        const std::string name = host::printable(file);
        talk(options, {"left out, because it is nothing that an issuer publishes: " + name,
                       "overgeslagen, want geen gegevens van een uitgever: " + name});
      }
    }
  }
  return {};
}

verify::Report World::judge(std::string_view text, const verify::Policy& policy) {
  const auto found = [&] {
    return verify::verify(text, policy, {methods_, statuses_, nullptr, &statements_}, now_);
  };
  verify::Report report = found();
  // First the keys are missing, then the list, then what a stolen key needs: each may have a copy.
  while (report.verdict() == verify::Verdict::undetermined) {
    const Result<bool> is_new = copies_.stand_in(text);
    // A copy that cannot be read is as good as none; a backup, which checks every record, tells of
    // it.
    if (!is_new || !*is_new) break;
    report = found();
  }
  return report;
}

verify::Report World::verify(std::string_view text) {
  verify::Policy policy;
  policy.name = "receive";
  policy.ignore_trust = true;
  return judge(text, policy);
}

verify::Report World::verify_shared(std::string_view text, const std::string& audience,
                                    const std::optional<std::string>& nonce) {
  verify::Policy policy;
  policy.name = "share";
  policy.ignore_trust = true;
  policy.audience = audience;
  policy.nonce = nonce;
  return judge(text, policy);
}

}  // namespace credenza::wallet
