#include "verifier/lines.h"

#include <algorithm>

#include "host/terminal.h"

namespace credenza::verifier {
namespace {

bool starts_character(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::size_t characters_in(std::string_view utf8) noexcept {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), starts_character));
}

}  // namespace

std::string shown(std::string_view text) {
  // A character has at most four bytes, so that more of them need not be looked at.
  std::string out = host::printable(text.substr(0, 4 * k_shown_characters + 4));
  std::size_t count = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (!starts_character(out[i]) || ++count <= k_shown_characters) continue;
    out.resize(i);
    return out + "…";
  }
  return out;
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  out.append(width - std::min(width, characters_in(text)) + 1, ' ');
  return out;
}

}  // namespace credenza::verifier
