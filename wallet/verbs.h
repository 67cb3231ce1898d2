// How the command line gets its verbs. A verb stands in one file: its options, what it does, and
// the add_… function that describes it in the reader's language. commands.cpp puts them together.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "host/verbs.h"
#include "wallet/commands.h"

namespace credenza::wallet {

using host::Needs;
using host::Verb;
using host::WithoutSettings;

/// Whether a verb opens the vault, by any of its slots.
enum class Opens { vault, nothing };

struct VerbName {
  const char* name;
  host::Text what;
  Needs needs = Needs::passphrase;
  Opens opens = Opens::vault;
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
  [[nodiscard]] static int run_ephemeral(const Added& verb);
  void add_other_openers(CLI::App& made, VerbOptions& common) const;
};

/// Where keys and status lists come from.
struct WorldOptions {
  bool offline = false;
  std::vector<std::string> published;  ///< folders with copies of what issuers publish
};

// What several verbs have. Each adds options to `verb`, which fill the last argument.
void add_world(const CommandLine& line, CLI::App& verb, WorldOptions& world);
/// One record by its id.
void add_id(const CommandLine& line, CLI::App& verb, std::string& id);
void add_output(const CommandLine& line, CLI::App& verb, std::string& out, bool& force);
void add_yes(const CommandLine& line, CLI::App& verb, bool& yes);
/// --plain and --helper. Only a verb that puts every value out through reading_view.h has them, so
/// that a new verb refuses --helper instead of showing what it should hide.
void add_reading(const CommandLine& line, CLI::App& verb, VerbOptions& common);

// The verbs, each in its file.
void add_init(CommandLine& line);                      // command_init.cpp
void add_slot_verbs(CommandLine& line);                // command_slot.cpp
void add_slot_add(CommandLine& line, CLI::App& slot);  // command_slot_add.cpp
void add_passwd(CommandLine& line);                    // command_passwd.cpp
void add_key_verbs(CommandLine& line);                 // command_key.cpp
void add_add(CommandLine& line);                       // command_add.cpp
void add_list(CommandLine& line);                      // command_list.cpp
void add_search(CommandLine& line);                    // command_list.cpp
void add_show(CommandLine& line);                      // command_show.cpp
void add_verify(CommandLine& line);                    // command_verify.cpp
void add_share(CommandLine& line);                     // command_share.cpp
void add_present(CommandLine& line);                   // command_present.cpp
void add_history(CommandLine& line);                   // command_receipts.cpp
void add_receipt_verbs(CommandLine& line);             // command_receipts.cpp
void add_expiring(CommandLine& line);                  // command_expiring.cpp
void add_skills(CommandLine& line);                    // command_skills.cpp
void add_gap(CommandLine& line);                       // command_gap.cpp
void add_cv(CommandLine& line);                        // command_cv.cpp
void add_tag(CommandLine& line);                       // command_tag.cpp
void add_note(CommandLine& line);                      // command_tag.cpp
void add_remove(CommandLine& line);                    // command_remove.cpp
void add_declare(CommandLine& line);                   // command_declare.cpp
void add_endorse_verbs(CommandLine& line);             // command_endorse.cpp
void add_evidence_verbs(CommandLine& line);            // command_evidence.cpp
void add_profile_verbs(CommandLine& line);             // command_profile.cpp
void add_backup_verbs(CommandLine& line);  // command_backup.cpp: backup, backup verify, restore
void add_export(CommandLine& line);        // command_export.cpp
void add_rotate_key(CommandLine& line);    // command_rotate_key.cpp
void add_ids(CommandLine& line);           // command_ids.cpp
void add_agent_verbs(CommandLine& line);   // command_unlock.cpp
void add_doctor(CommandLine& line);        // doctor.cpp

}  // namespace credenza::wallet
