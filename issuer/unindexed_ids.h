// Ids of credentials that are in the ledger and not yet in the store's table of ids. An id is
// random and so belongs on a random page of that table: entered one by one, a class list of a
// hundred thousand rows writes every page fifty times. They are entered some ten thousand at a
// time, in order. Which are missing can always be read from the entries.
#pragma once

#include <cstring>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "issuer/entry.h"

namespace credenza::issuer::detail {

class UnindexedIds {
 public:
  /// Added by the transaction that is open.
  void add(const CredentialId& id, Position position);
  /// It was committed.
  void keep() noexcept { fresh_.clear(); }
  /// It was not.
  void drop();
  /// All are in the table now.
  void clear();

  [[nodiscard]] std::size_t size() const noexcept { return positions_.size(); }
  /// How many the open transaction added.
  [[nodiscard]] std::size_t fresh() const noexcept { return fresh_.size(); }
  [[nodiscard]] std::optional<Position> find(const CredentialId& id) const;
  /// In order of the ids.
  [[nodiscard]] std::vector<std::pair<CredentialId, Position>> sorted() const;

  /// Remembers that `id` was looked for and is nowhere, so that it can be added without looking
  /// again. Some thousands are remembered.
  void note_absent(const CredentialId& id);
  [[nodiscard]] bool is_known_absent(const CredentialId& id) const { return absent_.contains(id); }
  void forget_absent() noexcept { absent_.clear(); }

 private:
  /// Ids are keyed hashes, so any part of one is as good as a hash of it.
  struct Part {
    std::size_t operator()(const CredentialId& id) const noexcept {
      std::size_t out = 0;
      std::memcpy(&out, id.data(), sizeof out);
      return out;
    }
  };
  std::unordered_map<CredentialId, Position, Part> positions_;
  std::vector<CredentialId> fresh_;
  std::unordered_set<CredentialId, Part> absent_;
};

}  // namespace credenza::issuer::detail
