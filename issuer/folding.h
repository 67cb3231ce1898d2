// Words that are the same to a reader: case, accents, how Unicode spells them and white space do
// not count. For comparing what people typed; never for what goes into a credential.
#pragma once

#include <string>
#include <string_view>

namespace credenza::issuer {

/// Appends `text` in lower case and without accents (Latin, Greek, Cyrillic, Armenian, full-width
/// letters), composed and decomposed spelling made one, white space as single spaces and none
/// around, characters that nobody sees left out. Bytes that are no UTF-8 stay as they are.
void append_folded(std::string_view text, std::string& out);
/// append_folded() to nothing.
[[nodiscard]] std::string folded(std::string_view text);

/// `text`, which is folded, without the punctuation around it: of "onvoldoende." "onvoldoende".
[[nodiscard]] std::string_view bare(std::string_view text) noexcept;

}  // namespace credenza::issuer
