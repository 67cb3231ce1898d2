// What opens a new slot, as the command line and the terminal give it: a passphrase somebody thinks
// of, or words that are given out once.
#pragma once

#include <string>
#include <string_view>

#include "base/ports.h"
#include "crypto/password.h"
#include "wallet/commands.h"
#include "wallet/recovery_words.h"
#include "wallet/verbs.h"

namespace credenza::wallet {

/// How dear a new slot is to guess.
struct CostOptions {
  bool floor = false;  ///< --kdf-floor
};

void add_kdf_floor(const CommandLine& line, CLI::App& verb, CostOptions& cost);
/// Measured (password_cost.h); the floor with --kdf-floor or CREDENZA_KDF_FLOOR.
/// @error as measured_cost()
[[nodiscard]] Result<crypto::PasswordCost> cost_of(const CostOptions& options);

/// A new passphrase; warns of a short one.
/// @param option  what would answer where nobody can be asked
/// @error as host::read_passphrase()
[[nodiscard]] Result<crypto::SecretBytes> read_new_passphrase(const VerbOptions& options,
                                                              const host::PassphraseSource& source,
                                                              std::string_view option);

/// Makes words in the reader's language and sees to it that somebody has them: writes them into a
/// new file `file`, or shows them once on the terminal and asks two of them back.
/// @param option  what would answer where nobody can be asked
/// @error forbidden  nobody can be asked (exit 4); `where` is `option`
/// @error conflict   `file` exists
/// @error mismatch   the words were not typed back right; `where` is "recovery words"
[[nodiscard]] Result<RecoveryWords> give_out_words(const VerbOptions& options,
                                                   const std::string& file, std::string_view option,
                                                   Random& random);

}  // namespace credenza::wallet
