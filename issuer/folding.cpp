#include "issuer/folding.h"

#include <algorithm>
#include <array>

namespace credenza::issuer {
namespace {

/// The letter that is left of U+00C0 … U+024F without its accents; '.' where there is none in
/// ASCII.
constexpr std::string_view k_latin =
    "aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.yaaaaaaccccccccdd"
    "..eeeeeeeeeegggggggghh..iiiiiiiii...jjkk.llllll....nnnnnn...oooooo..rrrrrrssssss"
    "sstttt..uuuuuuuuuuuuwwyyyzzzzzz.................................oo.............u"
    "u............................aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa...."
    "aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................";
/// The same of U+1E00 … U+1EFF.
constexpr std::string_view k_latin_additional =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooo"
    "oooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......"
    "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuu"
    "uuyyyyyyyy......";

struct Range {
  char32_t first;
  char32_t last;
};

bool lies_in(char32_t code, const Range* begin, const Range* end) noexcept {
  return std::any_of(begin, end,
                     [code](const Range& r) { return code >= r.first && code <= r.last; });
}

constexpr std::array k_spaces{Range{0x00a0, 0x00a0}, Range{0x2000, 0x200a}, Range{0x2028, 0x2029},
                              Range{0x202f, 0x202f}, Range{0x205f, 0x205f}, Range{0x3000, 0x3000}};
/// Accents that stand apart, points of Arabic, and what nobody sees.
constexpr std::array k_dropped{Range{0x00ad, 0x00ad}, Range{0x0300, 0x036f}, Range{0x0610, 0x061c},
                               Range{0x064b, 0x065f}, Range{0x0670, 0x0670}, Range{0x1ab0, 0x1aff},
                               Range{0x1dc0, 0x1dff}, Range{0x200b, 0x200f}, Range{0x202a, 0x202e},
                               Range{0x2060, 0x206f}, Range{0x20d0, 0x20ff}, Range{0xfe00, 0xfe0f},
                               Range{0xfe20, 0xfe2f}, Range{0xfeff, 0xfeff}};

struct Pair {
  char32_t from;
  char32_t to;
};

/// Letters that are another one with an accent, or in another case, outside of the tables.
constexpr std::array k_single{
    Pair{0x00c6, 0x00e6}, Pair{0x00d0, 0x00f0}, Pair{0x00d8, 0x00f8}, Pair{0x00de, 0x00fe},
    Pair{0x0110, 0x0111}, Pair{0x0126, 0x0127}, Pair{0x0131, U'i'},   Pair{0x0141, 0x0142},
    Pair{0x014a, 0x014b}, Pair{0x0152, 0x0153}, Pair{0x0166, 0x0167}, Pair{0x017f, U's'},
    Pair{0x018f, 0x0259}, Pair{0x0386, 0x03b1}, Pair{0x0388, 0x03b5}, Pair{0x0389, 0x03b7},
    Pair{0x038a, 0x03b9}, Pair{0x038c, 0x03bf}, Pair{0x038e, 0x03c5}, Pair{0x038f, 0x03c9},
    Pair{0x0390, 0x03b9}, Pair{0x03aa, 0x03b9}, Pair{0x03ab, 0x03c5}, Pair{0x03ac, 0x03b1},
    Pair{0x03ad, 0x03b5}, Pair{0x03ae, 0x03b7}, Pair{0x03af, 0x03b9}, Pair{0x03b0, 0x03c5},
    Pair{0x03c2, 0x03c3}, Pair{0x03ca, 0x03b9}, Pair{0x03cb, 0x03c5}, Pair{0x03cc, 0x03bf},
    Pair{0x03cd, 0x03c5}, Pair{0x03ce, 0x03c9}, Pair{0x0401, 0x0435}, Pair{0x0403, 0x0433},
    Pair{0x0407, 0x0456}, Pair{0x040c, 0x043a}, Pair{0x040d, 0x0438}, Pair{0x040e, 0x0443},
    Pair{0x0419, 0x0438}, Pair{0x0439, 0x0438}, Pair{0x0450, 0x0435}, Pair{0x0451, 0x0435},
    Pair{0x0453, 0x0433}, Pair{0x0457, 0x0456}, Pair{0x045c, 0x043a}, Pair{0x045d, 0x0438},
    Pair{0x045e, 0x0443}, Pair{0x0622, 0x0627}, Pair{0x0623, 0x0627}, Pair{0x0624, 0x0648},
    Pair{0x0625, 0x0627}, Pair{0x0626, 0x064a}};

char32_t base_of(char32_t code) noexcept {
  const auto* const single =
      std::lower_bound(k_single.begin(), k_single.end(), code,
                       [](const Pair& pair, char32_t wanted) { return pair.from < wanted; });
  if (single != k_single.end() && single->from == code) return single->to;
  const auto of = [code](std::string_view table, char32_t first) {
    const char base = table[code - first];
    return base == '.' ? code : static_cast<char32_t>(base);
  };
  if (code >= 0x00c0 && code <= 0x024f) return of(k_latin, 0x00c0);
  if (code >= 0x1e00 && code <= 0x1eff) return of(k_latin_additional, 0x1e00);
  if (code >= 0x0391 && code <= 0x03a9) return code + 0x20;
  if (code >= 0x0410 && code <= 0x042f) return code + 0x20;
  if (code >= 0x0400 && code <= 0x040f) return code + 0x50;
  const bool pairs = (code >= 0x0460 && code <= 0x0481) || (code >= 0x048a && code <= 0x04bf) ||
                     (code >= 0x04d0 && code <= 0x052f);
  if (pairs) return code | 1U;
  if (code >= 0x0531 && code <= 0x0556) return code + 0x30;
  if (code >= 0xff21 && code <= 0xff3a) return code - 0xff21 + U'a';
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xff01 + U'!';
  return code;
}

void append(char32_t code, std::string& out) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xc0U | code >> 6U);
  } else {
    if (code < 0x10000) {
      put(0xe0U | code >> 12U);
    } else {
      put(0xf0U | code >> 18U);
      put(0x80U | (code >> 12U & 0x3fU));
    }
    put(0x80U | (code >> 6U & 0x3fU));
  }
  put(0x80U | (code & 0x3fU));
}

