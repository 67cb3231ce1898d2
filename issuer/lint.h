// `lint`: every row and column of a class list that would fail, before anything is signed.
#pragma once

#include <functional>

#include "issuer/row_check.h"

namespace credenza::issuer {

struct LintTally {
  std::uint64_t rows = 0;         ///< that say something
  std::uint64_t ready = 0;        ///< of which credentials can be made
  std::uint64_t with_errors = 0;  ///< the others
  std::uint64_t errors = 0;
  std::uint64_t warnings = 0;
};

struct LintInput {
  const Template& form;
  const Config& config;
  Instant now;
  Random& random;  ///< for the keys of hashes only
  FurtherCheck further = {};
  /// Asked between rows; an error ends the run.
  std::function<Status(std::uint64_t rows)> go_on = {};
};

/// Reads a class list to its end and tells every finding, in the order of rows; those of the file
/// as a whole (row 0) come first, but for the encoding, which is known at the end. What ends the
/// reading of a file is a finding too. Memory is some forty bytes a row, for finding duplicates.
/// @param tell  an error of it ends the run
/// @error unavailable  as ByteSource::read()
/// @error (tell's, go_on's)
[[nodiscard]] Result<LintTally> lint(std::unique_ptr<ByteSource> source, const LintInput& input,
                                     const std::function<Status(const RowFinding&)>& tell);

/// Why a file cannot be read (further) as a table, as a finding.
[[nodiscard]] RowFinding file_finding(const Error& error);

}  // namespace credenza::issuer
