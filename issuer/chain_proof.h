// Proves a ledger: that no entry was changed, taken out or put in, and that everything kept beside
// the entries is what they say.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "issuer/store.h"
#include "issuer/words.h"

namespace credenza::issuer {

/// The first thing that is not as it has to be.
struct Broken {
  Position position = 0;  ///< of the entry; 0 when it belongs to none
  Sentence what;
};

struct ChainProof {
  Head head;
  std::uint64_t issued = 0;                 ///< credentials
  std::uint64_t acts = 0;                   ///< other entries
  std::map<State, std::uint64_t> standing;  ///< credentials, by what holds of them
  std::uint64_t forgotten = 0;              ///< credentials without their personal part
  std::optional<Broken> broken;             ///< nothing: the ledger is proven
};

/// Walks all entries in order. Memory follows the number of status lists, of cohorts and of
/// credentials that do not simply hold.
/// @param progress  told every thousand entries how many were looked at; false ends the walk
/// @error (store's)       the store cannot be read at all
/// @error unavailable     at "interrupted": `progress` ended it
[[nodiscard]] Result<ChainProof> prove_chain(Snapshot& snapshot,
                                             const std::function<bool(std::uint64_t)>& progress);

}  // namespace credenza::issuer
