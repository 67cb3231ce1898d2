// Gives out places in status lists. Each place is random, so that neighbours in a list say nothing
// about neighbours in a class, and a list is never filled up, so that free places stay easy to
// find. W3C Bitstring Status List 1.0 §2.1, §6.1.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/ports.h"
#include "issuer/store.h"
#include "status_list/status_list.h"

namespace credenza::issuer {

inline constexpr std::string_view k_revocation = "revocation";
/// A list as large as the herd that §2.1 asks for.
inline constexpr std::uint64_t k_list_entries = status_list::k_minimum_entries;
/// A list that is fuller than this gets no new places.
inline constexpr unsigned k_full_percent = 60;

/// The lists of one purpose within a transaction.
class StatusRegistry {
 public:
  /// @error as Transaction::lists()
  [[nodiscard]] static Result<StatusRegistry> load(Transaction& transaction,
                                                   std::string_view purpose);

  /// A random place that was never given out, in a list that is not full; begins a new list when
  /// all are.
  [[nodiscard]] StatusPlace allocate(Random& random);
  /// @error not_found  no such list or index, or it was never given out
  [[nodiscard]] Status set(const StatusPlace& place);
  /// Writes what changed.
  /// @error as Transaction::save()
  [[nodiscard]] Status save(Transaction& transaction);

  [[nodiscard]] const std::vector<StatusListState>& lists() const noexcept { return lists_; }

 private:
  explicit StatusRegistry(std::string_view purpose) : purpose_(purpose) {}
  std::string purpose_;
  std::vector<StatusListState> lists_;
  std::vector<bool> changed_;
};

/// The list that is published.
/// @error malformed  at "store": a value for a place that was never given out
[[nodiscard]] Result<status_list::StatusList> published(const StatusListState& list);

}  // namespace credenza::issuer
