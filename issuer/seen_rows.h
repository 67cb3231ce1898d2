// Which rows of a long class list were there before, in some sixteen to forty bytes a row.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/ports.h"
#include "crypto/secret_bytes.h"

namespace credenza::issuer {

/// Remembers texts by a keyed hash of 64 bits with the row in which each stood first. The key is
/// new each time, so nobody can prepare two texts that are taken for one; of a million rows two are
/// taken for one once in 40 million lists.
class SeenRows {
 public:
  explicit SeenRows(Random& random);

  /// What else is remembered of a row, to tell how two rows of one text differ.
  struct Prints {
    std::uint16_t person = 0;
    std::uint16_t whole = 0;
  };
  struct Before {
    std::uint64_t row;
    Prints prints;
  };

  /// Enters `text`, which stands in row `row`.
  /// @param row  below 2^32
  /// @return the row in which it stood before
  [[nodiscard]] std::optional<std::uint64_t> see(std::string_view text, std::uint64_t row);
  [[nodiscard]] std::optional<Before> see(std::string_view text, std::uint64_t row, Prints prints);

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::uint32_t row = 0;  ///< 0: nothing here
    Prints prints;
  };
  [[nodiscard]] Entry& place_of(std::uint64_t hash) noexcept;
  void grow();

  crypto::SecretBytes key_;
  std::vector<Entry> table_;  ///< open addressing; the size is a power of two
  std::size_t used_ = 0;
};

}  // namespace credenza::issuer
