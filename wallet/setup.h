// What the program says about itself and its own set-up: completion, man, config, doctor.
#pragma once

#include <optional>

#include "host/reference.h"
#include "host/settings.h"
#include "wallet/commands.h"

namespace credenza::wallet {

/// `doctor`: looks at the vault's file and the machine. Asks for no passphrase.
[[nodiscard]] Result<int> doctor(const Options& options, const Status& settings);

/// The verbs that open no vault.
class SetupVerbs {
 public:
  /// Adds them to `app`; both outlive this.
  SetupVerbs(CLI::App& app, Options& options, host::Language language);

  /// Fills the options that were not given from the environment and the configuration file, and
  /// runs one of these verbs when it was asked for.
  /// @return the exit code; nothing when it was another verb
  [[nodiscard]] std::optional<int> run();

 private:
  CLI::App& app_;
  Options& options_;
  host::Language language_;
  host::ReferenceVerbs reference_;
  host::ConfigVerbs config_;
};

}  // namespace credenza::wallet
