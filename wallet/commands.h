// The program credenza-wallet: what all of its verbs are told, and its command line.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "host/arguments.h"

namespace credenza::wallet {

inline constexpr std::string_view k_role = "wallet";

/// What every verb is told. The options of a verb have it as their member `common`.
struct VerbOptions : host::CommonOptions {
  std::string vault;   ///< --vault; empty: CREDENZA_VAULT, else "wallet.vault" in the data folder
  bool words = false;  ///< --words: open with recovery words, and ask for them
  std::string words_file;  ///< --words-file: they stand in this file
  std::string identity;    ///< --identity: open as another person, with the keys of this vault
  Status settings;         ///< whether the settings could be read
  bool no_agent = false;   ///< --no-agent: ask for the passphrase even when the vault is unlocked
  bool ephemeral = false;  ///< --ephemeral: a computer of others; nothing is left behind on it
  bool plain = false;      ///< --plain: no symbols, no tables, one fact on a line
  bool helper = false;     ///< --helper: somebody looks along who need not see the values
};

/// Reads the command line and does what it says.
int run(int argc, const char* const* argv);

}  // namespace credenza::wallet
