// `bundle make`, `bundle refresh`, `bundle show`, `bundle verify`: what they are told, and how they
// hang in the command line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/arguments.h"

namespace credenza::verifier {

/// `bundle make -o F`, `bundle refresh F`
struct BundleMakeOptions {
  std::string file;
  std::vector<std::string> published;    ///< folders with copies of what issuers publish
  std::vector<std::string> issuers;      ///< DIDs
  std::vector<std::string> credentials;  ///< files
  std::vector<std::string> max_ages;     ///< "status=24h"
  std::vector<std::string> makers;       ///< DIDs whose bundle may be refreshed
  bool offline = false;
  bool force = false;
};

/// `bundle show F`, `bundle verify F`
struct BundleLookOptions {
  std::string file;
  std::vector<std::string> makers;  ///< DIDs who may have made it
};

[[nodiscard]] int run_bundle_make(const BundleMakeOptions& make, const std::string& home,
                                  const host::CommonOptions& common);
[[nodiscard]] int run_bundle_refresh(const BundleMakeOptions& make, const std::string& home,
                                     const host::CommonOptions& common);
[[nodiscard]] int run_bundle_show(const BundleLookOptions& look, const std::string& home,
                                  const host::CommonOptions& common);
[[nodiscard]] int run_bundle_verify(const BundleLookOptions& look, const std::string& home,
                                    const host::CommonOptions& common);

class BundleVerbs {
 public:
  /// Adds them to `app`; all outlive this.
  BundleVerbs(CLI::App& app, host::CommonOptions& common, std::string& home,
              host::Language language);
  /// Runs the one that was asked for.
  /// @return the exit code; nothing when it was another verb
  [[nodiscard]] std::optional<int> run() const;

 private:
  void add_make(CLI::App& group);
  void add_refresh(CLI::App& group);
  void add_look(CLI::App& group);
  [[nodiscard]] CLI::App* add_verb(CLI::App& group, const char* name, const host::Text& what);
  void add_sources(CLI::App& verb);

  CLI::App& app_;
  host::CommonOptions& common_;
  std::string& home_;
  host::Language language_;
  BundleMakeOptions make_;
  BundleLookOptions look_;
};

}  // namespace credenza::verifier
