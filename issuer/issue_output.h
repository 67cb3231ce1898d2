// Where `issue` puts credentials, and what it tells of every row.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/files.h"
#include "issuer/commands.h"
#include "issuer/issuing.h"
#include "issuer/sealed_output.h"
#include "issuer/token_formats.h"

namespace credenza::issuer {

struct IssueOptions {
  VerbOptions common;
  std::string form;  ///< a template
  std::string csv;
  std::string out;
  std::string file;     ///< -o
  std::string results;  ///< --results
  bool force = false;   ///< replace the files of -o and --results
  bool sealed = false;  ///< files that only their receivers open
  std::string format;   ///< --format; empty: Open Badges alone
  std::string letters;  ///< a table to make letters from
  bool skip_errors = false;
  unsigned jobs = 0;  ///< threads that sign; 0: as many as there are processors
};

/// `--out`, `-o`, `--results`, `--json`: files that are there wholly or not at all, and lines on
/// standard output.
class IssueOutput {
 public:
  /// @error conflict     -o or --results is there already, without --force
  /// @error unavailable  a file or folder cannot be made
  [[nodiscard]] static Result<IssueOutput> open(const IssueOptions& options);
  /// From now on files are sealed (--sealed). @param random  outlives this
  void seal(const crypto::SecretBytes& data_key, Random& random) {
    sealed_.emplace(data_key, random);
  }

  /// From now on credentials are written in these forms. @param tokens  makes those that are tokens
  void write_as(std::vector<CredentialFormat> formats, TokenMaker tokens) {
    formats_ = std::move(formats);
    tokens_.emplace(std::move(tokens));
  }

  /// @error unavailable  disk full
  [[nodiscard]] Status take(const RowOutcome& outcome);
  /// @error unavailable  disk full
  [[nodiscard]] Status finish();

 private:
  explicit IssueOutput(const IssueOptions& options) noexcept : options_(&options) {}
  /// Of a credential that is given out; empty for others.
  [[nodiscard]] std::string file_of(const RowOutcome& outcome, CredentialFormat format) const;
  Status finish_letters() const;
  Status write_credential(const RowOutcome& outcome);
  Status write_form(const RowOutcome& outcome, CredentialFormat format, std::string_view text);
  void tell_before(const RowOutcome& outcome);
  Status tell_outcome(const RowOutcome& outcome, const std::string& file) const;
  Status add_result(const RowOutcome& outcome, const std::string& file);
  /// Of a row that gives nothing although it was issued before: why.
  void tell_without(const RowOutcome& outcome);

  const IssueOptions* options_;
  std::vector<CredentialFormat> formats_{CredentialFormat::openbadge};
  std::optional<TokenMaker> tokens_;
  std::optional<SealedOutput> sealed_;
  std::optional<host::FileWriter> all_;      ///< -o
  std::optional<host::FileWriter> results_;  ///< --results
  std::uint64_t before_ = 0;                 ///< rows that were issued before
  std::uint64_t told_without_ = 0;
};

/// Tells one finding, on standard error and with --json on standard output.
/// @error unavailable  as host::write_output()
Status tell_finding(const IssueOptions& options, const RowFinding& found);

/// Writes one line of JSON to standard output.
/// @error malformed, unavailable  as json::to_text(), host::write_output()
Status write_line(const Json& value);

}  // namespace credenza::issuer
