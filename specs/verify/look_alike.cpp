#include "verify/look_alike.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <optional>
#include <vector>

namespace credenza::verify {
namespace {

using CodePoints = std::vector<char32_t>;

struct Pair {
  char32_t character;
  const char* latin;
};

/// Letters that look like Latin ones, small after folding, by code point. Written down from how
/// they look in common typefaces: Greek, Cyrillic, Armenian, and Latin letters with marks.
constexpr std::array k_looks = {
    Pair{U'0', "o"}, Pair{U'1', "l"}, Pair{U'3', "e"}, Pair{U'5', "s"}, Pair{U'i', "l"},
    Pair{U'|', "l"},
    // Latin with marks, folded small
    Pair{0xdf, "ss"}, Pair{0xe0, "a"}, Pair{0xe1, "a"}, Pair{0xe2, "a"}, Pair{0xe3, "a"},
    Pair{0xe4, "a"}, Pair{0xe5, "a"}, Pair{0xe6, "ae"}, Pair{0xe7, "c"}, Pair{0xe8, "e"},
    Pair{0xe9, "e"}, Pair{0xea, "e"}, Pair{0xeb, "e"}, Pair{0xec, "l"}, Pair{0xed, "l"},
    Pair{0xee, "l"}, Pair{0xef, "l"}, Pair{0xf1, "n"}, Pair{0xf2, "o"}, Pair{0xf3, "o"},
    Pair{0xf4, "o"}, Pair{0xf5, "o"}, Pair{0xf6, "o"}, Pair{0xf8, "o"}, Pair{0xf9, "u"},
    Pair{0xfa, "u"}, Pair{0xfb, "u"}, Pair{0xfc, "u"}, Pair{0xfd, "y"}, Pair{0xff, "y"},
    Pair{0x101, "a"}, Pair{0x103, "a"}, Pair{0x105, "a"}, Pair{0x107, "c"}, Pair{0x10d, "c"},
    Pair{0x10f, "d"}, Pair{0x111, "d"}, Pair{0x113, "e"}, Pair{0x117, "e"}, Pair{0x119, "e"},
    Pair{0x11b, "e"}, Pair{0x11f, "g"}, Pair{0x12b, "l"}, Pair{0x12f, "l"}, Pair{0x131, "l"},
    Pair{0x133, "lj"}, Pair{0x137, "k"}, Pair{0x138, "k"}, Pair{0x13a, "l"}, Pair{0x13c, "l"},
    Pair{0x142, "l"}, Pair{0x144, "n"}, Pair{0x148, "n"}, Pair{0x14d, "o"}, Pair{0x151, "o"},
    Pair{0x153, "oe"}, Pair{0x155, "r"}, Pair{0x159, "r"}, Pair{0x15b, "s"}, Pair{0x15f, "s"},
    Pair{0x161, "s"}, Pair{0x163, "t"}, Pair{0x165, "t"}, Pair{0x16b, "u"}, Pair{0x16f, "u"},
    Pair{0x171, "u"}, Pair{0x173, "u"}, Pair{0x175, "w"}, Pair{0x177, "y"}, Pair{0x17a, "z"},
    Pair{0x17c, "z"}, Pair{0x17e, "z"}, Pair{0x251, "a"}, Pair{0x261, "g"}, Pair{0x269, "l"},
    Pair{0x26a, "l"},
    // Greek
    Pair{0x3b1, "a"}, Pair{0x3b2, "b"}, Pair{0x3b3, "y"}, Pair{0x3b5, "e"}, Pair{0x3b6, "z"},
    Pair{0x3b7, "n"}, Pair{0x3b9, "l"}, Pair{0x3ba, "k"}, Pair{0x3bc, "u"}, Pair{0x3bd, "v"},
    Pair{0x3bf, "o"}, Pair{0x3c1, "p"}, Pair{0x3c4, "t"}, Pair{0x3c5, "u"}, Pair{0x3c7, "x"},
    Pair{0x3c9, "w"}, Pair{0x3f2, "c"}, Pair{0x3f3, "j"},
    // Cyrillic
    Pair{0x430, "a"}, Pair{0x432, "b"}, Pair{0x433, "r"}, Pair{0x435, "e"}, Pair{0x43a, "k"},
    Pair{0x43c, "m"}, Pair{0x43d, "h"}, Pair{0x43e, "o"}, Pair{0x43f, "n"}, Pair{0x440, "p"},
    Pair{0x441, "c"}, Pair{0x442, "t"}, Pair{0x443, "y"}, Pair{0x445, "x"}, Pair{0x44a, "b"},
    Pair{0x44c, "b"}, Pair{0x450, "e"}, Pair{0x451, "e"}, Pair{0x455, "s"}, Pair{0x456, "l"},
    Pair{0x457, "l"}, Pair{0x458, "j"}, Pair{0x461, "w"}, Pair{0x475, "v"}, Pair{0x4ae, "y"},
    Pair{0x4af, "y"}, Pair{0x4bb, "h"}, Pair{0x4cf, "l"}, Pair{0x501, "d"}, Pair{0x51b, "q"},
    Pair{0x51d, "w"},
    // Armenian
    Pair{0x561, "w"}, Pair{0x570, "h"}, Pair{0x57c, "n"}, Pair{0x57d, "u"}, Pair{0x581, "g"},
    Pair{0x585, "o"}};

static_assert(std::is_sorted(k_looks.begin() + 6, k_looks.end(), [](const Pair& a, const Pair& b) {
  return a.character < b.character;
}));

/// Reads one character of UTF-8 off the front; U+FFFD for what is none.
char32_t take_character(std::string_view& text) noexcept {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  constexpr std::array<unsigned char, 5> k_masks = {0, 0x7f, 0x1f, 0x0f, 0x07};
  if ((first >= 0x80 && first < 0xc0) || first >= 0xf8 || text.size() < length) {
    text.remove_prefix(1);
    return U'\xfffd';
  }
  auto out = static_cast<char32_t>(first & k_masks.at(length));
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xc0U) != 0x80) {
      text.remove_prefix(1);
      return U'\xfffd';
    }
    out = (out << 6U) | (next & 0x3fU);
  }
  text.remove_prefix(length);
  return out;
}

