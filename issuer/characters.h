// Which characters the bytes of a file stand for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace credenza::issuer {

[[nodiscard]] bool is_ascii(std::string_view text) noexcept;

/// Well-formed (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

/// Appends `text`, Windows-1252, as UTF-8.
/// @return false when a byte is none of its characters (81, 8D, 8F, 90, 9D); `out` is as before
[[nodiscard]] bool append_windows_1252(std::string_view text, std::string& out);

/// Whether `text` looks like UTF-8 letters (Latin with accents, Greek, Cyrillic) rather than like
/// the pairs of a capital and a sign that the same bytes are in Windows-1252.
[[nodiscard]] bool looks_like_utf8_letters(std::string_view text) noexcept;

/// What `text` was before somebody took its UTF-8 for Windows-1252: "Brontë" of "BrontÃ«". Nothing
/// when it is no such text: every character that is not ASCII has to be part of one.
[[nodiscard]] std::optional<std::string> read_as_utf8(std::string_view text);

/// The first symbol of `text`, UTF-8, that no name has and that a letter of an old encoding
/// becomes: of DOS, of Macintosh; empty when there is none.
[[nodiscard]] std::string_view symbol_of_no_name(std::string_view text) noexcept;

/// Whether a word of `text` is nothing but two or more question marks: what a spreadsheet leaves of
/// a word in letters that its encoding lacks.
[[nodiscard]] bool has_lost_word(std::string_view text) noexcept;

/// Appends `value` in decimal digits.
void append_number(std::uint64_t value, std::string& out);

}  // namespace credenza::issuer
