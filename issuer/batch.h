// A batch: a class list becomes signed credentials, all of them or none.
//
//   template + CSV ── plan_batch ──► Plan: every row checked, nothing signed
//   Plan + secrets ── issue_batch ──► one transaction: places in status lists, signatures, ledger
//   ledger ── write_credentials ──► files
//
// The same row gives the same credential again, so a run that was cut off anywhere is finished by
// running it once more.
#pragma once

#include <string>
#include <vector>

#include "issuer/home.h"
#include "issuer/ledger.h"
#include "issuer/template.h"
#include "open_badges/open_badges.h"

namespace credenza::issuer {

/// What will be issued.
struct Plan {
  std::vector<std::size_t> rows;  ///< of the table, in its order
  std::vector<RowFinding> findings;
  std::vector<open_badges::Loss>
      losses;  ///< what the credentials cannot say of the first row's record
};

/// Pours every row and checks the record and the badge that come of it. With findings there is
/// nothing to issue. At most 1,000 findings; a file of mistakes needs no longer list.
[[nodiscard]] Plan plan_batch(const Template& form, const CsvTable& table, const Config& config,
                              Instant now);

struct BatchInput {
  const Template& form;
  const CsvTable& table;
  const Plan& plan;
  const Home& home;
  const Secrets& secrets;
};

struct IssuedRow {
  std::size_t row;  ///< number of the row
  std::string id;
  StatusPlace place;
  bool before;  ///< it was issued by an earlier run
  bool revoked = false;
};

/// Issues the rows of a plan without findings, in one transaction. Every new credential is verified
/// before it counts.
/// @error (store's)   as Transaction says; nothing was issued
/// @error conflict    at "template": a row was issued with another template of this id; nothing was
/// issued
/// @error internal    at "self-check": a credential did not verify; nothing was issued
[[nodiscard]] Result<std::vector<IssuedRow>> issue_batch(const BatchInput& input, Store& store,
                                                         Instant now, Random& random);

/// "<uuid>.json" for a credential's id.
[[nodiscard]] std::string file_name_of(std::string_view id);

/// Writes each credential that is in force into `folder` as `file_name_of(id)`.
/// @error unavailable  the folder cannot be written; run again to write the rest
[[nodiscard]] Status write_credentials(const std::vector<IssuedRow>& rows, Store& store,
                                       const Ledger& ledger, const std::string& folder);

}  // namespace credenza::issuer
