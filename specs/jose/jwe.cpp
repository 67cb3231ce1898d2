#include "jose/jwe.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/encoding.h"
#include "base/json_value.h"
#include "crypto/hash.h"
#include "jose/jwe_detail.h"

namespace credenza::jose {
namespace {

constexpr json::Limits k_header_limits{.max_bytes = std::size_t{4} << 10, .max_depth = 8};
constexpr std::string_view k_ecdh = "ECDH-ES";
constexpr std::string_view k_pbes2 = "PBES2-HS256+A128KW";
constexpr std::string_view k_gcm = "A256GCM";
constexpr std::string_view k_gcm128 = "A128GCM";
constexpr std::size_t k_wrapping_key_bytes = 16;
constexpr std::size_t k_wrap_overhead = 8;
constexpr std::size_t k_p256_coordinate_bytes = 32;
/// RFC 7518 §4.8.1.1: "A Salt Input value containing 8 or more octets MUST be used."
constexpr std::size_t k_least_salt_bytes = 8;
constexpr std::size_t k_most_salt_bytes = 64;
constexpr std::size_t k_salt_bytes = 16;
constexpr std::size_t k_most_party_bytes = 512;
/// What we ask for: a code of 100 random bits needs no stretching, but the format has it.
constexpr std::uint32_t k_rounds = 10000;

Error in_header(Error error) {
  const bool pointer = error.where.empty() || error.where.front() == '/';
  error.where.insert(0, pointer ? "header" : "header, ");
  return error;
}

/// RFC 7516 §7.1: five parts, each base64url.
Result<std::array<std::string_view, 5>> split(std::string_view text) {
  std::array<std::string_view, 5> parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t dot = text.find('.');
    if ((dot == std::string_view::npos) != (i + 1 == parts.size())) {
      return fail(Code::malformed, "", "a compact JWE has five parts with dots between them");
    }
    parts.at(i) = text.substr(0, dot);
    if (dot != std::string_view::npos) text.remove_prefix(dot + 1);
  }
  return parts;
}

Result<Bytes> decode(std::string_view part, std::string_view name) {
  Result<Bytes> bytes = from_base64url(part);
  if (!bytes) return fail(Code::malformed, std::string(name), bytes.error().detail);
  return bytes;
}

/// A member that is base64url, of `least` to `most` bytes.
Result<Bytes> bytes_at(json::Cursor object, std::string_view name, std::size_t least,
                       std::size_t most) {
  const json::Cursor member = TRY(object.at(name));
  Result<Bytes> bytes = from_base64url(TRY(member.string()));
  if (!bytes) return fail(Code::malformed, member.pointer(), bytes.error().detail);
  if (bytes->size() < least || bytes->size() > most) {
    return fail(Code::malformed, member.pointer(), "not as many bytes as there have to be");
  }
  return bytes;
}

Result<Bytes> party_at(json::Cursor header, std::string_view name) {
  if (!header.find(name)) return Bytes{};
  return bytes_at(header, name, 0, k_most_party_bytes);
}

Result<json::Document> parse_header(std::string_view part) {
  if (part.size() > k_header_limits.max_bytes / 3 * 4 + 4) {
    return fail(Code::out_of_range, "header", "the header is longer than 4 KiB");
  }
  const Bytes bytes = TRY(decode(part, "header"));
  Result<json::Document> header = json::Document::parse(as_text(bytes), k_header_limits);
  if (!header) return in_header(std::move(header).error());
  if (!header->root().is_object()) {
    return fail(Code::malformed, "header", "the header has to be a JSON object");
  }
  return header;
}

/// RFC 7516 §4.1.13: extensions that are not understood make it invalid. RFC 8725 §3.6:
/// "Compression of data SHOULD NOT be done before encryption".
Status check_header(json::Cursor header) {
  for (const std::string_view name : {"crit", "zip"}) {
    if (header.find(name)) {
      return fail(Code::unsupported, "/" + std::string(name),
                  "the message asks for something that is not done here");
    }
  }
  const std::string_view alg = TRY(header.string_at("alg"));
  if (alg != k_ecdh && alg != k_pbes2) {
    return fail(Code::unsupported, "/alg", "only ECDH-ES and PBES2-HS256+A128KW are read here");
  }
  const std::string_view enc = TRY(header.string_at("enc"));
  if (enc != k_gcm && !(alg == k_pbes2 && enc == k_gcm128)) {
    return fail(Code::unsupported, "/enc",
                "only A256GCM is read here, and A128GCM behind PBES2-HS256+A128KW");
  }
  return {};
}

/// RFC 7518 §4.6.1.1, RFC 8037 §3.2: the key that was made for this message.
Result<crypto::AgreementKey> read_epk(json::Cursor epk) {
  if (!epk.is_object()) return fail(Code::malformed, epk.pointer(), "has to be a JSON object");
  if (epk.find("d")) {
    return fail(Code::forbidden, epk.pointer() + "/d", "a private key does not travel");
  }
  const std::string_view kty = TRY(epk.string_at("kty"));
  const std::string_view crv = TRY(epk.string_at("crv"));
  const bool is_okp = kty == "OKP" && crv == "X25519";
  if (!is_okp && !(kty == "EC" && crv == "P-256")) {
    return fail(Code::unsupported, epk.pointer() + "/crv", "only X25519 and P-256 are used here");
  }
  constexpr std::size_t k_size = k_p256_coordinate_bytes;
  Bytes coordinates = TRY(bytes_at(epk, "x", k_size, k_size));
  if (!is_okp) {
    const Bytes y = TRY(bytes_at(epk, "y", k_size, k_size));
    coordinates.insert(coordinates.end(), y.begin(), y.end());
  }
  auto key = crypto::AgreementKey::from_raw(
      is_okp ? crypto::AgreementCurve::x25519 : crypto::AgreementCurve::p256, coordinates);
  if (!key) return fail(key.error().code, epk.pointer(), key.error().detail);
  return key;
}

Result<std::uint32_t> read_rounds(json::Cursor header) {
  const json::Cursor member = TRY(header.at("p2c"));
  const std::uint64_t rounds = TRY(member.unsigned_integer());
  if (rounds < k_least_rounds || rounds > k_most_rounds) {
    return fail(Code::out_of_range, member.pointer(), "has to be 1000 to 1000000 rounds");
  }
  return static_cast<std::uint32_t>(rounds);
}

std::size_t key_bytes_of(std::string_view enc) noexcept {
  return enc == k_gcm ? crypto::k_gcm_key_bytes : crypto::k_gcm128_key_bytes;
}

Json to_epk(const crypto::AgreementKey& key) {
  const ByteView coordinates = key.coordinates();
  if (key.curve() == crypto::AgreementCurve::x25519) {
    return {{"kty", "OKP"}, {"crv", "X25519"}, {"x", to_base64url(coordinates)}};
  }
  return {{"kty", "EC"},
          {"crv", "P-256"},
          {"x", to_base64url(coordinates.first(k_p256_coordinate_bytes))},
          {"y", to_base64url(coordinates.subspan(k_p256_coordinate_bytes))}};
}

void add_names(Json& header, const JweContent& content) {
  if (!content.kid.empty()) header["kid"] = content.kid;
  if (!content.cty.empty()) header["cty"] = content.cty;
}

/// RFC 7516 §5.1, steps 9 to 19.
Result<std::string> finish(const Json& header, ByteView wrapped_key, const crypto::SecretBytes& key,
                           ByteView content, Random& random) {
  const std::string text = TRY(json::to_text(header));
  std::string out = to_base64url(as_bytes(text));
  std::array<std::uint8_t, crypto::k_gcm_nonce_bytes> iv{};
  random.fill(iv);
  const Bytes sealed = crypto::gcm_encrypt(key, iv, content, as_bytes(out));
  const ByteView whole = sealed;
  const std::size_t body = sealed.size() - crypto::k_gcm_tag_bytes;
  out += "." + to_base64url(wrapped_key) + "." + to_base64url(iv) + "." +
         to_base64url(whole.first(body)) + "." + to_base64url(whole.subspan(body));
  return out;
}

void append(Bytes& out, ByteView bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}

void append_number(Bytes& out, std::size_t number) {
  for (unsigned shift : {24U, 16U, 8U, 0U})
    out.push_back(static_cast<std::uint8_t>(number >> shift));
}

}  // namespace

