// A class list is read twice: looked through first, then issued. The second reading is known to be
// of the same bytes, so that what was found sound once need not be looked at again.
//
//   FirstReading::of(source) … until its end ──► FirstReading::again(source): the same, or an error
#pragma once

#include <memory>
#include <vector>

#include "base/ports.h"
#include "crypto/hash.h"

namespace credenza::issuer {

/// The digests of the pieces in which a source was read: 32 bytes for each.
class FirstReading {
 public:
  /// Gives what `source` gives, and remembers what that was. This outlives it.
  [[nodiscard]] std::unique_ptr<ByteSource> of(std::unique_ptr<ByteSource> source);
  /// Gives what `source` gives as long as it is what was read before, in pieces of the same size.
  /// This outlives it.
  /// @error conflict  (of reading) at "class list": it was changed since; nothing of the piece was
  /// given
  [[nodiscard]] std::unique_ptr<ByteSource> again(std::unique_ptr<ByteSource> source) const;

 private:
  class Noting;
  class Comparing;
  std::vector<crypto::Digest> pieces_;
};

}  // namespace credenza::issuer
