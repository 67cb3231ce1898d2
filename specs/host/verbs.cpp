#include "host/verbs.h"

#include <CLI/CLI.hpp>

namespace credenza::host {

CLI::App& VerbTree::group(const char* name, const Text& what) {
  CLI::App& made = make(app_, name, what);
  made.require_subcommand(1);
  return made;
}

CLI::App& VerbTree::make(CLI::App& parent, const char* name, const Text& what) const {
  return *parent.add_subcommand(name, in(what));
}

bool was_asked(const CLI::App& verb) {
  return verb.parsed();
}

}  // namespace credenza::host
