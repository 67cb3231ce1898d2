// Words for people, and the nearest word to a mistyped one.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "host/terminal.h"

namespace credenza::issuer {

using host::Sentence;

/// The word of `words` that `word` was probably meant to be: at most two slips away, case not
/// counted; empty when there is none. Work is bounded: a longer word than 64 characters is near to
/// nothing.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<const std::string> words);

/// " (did you mean 'x'?)", or nothing; for the detail of an Error.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string> words);

/// What to do about a word that is none of `words`: "did you mean 'x'?", or which there are.
[[nodiscard]] Sentence which_word(std::string_view word, std::span<const std::string> words);

/// `text` between quotation marks, cut off when it is long.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace credenza::issuer
