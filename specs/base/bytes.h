// Bytes and views of them, and the two directions between bytes and text.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace credenza {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

/// The bytes of `text`; a view, so `text` has to outlive it.
[[nodiscard]] inline ByteView as_bytes(std::string_view text) noexcept {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// The text that `bytes` spell; a view, and no promise that it is UTF-8.
[[nodiscard]] inline std::string_view as_text(ByteView bytes) noexcept {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// A copy of `view` that owns its bytes.
[[nodiscard]] inline Bytes to_bytes(ByteView view) {
  return {view.begin(), view.end()};
}

}  // namespace credenza
