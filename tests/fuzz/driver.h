// A fuzz target is one function; see README.md in this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/bytes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

/// A property that has to hold for every input; on in every build.
inline void property(bool holds) {
  if (!holds) std::abort();
}
