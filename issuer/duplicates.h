// Rows of a class list that say the same. Of each row 12 bytes are kept, in a table that is between
// a third and two thirds full: a million rows take some 25 MB, and that is all that grows with a
// class list.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "issuer/entry.h"

namespace credenza::issuer {

class Duplicates {
 public:
  Duplicates();
  /// Whether a row with this id was there before; if not, it is now. Ids are keyed hashes, so that
  /// nobody can make two rows whose first 8 bytes agree; by chance that happens to one list of a
  /// million rows in thirty million.
  /// @return the number of that row
  [[nodiscard]] std::optional<std::uint32_t> look(const CredentialId& id, std::uint64_t row);

 private:
  void grow();
  [[nodiscard]] std::size_t slot_of(std::uint64_t print) const noexcept;
  std::vector<std::uint64_t> prints_;  ///< 0: nothing here
  std::vector<std::uint32_t> rows_;
  std::size_t used_ = 0;
};

}  // namespace credenza::issuer
