// The Dutch of what the errors of the verifier say (host/sentences.h).
#pragma once

#include "host/sentences.h"

namespace credenza::verifier {

/// For host::report_error() and host::ill(), and for what a report says of a check.
[[nodiscard]] host::Sentences dutch_sentences() noexcept;

}  // namespace credenza::verifier
