// What the program says about itself and its own set-up: completion, man, config, doctor.
#pragma once

#include <optional>
#include <string>

#include "host/reference.h"
#include "host/settings.h"
#include "issuer/commands.h"

namespace credenza::issuer {

/// What `doctor` looks at, besides the home, the keys, the store and the machine.
struct DoctorOptions {
  Status settings;        ///< whether the settings could be read
  std::string published;  ///< a folder that was published, or empty
  bool quick = false;     ///< without proving the ledger
};

[[nodiscard]] Result<int> doctor(const Options& options, const DoctorOptions& asked);

/// The verbs that need no issuer, beside those of commands.h.
class SetupVerbs {
 public:
  /// Adds them to `app`; both outlive this.
  SetupVerbs(CLI::App& app, Options& options, host::Language language);

  /// Fills the options that were not given from the environment and the configuration file, and
  /// runs one of these verbs when it was asked for.
  /// @return the exit code; nothing when it was another verb
  [[nodiscard]] std::optional<int> run();

 private:
  void add_doctor(host::Language language);
  [[nodiscard]] Result<int> show_config(const host::Settings& settings) const;

  CLI::App& app_;
  Options& options_;
  host::Language language_;
  host::ReferenceVerbs reference_;
  host::ConfigVerbs config_;
  DoctorOptions asked_;
};

}  // namespace credenza::issuer
