#include "crypto/letter_code.h"

#include <optional>

namespace credenza::crypto {
namespace {

constexpr std::string_view k_alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t k_characters = 20;
constexpr std::size_t k_group = 5;
constexpr std::size_t k_bits = 5;

/// The `index`th five bits, the most significant in front.
std::size_t digit(ByteView bits, std::size_t index) noexcept {
  const std::size_t first = index * k_bits;
  const std::size_t byte = first / 8;
  const unsigned low = byte + 1 < bits.size() ? bits[byte + 1] : 0U;
  const unsigned both = (static_cast<unsigned>(bits[byte]) << 8U) | low;
  return (both >> (16 - k_bits - first % 8)) & 0x1fU;
}

/// The character that is meant; 0 for one that says nothing, nothing for a wrong one.
std::optional<char> meant(char c) noexcept {
  if (c == '-' || c == ' ' || c == '\t' || c == '\r' || c == '\n') return '\0';
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') c = '0';
  if (c == 'I' || c == 'L') c = '1';
  if (k_alphabet.find(c) == std::string_view::npos) return std::nullopt;
  return c;
}

}  // namespace

SecretBytes write_letter_code(ByteView bits) {
  must(bits.size() * 8 >= k_characters * k_bits);
  SecretBytes text(k_characters + k_characters / k_group - 1);
  std::size_t at = 0;
  for (std::size_t i = 0; i < k_characters; ++i) {
    if (i > 0 && i % k_group == 0) text.writable()[at++] = '-';
    text.writable()[at++] = static_cast<std::uint8_t>(k_alphabet[digit(bits, i)]);
  }
  return text;
}

Result<SecretBytes> read_letter_code(const SecretBytes& typed) {
  SecretBytes code(k_characters);
  std::size_t count = 0;
  for (const std::uint8_t byte : typed.reveal()) {
    const std::optional<char> character = meant(static_cast<char>(byte));
    if (!character) {
      return fail(Code::malformed, "code",
                  "a code has digits and letters only, and no U; look at the letter again");
    }
    if (*character == '\0') continue;
    if (count == k_characters) return fail(Code::malformed, "code", "a code has 20 characters");
    code.writable()[count++] = static_cast<std::uint8_t>(*character);
  }
  if (count != k_characters) return fail(Code::malformed, "code", "a code has 20 characters");
  return code;
}

}  // namespace credenza::crypto
