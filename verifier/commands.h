// The verbs of credenza-verifier.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/arguments.h"

namespace credenza::verifier {

inline constexpr std::string_view k_role = "verifier";

/// `check FILE…|-`, `compare A B`
struct CheckOptions {
  std::vector<std::string> files;
  std::optional<std::string> nonce;
  std::optional<std::string> audience;
  bool offline = false;
  std::optional<unsigned> status_max_hours;  ///< how old a list of withdrawals may be
  std::vector<std::string> published;        ///< folders with copies of what issuers publish
  std::string policy;                        ///< a rule file; empty: none
  std::string on_unreachable;       ///< "accept", "ask" or "reject", over the rule file; or empty
  std::string report_out;           ///< file for a signed report; empty: none
  std::string explain;              ///< a code of a check, which is explained instead; or empty
  std::string bundle;               ///< file of a bundle; empty: none
  std::vector<std::string> makers;  ///< DIDs whose bundle is relied on, beside the reader's own
  std::string as_of;                ///< a day or moment of the past; empty: now
  std::vector<std::string> accreditations;  ///< files: who may issue what, says somebody
};

/// `trust add DID`
struct TrustAddOptions {
  std::string issuer;
  std::string name;
  std::vector<std::string> types;
  std::string until;  ///< a date; empty: without end
  std::string reason;
  std::vector<std::string> roles;  ///< --as; empty: issuer
  bool force = false;
};

/// `trust import FILE…`
struct TrustImportOptions {
  std::vector<std::string> files;
  std::vector<std::string> published;
  bool offline = false;
};

/// Parses the command line and runs the verb; the exit code.
[[nodiscard]] int run(int argc, const char* const* argv);

/// @param home  the folder of trust.json; empty: the usual one
[[nodiscard]] int run_check(const CheckOptions& check, const std::string& home,
                            const host::CommonOptions& common);
/// @param check  with two files
[[nodiscard]] int run_compare(const CheckOptions& check, const host::CommonOptions& common);
/// Explains a rule file and says what in it cannot be meant: 0, or 9.
[[nodiscard]] int run_policy_check(const std::string& file, const host::CommonOptions& common);
[[nodiscard]] int run_trust_add(const TrustAddOptions& add, const std::string& home,
                                const host::CommonOptions& common);
[[nodiscard]] int run_trust_import(const TrustImportOptions& import, const std::string& home,
                                   const host::CommonOptions& common);
[[nodiscard]] int run_trust_list(const std::string& home, const host::CommonOptions& common);
/// @param issuer  a DID, or the address of a list
[[nodiscard]] int run_trust_remove(const std::string& issuer, const std::string& home,
                                   const host::CommonOptions& common);

/// `home`, or the folder for configurations when that is empty.
[[nodiscard]] std::string home_folder(const std::string& home);
/// "trust.json" in `home`, or in the folder for configurations when that is empty.
[[nodiscard]] std::string trust_file(const std::string& home);
/// Tells that the folder that was named is not there; the exit code.
[[nodiscard]] int report_no_home(const std::string& home, const host::CommonOptions& common);
/// Tells about a rule file that cannot be used; the exit code (9).
[[nodiscard]] int report_policy_error(const Error& error, const host::CommonOptions& common);
/// Tells about a trust.json that cannot be used; the exit code (13 for one of a newer version).
[[nodiscard]] int report_trust_error(const Error& error, const host::CommonOptions& common);

}  // namespace credenza::verifier
