// The verbs of credenza-wallet: what they are told, and what each does.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "host/arguments.h"

namespace credenza::wallet {

struct Options {
  host::CommonOptions common;
  std::string vault;                   ///< --vault; empty: CREDENZA_VAULT, else the data folder
  std::vector<std::string> arguments;  ///< files or ids
  std::vector<std::string> published;  ///< folders with copies of what issuers publish
  std::string code_file;               ///< where the code on a letter stands; empty: ask
  bool offline = false;
  bool all = false;
  bool raw = false;
  bool yes = false;
  bool force = false;
  bool dry_run = false;
  std::string name;
  std::string to;
  std::optional<std::string> nonce;
  std::string duration;
  std::string until;
  std::string out;
};

// Each answers an exit code of host/exit_codes.h, or why it could not be done.
[[nodiscard]] Result<int> init(const Options& options);
[[nodiscard]] Result<int> key_new(const Options& options);
[[nodiscard]] Result<int> key_list(const Options& options);
[[nodiscard]] Result<int> add(const Options& options);
[[nodiscard]] Result<int> list(const Options& options);
[[nodiscard]] Result<int> show(const Options& options);
[[nodiscard]] Result<int> verify_held(const Options& options);
[[nodiscard]] Result<int> share(const Options& options);

/// Reads the command line and does what it says.
int run(int argc, const char* const* argv);

}  // namespace credenza::wallet
