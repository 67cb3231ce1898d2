// What the program says about itself and its own set-up: completion, man, config.
#pragma once

#include <optional>

#include "host/reference.h"
#include "host/settings.h"
#include "wallet/commands.h"

namespace credenza::wallet {

/// The verbs that open no vault.
class SetupVerbs {
 public:
  /// Adds them to `app`, which outlives this.
  SetupVerbs(CLI::App& app, host::Language language);

  /// Runs one of them when it was asked for.
  /// @return the exit code; nothing when it was another verb
  [[nodiscard]] std::optional<int> run();

 private:
  [[nodiscard]] Result<int> show_config();

  VerbOptions options_;
  host::Language language_;
  host::ReferenceVerbs reference_;
  host::ConfigVerbs config_;
};

}  // namespace credenza::wallet
