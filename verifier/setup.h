// What the program says about itself and its own set-up: completion, man, config, doctor.
#pragma once

#include <optional>
#include <string>

#include "host/reference.h"
#include "host/settings.h"
#include "verifier/commands.h"

namespace credenza::verifier {

/// `doctor`: looks at the list of issuers and the machine.
[[nodiscard]] Result<int> doctor(const std::string& home, const host::CommonOptions& common,
                                 const Status& settings);

/// The verbs that check nothing.
class SetupVerbs {
 public:
  /// Adds them to `app`; all outlive this.
  SetupVerbs(CLI::App& app, host::CommonOptions& common, std::string& home,
             host::Language language);

  /// Fills the options that were not given from the environment and the configuration file, and
  /// runs one of these verbs when it was asked for.
  /// @return the exit code; nothing when it was another verb
  [[nodiscard]] std::optional<int> run();

 private:
  CLI::App& app_;
  host::CommonOptions& common_;
  std::string& home_;
  host::Language language_;
  host::ReferenceVerbs reference_;
  host::ConfigVerbs config_;
};

}  // namespace credenza::verifier
