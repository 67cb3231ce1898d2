// Settings that need no typing: an option over an environment variable over the configuration file
// over what is built in.
//
// The file is config.toml in config_folder(). At its top it says what is for all three programs
// (lang, color, no_input), in [issuer], [wallet] and [verifier] what is for one of them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_value.h"
#include "base/result.h"
#include "host/arguments.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the package is named so
class App;
}

namespace credenza::host {

enum class Origin : std::uint8_t { option, environment, file, builtin };

struct Setting {
  std::string name;  ///< "lang", "issuer.home"
  std::string value;
  Origin origin = Origin::builtin;
  std::string where;  ///< "--lang", "CREDENZA_LANG", "/home/x/.config/credenza/config.toml:3"
};

/// A member of a TOML file.
struct TomlEntry {
  std::string name;   ///< "status.valid_days"; of an element of an array "identifiers.0.scheme"
  std::string value;  ///< as text
  std::size_t line = 0;
};

/// Every member of a TOML text, in its order in the file.
/// @error malformed  no TOML; `where` is `name` with the line
[[nodiscard]] Result<std::vector<TomlEntry>> read_toml(std::string_view text,
                                                       const std::string& name);

/// "$XDG_CONFIG_HOME/credenza/config.toml".
[[nodiscard]] std::string config_file();

/// What the environment and the file say, and where each value in force comes from.
class Settings {
 public:
  /// @param own       of the program, beside the common ones: "home" or "vault"
  /// @param variable  of the environment, for the same: "CREDENZA_HOME"
  /// @error malformed    the file is no TOML, or a value is not one of those it may have; `where`
  /// is
  ///                     the file with the line
  /// @error unsupported  a name that is not known, at its line
  /// @error (others)     as read_file(), but not that there is none
  [[nodiscard]] static Result<Settings> load(std::string_view role, std::string_view own,
                                             const std::string& variable);

  /// Fills what no option said. `fallback` is what the program uses when nothing says its own
  /// setting: it is shown, and `own_value` stays empty.
  void apply(CommonOptions& common, std::string& own_value, const std::string& fallback);

  /// After apply(): every setting, as it is in force.
  [[nodiscard]] const std::vector<Setting>& in_force() const noexcept { return in_force_; }

 private:
  Setting settle(const std::string& name, const std::string& option_value,
                 const std::string& fallback) const;

  std::string role_;
  std::string own_;
  std::map<std::string, Setting> found_;  ///< by name, of environment and file
  std::vector<Setting> in_force_;
};

/// "option", "environment", "file", "default"; translated for people.
[[nodiscard]] Text name_of(Origin origin) noexcept;

/// The verbs `config show` and `config path`.
class ConfigVerbs {
 public:
  /// Adds them to `app`, which outlives this. `own_option` is "--home" or "--vault", whose value
  /// goes to `own`.
  ConfigVerbs(CLI::App& app, CommonOptions& common, std::string& own, std::string_view own_option,
              Language language);

  [[nodiscard]] bool is_asked() const;
  /// Prints what was asked. @param more  what the program adds, from files of its own
  [[nodiscard]] Result<int> run(std::string_view role, const CommonOptions& common,
                                const Settings& settings,
                                const std::vector<Setting>& more = {}) const;

 private:
  CLI::App& app_;
  bool origin_ = false;
};

}  // namespace credenza::host
