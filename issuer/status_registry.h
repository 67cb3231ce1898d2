// Status lists: gives out places in them and keeps what they say.
//
// A credential has one place, the same in the lists of three purposes. Each place is random, so
// that neighbours in a list say nothing about neighbours in a class, and a list is never filled up,
// so that free places stay easy to find. W3C Bitstring Status List 1.0 §2.1, §6.1.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/ports.h"
#include "issuer/store.h"
#include "status_list/status_list.h"

namespace credenza::issuer {

inline constexpr std::string_view k_revocation = "revocation";
inline constexpr std::string_view k_suspension = "suspension";
/// §2.1: "an updated version of the credential is available".
inline constexpr std::string_view k_refresh = "refresh";
inline constexpr std::array k_purposes{k_revocation, k_suspension, k_refresh};
/// A list as large as the herd that §2.1 asks for.
inline constexpr std::uint64_t k_list_entries = status_list::k_minimum_entries;
/// A list that is fuller than this gets no new places.
inline constexpr unsigned k_full_percent = 60;

/// The places of an issuer. A place is promised first and settled in the transaction that enters
/// its credential; a promise that came to nothing is forgotten with this.
class StatusRegistry {
 public:
  /// @error as Snapshot::places()
  [[nodiscard]] static Result<StatusRegistry> load(Snapshot& snapshot);

  /// A random place that was neither given out nor promised, in a list that is not full; begins a
  /// new list when all are. Takes a few draws however full the list is.
  [[nodiscard]] StatusPlace promise(Random& random);
  /// The place is given out.
  /// @error internal  it was not promised, or given out before
  [[nodiscard]] Status settle(const StatusPlace& place);
  /// Writes what was settled.
  /// @error as Transaction::save_places()
  [[nodiscard]] Status save(Transaction& transaction);

  /// As they will be saved.
  [[nodiscard]] const std::vector<PlaceList>& lists() const noexcept { return settled_; }

 private:
  StatusRegistry() = default;
  std::vector<PlaceList> promised_;  ///< those that are settled included
  std::vector<PlaceList> settled_;
  std::vector<bool> changed_;
  std::size_t open_ = 0;  ///< the first list that may not be full
};

/// What is published of a list.
struct StatusListState {
  std::string purpose;
  std::uint32_t number = 0;
  std::uint64_t entries = 0;
  Bytes given;   ///< places that were given out
  Bytes values;  ///< what is published
  /// Of purpose "refresh": since when there is a newer version, by index.
  std::map<std::uint64_t, Instant> since;
};

/// The lists of `purpose`, by number.
/// @error as the store's
[[nodiscard]] Result<std::vector<StatusListState>> status_lists(Snapshot& snapshot,
                                                                std::string_view purpose);

/// The list that is published.
/// @error malformed  at "store": a value for a place that was never given out
[[nodiscard]] Result<status_list::StatusList> published(const StatusListState& list);

/// Whether the list of `purpose` says something of a credential in `state`: one that was replaced
/// is withdrawn and has a newer version.
[[nodiscard]] bool is_listed(State state, std::string_view purpose) noexcept;

/// Brings the credentials at `positions` into `state`: one entry, their standings, and the bits of
/// the lists, as one change. Whether each may change so is for the caller.
/// @param positions  of `issued` entries, ascending, at least one
/// @param body       of the entry; its members `positions` and `state` are set here
/// @error not_found  at "store": no `issued` entry stands at one of the positions
/// @error (store's)  as Transaction says
[[nodiscard]] Result<Transaction::Appended> change_standing(Transaction& transaction,
                                                            std::string_view kind, State state,
                                                            const std::vector<Position>& positions,
                                                            Json body, Instant now);

}  // namespace credenza::issuer
