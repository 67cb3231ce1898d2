#include "wallet/commands.h"

#include <CLI/CLI.hpp>

#include "wallet/setup.h"
#include "wallet/verbs.h"

namespace credenza::wallet {
namespace {

/// In the order in which help shows them.
void add_verbs(CommandLine& line) {
  add_init(line);
  add_slot_verbs(line);
  add_passwd(line);
  add_key_verbs(line);
  add_add(line);
  add_list(line);
  add_search(line);
  add_show(line);
  add_verify(line);
  add_expiring(line);
  add_skills(line);
  add_gap(line);
  add_cv(line);
  add_share(line);
  add_present(line);
  add_history(line);
  add_receipt_verbs(line);
  add_declare(line);
  add_endorse_verbs(line);
  add_evidence_verbs(line);
  add_tag(line);
  add_note(line);
  add_profile_verbs(line);
  add_remove(line);
  add_backup_verbs(line);
  add_export(line);
  add_rotate_key(line);
  add_agent_verbs(line);
  add_ids(line);
}

}  // namespace

int run(int argc, const char* const* argv) {
  const host::Language language = host::language_of(argc, argv);
  CLI::App app(
      std::string(host::Text{"Keep the proof of what you can do, and show it to whom you choose.",
                             "Bewaar het bewijs van wat u kunt, en toon het aan wie u wilt."}
                      .in(language)),
      "credenza-wallet");
  host::translate_help(app, language);
  app.require_subcommand(1);
  host::set_example(app, "credenza-wallet add diploma.json");
  CommandLine line(app, language);
  add_verbs(line);
  SetupVerbs setup(app, language);
  add_doctor(line);
  if (const auto exit = host::parse_arguments(app, k_role, argc, argv)) return *exit;
  if (const auto exit = setup.run()) return *exit;
  return line.run();
}

}  // namespace credenza::wallet
