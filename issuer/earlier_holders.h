// Who has a credential for the same achievement and date already: a row that was corrected in the
// class list and issued again gives another credential, and both would be in force.
//
// What was achieved and when is the same for a whole cohort, so a list with a new date or another
// achievement costs a look at the cohorts of the template and nothing for each row. Only where the
// ledger has a cohort of the same is it looked who its holders are, once.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "issuer/ledger.h"
#include "issuer/repetitions.h"

namespace credenza::issuer {

class EarlierHolders {
 public:
  /// @param form       outlives this
  /// @param form_name  Ledger::form_pseudonym() of its record
  EarlierHolders(const Template& form, const Hash& form_name)
      : subject_(form), form_name_(form_name) {}

  /// A row that is issued now: the warning that its learner has one already that is in force or
  /// suspended, with its id. Nothing of what was entered behind the first call counts.
  /// @error the store's
  [[nodiscard]] Result<std::optional<CellFinding>> look(const Cells& cells, Snapshot& snapshot,
                                                        LedgerReader& reader);

 private:
  using Cohorts = std::set<std::uint32_t>;
  [[nodiscard]] Status begin(Snapshot& snapshot, LedgerReader& reader);
  [[nodiscard]] Status read_holders(const Cohorts& cohorts, Snapshot& snapshot,
                                    LedgerReader& reader);
  [[nodiscard]] Result<std::string> holder_of(const IssuedEntry& entry, LedgerReader& reader) const;

  Subject subject_;
  Hash form_name_;
  bool begun_ = false;
  Position last_ = 0;  ///< of the ledger when this began
  std::map<std::string, Cohorts>
      what_;                    ///< by what was achieved: cohorts whose holders are not read
  std::set<std::string> read_;  ///< those whose holders are
  /// In order of the hash of who it is and what was achieved.
  std::vector<std::pair<std::size_t, Position>> holders_;
  std::string key_;  ///< kept for its memory
};

}  // namespace credenza::issuer
