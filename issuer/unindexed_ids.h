// Ids of credentials that are in the ledger and not yet in the store's table of ids. An id is
// random and so belongs on a random page of that table: entered one by one, a class list of a
// hundred thousand rows writes every page fifty times. They are entered some ten thousand at a
// time, in order. Which are missing can always be read from the entries.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "issuer/entry.h"

namespace credenza::issuer::detail {

class UnindexedIds {
 public:
  /// Added by the transaction that is open. Positions ascend.
  /// @pre it is not here
  void add(const CredentialId& id, Position position);
  /// It was committed.
  void keep() noexcept {
    kept_ = used_;
    last_kept_ = last_;
  }
  /// It was not.
  void drop();
  /// All are in the table now.
  void clear();

  [[nodiscard]] std::size_t size() const noexcept { return used_; }
  /// How many the open transaction added.
  [[nodiscard]] std::size_t fresh() const noexcept { return used_ - kept_; }
  [[nodiscard]] std::optional<Position> find(const CredentialId& id) const noexcept;
  /// In order of the ids.
  [[nodiscard]] std::vector<std::pair<CredentialId, Position>> sorted() const;

  /// Remembers that `id` was looked for and is nowhere, so that it can be added without looking
  /// again. Of many, some are forgotten.
  void note_absent(const CredentialId& id);
  [[nodiscard]] bool is_known_absent(const CredentialId& id) const noexcept;
  void forget_absent() noexcept { absent_.clear(); }

 private:
  struct Slot {
    CredentialId id{};
    Position position = 0;  ///< 0: nothing here
  };
  [[nodiscard]] static Slot& place_of(std::vector<Slot>& table, const CredentialId& id) noexcept;
  void resize(std::size_t size, Position last);

  // Ids are keyed hashes, so any part of one says where in a table it belongs.
  std::vector<Slot> table_;  ///< open addressing; the size is a power of two
  std::size_t used_ = 0;
  std::size_t kept_ = 0;
  Position last_kept_ = 0;
  Position last_ = 0;
  std::vector<CredentialId> absent_;  ///< one for each place
};

}  // namespace credenza::issuer::detail