crypto::SecretBytes detail::derive_agreed_key(const crypto::SecretBytes& shared,
                                              std::string_view algorithm,
                                              const DerivationParties& parties, std::size_t size) {
  must(size <= crypto::k_gcm_key_bytes);
  Bytes other;
  for (const ByteView part : {as_bytes(algorithm), parties.producer, parties.consumer}) {
    append_number(other, part.size());
    append(other, part);
  }
  append_number(other, size * 8);
  // One round gives all 256 bits: counter 1 ‖ Z ‖ OtherInfo (SP 800-56A §5.8.1).
  crypto::SecretBytes input(4 + shared.size() + other.size());
  const auto into = input.writable();
  into[3] = 1;
  const ByteView z = shared.reveal();
  std::copy(z.begin(), z.end(), into.begin() + 4);
  std::copy(other.begin(), other.end(), into.begin() + 4 + static_cast<std::ptrdiff_t>(z.size()));
  const crypto::Digest digest = crypto::hash(crypto::HashAlgorithm::sha256, input.reveal());
  return crypto::SecretBytes::copy_of(digest.view().first(size));
}

crypto::SecretBytes detail::derive_wrapping_key(const crypto::SecretBytes& code, ByteView p2s,
                                                std::uint32_t rounds) {
  // RFC 7518 §4.8.1.1: the salt is "(UTF8(Alg) || 0x00 || Salt Input)".
  Bytes salt;
  append(salt, as_bytes(k_pbes2));
  salt.push_back(0);
  append(salt, p2s);
  return crypto::stretch_code(code, salt, rounds, k_wrapping_key_bytes);
}

