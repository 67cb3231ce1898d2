// Texts of strangers in lines of ours: harmless, bounded and in columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace credenza::verifier {

inline constexpr std::size_t k_shown_characters = 200;

/// A text of a stranger (UTF-8), harmless on a terminal (host::printable) and cut at
/// k_shown_characters.
[[nodiscard]] std::string shown(std::string_view text);
/// `text` with spaces behind it up to `width` characters, and one more.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

}  // namespace credenza::verifier
