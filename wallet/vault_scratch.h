// Opening many records one after another in one piece of memory. Inside wallet/vault*.cpp.
#pragma once

#include <optional>
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

/// Opens in `plaintext` what the manifest lists as `record`.
/// @error bad_signature, malformed, mismatch  damaged, or another state of it; `where` is
/// "record/ID"
[[nodiscard]] Result<Parts> open_listed_in(Bytes& plaintext, const Keys& keys, const VaultId& vault,
                                           const ListedRecord& record, ByteView sealed);

[[nodiscard]] Error changed(Code code, Id id);
/// A record that opens was sealed as its revision; but a copy of the vault may have gone its own
/// way.
/// @error mismatch  `sealed` is not what the manifest lists
[[nodiscard]] Status compare_digest(const ListedRecord& record, ByteView sealed);

/// The body of an index page: the id of the record of its details, or nothing.
[[nodiscard]] Bytes body_of_page(std::optional<Id> details);

}  // namespace credenza::wallet::detail
