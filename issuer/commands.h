// The program credenza-issuer: what all of its verbs are told, and its command line.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "host/arguments.h"

namespace credenza::issuer {

inline constexpr std::string_view k_role = "issuer";

/// What every verb is told. The options of a verb have it as their member `common`.
struct VerbOptions : host::CommonOptions {
  std::string home;            ///< --home; empty: CREDENZA_HOME, else "issuer" in the data folder
  bool home_is_named = false;  ///< by an option, the environment or a configuration file
  bool dry_run = false;        ///< --dry-run, of the verbs that have it
  Status settings;             ///< whether the settings could be read
};

/// Reads the command line and does what it says.
int run(int argc, const char* const* argv);

}  // namespace credenza::issuer
