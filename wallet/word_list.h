// The words that recovery words are taken from: 1,024 in Dutch and 1,024 in English, part of the
// vault's format (docs/vault_format.md, section 4).
//
// Written so that a word on paper is read again for what it is: 3 to 8 letters from a to z; within
// a list no two begin with the same four letters, and no slip of one letter makes another word of
// it; no word is in both lists, so any word tells its language.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace credenza::wallet {

enum class WordLanguage : std::uint8_t { dutch, english };

inline constexpr std::size_t k_listed_words = 1024;
using WordList = std::array<std::string_view, k_listed_words>;

/// In alphabetical order.
[[nodiscard]] const WordList& word_list(WordLanguage language) noexcept;

/// The place of `word`, in small letters, in the list: 0 to 1,023.
[[nodiscard]] std::optional<std::uint16_t> place_of_word(WordLanguage language,
                                                         std::string_view word) noexcept;

namespace detail {
extern const std::string_view k_dutch_words;
extern const std::string_view k_english_words;
}  // namespace detail

}  // namespace credenza::wallet
