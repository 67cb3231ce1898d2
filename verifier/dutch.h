// The Dutch of what the errors of the verifier say (host/sentences.h).
#pragma once

#include "host/arguments.h"

namespace credenza::verifier {

/// For host::ill(), and for what a report says of a check.
[[nodiscard]] host::Sentences dutch_sentences() noexcept;

/// host::report_error(), with the Dutch of this program.
int tell_error(const host::CommonOptions& common, const Error& error, host::ErrorHelp help = {});

}  // namespace credenza::verifier
