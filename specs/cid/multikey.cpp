#include <algorithm>
#include <array>
#include <optional>

#include "base/encoding.h"
#include "cid/cid.h"

namespace credenza::cid {
namespace {

using crypto::KeyType;
using crypto::SecretBytes;

/// The tables of §2.2.2: what a key of each type begins with, as multicodec numbers, and how long
/// it is. P-521 is not in them, but in that of did:key, with the numbers that the multicodec
/// registry has next to the others.
struct Encoding {
  KeyType type;
  std::uint64_t public_header;
  std::uint64_t secret_header;
  std::size_t public_bytes;
};
constexpr std::array<Encoding, 4> k_encodings{{
    {KeyType::ed25519, 0xED, 0x1300, 32},
    {KeyType::p256, 0x1200, 0x1306, 33},
    {KeyType::p384, 0x1201, 0x1307, 49},
    {KeyType::p521, 0x1202, 0x1308, 67},
}};

constexpr char k_base58_header = 'z';
/// A secret key of the longest type known here is 94 characters.
constexpr std::size_t k_max_secret_text = 128;

/// Header numbers below 2^14 are two bytes, seven bits each, the lower ones first.
constexpr std::array<std::uint8_t, 2> varint(std::uint64_t number) {
  return {static_cast<std::uint8_t>((number & 0x7F) | 0x80),
          static_cast<std::uint8_t>(number >> 7)};
}

bool begins_with(ByteView bytes, std::uint64_t header) {
  const auto expected = varint(header);
  return bytes.size() >= expected.size() &&
         std::equal(expected.begin(), expected.end(), bytes.begin());
}

Error no_multikey(const char* detail) {
  return fail(Code::malformed, "", detail);
}

/// The value of a base58btc character, or nothing.
std::optional<unsigned> base58_digit(std::uint8_t character) {
  constexpr std::string_view k_alphabet =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  const std::size_t found = k_alphabet.find(static_cast<char>(character));
  if (found == std::string_view::npos) return std::nullopt;
  return static_cast<unsigned>(found);
}

/// base58btc into guarded memory, because from_base58() leaves its intermediate results behind. The
/// bytes stand at the end of the result, after zeros.
Result<SecretBytes> from_secret_base58(ByteView text) {
  SecretBytes decoded(text.size());
  for (const std::uint8_t character : text) {
    const std::optional<unsigned> digit = base58_digit(character);
    if (!digit) return no_multikey("a character of the secret key is outside the base58 alphabet");
    unsigned carry = *digit;
    const std::span<std::uint8_t> bytes = decoded.writable();
    for (std::size_t i = bytes.size(); i-- > 0;) {
      carry += 58U * bytes[i];
      bytes[i] = static_cast<std::uint8_t>(carry & 0xFF);
      carry >>= 8;
    }
  }
  return decoded;
}

}  // namespace

std::string to_multikey(const crypto::PublicKey& key) {
  const auto* const encoding =
      std::find_if(k_encodings.begin(), k_encodings.end(),
                   [&key](const Encoding& one) { return one.type == key.type(); });
  must(encoding != k_encodings.end());
  const auto header = varint(encoding->public_header);
  Bytes bytes(header.begin(), header.end());
  bytes.insert(bytes.end(), key.raw().begin(), key.raw().end());
  return k_base58_header + to_base58(bytes);
}

Result<crypto::PublicKey> from_multikey(std::string_view text) {
  // §2.2.2: all keys known here MUST be in base58btc, though §2.4 knows other bases.
  if (text.empty() || text.front() != k_base58_header) {
    return no_multikey("a Multikey begins with 'z' and is base58btc");
  }
  Result<Bytes> decoded = from_base58(text.substr(1));
  if (!decoded)
    return no_multikey("a Multikey is at most 1024 characters of the base58btc alphabet");
  const ByteView bytes = *decoded;
  for (const Encoding& encoding : k_encodings) {
    if (begins_with(bytes, encoding.secret_header)) {
      return no_multikey(
          "this is a secret key, where a public key belongs; whoever published it needs a new one");
    }
    if (!begins_with(bytes, encoding.public_header)) continue;
    const ByteView raw = bytes.subspan(2);
    // crypto would read uncompressed points as well, and then one key had two spellings.
    if (raw.size() != encoding.public_bytes)
      return no_multikey("a Multikey of the wrong length for its key type");
    Result<crypto::PublicKey> key = crypto::PublicKey::from_raw(encoding.type, raw);
    if (!key) return no_multikey("a Multikey whose bytes are not a point of its curve");
    return key;
  }
  if (bytes.size() < 2) return no_multikey("a Multikey without a key type");
  return fail(Code::unsupported, "",
              "a Multikey of a type other than Ed25519, P-256, P-384 and P-521");
}

Result<crypto::PrivateKey> from_secret_multikey(const SecretBytes& text) {
  const ByteView characters = text.reveal();
  if (characters.size() < 2 || characters.size() > k_max_secret_text ||
      characters.front() != k_base58_header) {
    return no_multikey(
        "a secret Multikey begins with 'z' and is at most 128 characters of base58btc");
  }
  const SecretBytes decoded = TRY(from_secret_base58(characters.subspan(1)));
  const ByteView padded = decoded.reveal();
  const auto first =
      std::find_if(padded.begin(), padded.end(), [](std::uint8_t byte) { return byte != 0; });
  const ByteView bytes = padded.subspan(static_cast<std::size_t>(first - padded.begin()));
  // A leading '1' stands for a zero byte, and no key type begins with one.
  const bool leading_zero = characters[1] == '1';
  for (const Encoding& encoding : k_encodings) {
    if (leading_zero || !begins_with(bytes, encoding.secret_header)) continue;
    Result<crypto::PrivateKey> key =
        crypto::PrivateKey::from_raw(encoding.type, SecretBytes::copy_of(bytes.subspan(2)));
    if (!key)
      return no_multikey("a secret Multikey of the wrong length, or out of the range of its curve");
    return key;
  }
  return fail(Code::unsupported, "",
              "a secret Multikey of a type other than Ed25519, P-256, P-384 and P-521");
}

}  // namespace credenza::cid
