#include "base/encoding.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace credenza {
namespace {

constexpr std::string_view k_hex = "0123456789abcdef";
constexpr std::string_view k_base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::string_view k_base64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view k_base64url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t k_none = 0xff;
constexpr std::size_t k_max_base58 = 1024;

using Reverse = std::array<std::uint8_t, 256>;

constexpr Reverse reverse_of(std::string_view alphabet) {
  Reverse table{};
  table.fill(k_none);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return table;
}

constexpr Reverse k_base58_values = reverse_of(k_base58);
constexpr Reverse k_base64_values = reverse_of(k_base64);
constexpr Reverse k_base64url_values = reverse_of(k_base64url);

/// The two characters of each 12 bits, so that three bytes take two look-ups.
using Pairs = std::array<std::array<char, 2>, 4096>;

constexpr Pairs pairs_of(std::string_view alphabet) {
  Pairs pairs{};
  for (std::size_t i = 0; i < pairs.size(); ++i)
    pairs[i] = {alphabet[i >> 6U], alphabet[i & 0x3fU]};
  return pairs;
}

constexpr Pairs k_base64_pairs = pairs_of(k_base64);
constexpr Pairs k_base64url_pairs = pairs_of(k_base64url);

/// Appends base64 without padding.
void append_base64(ByteView bytes, const Pairs& pairs, std::string& out) {
  const std::size_t begin = out.size();
  out.resize(begin + (bytes.size() * 4 + 2) / 3);
  char* at = out.data() + begin;
  const std::uint8_t* from = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 3; left -= 3, from += 3, at += 4) {
    const std::uint32_t bits =
        std::uint32_t{from[0]} << 16U | std::uint32_t{from[1]} << 8U | from[2];
    std::copy_n(pairs[bits >> 12U].data(), 2, at);
    std::copy_n(pairs[bits & 0xfffU].data(), 2, at + 2);
  }
  if (left == 0) return;
  const std::uint32_t bits = std::uint32_t{from[0]} << 8U | (left == 2 ? from[1] : 0U);
  std::copy_n(pairs[bits >> 4U].data(), 2, at);
  if (left == 2) at[2] = pairs[(bits & 0xfU) << 2U][1];
}

Error bad_character(std::size_t index, std::string_view why) {
  return fail(Code::malformed, "character " + std::to_string(index + 1), std::string(why));
}

/// Decodes four characters at a time, as far as all four are of the alphabet.
/// @param out  has room for what all of `text` could give, and ends as long as it has become
/// @return how many characters were read
std::size_t decode_quartets(std::string_view text, const Reverse& values, Bytes& out) {
  const auto value = [&](std::size_t i) { return values[static_cast<unsigned char>(text[i])]; };
  std::uint8_t* to = out.data();
  std::size_t at = 0;
  for (; text.size() - at >= 4; at += 4, to += 3) {
    const std::uint8_t a = value(at);
    const std::uint8_t b = value(at + 1);
    const std::uint8_t c = value(at + 2);
    const std::uint8_t d = value(at + 3);
    if (((a | b | c | d) & 0xc0U) != 0) break;  // k_none
    to[0] = static_cast<std::uint8_t>(a << 2U | b >> 4U);
    to[1] = static_cast<std::uint8_t>(b << 4U | c >> 2U);
    to[2] = static_cast<std::uint8_t>(c << 6U | d);
  }
  out.resize(at / 4 * 3);
  return at;
}

/// @param prefix  how many characters the caller has taken from the front, for the place of an
/// error
Result<Bytes> decode_base64(std::string_view text, const Reverse& values, std::size_t prefix = 0) {
  Bytes out(text.size() / 4 * 3);
  const std::size_t read = decode_quartets(text, values, out);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (std::size_t i = read; i < text.size(); ++i) {
    const std::uint8_t value = values[static_cast<unsigned char>(text[i])];
    if (value == k_none) {
      return bad_character(prefix + i, "a character outside the base64 alphabet");
    }
    bits = (bits << 6U) | value;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push_back(static_cast<std::uint8_t>((bits >> count) & 0xffU));
    }
  }
  if (count >= 6) return fail(Code::malformed, "", "base64 text of an impossible length");
  if ((bits & ((1U << count) - 1U)) != 0) {
    return fail(Code::malformed, "", "base64 text with left-over bits");
  }
  return out;
}