void put_character(std::string& out, char32_t c) {
  const auto byte = [&out](char32_t value) { out += static_cast<char>(value); };
  if (c < 0x80) return byte(c);
  if (c < 0x800) {
    byte(0xc0 | (c >> 6U));
  } else {
    if (c < 0x10000) {
      byte(0xe0 | (c >> 12U));
    } else {
      byte(0xf0 | (c >> 18U));
      byte(0x80 | ((c >> 12U) & 0x3fU));
    }
    byte(0x80 | ((c >> 6U) & 0x3fU));
  }
  byte(0x80 | (c & 0x3fU));
}

/// Small letters of the scripts in the table.
char32_t small(char32_t c) noexcept {
  if (c >= U'A' && c <= U'Z') return c + 32;
  if (c >= 0xc0 && c <= 0xde && c != 0xd7) return c + 32;
  if (c == 0x130) return U'i';
  if (c == 0x178) return 0xff;
  // Pairs of a capital and its small letter: even first, but for one stretch, where it is odd.
  const bool odd_first = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e);
  if (odd_first) return c % 2 == 1 ? c + 1 : c;
  if ((c >= 0x100 && c <= 0x177) ||
      (c >= 0x460 && c <= 0x52f && !(c >= 0x482 && c <= 0x48f) && !(c >= 0x4c0 && c <= 0x4cf)))
    return c % 2 == 0 ? c + 1 : c;
  if (c == 0x4c0) return 0x4cf;
  if (c >= 0x391 && c <= 0x3a9) return c + 32;
  if (c >= 0x410 && c <= 0x42f) return c + 32;
  if (c >= 0x400 && c <= 0x40f) return c + 80;
  if (c >= 0x531 && c <= 0x556) return c + 48;
  // Full-width forms.
  if (c >= 0xff21 && c <= 0xff3a) return c - 0xff21 + U'a';
  if (c >= 0xff41 && c <= 0xff5a) return c - 0xff41 + U'a';
  if (c >= 0xff10 && c <= 0xff19) return c - 0xff10 + U'0';
  return c;
}

