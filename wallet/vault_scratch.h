// Opening many records one after another in one piece of memory. Inside wallet/vault*.cpp.
#pragma once

#include <string_view>

#include "wallet/vault_format.h"

namespace credenza::wallet::detail {

/// What a record holds, inside the memory that it was opened in.
struct Parts {
  std::string_view meta;
  ByteView body;
};

/// As open_record(), in `plaintext`, which can be used again and again. That is ordinary memory:
/// not for holder keys, and whoever calls wipes it when they have looked.
/// @error as open_record()
[[nodiscard]] Result<Parts> open_record_in(Bytes& plaintext, const Keys& keys, const Name& name,
                                           ByteView sealed);

}  // namespace credenza::wallet::detail
