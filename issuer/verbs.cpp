#include "issuer/verbs.h"

#include <algorithm>

#include <CLI/CLI.hpp>

#include "host/settings.h"
#include "issuer/session.h"

namespace credenza::issuer {
namespace {

/// Whether an option, the environment or a file names the home.
bool names_home(const host::Settings& settings) {
  const auto& all = settings.in_force();
  return std::any_of(all.begin(), all.end(), [](const host::Setting& setting) {
    return setting.name == "issuer.home" && setting.origin != host::Origin::builtin;
  });
}

}  // namespace

void CommandLine::add_common(CLI::App& made, const VerbName& name, VerbOptions& common) const {
  made.add_option("--home", common.home, in(name.home));
  host::add_common_options(made, common, language());
  if (name.needs == Needs::passphrase) host::add_passphrase_options(made, common, language());
}

int CommandLine::run() const {
  const Added& verb = asked();
  VerbOptions& common = *verb.common;
  auto settings = host::Settings::load(k_role, "home", "CREDENZA_HOME");
  if (!settings && verb.without_settings == WithoutSettings::refuses)
    return report(common, settings.error());
  if (settings) {
    settings->apply(common, common.home, home_folder(common));
    common.home_is_named = names_home(*settings);
  } else {
    common.settings = settings.error();
  }
  const Result<int> done = verb.run();
  return done ? *done : report(common, done.error());
}

void add_dry_run(const CommandLine& line, CLI::App& verb, VerbOptions& common) {
  verb.add_flag(
      "--dry-run", common.dry_run,
      line.in({"Say what would be done, and do nothing", "Zeg wat er zou gebeuren, en doe niets"}));
}

void add_where(const CommandLine& line, CLI::App& verb, std::string& where) {
  verb.add_option("--where", where,
                  line.in({"Which ones, as in session=\"2026-06-12-A\" and issued>=2026-06-01",
                           "Welke, zoals session=\"2026-06-12-A\" and issued>=2026-06-01"}));
}

void add_targets(const CommandLine& line, CLI::App& verb, TargetOptions& targets) {
  CLI::Option* ids = verb.add_option(
      "ID", targets.ids, line.in({"Ids, or beginnings of ids", "Id's, of het begin ervan"}));
  add_where(line, verb, targets.where);
  verb.get_option("--where")->excludes(ids);
}

void add_reason(const CommandLine& line, CLI::App& verb, ReasonOptions& reason) {
  verb.add_option(
          "--reason", reason.reason,
          line.in({"Why: a word of the list that a wrong one shows, or words of your own",
                   "Waarom: een woord uit de lijst die u bij een fout ziet, of eigen woorden"}))
      ->required();
  verb.add_option("--note", reason.note,
                  line.in({"More words; sealed in the ledger, never published",
                           "Toelichting; verzegeld in het register, wordt nooit gepubliceerd"}));
  verb.add_option("--operator", reason.by,
                  line.in({"Who does it; sealed in the ledger; else CREDENZA_OPERATOR",
                           "Wie het doet; verzegeld in het register; anders CREDENZA_OPERATOR"}));
}

void add_count(const CommandLine& line, CLI::App& verb, std::optional<std::size_t>& yes) {
  verb.add_option(
      "--yes", yes,
      line.in({"Do not ask; the number of credentials", "Vraag niets; het aantal bewijzen"}));
}

void add_new_credentials(const CommandLine& line, CLI::App& verb, std::string& out) {
  verb.add_option("--out", out,
                  line.in({"Folder for the new credentials", "Map voor de nieuwe bewijzen"}))
      ->required();
}

void add_publish_to(const CommandLine& line, CLI::App& verb, std::string& publish) {
  verb.add_option("--publish", publish,
                  line.in({"Publish at once, all together: the folder that is the root of the web "
                           "site",
                           "Publiceer meteen, alles samen: de map die de wortel van de website "
                           "is"}));
}

void add_id(const CommandLine& line, CLI::App& verb, std::string& id) {
  verb.add_option("ID", id,
                  line.in({"Its id, or the beginning of it", "De id, of het begin ervan"}))
      ->required();
}

void add_template_name(const CommandLine& line, CLI::App& verb, const char* name,
                       std::string& form) {
  verb.add_option(name, form,
                  line.in({"A file, or the name of one in the folder templates",
                           "Een bestand, of de naam van een in de map templates"}))
      ->required();
}

}  // namespace credenza::issuer
