// Own words, as lists and single views show them: apart, and without a mark.
#pragma once

#include <string>
#include <vector>

#include "wallet/filter.h"
#include "wallet/own_words.h"
#include "wallet/texts.h"

namespace credenza::wallet {

/// Those that fit `filter`; what asks for an issuer, a type or a tag finds none.
/// @error as own_words()
[[nodiscard]] Result<std::vector<OwnWords>> select_own_words(const Vault& vault,
                                                             const Filter& filter);

[[nodiscard]] Json to_json(const OwnWords& words);

/// A line for each.
[[nodiscard]] std::string own_words_table(const std::vector<OwnWords>& all, Language language);

/// All that they say, a labelled line each.
[[nodiscard]] std::string own_words_text(const OwnWords& words, Language language);

/// One labelled line; nothing for an empty value.
[[nodiscard]] std::string labelled(Language language, const Text& label, const std::string& value);

}  // namespace credenza::wallet
