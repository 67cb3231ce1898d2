// rm: takes something out of the vault, and what hangs on it. Receipts stay.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/system.h"
#include "wallet/endorsement.h"
#include "wallet/evidence.h"
#include "wallet/profile.h"
#include "wallet/published_copy.h"
#include "wallet/session.h"
#include "wallet/supersede.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

struct RemoveOptions {
  VerbOptions common;
  std::string id;
  bool yes = false;
  bool dry_run = false;
};

/// What goes, for people and for scripts.
struct Plan {
  Changes changes;
  std::vector<Content> kept_open;  ///< bodies of records that are rewritten
  std::string what;
  std::size_t endorsements = 0;
  std::size_t evidence = 0;
};

std::string title_at(const Entry& entry, Language language) {
  if (entry.kind == Kind::credential) {
    const auto listed = listed_of(entry);
    return listed ? title_of(*listed, language) : std::string();
  }
  for (const char* name : {"title", "name", "issuer_name"}) {
    const std::string_view text = entry.entry.string_at(name).value_or(std::string_view{});
    if (!text.empty()) return shown(text);
  }
  return {};
}

/// Endorsements of it go with it: without it they say nothing. A file goes when it belongs to
/// nothing else.
Status add_what_hangs_on(Vault& vault, Id id, Plan& plan) {
  for (const HeldEndorsement& one : TRY(endorsements(vault))) {
    if (one.about != id) continue;
    plan.changes.removals.push_back(one.id);
    ++plan.endorsements;
  }
  for (EvidenceFile& file : TRY(evidence_files(vault))) {
    if (std::erase(file.about, id) == 0) continue;
    if (file.about.empty()) {
      plan.changes.removals.push_back(file.id);
      ++plan.evidence;
      continue;
    }
    const Content& content = plan.kept_open.emplace_back(TRY(vault.read(file.id)));
    plan.changes.puts.push_back({file.id, Kind::evidence, to_meta(file), content.body()});
  }
  return {};
}

/// What `gone` took the place of counts again.
Status add_revived(Vault& vault, Id gone, Plan& plan) {
  std::vector<HeldCredential> left = TRY(held_credentials(vault));
  std::erase_if(left, [gone](const HeldCredential& one) { return one.id == gone; });
  for (const HeldCredential& one : find_superseded(left)) {
    const Content& content = plan.kept_open.emplace_back(TRY(vault.read(one.id)));
    plan.changes.puts.push_back({one.id, Kind::credential, to_meta(one.held), content.body()});
  }
  return {};
}

Result<Plan> plan_removal(Vault& vault, Id id, Language language) {
  Plan plan;
  const Entry& entry = *vault.index().find(id);
  plan.what = title_at(entry, language);
  plan.changes.removals.push_back(id);
  TRY(leave_profiles(vault, {id}, plan.changes));
  TRY(add_what_hangs_on(vault, id, plan));
  if (entry.kind != Kind::credential) return plan;
  TRY(add_revived(vault, id, plan));
  // What its issuer published was kept for this; nothing else of that issuer is left.
  for (const Id copy : TRY(copies_without_credential(vault, {id})))
    plan.changes.removals.push_back(copy);
  return plan;
}

void preview(const RemoveOptions& options, Id id, const Plan& plan) {
  const std::string name = to_text(id).substr(0, 8) + "  " + plan.what;
  const std::string files = std::to_string(plan.evidence);
  const std::string opinions = std::to_string(plan.endorsements);
  talk(options.common,
       {"To be removed: " + name + "\n  with it: " + opinions + " endorsements, " + files +
            " evidence files\n  receipts of what you shared stay",
        "Dit gaat weg: " + name + "\n  samen met: " + opinions + " aanbevelingen, " + files +
            " bestanden\n  wat u deelde en met wie, blijft bewaard"});
}

Result<int> remove(const RemoveOptions& options) {
  Vault vault = TRY(open_vault(options.common, options.dry_run ? Access::read : Access::write));
  const Id id = TRY(find_by_prefix(
      vault, options.id, {Kind::credential, Kind::own_words, Kind::endorsement, Kind::evidence}));
  const Plan plan = TRY(plan_removal(vault, id, options.common.language()));
  preview(options, id, plan);
  if (!options.dry_run && !options.yes) {
    const Text question{"Remove it? There is no way back.", "Weggooien? Dit kan niet terug."};
    const bool agreed = TRY(host::confirm(question.in(options.common.language()),
                                          options.common.passphrase.no_input, "--yes"));
    if (!agreed) return fail(Code::mismatch, "removal", "nothing was removed");
  }
  if (!options.dry_run) {
    crypto::SystemRandom random;
    TRY(vault.commit(plan.changes, host::SystemClock().now(), random));
  }
  if (options.common.json) {
    TRY(host::write_json({{"schema", "credenza.wallet.rm/1"},
                          {"id", to_text(id)},
                          {"endorsements", plan.endorsements},
                          {"evidence", plan.evidence},
                          {"dry_run", options.dry_run}}));
  } else if (!options.dry_run) {
    TRY(host::write_output(to_text(id).substr(0, 8) + "  " + plan.what + "\n"));
  }
  return host::k_exit_done;
}

}  // namespace

void add_remove(CommandLine& line) {
  const auto [verb, options] =
      line.verb<RemoveOptions>({"rm",
                                {"Remove something from the vault; receipts stay",
                                 "Gooi iets weg uit de kluis; wat u deelde, blijft bewaard"}},
                               remove);
  add_id(line, verb, options.id);
  add_yes(line, verb, options.yes);
  verb.add_flag("--dry-run", options.dry_run,
                line.in({"Only show what would go", "Toon alleen wat er weg zou gaan"}));
  host::set_example(verb, "credenza-wallet rm 3fa8 --yes");
}

}  // namespace credenza::wallet
