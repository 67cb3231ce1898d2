// `check --explain CODE`: what a code of the report means, and what to do.
#pragma once

#include <string_view>

#include "host/arguments.h"

namespace credenza::verifier {

/// Explains a code ("expired") for each check that can give it, a check ("status") for each of its
/// codes, or everything for "all".
/// @return the exit code: 2 for a word that is neither
[[nodiscard]] int run_explain(std::string_view word, const host::CommonOptions& common);

}  // namespace credenza::verifier
