// `cosign`: what its verbs are told. They are described in cosign_verbs.cpp.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "issuer/commands.h"

namespace credenza::issuer {

/// How what others publish and say is looked at.
struct CosignViews {
  std::vector<std::string> published;  ///< folders with copies of what others publish
  std::string accreditation;
  bool offline = false;
  bool allow_unknown_dossier = false;
};

struct CosignPlaceOptions {
  VerbOptions common;
  std::size_t count = 1;
  std::string output;
  bool force = false;
};

struct CosignStartOptions {
  VerbOptions common;
  std::string form;  ///< a template
  std::string csv;
  std::string place;  ///< a file of places that the school gave
  std::vector<std::string> evidence;
  std::string out;  ///< a folder
  std::string output;
  bool force = false;
  CosignViews views;
};

struct CosignSignOptions {
  VerbOptions common;
  std::string draft;  ///< a file
  std::string role;
  std::string name;
};

struct CosignCheckOptions {
  VerbOptions common;
  std::string draft;
  std::vector<std::string> evidence;
  CosignViews views;
};

struct CosignIssueOptions {
  VerbOptions common;
  std::string draft;
  std::string name;
  std::string output;
  bool force = false;
  std::string letters;
  CosignViews views;
};

struct CosignRefuseOptions {
  VerbOptions common;
  std::string draft;
  std::string reason;
  std::string name;
};

// Each answers an exit code of host/exit_codes.h, or why it could not be done.
[[nodiscard]] Result<int> cosign_place(const CosignPlaceOptions& options);
[[nodiscard]] Result<int> cosign_start(const CosignStartOptions& options);
[[nodiscard]] Result<int> cosign_sign(const CosignSignOptions& options);
[[nodiscard]] Result<int> cosign_check(const CosignCheckOptions& options);
[[nodiscard]] Result<int> cosign_issue(const CosignIssueOptions& options);
[[nodiscard]] Result<int> cosign_refuse(const CosignRefuseOptions& options);

}  // namespace credenza::issuer
