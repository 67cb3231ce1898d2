// Files in, one report out: what `check` and `compare` do with what they are given.
#pragma once

#include "verifier/commands.h"
#include "verifier/rule_file.h"
#include "verifier/trust_store.h"
#include "verify/report.h"

namespace credenza::verifier {

/// What the reader wants to know of each file.
enum class Question : std::uint8_t {
  accepted,     ///< everything, by the reader's own list of issuers
  what_it_says  ///< whether it is genuine and what it says; the issuer is shown, not judged
};

/// Verifies `check.files` with the copies in `check.published`, as `rules` ask and held against
/// them; null: no rule file. What they require is not answered yet. One report, in which each
/// credential bears the name of its file; a file that cannot be read has an entry too.
/// @error (host::read_file's)   the only file there is cannot be read
/// @error (host::list_files's)  a folder of copies
[[nodiscard]] Result<verify::Report> read_files(const CheckOptions& check, const TrustStore& trust,
                                                Question question, const RuleFile* rules);

/// `path` as a report names it, a text of JSON, which is UTF-8: a file name may be any bytes.
[[nodiscard]] std::string file_name(const std::string& path);

}  // namespace credenza::verifier