/// Spaces, punctuation, marks that stand on other letters, and what nobody sees.
bool is_passed_over(char32_t c) noexcept {
  if (c < 0x80) return !((c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || c == U'|');
  return (c >= 0x80 && c <= 0xbf) || (c >= 0x300 && c <= 0x36f) || (c >= 0x2000 && c <= 0x206f) ||
         c == 0xfeff || (c >= 0xfe00 && c <= 0xfe0f) || c == 0x3000 || c == 0xad;
}

const char* latin_for(char32_t c) noexcept {
  constexpr std::ptrdiff_t k_unsorted = 6;
  const auto named = [c](const Pair& pair) { return pair.character == c; };
  const auto* const front = std::find_if(k_looks.begin(), k_looks.begin() + k_unsorted, named);
  if (front != k_looks.begin() + k_unsorted) return front->latin;
  const auto* const found =
      std::lower_bound(k_looks.begin() + k_unsorted, k_looks.end(), c,
                       [](const Pair& pair, char32_t wanted) { return pair.character < wanted; });
  return found != k_looks.end() && found->character == c ? found->latin : nullptr;
}

constexpr std::uint32_t k_base = 36;
constexpr std::uint32_t k_t_min = 1;
constexpr std::uint32_t k_t_max = 26;

/// RFC 3492 §6.1.
std::uint32_t adapt(std::uint32_t delta, std::uint32_t points, bool first) noexcept {
  constexpr std::uint32_t k_skew = 38;
  constexpr std::uint32_t k_damp = 700;
  delta = first ? delta / k_damp : delta / 2;
  delta += delta / points;
  std::uint32_t k = 0;
  while (delta > ((k_base - k_t_min) * k_t_max) / 2) {
    delta /= k_base - k_t_min;
    k += k_base;
  }
  return k + (k_base - k_t_min + 1) * delta / (delta + k_skew);
}

std::uint32_t digit_of(char c) noexcept {
  if (c >= 'a' && c <= 'z') return static_cast<std::uint32_t>(c - 'a');
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0') + 26;
  return k_base;
}

/// A generalised variable-length integer (RFC 3492 §3.3), taken off the front.
std::optional<std::uint32_t> take_delta(std::string_view& text, std::uint32_t bias) noexcept {
  constexpr std::uint32_t k_most = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t out = 0;
  std::uint32_t weight = 1;
  for (std::uint32_t k = k_base;; k += k_base) {
    if (text.empty()) return std::nullopt;
    const std::uint32_t digit = digit_of(text.front());
    text.remove_prefix(1);
    if (digit >= k_base || digit > (k_most - out) / weight) return std::nullopt;
    out += digit * weight;
    const std::uint32_t t = k <= bias ? k_t_min : k >= bias + k_t_max ? k_t_max : k - bias;
    if (digit < t) return out;
    if (weight > k_most / (k_base - t)) return std::nullopt;
    weight *= k_base - t;
  }
}

/// A label behind "xn--" (RFC 3492 §6.2); nothing when it is none.
std::optional<std::string> decode_label(std::string_view text) {
  constexpr std::size_t k_longest = 63;
  constexpr std::uint32_t k_initial_bias = 72;
  if (text.size() > k_longest) return std::nullopt;
  CodePoints out;
  if (const std::size_t dash = text.rfind('-'); dash != std::string_view::npos) {
    out.assign(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(dash));
    text.remove_prefix(dash + 1);
  }
  std::uint32_t n = 0x80;
  std::uint32_t i = 0;
  std::uint32_t bias = k_initial_bias;
  while (!text.empty()) {
    const auto delta = take_delta(text, bias);
    if (!delta || *delta > std::numeric_limits<std::uint32_t>::max() - i) return std::nullopt;
    const auto points = static_cast<std::uint32_t>(out.size()) + 1;
    const std::uint32_t old = i;
    i += *delta;
    bias = adapt(i - old, points, old == 0);
    if (i / points > 0x10ffff - n) return std::nullopt;
    n += i / points;
    i %= points;
    out.insert(out.begin() + static_cast<std::ptrdiff_t>(i), n);
    ++i;
  }
  std::string utf8;
  for (const char32_t c : out) {
    if (c >= 0xd800 && c <= 0xdfff) return std::nullopt;
    put_character(utf8, c);
  }
  return utf8;
}

/// The bare host of a did:web, small letters.
std::string raw_host(std::string_view did) {
  constexpr std::string_view k_web = "did:web:";
  if (!did.starts_with(k_web)) return {};
  did.remove_prefix(k_web.size());
  did = did.substr(0, did.find(':'));
  if (const std::size_t port = did.find("%3A"); port != std::string_view::npos)
    did = did.substr(0, port);
  std::string out(did);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

/// `host` without its last label; empty when it has one only.
std::string_view without_ending(std::string_view host) noexcept {
  const std::size_t dot = host.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : host.substr(0, dot);
}

std::string without_hyphens(std::string_view host) {
  std::string out(host);
  std::erase_if(out, [](char c) { return c == '-' || c == '.'; });
  return out;
}

/// In how many letters two addresses or names of this length may differ and still be confused: in
/// none when they are short, as those of many schools are.
unsigned tolerance(std::size_t length) noexcept {
  constexpr std::size_t k_short = 5;
  constexpr std::size_t k_long = 9;
  if (length < k_short) return 0;
  return length < k_long ? 1 : 2;
}

}  // namespace

std::string_view to_string(Likeness likeness) noexcept {
  constexpr std::array<std::string_view, 5> k_names = {"letters", "hyphen", "near", "ending",
                                                       "name"};
  return k_names.at(static_cast<std::size_t>(likeness));
}

std::string host_of(std::string_view did) {
  constexpr std::string_view k_prefix = "xn--";
  const std::string raw = raw_host(did);
  std::string out;
  for (std::string_view rest = raw; !rest.empty();) {
    const std::size_t dot = std::min(rest.find('.'), rest.size());
    const std::string_view label = rest.substr(0, dot);
    const auto decoded =
        label.starts_with(k_prefix) ? decode_label(label.substr(k_prefix.size())) : std::nullopt;
    out += decoded ? *decoded : std::string(label);
    if (dot < rest.size()) out += '.';
    rest.remove_prefix(std::min(dot + 1, rest.size()));
  }
  return out;
}

std::string skeleton(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  while (!utf8.empty()) {
    const char32_t c = small(take_character(utf8));
    if (is_passed_over(c)) continue;
    if (const char* const latin = latin_for(c)) {
      out += latin;
    } else {
      put_character(out, c);
    }
  }
  // Two letters that look like one.
  for (const auto& [pair, one] : {std::pair("rn", "m"), std::pair("vv", "w")}) {
    for (std::size_t at = out.find(pair); at != std::string::npos; at = out.find(pair, at + 1))
      out.replace(at, 2, one);
  }
  return out;
}

unsigned distance(std::string_view a, std::string_view b, unsigned most) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > most) return most + 1;
  constexpr std::size_t k_longest = 256;
  if (b.size() > k_longest) return most + 1;
  std::array<unsigned, k_longest + 1> before{};
  std::array<unsigned, k_longest + 1> last{};
  std::array<unsigned, k_longest + 1> row{};
  for (std::size_t j = 0; j <= a.size(); ++j)
    last[j] = static_cast<unsigned>(j);
  for (std::size_t i = 1; i <= b.size(); ++i) {
    row[0] = static_cast<unsigned>(i);
    unsigned best = row[0];
    for (std::size_t j = 1; j <= a.size(); ++j) {
      const unsigned other = a[j - 1] == b[i - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + other});
      if (i > 1 && j > 1 && a[j - 1] == b[i - 2] && a[j - 2] == b[i - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
      best = std::min(best, row[j]);
    }
    if (best > most) return most + 1;
    before = last;
    last = row;
  }
  return std::min(last[a.size()], most + 1);
}

