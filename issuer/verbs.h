// How the command line gets its verbs, each described in the reader's language.
#pragma once

#include <optional>
#include <string>

#include "issuer/commands.h"

namespace credenza::issuer {

/// What the descriptions of verbs have in common.
class VerbMaker {
 public:
  VerbMaker(CLI::App& app, Options& options, host::Language language)
      : app_(app), options_(options), language_(language) {}

 protected:
  [[nodiscard]] std::string in(const host::Text& text) const {
    return std::string(text.in(language_));
  }
  /// A verb with the options that all have, and those for the passphrase if it needs `secrets`.
  CLI::App& verb(CLI::App& parent, const std::string& name, const host::Text& what, bool secrets);
  void add_dry_run(CLI::App& verb);

  CLI::App& app_;
  Options& options_;
  host::Language language_;
};

/// list, show, export, revoke, suspend, reinstate, replace, renew, forget.
void add_ledger_verbs(CLI::App& app, Options& options, host::Language language);
/// Runs the one of them that was asked for; nothing when none was.
[[nodiscard]] std::optional<Result<int>> run_ledger_verb(const CLI::App& app,
                                                         const Options& options);

}  // namespace credenza::issuer
