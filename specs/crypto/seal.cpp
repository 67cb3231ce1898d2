#include "crypto/seal.h"

#include <array>

#include "crypto/crypto_detail.h"

namespace credenza::crypto {
namespace {

constexpr std::size_t k_nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t k_label_characters = crypto_kdf_CONTEXTBYTES;
static_assert(k_seal_overhead == k_nonce_bytes + crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(k_seal_key_bytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(k_seal_key_bytes == crypto_kdf_KEYBYTES);

Status check_length(ByteView sealed) {
  if (sealed.size() >= k_seal_overhead) return {};
  return fail(Code::malformed, "sealed",
              "shorter than the nonce and the tag that sealed data begins and ends with");
}

/// @param out  as long as what was sealed
Status decrypt(const SecretBytes& key, ByteView sealed, ByteView context,
               std::span<std::uint8_t> out) {
  must(key.size() == k_seal_key_bytes);
  detail::ready();
  const ByteView nonce = sealed.first(k_nonce_bytes);
  const ByteView ciphertext = sealed.subspan(k_nonce_bytes);
  // An empty plaintext has no memory of its own, but libsodium wants an address.
  std::uint8_t nothing = 0;
  const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
      out.empty() ? &nothing : out.data(), nullptr, nullptr, ciphertext.data(), ciphertext.size(),
      detail::address(context), context.size(), nonce.data(), key.reveal().data());
  if (opened == 0) return {};
  return fail(Code::bad_signature, "sealed",
              "sealed with another key, for another context, or changed since");
}

}  // namespace

Bytes seal(const SecretBytes& key, ByteView plaintext, ByteView context, Random& random) {
  must(key.size() == k_seal_key_bytes);
  detail::ready();
  Bytes sealed(plaintext.size() + k_seal_overhead);
  const std::span<std::uint8_t> nonce(sealed.data(), k_nonce_bytes);
  random.fill(nonce);
  must(crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + k_nonce_bytes, nullptr,
                                                  detail::address(plaintext), plaintext.size(),
                                                  detail::address(context), context.size(), nullptr,
                                                  nonce.data(), key.reveal().data()) == 0);
  return sealed;
}

Result<SecretBytes> open(const SecretBytes& key, ByteView sealed, ByteView context) {
  TRY(check_length(sealed));
  SecretBytes plaintext(sealed.size() - k_seal_overhead);
  TRY(decrypt(key, sealed, context, plaintext.writable()));
  return plaintext;
}

Status open_into(const SecretBytes& key, ByteView sealed, ByteView context, Bytes& plaintext) {
  plaintext.clear();
  TRY(check_length(sealed));
  plaintext.resize(sealed.size() - k_seal_overhead);
  Status opened = decrypt(key, sealed, context, plaintext);
  if (!opened) plaintext.clear();
  return opened;
}

SecretBytes derive_subkey(const SecretBytes& key, std::string_view label, std::uint64_t number) {
  must(key.size() == k_seal_key_bytes && label.size() == k_label_characters);
  detail::ready();
  std::array<char, k_label_characters> context{};
  label.copy(context.data(), context.size());
  SecretBytes subkey(k_seal_key_bytes);
  must(crypto_kdf_derive_from_key(subkey.writable().data(), subkey.size(), number, context.data(),
                                  key.reveal().data()) == 0);
  return subkey;
}

}  // namespace credenza::crypto
