// Words for people.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "host/nearest.h"
#include "host/terminal.h"

namespace credenza::issuer {

using host::nearest;
using host::Sentence;

/// " (did you mean 'x'?)", or nothing; for the detail of an Error.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string> words);

/// What to do about a word that is none of `words`: "did you mean 'x'?", or which there are.
[[nodiscard]] Sentence which_word(std::string_view word, std::span<const std::string> words);

/// `text` between quotation marks, cut off when it is long.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace credenza::issuer
