#include "issuer/characters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>

namespace credenza::issuer {
namespace {

/// Bytes 80 … 9F of Windows-1252; 0 where there is no character. The others are those of Latin-1.
constexpr std::array<std::uint16_t, 32> k_windows_1252{
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

std::size_t sequence_length(unsigned char lead) noexcept {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

void append_utf8(unsigned code, std::string& out) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0U | (code >> 6U));
    out += static_cast<char>(0x80U | (code & 0x3fU));
  } else {
    out += static_cast<char>(0xe0U | (code >> 12U));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3fU));
    out += static_cast<char>(0x80U | (code & 0x3fU));
  }
}

/// Takes one character from the front of UTF-8 text.
unsigned take_character(std::string_view& text) noexcept {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = std::min(std::max<std::size_t>(sequence_length(lead), 1), text.size());
  unsigned code = length == 1 ? lead : lead & (0xffU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i)
    code = code << 6U | (static_cast<unsigned char>(text[i]) & 0x3fU);
  text.remove_prefix(length);
  return code;
}

/// The byte of Windows-1252 that `code` is; nothing when that has no such character.
std::optional<char> byte_of(unsigned code) noexcept {
  if (code < 0x100) return static_cast<char>(code);
  const auto* const found = std::find(k_windows_1252.begin(), k_windows_1252.end(), code);
  if (found == k_windows_1252.end()) return std::nullopt;
  return static_cast<char>(0x80 + (found - k_windows_1252.begin()));
}

/// Quotation marks may stand around a name; between two letters they were a letter.
constexpr std::string_view k_marks = "‚„“”…";

std::size_t marks_in(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view one = text.substr(at, 3);
    if (one.size() == 3 && k_marks.find(one) != std::string_view::npos) ++count;
  }
  return count;
}

bool is_letter_or_late(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

bool is_ascii(std::string_view text) noexcept {
  constexpr std::uint64_t k_high_bits = 0x8080808080808080U;
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & k_high_bits) != 0) return false;
  }
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_utf8(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = sequence_length(lead);
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xc0U) != 0x80U) return false;
    }
    const auto second = static_cast<unsigned char>(length > 1 ? text[i + 1] : '\0');
    if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) ||
        (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f)) {
      return false;
    }
    i += length;
  }
  return true;
}

bool append_windows_1252(std::string_view text, std::string& out) {
  const std::size_t before = out.size();
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool special = byte >= 0x80 && byte < 0xa0;
    const unsigned code = special ? k_windows_1252.at(byte - 0x80U) : byte;
    if (special && code == 0) {
      out.resize(before);
      return false;
    }
    append_utf8(code, out);
  }
  return true;
}

bool looks_like_utf8_letters(std::string_view text) noexcept {
  return is_utf8(text) && std::any_of(text.begin(), text.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return (byte >= 0xc3 && byte <= 0xc5) || (byte >= 0xce && byte <= 0xd1);
         });
}

std::optional<std::string> read_as_utf8(std::string_view text) {
  std::string bytes;
  while (!text.empty()) {
    const auto byte = byte_of(take_character(text));
    if (!byte) return std::nullopt;
    bytes += *byte;
  }
  if (!is_utf8(bytes)) return std::nullopt;
  // "CAFÉ…" is such a pair by chance. Accented Latin letters and whatever takes three bytes are
  // not.
  std::size_t pairs = 0;
  bool sure = false;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0xc2) continue;
    ++pairs;
    sure = sure || byte <= 0xc5 || byte >= 0xe0;
  }
  if (!sure && pairs < 2) return std::nullopt;
  return bytes;
}

std::string_view symbol_of_no_name(std::string_view text) noexcept {
  constexpr std::string_view k_never = "¡¢£¤¥¦§¨©«¬®¯°±²³µ¶¸¹»¼½¾¿×÷ƒˆ˜†‡•‰‹›€™";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length =
        std::max<std::size_t>(sequence_length(static_cast<unsigned char>(text[at])), 1);
    const std::string_view one = text.substr(at, length);
    if (length > 1 && k_never.find(one) != std::string_view::npos) return one;
    const bool behind_letter = at > 0 && is_letter_or_late(text[at - 1]);
    const bool before_letter = at + length < text.size() && is_letter_or_late(text[at + length]);
    const bool alone = before_letter || (at + length == text.size() && marks_in(text) == 1);
    if (length > 1 && k_marks.find(one) != std::string_view::npos && behind_letter && alone)
      return one;
    at += length;
  }
  return {};
}

bool has_lost_word(std::string_view text) noexcept {
  constexpr std::string_view k_between = " \t\r\n-'.,;/()";
  std::size_t marks = 0;
  bool pure = true;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at == text.size() || k_between.find(text[at]) != std::string_view::npos) {
      if (pure && marks > 1) return true;
      marks = 0;
      pure = true;
    } else {
      if (text[at] == '?') ++marks;
      pure = pure && text[at] == '?';
    }
  }
  return false;
}

void append_number(std::uint64_t value, std::string& out) {
  if (value < 10) {
    out += static_cast<char>('0' + value);
    return;
  }
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

}  // namespace credenza::issuer