Result<Bytes> decode_base58(std::string_view text, std::size_t prefix = 0) {
  if (text.size() > k_max_base58)
    return fail(Code::out_of_range, "", "base58 text of more than 1024 characters");
  std::size_t zeros = 0;
  while (zeros < text.size() && text[zeros] == k_base58[0])
    ++zeros;
  std::vector<std::uint32_t> limbs;  // base 2^32, least significant first
  limbs.reserve(text.size() / 5 + 1);
  // Five digits at a time: 58^5 is below 2^32, so a limb times it fits in 64 bits with room.
  for (std::size_t i = zeros; i < text.size();) {
    std::uint64_t carry = 0;
    std::uint64_t factor = 1;
    const std::size_t end = std::min(i + 5, text.size());
    for (; i < end; ++i) {
      const std::uint8_t value = k_base58_values[static_cast<unsigned char>(text[i])];
      if (value == k_none) {
        return bad_character(prefix + i, "a character outside the base58 alphabet");
      }
      carry = carry * 58U + value;
      factor *= 58U;
    }
    for (std::uint32_t& limb : limbs) {
      carry += limb * factor;
      limb = static_cast<std::uint32_t>(carry);
      carry >>= 32U;
    }
    if (carry != 0) limbs.push_back(static_cast<std::uint32_t>(carry));
  }
  Bytes out;
  out.reserve(zeros + limbs.size() * sizeof(std::uint32_t));
  out.resize(zeros);
  bool leading = true;
  for (std::size_t i = limbs.size(); i-- > 0;) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      const auto byte = static_cast<std::uint8_t>(limbs[i] >> static_cast<unsigned>(shift));
      leading = leading && byte == 0;
      if (!leading) out.push_back(byte);
    }
  }
  return out;
}

// base58: numbers in limbs of four base-58 digits, least significant first.
constexpr std::uint64_t k_limb = 58ULL * 58 * 58 * 58;
constexpr std::size_t k_limb_digits = 4;
// A signature, which is what is written most.
constexpr std::size_t k_short_base58 = 64;
constexpr std::size_t k_short_words = k_short_base58 / 4;
constexpr std::size_t k_short_limbs = 22;
using ShortLimbs = std::array<std::uint64_t, k_short_limbs>;

void carry_over(std::span<std::uint64_t> limbs) noexcept {
  std::uint64_t carry = 0;
  for (std::uint64_t& limb : limbs) {
    carry += limb;
    limb = carry % k_limb;
    carry /= k_limb;
  }
}

struct Power {
  ShortLimbs limbs{};
  std::size_t used = 0;  ///< the limbs behind these are zero
};

/// 2^(32·i) in limbs, for each word of a short number.
constexpr std::array<Power, k_short_words> make_powers() {
  std::array<Power, k_short_words> out{};
  out[0].limbs[0] = 1;
  out[0].used = 1;
  for (std::size_t i = 1; i < k_short_words; ++i) {
    std::uint64_t carry = 0;
    for (std::size_t k = 0; k < k_short_limbs; ++k) {
      carry += out[i - 1].limbs[k] << 32U;
      out[i].limbs[k] = carry % k_limb;
      carry /= k_limb;
      if (out[i].limbs[k] != 0) out[i].used = k + 1;
    }
  }
  return out;
}
constexpr auto k_powers = make_powers();

/// Each word times its power, limb by limb, and one carrying over at the end: sixteen products
/// of 32 bits by a limb fit in 64 bits.
ShortLimbs limbs_of_short(ByteView bytes) noexcept {
  ShortLimbs limbs{};
  for (std::size_t i = 0; i * 4 < bytes.size(); ++i) {
    std::uint64_t word = 0;
    const std::size_t end = bytes.size() - i * 4;
    for (std::size_t at = end < 4 ? 0 : end - 4; at < end; ++at)
      word = word << 8U | bytes[at];
    const Power& power = k_powers[i];
    for (std::size_t k = 0; k < power.used; ++k)
      limbs[k] += word * power.limbs[k];
  }
  carry_over(limbs);
  return limbs;
}

