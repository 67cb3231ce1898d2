// A credential that takes the place of another: with a correction (`replace`), or as it was under
// today's key (`renew`). The new one says which it replaces, and the old one becomes superseded;
// both in one transaction. One that is made again after a withdrawal (`renew --again`) replaces
// nothing, and the withdrawn one stays withdrawn.
#pragma once

#include <string>
#include <vector>

#include "base/ports.h"
#include "issuer/acts.h"
#include "issuer/home.h"
#include "issuer/ledger.h"
#include "issuer/self_check.h"
#include "issuer/status_registry.h"
#include "learning_record/learning_record.h"

namespace credenza::issuer {

/// What a successor is made from.
struct Predecessor {
  IssuedEntry entry;
  std::string text;  ///< as it was signed
  Json record;       ///< JSON form of its learning record
};

/// @error not_found    at "personal": what was personal of it was forgotten
/// @error unsupported  at "co_signers": others have to sign the new one too
/// @error conflict     at "superseded": it was replaced before; the detail names its id
/// @error forbidden    at "withdrawn": it was
/// @error suspended    at "suspended": it is; a new one in force would end that unseen
[[nodiscard]] Result<Predecessor> read_predecessor(LedgerReader& reader, const IssuedEntry& entry);

/// Of a withdrawn credential, to make it again.
/// @error not_found, unsupported  as read_predecessor()
/// @error forbidden    at "in force": it was not withdrawn
/// @error conflict     at "superseded": it was replaced, or made again before
[[nodiscard]] Result<Predecessor> read_withdrawn(Snapshot& snapshot, const Ledger& ledger,
                                                 LedgerReader& reader, const IssuedEntry& entry);

/// A successor that was signed and entered.
struct Replacement {
  Position position = 0;
  std::string id;
  std::string text;
  std::string replaces;  ///< id of the old one; of one that was made again, of the withdrawn one
};

/// Makes successors within one transaction.
class ReplacementMaker {
 public:
  struct Tools {
    const Home& home;
    const Secrets& secrets;
    const Ledger& ledger;
    Random& random;
  };

  /// Promises places for `count` successors.
  /// @error not_found  no secret for `signing_key`
  /// @error (store's)  and as add_published()
  [[nodiscard]] static Result<ReplacementMaker> prepare(Transaction& transaction,
                                                        const Tools& tools, std::size_t count,
                                                        Instant now);

  /// Signs `record`, which was checked, in the place of `old`, looks at the result as a stranger
  /// would, and enters it. At most as often as places were promised.
  /// @error internal   at "self-check": it would not be accepted
  /// @error (store's)  as enter()
  [[nodiscard]] Result<Replacement> make(const Predecessor& old,
                                         learning_record::LearningRecord record);

  /// As make(), for one that was withdrawn: the new one names no other.
  /// @error as make()
  [[nodiscard]] Result<Replacement> make_again(const Predecessor& old,
                                               learning_record::LearningRecord record);

  /// Says in one entry which were made again; what they were made from stays withdrawn. Not
  /// committed.
  /// @error (store's)  as Transaction::append(), add_personal()
  [[nodiscard]] Result<Transaction::Appended> finish_again(const Account& account);

  /// Makes the old ones superseded, with one entry for all of them. Not committed.
  /// @error (store's)  as apply_change()
  [[nodiscard]] Result<Transaction::Appended> finish(Change change, const Account& account);

 private:
  ReplacementMaker(Transaction& transaction, const Tools& tools, StatusRegistry registry,
                   Instant now)
      : transaction_(transaction), tools_(tools), registry_(std::move(registry)), now_(now) {}

  [[nodiscard]] Result<Replacement> sign(const Predecessor& old,
                                         const learning_record::LearningRecord& record);

  Transaction& transaction_;
  Tools tools_;
  StatusRegistry registry_;
  Instant now_;
  std::vector<StatusPlace> places_;  ///< promised and not settled
  std::unique_ptr<SelfCheck> self_check_;
  std::vector<Target> replaced_;
  std::vector<Position> successors_;  ///< of replaced_, in the same order
};

}  // namespace credenza::issuer
