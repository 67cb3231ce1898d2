// The verbs of credenza-issuer: what they are told, and what each does.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/keys.h"
#include "host/arguments.h"
#include "issuer/command_cosign.h"

namespace credenza::issuer {

inline constexpr std::string_view k_role = "issuer";

struct Options {
  host::CommonOptions common;
  std::string home;            ///< --home; empty: CREDENZA_HOME, else "issuer" in the data folder
  bool home_is_named = false;  ///< by an option, the environment or a configuration file
  std::string name;
  std::string url;
  std::string country = "NL";
  std::vector<std::string> identifiers;  ///< "BRIN:99ZZ"
  std::string form;                      ///< --template, or the template that is named
  std::string csv;
  std::string out;
  std::string file;     ///< -o
  std::string results;  ///< --results
  unsigned jobs = 0;    ///< threads that sign; 0: as many as there are processors
  bool skip_errors = false;
  bool force = false;   ///< take the place of files that are there
  bool sealed = false;  ///< --sealed: files that only their receivers open
  std::vector<std::string> ids;
  std::string reason;
  std::optional<std::size_t> yes;  ///< how many may be withdrawn without asking
  bool dry_run = false;
  std::string where;             ///< --where: which credentials are meant
  std::string note;              ///< --note: words beside the reason
  std::string by;                ///< --operator: who does it
  std::string letters;           ///< --letters: a table to make letters from
  std::vector<std::string> set;  ///< --set: "familyName=Kovalenko"
  std::string valid_until;       ///< --valid-until: a date or an instant
  bool with_persons = false;
  bool again = false;  ///< renew --again: what was withdrawn
  bool if_needed = false;
  bool agreed = false;  ///< --yes, where there is nothing to count
  std::string since;    ///< --since: a date or an instant
  std::string to;       ///< --to: a DID
  std::optional<crypto::KeyType> key_type;
  CosignOptions cosign;
};

// Each answers an exit code of host/exit_codes.h, or why it could not be done.
[[nodiscard]] Result<int> init(const Options& options);
[[nodiscard]] Result<int> key_list(const Options& options);
[[nodiscard]] Result<int> key_rotate(const Options& options);
[[nodiscard]] Result<int> key_retire(const Options& options);
[[nodiscard]] Result<int> key_compromised(const Options& options);
[[nodiscard]] Result<int> successor(const Options& options);
[[nodiscard]] Result<int> template_list(const Options& options);
[[nodiscard]] Result<int> template_show(const Options& options);
[[nodiscard]] Result<int> template_check(const Options& options);
[[nodiscard]] Result<int> lint_csv(const Options& options);
[[nodiscard]] Result<int> issue(const Options& options);
[[nodiscard]] Result<int> list(const Options& options);
[[nodiscard]] Result<int> show(const Options& options);
[[nodiscard]] Result<int> export_ledger(const Options& options);
[[nodiscard]] Result<int> revoke_ids(const Options& options);
[[nodiscard]] Result<int> suspend_ids(const Options& options);
[[nodiscard]] Result<int> reinstate_ids(const Options& options);
[[nodiscard]] Result<int> replace(const Options& options);
[[nodiscard]] Result<int> renew(const Options& options);
[[nodiscard]] Result<int> forget(const Options& options);
[[nodiscard]] Result<int> publish(const Options& options);

/// Reads the command line and does what it says.
int run(int argc, const char* const* argv);

}  // namespace credenza::issuer