/// A syllable of Hangul as the letters that it is made of (Unicode §3.12).
void append_syllable(char32_t code, std::string& out) {
  constexpr char32_t k_vowels = 21;
  constexpr char32_t k_ends = 28;
  const char32_t index = code - 0xac00;
  append(0x1100 + index / (k_vowels * k_ends), out);
  append(0x1161 + index % (k_vowels * k_ends) / k_ends, out);
  if (index % k_ends != 0) append(0x11a7 + index % k_ends, out);
}

/// Length of the character that stands in front; 0 when it is no whole one.
std::size_t length_of(std::string_view text) noexcept {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80   ? 1U
                             : lead < 0xc2 ? 0U
                             : lead < 0xe0 ? 2U
                             : lead < 0xf0 ? 3U
                             : lead < 0xf5 ? 4U
                                           : 0U;
  if (length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U) return 0;
  return length;
}

char32_t code_of(std::string_view character) noexcept {
  const auto lead = static_cast<unsigned char>(character.front());
  char32_t code = character.size() == 1 ? lead : lead & (0xffU >> (character.size() + 1));
  for (const char c : character.substr(1))
    code = code << 6U | (static_cast<unsigned char>(c) & 0x3fU);
  return code;
}

}  // namespace

void append_folded(std::string_view text, std::string& out) {
  const std::size_t start = out.size();
  bool space = false;
  const auto between = [&] {
    if (space && out.size() > start) out += ' ';
    space = false;
  };
  while (!text.empty()) {
    const char c = text.front();
    if (static_cast<unsigned char>(c) < 0x80) {
      text.remove_prefix(1);
      if (c == ' ' || (c >= '\t' && c <= '\r')) {
        space = true;
        continue;
      }
      between();
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      continue;
    }
    const std::size_t length = length_of(text);
    if (length == 0) {
      between();
      out += c;
      text.remove_prefix(1);
      continue;
    }
    const char32_t code = code_of(text.substr(0, length));
    text.remove_prefix(length);
    if (lies_in(code, k_dropped.begin(), k_dropped.end())) continue;
    if (lies_in(code, k_spaces.begin(), k_spaces.end())) {
      space = true;
      continue;
    }
    between();
    if (code == 0x00df || code == 0x1e9e) {
      out += "ss";
    } else if (code >= 0xac00 && code <= 0xd7a3) {
      append_syllable(code, out);
    } else {
      append(base_of(code), out);
    }
  }
}

std::string folded(std::string_view text) {
  std::string out;
  append_folded(text, out);
  return out;
}

std::string_view bare(std::string_view text) noexcept {
  constexpr std::string_view k_around = " .,;:!?'\"()[]{}*-_/\\";
  const std::size_t first = text.find_first_not_of(k_around);
  // A text of nothing but punctuation is that.
  if (first == std::string_view::npos) return text;
  return text.substr(first, text.find_last_not_of(k_around) + 1 - first);
}

}  // namespace credenza::issuer
