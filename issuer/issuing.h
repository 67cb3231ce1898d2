// A class list becomes signed credentials, however long it is: rows go through in groups, and what
// a group takes in memory is given back behind it.
//
//   reader ── group of rows ──► workers: read, check, id ──► known before? a place ──► workers: put
//   together, sign, seal ──► one transaction of the ledger ──► RowSink, in the order of the rows
//
// The same row gives the same credential again, so a run that was cut off anywhere is finished by
// running it once more: the ledger knows what was issued, and gives its text again.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "issuer/cohorts.h"
#include "issuer/home.h"
#include "issuer/ledger.h"
#include "issuer/row_check.h"
#include "issuer/workers.h"

namespace credenza::issuer {

enum class Outcome : std::uint8_t {
  ready,      ///< nothing is wrong; when rows are only checked
  issued,     ///< now
  before,     ///< it was issued by an earlier run
  withdrawn,  ///< it was, and was withdrawn since: not given out again
  replaced,   ///< it was, and a newer one took its place: neither is given out again
  forgotten,  ///< it was, and what was personal of it was taken away since
  refused,    ///< findings
};
/// "ready", "issued", "issued_before", "withdrawn", "replaced", "forgotten", "refused".
[[nodiscard]] std::string_view to_string(Outcome outcome) noexcept;

/// What became of the rows of one credential.
struct RowOutcome {
  std::uint64_t row = 0;  ///< the first of them
  Outcome outcome = Outcome::ready;
  std::string_view id;    ///< URN; empty when refused; of what was replaced, the newest
  std::string_view text;  ///< the credential; empty when there is none to give
  StatusPlace place;
  Instant issued{};  ///< when it was entered in the ledger
  const std::vector<RowFinding>& findings;
};

/// Takes outcomes in the order of the rows. An error ends the run; what was issued stays issued.
using RowSink = std::function<Status(const RowOutcome&)>;

struct IssueTally {
  std::uint64_t rows = 0;  ///< of the class list
  std::uint64_t issued = 0;
  std::uint64_t before = 0;
  std::uint64_t withdrawn = 0;
  std::uint64_t replaced = 0;
  std::uint64_t forgotten = 0;
  std::uint64_t refused = 0;  ///< credentials that came to nothing
  std::uint64_t findings = 0;
};

/// Asked between two groups; an error ends the run there. Told how many credentials are done since.
using GoOn = std::function<Status(std::uint64_t rows)>;

/// A class list on its way.
struct Batch {
  RowReader& reader;
  const Template& form;
  const Config& config;
  Instant now;
  FurtherCheck further = {};
  /// Credentials that go through together: one transaction of the ledger.
  std::size_t group = 4000;
  /// check_rows() found nothing wrong with what `reader` gives (FirstReading): it is not looked at
  /// again.
  bool sound = false;
};

/// Checks every row, and signs nothing. Workers do the work; `sink` is called by the caller's
/// thread.
/// @param losses  what the credentials cannot say, of the first of them
/// @error (the reader's, go_on's)  the file cannot be read on; it was ended
[[nodiscard]] Result<IssueTally> check_rows(const Batch& batch, Workers& workers, Random& random,
                                            const GoOn& go_on, const RowSink& sink,
                                            std::vector<open_badges::Loss>& losses);

/// Where credentials are issued.
struct Issuer {
  const Home& home;
  const Secrets& secrets;
  Store& store;
  Random& random;  ///< safe to use from several threads
};

/// Issues every row without findings. Rows are entered in the ledger in groups; each group is in it
/// wholly or not at all, and is given to `sink` behind that. The first row of every cohort and a
/// sample of the others are verified as anybody else would verify them, and compared with what the
/// general way gives.
/// @error (the reader's, store's)  those groups that were entered stay so
/// @error conflict    at "template": a row was issued with another template of this id
/// @error not_found   at "issuer.toml, signing_key": there is no such key
/// @error internal    at "self-check": a credential is not as it has to be; its group was not
/// issued
/// @error (go_on's)   it was ended between two groups
[[nodiscard]] Result<IssueTally> issue_rows(const Batch& batch, Workers& workers,
                                            const Issuer& issuer, const GoOn& go_on,
                                            const RowSink& sink);

/// "<uuid>.json" for a credential's id, or with another extension.
[[nodiscard]] std::string file_name_of(std::string_view id, std::string_view extension = ".json");

}  // namespace credenza::issuer
