// What lists and tokens share. Inside `token_status_list`.
#pragma once

#include <cstdint>

#include "base/result.h"

namespace credenza::token_status_list::detail {

/// §4.1: `bits` is "either 1,2,4 or 8", so that no value lies in two bytes.
/// @error out_of_range
[[nodiscard]] Status check_bits(std::uint64_t bits);

}  // namespace credenza::token_status_list::detail
