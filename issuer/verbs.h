// How the command line gets its verbs. A verb stands in one file: its options, what it does, and
// the add_… function that describes it in the reader's language. commands.cpp puts them together.
//
//   command_forget.cpp:  ForgetOptions, forget(), add_forget() ──► CommandLine ──► run()
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/verbs.h"
#include "issuer/commands.h"

namespace credenza::issuer {

using host::Needs;
using host::Verb;
using host::WithoutSettings;

inline constexpr host::Text k_home_option{
    "The issuer's folder; else CREDENZA_HOME, else issuer in the data folder",
    "De map van de uitgever; anders CREDENZA_HOME, anders issuer in de datamap"};

struct VerbName {
  const char* name;
  host::Text what;
  Needs needs = Needs::nothing;
  host::Text home = k_home_option;
};

/// The verbs, and which of them was asked for.
class CommandLine : public host::Verbs<VerbOptions, VerbName> {
 public:
  using Verbs::Verbs;

  /// Runs the verb that was asked for, with the settings of the environment and of the
  /// configuration file for what was not given. Tells why it could not be done.
  /// @return the exit code
  [[nodiscard]] int run() const;

 private:
  void add_common(CLI::App& made, const VerbName& name, VerbOptions& common) const override;
};

/// The credentials that are meant: one by one, or by what they say.
struct TargetOptions {
  std::vector<std::string> ids;
  std::string where;  ///< --where
};

/// Why something is done, and by whom.
struct ReasonOptions {
  std::string reason;
  std::string note;  ///< words beside the reason
  std::string by;    ///< --operator
};

// What several verbs have. Each adds options to `verb`, which fill the last argument.
void add_dry_run(const CommandLine& line, CLI::App& verb, VerbOptions& common);
void add_where(const CommandLine& line, CLI::App& verb, std::string& where);
void add_targets(const CommandLine& line, CLI::App& verb, TargetOptions& targets);
void add_reason(const CommandLine& line, CLI::App& verb, ReasonOptions& reason);
/// --yes: how many credentials may be changed without asking.
void add_count(const CommandLine& line, CLI::App& verb, std::optional<std::size_t>& yes);
void add_new_credentials(const CommandLine& line, CLI::App& verb, std::string& out);
/// --publish: a web site to publish to when the change is made.
void add_publish_to(const CommandLine& line, CLI::App& verb, std::string& publish);
/// One credential.
void add_id(const CommandLine& line, CLI::App& verb, std::string& id);
/// @param name  "--template", or that of an argument
void add_template_name(const CommandLine& line, CLI::App& verb, const char* name,
                       std::string& form);

// The verbs, each in its file.
void add_init(CommandLine& line);            // command_home.cpp
void add_key_verbs(CommandLine& line);       // command_key.cpp
void add_template_verbs(CommandLine& line);  // command_template.cpp
void add_lint(CommandLine& line);            // command_lint.cpp
void add_issue(CommandLine& line);           // command_issue.cpp
void add_list(CommandLine& line);            // command_ledger.cpp
void add_show(CommandLine& line);            // command_ledger.cpp
void add_export(CommandLine& line);          // command_export.cpp
void add_changes(CommandLine& line);         // command_change.cpp: revoke, suspend, reinstate
void add_replace(CommandLine& line);         // command_replace.cpp
void add_renew(CommandLine& line);           // command_replace.cpp
void add_forget(CommandLine& line);          // command_forget.cpp
void add_publish(CommandLine& line);         // command_publish.cpp
void add_successor(CommandLine& line);       // command_successor.cpp
void add_cosign_verbs(CommandLine& line);    // cosign_verbs.cpp
void add_trust_verbs(CommandLine& line);     // command_trust.cpp
void add_doctor(CommandLine& line);          // doctor.cpp

}  // namespace credenza::issuer
