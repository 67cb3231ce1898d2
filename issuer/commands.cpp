#include "issuer/commands.h"

#include <CLI/CLI.hpp>

#include "host/system.h"
#include "issuer/setup.h"
#include "issuer/verbs.h"

namespace credenza::issuer {
namespace {

/// In the order in which help shows them.
void add_verbs(CommandLine& line) {
  add_init(line);
  add_key_verbs(line);
  add_template_verbs(line);
  add_lint(line);
  add_issue(line);
  add_list(line);
  add_show(line);
  add_export(line);
  add_changes(line);
  add_replace(line);
  add_renew(line);
  add_forget(line);
  add_publish(line);
  add_successor(line);
  add_cosign_verbs(line);
  add_trust_verbs(line);
}

}  // namespace

int run(int argc, const char* const* argv) {
  host::protect_process();
  const host::Language language = host::language_of(argc, argv);
  CLI::App app(std::string(host::Text{"Issue credentials that can be checked.",
                                      "Geef bewijzen uit die te controleren zijn."}
                               .in(language)),
               "credenza-issuer");
  host::translate_help(app, language);
  app.require_subcommand(1);
  host::set_example(app,
                    "credenza-issuer issue --template mc-log-02 --csv class.csv --out credentials");
  CommandLine line(app, language);
  add_verbs(line);
  SetupVerbs setup(app, language);
  add_doctor(line);
  if (const auto exit = host::parse_arguments(app, k_role, argc, argv)) return *exit;
  if (const auto exit = setup.run()) return *exit;
  return line.run();
}

}  // namespace credenza::issuer
