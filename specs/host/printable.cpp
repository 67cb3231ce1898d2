#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "host/terminal.h"

namespace credenza::host {
namespace {

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

/// Code points that show nothing, or that change how what is around them shows: the general
/// categories Cc, Cf, Zl, Zp, Cs and Co, the property Default_Ignorable_Code_Point and the
/// noncharacters of Unicode 15. Noncharacters at the end of the planes are in is_shown().
constexpr std::array k_hidden = {
    Range{0x0000, 0x001F},  // C0, with tab, line feed and escape
    Range{0x007F, 0x009F},  // DEL and C1
    Range{0x00AD, 0x00AD},  // soft hyphen
    Range{0x034F, 0x034F},  // combining grapheme joiner
    Range{0x0600, 0x0605},  // Arabic number signs that span what follows
    Range{0x061C, 0x061C},  // Arabic letter mark
    Range{0x06DD, 0x06DD},  // Arabic end of ayah, likewise
    Range{0x070F, 0x070F},  // Syriac abbreviation mark
    Range{0x0890, 0x0891},  // Arabic pound and piastre marks
    Range{0x08E2, 0x08E2},  // Arabic disputed end of ayah
    Range{0x115F, 0x1160},  // Hangul fillers
    Range{0x17B4, 0x17B5},  // Khmer inherent vowels
    Range{0x180B, 0x180F},  // Mongolian variation selectors, vowel separator
    Range{0x200B, 0x200F},  // zero-width space and joiners, left-to-right and right-to-left marks
    Range{0x2028, 0x202E},  // line and paragraph separators, bidirectional embeddings and overrides
    Range{0x2060, 0x206F},  // word joiner, bidirectional isolates, deprecated format characters
    Range{0x3164, 0x3164},  // Hangul filler
    Range{0xD800, 0xF8FF},  // surrogates, private use
    Range{0xFDD0, 0xFDEF},  // noncharacters
    Range{0xFE00, 0xFE0F},  // variation selectors
    Range{0xFEFF, 0xFEFF},  // byte order mark
    Range{0xFFA0, 0xFFA0},  // halfwidth Hangul filler
    Range{0xFFF0, 0xFFFB},  // unassigned ignorables, interlinear annotation
    Range{0x110BD, 0x110BD},   // Kaithi number sign
    Range{0x110CD, 0x110CD},   // Kaithi number sign above
    Range{0x13430, 0x1343F},   // Egyptian hieroglyph format controls
    Range{0x1BCA0, 0x1BCA3},   // shorthand format controls
    Range{0x1D173, 0x1D17A},   // musical format controls
    Range{0xE0000, 0x10FFFF},  // tags, variation selectors, private use
};

bool is_shown(std::uint32_t code) noexcept {
  const auto* range = std::lower_bound(k_hidden.begin(), k_hidden.end(), code,
                                       [](const Range& r, std::uint32_t c) { return r.last < c; });
  const bool hidden = range != k_hidden.end() && code >= range->first;
  return !hidden && (code & 0xFFFEU) != 0xFFFEU;
}

struct Decoded {
  std::uint32_t code;
  std::size_t length;  ///< 0: the bytes are no UTF-8
};

/// The first character of `text`, which is not empty (RFC 3629 §4: shortest form, no surrogates, up
/// to U+10FFFF).
Decoded decode(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return {lead, 0};
  std::uint32_t code = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {lead, 0};
    code = code << 6U | (byte(i) & 0x3FU);
  }
  const std::uint32_t least = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
  const bool valid = code >= least && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  return {valid ? code : lead, valid ? length : 0};
}

void append_escape(std::string& out, std::string_view lead, std::uint32_t code, int digits) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  out += lead;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    out += k_digits[code >> static_cast<unsigned>(shift) & 0xFU];
  }
}

}  // namespace

std::string printable(std::string_view text) {
  // Most texts have nothing to look at: lists of thousands are made of them.
  const bool is_plain =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
  if (is_plain) return std::string(text);
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Decoded character = decode(text);
    const std::size_t length = std::max<std::size_t>(character.length, 1);
    if (character.length == 0 || (character.code < 0x100 && !is_shown(character.code))) {
      append_escape(out, "\\x", character.code, 2);
    } else if (is_shown(character.code)) {
      out += text.substr(0, length);
    } else if (character.code < 0x10000) {
      append_escape(out, "\\u", character.code, 4);
    } else {
      append_escape(out, "\\U", character.code, 8);
    }
    text.remove_prefix(length);
  }
  return out;
}

}  // namespace credenza::host
