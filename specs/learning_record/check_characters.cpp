// What a text is made of, where a reader's eye is not enough: characters that nobody sees, and
// numbers of citizens among other words.
#include <algorithm>
#include <array>
#include <cctype>

#include "learning_record/check_detail.h"

namespace credenza::learning_record {
namespace {

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

bool is_ascii(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Takes one character from the front of UTF-8 text; 0xfffd for bytes that are none.
char32_t take_character(std::string_view& text) noexcept {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1U : lead < 0xe0 ? 2U : lead < 0xf0 ? 3U : 4U;
  if (length > text.size() || (lead >= 0x80 && lead < 0xc0)) {
    text.remove_prefix(1);
    return 0xfffd;
  }
  char32_t code = length == 1 ? lead : lead & (0xffU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i)
    code = code << 6U | (static_cast<unsigned char>(text[i]) & 0x3fU);
  text.remove_prefix(length);
  return code;
}

struct Range {
  char32_t first;
  char32_t last;
};

bool lies_in(char32_t code, const Range* begin, const Range* end) noexcept {
  return std::any_of(begin, end,
                     [code](const Range& r) { return code >= r.first && code <= r.last; });
}

/// Soft hyphen, joiner of graphemes, Arabic mark, Hangul fillers, Mongolian separator, zero-width
/// space and marks of direction, separators of lines, embeddings and overrides, word joiner and
/// invisible operators, isolates, byte order mark, annotations, tags.
constexpr std::array k_invisible{
    Range{0x00ad, 0x00ad}, Range{0x034f, 0x034f},  Range{0x061c, 0x061c}, Range{0x115f, 0x1160},
    Range{0x180e, 0x180e}, Range{0x200b, 0x200f},  Range{0x2028, 0x202e}, Range{0x2060, 0x2064},
    Range{0x2066, 0x206f}, Range{0x3164, 0x3164},  Range{0xfeff, 0xfeff}, Range{0xffa0, 0xffa0},
    Range{0xfff9, 0xfffb}, Range{0xe0000, 0xe007f}};

/// Scripts in which U+200C and U+200D change how a word is written: Arabic and its neighbours,
/// those of India, Tibetan, Myanmar, Khmer, Mongolian.
constexpr std::array k_joining{Range{0x0600, 0x08ff}, Range{0x0900, 0x0dff},  Range{0x0f00, 0x109f},
                               Range{0x1780, 0x18af}, Range{0xa840, 0xa8ff},  Range{0xfb50, 0xfdff},
                               Range{0xfe70, 0xfefc}, Range{0x11000, 0x11fff}};

constexpr char32_t k_non_joiner = 0x200c;
constexpr char32_t k_joiner = 0x200d;

std::string code_point(char32_t code) {
  constexpr std::string_view k_digits = "0123456789ABCDEF";
  std::string out;
  for (; code != 0 || out.size() < 4; code >>= 4U)
    out.insert(out.begin(), k_digits[code & 0xfU]);
  return "U+" + out;
}

/// The 11-test over nine digits: with 9·d1 + 8·d2 + … + 2·d8 − d9 a multiple of eleven. A number of
/// eight digits is one that lost the zero in front.
bool passes_test(std::string_view digits) noexcept {
  if (digits.size() != 8 && digits.size() != 9) return false;
  int sum = 0;
  int weight = static_cast<int>(digits.size());
  bool zeros = true;
  for (const char c : digits) {
    sum += (weight == 1 ? -1 : weight) * (c - '0');
    zeros = zeros && c == '0';
    --weight;
  }
  return !zeros && sum % 11 == 0;
}

/// Digits that stand together: `plain` without anything between them, `grouped` with a space, a
/// point or a hyphen here and there.
struct Digits {
  std::string plain;
  std::string grouped;
};

/// Calls `take` for every run of digits in `text`: `grouped` is empty but at the end of a group.
template <class Take>
bool any_digits(std::string_view text, const Take& take) {
  Digits run;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && is_digit(text[i])) {
      run.plain += text[i];
      continue;
    }
    if (run.plain.empty()) continue;
    run.grouped += run.plain;
    const bool goes_on = i + 1 < text.size() && is_digit(text[i + 1]) &&
                         std::string_view(" .-").find(text[i]) != std::string_view::npos;
    if (take(run.plain, goes_on ? std::string_view{} : std::string_view(run.grouped))) return true;
    run.plain.clear();
    if (!goes_on) run.grouped.clear();
  }
  return false;
}

bool says_bsn(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower.find("bsn") != std::string::npos || lower.find("sofi") != std::string::npos ||
         lower.find("burgerservice") != std::string::npos;
}

bool has_digit(std::string_view text) noexcept {
  return std::any_of(text.begin(), text.end(), is_digit);
}

}  // namespace

bool looks_like_bsn(std::string_view text) noexcept {
  std::array<char, 9> digits{};
  std::size_t count = 0;
  for (const char c : text) {
    if (c == ' ' || c == '.' || c == '-') continue;
    if (!is_digit(c) || count == digits.size()) return false;
    digits.at(count++) = c;
  }
  return count == digits.size() && passes_test({digits.data(), digits.size()});
}

bool number_holds_bsn(std::string_view text) {
  if (!has_digit(text)) return false;
  if (looks_like_bsn(text)) return true;
  const bool said = says_bsn(text);
  // Letters of the organisation's own in front tell its number from a citizen's.
  const bool own = !said && std::isalpha(static_cast<unsigned char>(text.front())) != 0;
  return any_digits(text, [said, own](std::string_view plain, std::string_view grouped) {
    if (plain.size() == 9 && passes_test(plain)) return !own;
    return said && passes_test(grouped);
  });
}

bool name_holds_bsn(std::string_view text) {
  if (!has_digit(text)) return false;
  return any_digits(text, [](std::string_view plain, std::string_view grouped) {
    return passes_test(plain) || passes_test(grouped);
  });
}

bool may_be_bsn_without_zero(std::string_view text) noexcept {
  return text.size() == 8 && std::all_of(text.begin(), text.end(), is_digit) && passes_test(text);
}

namespace detail {

std::string invisible_character(std::string_view text) {
  if (is_ascii(text)) return {};
  char32_t before = 0;
  while (!text.empty()) {
    const char32_t code = take_character(text);
    if (code == k_joiner || code == k_non_joiner) {
      if (!lies_in(before, k_joining.begin(), k_joining.end())) return code_point(code);
    } else if (code >= 0x80 && lies_in(code, k_invisible.begin(), k_invisible.end())) {
      return code_point(code);
    }
    before = code;
  }
  return {};
}

void check_seen(std::string_view text, std::string_view where, Findings& findings) {
  const std::string character = invisible_character(text);
  if (character.empty()) return;
  findings.add(
      Code::malformed, where,
      "holds " + character + ", which nobody sees and which changes what others read; take it out");
}

void check_name(std::string_view text, std::string_view where, Findings& findings) {
  check_line(text, where, findings);
  if (!name_holds_bsn(text)) return;
  findings.add(Code::forbidden, where,
               "holds what looks like a citizen service number (BSN), which may not be in a "
               "credential; take the number out");
}

}  // namespace detail
}  // namespace credenza::learning_record
