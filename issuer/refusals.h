// Words that never yield a credential, however somebody wrote them.
#pragma once

#include <string_view>

#include "issuer/hole.h"

namespace credenza::issuer {

/// Whether `cell` says one of the words that `hole` refuses: in any case, with accents or without,
/// among punctuation, as one word of several, as the same number, or with one slip in a long word.
[[nodiscard]] bool is_refused(const Hole& hole, std::string_view cell);

/// What to do about a cell whose word `hole` does not know: the word that was probably meant, or
/// which there are. Never a word to which a refused one is nearer, and never one that the cell has
/// with something in front of it ("onvoldoende" is no "voldoende").
[[nodiscard]] Sentence which_known_word(const Hole& hole, std::string_view cell);

/// Words that `hole` both knows and refuses.
[[nodiscard]] std::vector<std::string> known_and_refused(const Hole& hole);

}  // namespace credenza::issuer
