// Which rows of a long class list were there before, in some sixteen to forty bytes a row.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/ports.h"
#include "crypto/secret_bytes.h"

namespace credenza::issuer {

/// Remembers texts by 96 bits of a keyed hash, with the row in which each stood first. The key is
/// new each time, so nobody can prepare two texts that are taken for one.
class SeenRows {
 public:
  explicit SeenRows(Random& random);

  /// Enters `text`, which stands in row `row`.
  /// @param row  below 2^32
  /// @return the row in which it stood before
  [[nodiscard]] std::optional<std::uint64_t> see(std::string_view text, std::uint64_t row);

 private:
  struct Entry {
    std::uint64_t low = 0;
    std::uint32_t high = 0;
    std::uint32_t row = 0;  ///< 0: nothing here
  };
  [[nodiscard]] Entry& place_of(const Entry& entry) noexcept;
  void grow();

  crypto::SecretBytes key_;
  std::vector<Entry> table_;  ///< open addressing; the size is a power of two
  std::size_t used_ = 0;
};

}  // namespace credenza::issuer
