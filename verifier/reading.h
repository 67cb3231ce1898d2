// Files in, one report out: what `check` and `compare` do with what they are given.
#pragma once

#include <optional>

#include "verifier/bundle.h"
#include "verifier/commands.h"
#include "verifier/rule_file.h"
#include "verifier/trust_store.h"
#include "verify/report.h"
#include "verify/trust.h"
#include "verify/verify.h"

namespace credenza::verifier {

/// What the reader wants to know of each file.
enum class Question : std::uint8_t {
  accepted,     ///< everything, by the reader's own list of issuers
  what_it_says  ///< whether it is genuine and what it says; the issuer is shown, not judged
};

/// What a reading has at hand beside the network.
struct Setting {
  Question question = Question::accepted;
  const Bundle* bundle = nullptr;   ///< goes before folders, and these before the network
  std::optional<Instant> as_of{};   ///< the moment that is asked about; nothing: now
  const RuleFile* rules = nullptr;  ///< null: no rule file
};

struct Reading {
  verify::Report report;
  int requests = 0;  ///< how many connections were opened
  /// How far the clock is behind at least: the bundle was made later than now.
  std::optional<std::chrono::seconds> clock_behind{};
};

/// Verifies `check.files` with the copies in `check.published`, as the rule file asks and held
/// against it. What that requires is not answered yet. One report, in which each
/// credential bears the name of its file; a file that cannot be read has an entry too.
/// @param lists  trust lists that were imported
/// @error (host::read_file's)   the only file there is cannot be read
/// @error (host::list_files's)  a folder of copies
/// @error (Trust's)             --accreditation is none, or cannot be read
[[nodiscard]] Result<Reading> read_files(const CheckOptions& check, const TrustStore& trust,
                                         const Setting& setting,
                                         std::vector<trust_list::TrustList> lists = {});

/// Offers every *.json and *.jwt file of `folder` to the rooms that can use it. What none of them
/// can use is passed over, and said: it stands in for nothing.
/// @param trust  null: trust lists and accreditations are of no use
/// @error as host::list_files()
[[nodiscard]] Status add_folder(const std::string& folder, did::Resolver& methods,
                                verify::StatusLists& statuses, verify::Statements& statements,
                                verify::Trust* trust);

/// `path` as a report names it, a text of JSON, which is UTF-8: a file name may be any bytes.
[[nodiscard]] std::string file_name(const std::string& path);

}  // namespace credenza::verifier
