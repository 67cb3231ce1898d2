// What a program says about its own command line: completion for shells and manual pages, made of
// the same descriptions as --help. Touches no home, no vault and no configuration.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "host/arguments.h"

namespace credenza::host {

/// An option or an argument of a verb.
struct OptionEntry {
  std::vector<std::string> names;  ///< "--output", "-o"; of an argument its name, "FILE"
  std::string what;
  std::vector<std::string> choices;  ///< when it takes one of these
  std::string group;  ///< what the options of which only some may be given are called
  bool is_argument = false;
  bool is_list = false;  ///< of an argument: several may stand there
  bool takes_value = false;
  bool is_required = false;
};

/// A verb, or a group of verbs, or the program itself.
struct VerbEntry {
  std::vector<std::string> path;  ///< {"key", "list"}; empty for the program
  std::string what;
  std::string example;  ///< empty for a group
  std::vector<OptionEntry> options;
  std::vector<std::string> verbs;  ///< of a group, in the order of the help
};

/// The program and all its verbs, each group before its verbs.
[[nodiscard]] std::vector<VerbEntry> describe_verbs(const CLI::App& app);

/// What --help shows of `verb`, which is the program or one of its verbs.
[[nodiscard]] std::string help_text(const CLI::App& verb, Language language);

/// Words that are known only when somebody presses Tab.
struct LiveWords {
  std::string argument;  ///< of verbs with an argument of this name: "ID"; empty: there are none
  std::string command;   ///< prints them, a word on each line: "credenza-wallet ids"
  std::string option;    ///< that is handed on to it with its value: "--vault"
};

/// A script that completes verbs, options and their choices, and asks for `live` words.
/// @param shell  "bash", "zsh" or "fish"
/// @error unsupported  another shell; at "SHELL"
[[nodiscard]] Result<std::string> completion_script(const CLI::App& app, std::string_view shell,
                                                    const LiveWords& live = {});

/// A line of a manual's list of variables or files.
struct ManualFact {
  std::string_view name;
  Text what;
};

struct ManualPage {
  std::string name;  ///< "credenza-issuer-key-list.1"
  std::string roff;
};

/// What a manual says besides the verbs.
struct Manual {
  std::string_view version;
  Language language = Language::en;
  std::span<const ManualFact> files;
};

/// A page of section 1 for the program and one for each verb.
[[nodiscard]] std::vector<ManualPage> manual_pages(const CLI::App& app, const Manual& manual);

/// Describes --help in the reader's language, for `app` and every verb that is added later.
void translate_help(CLI::App& app, Language language);

/// The verbs `completion` and `man`.
class ReferenceVerbs {
 public:
  /// Adds them to `app`, which outlives this.
  ReferenceVerbs(CLI::App& app, Language language, LiveWords live = {});

  /// Does what was asked, when it was one of the two.
  /// @return nothing when it was another verb
  [[nodiscard]] std::optional<int> run(std::string_view role, const Manual& manual) const;

 private:
  [[nodiscard]] Result<std::vector<std::string>> write_manual(const Manual& manual) const;

  CLI::App& app_;
  LiveWords live_;
  CommonOptions common_;
  std::string shell_;
  std::string out_;
};

}  // namespace credenza::host