Looks::Looks(std::string_view did, std::string_view name)
    : did_(did), host_(host_of(did)), name_skeleton_(skeleton(name)) {
  if (host_ != raw_host(did)) reads_as_ = host_;
  host_skeleton_ = skeleton(host_);
}

bool Looks::is_like(std::string_view did, std::string_view name, Likeness& likeness) const {
  if (did == did_) return false;
  const std::string host = host_of(did);
  if (!host.empty() && host == host_) return false;
  if (!host.empty() && !host_.empty()) {
    if (without_hyphens(host) == without_hyphens(host_)) {
      likeness = Likeness::hyphen;
      return true;
    }
    const std::string mine = skeleton(host);
    if (mine == host_skeleton_) {
      likeness = Likeness::letters;
      return true;
    }
    const std::string_view label = without_ending(host);
    const std::string_view own_label = without_ending(host_);
    if (!label.empty() && (label == own_label || skeleton(label) == skeleton(own_label))) {
      likeness = Likeness::ending;
      return true;
    }
    const unsigned most = tolerance(std::min(label.size(), own_label.size()));
    if (most > 0 && distance(mine, host_skeleton_, most) <= most) {
      likeness = Likeness::near;
      return true;
    }
  }
  const std::string known = skeleton(name);
  if (known.empty() || name_skeleton_.empty()) return false;
  // A letter more or less in a long name is a spelling, and no two schools are that much alike.
  constexpr std::size_t k_long_name = 8;
  const unsigned most = known.size() >= k_long_name ? 1 : 0;
  if (distance(known, name_skeleton_, most) > most) return false;
  likeness = Likeness::name;
  return true;
}

}  // namespace credenza::verify