/// A word more for each turn: the work grows with the square of the length.
std::vector<std::uint64_t> limbs_of_long(ByteView bytes) {
  std::vector<std::uint64_t> limbs(bytes.size() * 8 / 23 + 1);
  std::size_t at = 0;
  // The first word takes what is over, so that all others are whole.
  for (std::size_t end = bytes.size() % 4 == 0 ? 4 : bytes.size() % 4; at < bytes.size();
       end += 4) {
    std::uint64_t carry = 0;
    const std::size_t begin = at;
    for (; at < end; ++at)
      carry = carry << 8U | bytes[at];
    const std::size_t shift = (end - begin) * 8;
    for (std::uint64_t& limb : limbs) {
      carry += limb << shift;
      limb = carry % k_limb;
      carry /= k_limb;
    }
  }
  return limbs;
}

/// Appends the digits of `limbs`, the most significant first, without zeros in front.
void append_digits(std::span<const std::uint64_t> limbs, std::string& out) {
  while (!limbs.empty() && limbs.back() == 0)
    limbs = limbs.first(limbs.size() - 1);
  const std::size_t begin = out.size();
  out.resize(begin + limbs.size() * k_limb_digits);
  auto at = out.rbegin();
  for (std::uint64_t limb : limbs) {
    for (std::size_t digit = 0; digit < k_limb_digits; ++digit) {
      *at++ = k_base58[limb % 58];
      limb /= 58;
    }
  }
  const std::size_t first = std::min(out.find_first_not_of(k_base58[0], begin), out.size());
  out.erase(begin, first - begin);
}

}  // namespace

std::string to_hex(ByteView bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    out += k_hex[byte >> 4U];
    out += k_hex[byte & 0x0fU];
  }
  return out;
}

Result<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return fail(Code::malformed, "", "hexadecimal text of odd length");
  const auto value = [](char c) -> std::uint8_t {
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
    return k_none;
  };
  Bytes out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const std::uint8_t high = value(text[i]);
    const std::uint8_t low = value(text[i + 1]);
    if (high == k_none || low == k_none) {
      return bad_character(value(text[i]) == k_none ? i : i + 1, "not a hexadecimal digit");
    }
    out.push_back(static_cast<std::uint8_t>((high << 4U) | low));
  }
  return out;
}

std::string to_base64url(ByteView bytes) {
  std::string out;
  append_base64url(bytes, out);
  return out;
}

void append_base64url(ByteView bytes, std::string& out) {
  append_base64(bytes, k_base64url_pairs, out);
}

Result<Bytes> from_base64url(std::string_view text) {
  return decode_base64(text, k_base64url_values);
}

std::string to_base64(ByteView bytes) {
  std::string out;
  append_base64(bytes, k_base64_pairs, out);
  while (out.size() % 4 != 0)
    out += '=';
  return out;
}

Result<Bytes> from_base64(std::string_view text) {
  if (text.size() % 4 != 0)
    return fail(Code::malformed, "", "base64 text whose length is no multiple of four");
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding)
    text.remove_suffix(1);
  return decode_base64(text, k_base64_values);
}

std::string to_base58(ByteView bytes) {
  std::string out;
  append_base58(bytes, out);
  return out;
}

void append_base58(ByteView bytes, std::string& out) {
  std::size_t zeros = 0;
  while (zeros < bytes.size() && bytes[zeros] == 0)
    ++zeros;
  out.append(zeros, k_base58[0]);
  bytes = bytes.subspan(zeros);
  if (bytes.size() <= k_short_base58) {
    std::array<std::uint64_t, k_short_limbs> limbs = limbs_of_short(bytes);
    append_digits(limbs, out);
  } else {
    std::vector<std::uint64_t> limbs = limbs_of_long(bytes);
    append_digits(limbs, out);
  }
}

Result<Bytes> from_base58(std::string_view text) {
  return decode_base58(text);
}

Result<Bytes> from_multibase(std::string_view text) {
  if (text.empty()) return fail(Code::malformed, "", "an empty multibase value");
  if (text.front() == 'z') return decode_base58(text.substr(1), 1);
  if (text.front() == 'u') return decode_base64(text.substr(1), k_base64url_values, 1);
  return fail(Code::unsupported, "",
              "a multibase value that is neither base58btc ('z') nor base64url ('u')");
}

}  // namespace credenza
