// A moment of the past, as somebody types it.
#pragma once

#include <string_view>

#include "base/instant.h"

namespace credenza::verifier {

/// "2027-03-03T06:30+01:00", "2027-03-03T05:30:00Z", or "2027-03-03", which is the end of that day
/// in the Netherlands.
/// @error malformed     none of these
/// @error out_of_range  later than `now`
[[nodiscard]] Result<Instant> past_moment(std::string_view text, Instant now);

}  // namespace credenza::verifier
