// What somebody meant who mistyped a word.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace credenza::host {

/// The one of `words` that `word` is most like: so many characters put in, left out or replaced
/// (Levenshtein, capitals aside) that it is hardly meant as something else, which is at most two
/// and half of its length. The first of several; empty when none is.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<const std::string> words);

}  // namespace credenza::host
