// `cosign`: what its verbs are told, apart from what all verbs of the issuer are told.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "host/terminal.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the package is named so
class App;
}

namespace credenza::issuer {

struct Options;

struct CosignOptions {
  std::string draft;  ///< a file
  std::string output;
  std::string role;
  std::string place;
  std::string accreditation;
  std::vector<std::string> evidence;
  std::vector<std::string> published;  ///< folders with copies of what others publish
  std::size_t count = 1;
  bool offline = false;
  bool allow_unknown_dossier = false;
  bool force = false;
};

/// Adds the verbs to the command line, each with its options, in the reader's language.
void add_cosign_verbs(CLI::App& app, Options& options, host::Language language);

/// Does what the verb says.
/// @param group  "cosign", of whose verbs one was given
[[nodiscard]] Result<int> run_cosign(const CLI::App& group, const Options& options);

[[nodiscard]] Result<int> cosign_place(const Options& options);
[[nodiscard]] Result<int> cosign_start(const Options& options);
[[nodiscard]] Result<int> cosign_sign(const Options& options);
[[nodiscard]] Result<int> cosign_check(const Options& options);
[[nodiscard]] Result<int> cosign_issue(const Options& options);
[[nodiscard]] Result<int> cosign_refuse(const Options& options);

}  // namespace credenza::issuer
