// Inside jcs: what its two source files share.
#pragma once

#include <string>

namespace credenza::jcs::detail {

/// Appends a finite `value` as ECMAScript writes it.
void append_number(double value, std::string& out);

}  // namespace credenza::jcs::detail
