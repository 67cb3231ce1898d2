#include "issuer/verbs.h"

#include <CLI/CLI.hpp>

namespace credenza::issuer {

CLI::App& VerbMaker::verb(CLI::App& parent, const std::string& name, const host::Text& what,
                          bool secrets) {
  CLI::App* made = parent.add_subcommand(name, in(what));
  made->add_option(
      "--home", options_.home,
      in({"The issuer's folder; else CREDENZA_HOME, else issuer in the data folder",
          "De map van de uitgever; anders CREDENZA_HOME, anders issuer in de datamap"}));
  host::add_common_options(*made, options_.common, language_);
  if (secrets) host::add_passphrase_options(*made, options_.common, language_);
  return *made;
}

void VerbMaker::add_dry_run(CLI::App& verb) {
  verb.add_flag(
      "--dry-run", options_.dry_run,
      in({"Say what would be done, and do nothing", "Zeg wat er zou gebeuren, en doe niets"}));
}

}  // namespace credenza::issuer