Result<CompactJwe> CompactJwe::parse(std::string_view text, const json::Limits& limits) {
  if (text.size() > limits.max_bytes) return fail(Code::out_of_range, "", "the text is too long");
  const auto parts = TRY(split(text));
  CompactJwe jwe(TRY(parse_header(parts[0])));
  const auto read = [&jwe]() -> Status {
    const json::Cursor header = jwe.header_.root();
    TRY(check_header(header));
    if (TRY(header.string_at("alg")) == k_ecdh) {
      const json::Cursor epk = TRY(header.at("epk"));
      jwe.epk_ = TRY(read_epk(epk));
      jwe.apu_ = TRY(party_at(header, "apu"));
      jwe.apv_ = TRY(party_at(header, "apv"));
      return {};
    }
    jwe.salt_ = TRY(bytes_at(header, "p2s", k_least_salt_bytes, k_most_salt_bytes));
    jwe.rounds_ = TRY(read_rounds(header));
    return {};
  };
  if (Status status = read(); !status) return in_header(std::move(status).error());
  jwe.wrapped_key_ = TRY(decode(parts[1], "key"));
  // RFC 7516 §5.2, step 10: for direct agreement "verify that the JWE Encrypted Key value is an
  // empty octet sequence".
  const std::string_view enc = TRY(jwe.header_.root().string_at("enc"));
  const std::size_t wrapped = key_bytes_of(enc) + k_wrap_overhead;
  if (jwe.wrapped_key_.size() != (jwe.epk_ ? 0 : wrapped)) {
    return fail(Code::malformed, "key", "the encrypted key has not the length that 'alg' gives it");
  }
  jwe.iv_ = TRY(decode(parts[2], "iv"));
  if (jwe.iv_.size() != crypto::k_gcm_nonce_bytes) {
    return fail(Code::malformed, "iv", "has to be 96 bits");
  }
  jwe.ciphertext_ = TRY(decode(parts[3], "ciphertext"));
  const Bytes tag = TRY(decode(parts[4], "tag"));
  if (tag.size() != crypto::k_gcm_tag_bytes)
    return fail(Code::malformed, "tag", "has to be 128 bits");
  append(jwe.ciphertext_, tag);
  jwe.protected_ = parts[0];
  return jwe;
}

std::string_view CompactJwe::kid() const noexcept {
  const auto kid = header_.root().find("kid");
  return kid && kid->is_string() ? kid->raw_string() : std::string_view{};
}

Result<crypto::SecretBytes> CompactJwe::decrypt(const crypto::SecretBytes& key) const {
  auto content = crypto::gcm_decrypt(key, iv_, ciphertext_, as_bytes(protected_));
  if (!content) {
    return fail(Code::bad_signature, "tag", "it is for somebody else, or was changed on the way");
  }
  return content;
}

Result<crypto::SecretBytes> CompactJwe::open(const crypto::PrivateKey& key) const {
  if (!epk_) return fail(Code::mismatch, "header/alg", "it opens with a code, not with a key");
  auto shared = crypto::agree(key, *epk_);
  if (!shared) return fail(shared.error().code, "header/epk", shared.error().detail);
  return decrypt(detail::derive_agreed_key(*shared, k_gcm, {apu_, apv_}, crypto::k_gcm_key_bytes));
}

Result<crypto::SecretBytes> CompactJwe::open_with_code(const crypto::SecretBytes& code) const {
  if (epk_) return fail(Code::mismatch, "header/alg", "it opens with a key, not with a code");
  const auto key =
      crypto::unwrap_key(detail::derive_wrapping_key(code, salt_, rounds_), wrapped_key_);
  if (!key) return fail(Code::bad_signature, "code", "it does not open with this code");
  return decrypt(*key);
}

Result<std::string> encrypt_for(const crypto::AgreementKey& receiver, const JweContent& content,
                                Random& random) {
  const crypto::Agreement agreement = TRY(crypto::agree_once(receiver, random));
  const crypto::SecretBytes key =
      detail::derive_agreed_key(agreement.shared, k_gcm, {}, crypto::k_gcm_key_bytes);
  Json header{{"alg", k_ecdh}, {"enc", k_gcm}, {"epk", to_epk(agreement.ephemeral)}};
  add_names(header, content);
  return finish(header, {}, key, content.content, random);
}

Result<std::string> encrypt_with_code(const crypto::SecretBytes& code, const JweContent& content,
                                      Random& random, JweEncryption encryption) {
  const std::string_view enc = encryption == JweEncryption::a256gcm ? k_gcm : k_gcm128;
  std::array<std::uint8_t, k_salt_bytes> salt{};
  random.fill(salt);
  const crypto::SecretBytes key = crypto::SecretBytes::random(key_bytes_of(enc), random);
  const Bytes wrapped = crypto::wrap_key(detail::derive_wrapping_key(code, salt, k_rounds), key);
  Json header{{"alg", k_pbes2}, {"enc", enc}, {"p2s", to_base64url(salt)}, {"p2c", k_rounds}};
  add_names(header, content);
  return finish(header, wrapped, key, content.content, random);
}

}  // namespace credenza::jose
