// What the program says about itself and its own set-up: completion, man, config, doctor.
#pragma once

#include <optional>

#include "host/doctor.h"
#include "host/reference.h"
#include "host/settings.h"
#include "wallet/commands.h"
#include "wallet/vault.h"

namespace credenza::wallet {

/// `doctor`: looks at the vault's file and the machine. Asks for no passphrase.
[[nodiscard]] Result<int> doctor(const Options& options, const Status& settings);

/// Whether each passphrase of the vault is as dear to guess as in a new one
/// (crypto::k_password_cost_floor). That it could not be told is a warning too.
[[nodiscard]] host::Diagnosis check_passphrase_cost(const LockedVault& vault);

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
