// Inside the vault's sources.
#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "base/result.h"
#include "wallet/vault_format.h"

namespace credenza::wallet::detail {

/// How an Error names a record.
[[nodiscard]] inline std::string place_of(Id id) {
  return "record/" + to_text(id);
}

/// As SQLite stores a number.
[[nodiscard]] inline std::int64_t column(std::uint64_t value) {
  must(value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
  return static_cast<std::int64_t>(value);
}

}  // namespace credenza::wallet::detail
