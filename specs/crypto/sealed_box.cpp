#include "crypto/sealed_box.h"

#include <algorithm>
#include <array>

#include "crypto/crypto_detail.h"

namespace credenza::crypto {
namespace {

static_assert(k_sealed_box_overhead == crypto_box_SEALBYTES);
using PublicBytes = std::array<std::uint8_t, crypto_box_PUBLICKEYBYTES>;

/// BLAKE2b of both public keys, as crypto_box_seal makes it.
std::array<std::uint8_t, crypto_box_NONCEBYTES> nonce_of(const PublicBytes& once,
                                                         ByteView receiver) {
  std::array<std::uint8_t, crypto_box_NONCEBYTES> nonce{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, nonce.size());
  crypto_generichash_update(&state, once.data(), once.size());
  crypto_generichash_update(&state, receiver.data(), receiver.size());
  crypto_generichash_final(&state, nonce.data(), nonce.size());
  return nonce;
}

}  // namespace

// crypto_box_seal itself draws from libsodium's own source; a room is handed its randomness.
Result<Bytes> seal_for(const AgreementKey& receiver, const SecretBytes& secret, Random& random) {
  if (receiver.curve() != AgreementCurve::x25519) {
    return fail(Code::unsupported, "public key", "a box is sealed for a key of X25519");
  }
  detail::ready();
  const ByteView to = receiver.coordinates();
  const SecretBytes once = SecretBytes::random(crypto_box_SECRETKEYBYTES, random);
  PublicBytes once_public{};
  must(crypto_scalarmult_base(once_public.data(), once.reveal().data()) == 0);
  Bytes box(k_sealed_box_overhead + secret.size());
  std::ranges::copy(once_public, box.begin());
  const int sealed = crypto_box_easy(
      box.data() + once_public.size(), detail::address(secret.reveal()), secret.size(),
      nonce_of(once_public, to).data(), to.data(), once.reveal().data());
  if (sealed != 0) {
    return fail(Code::malformed, "public key", "a point of small order: everybody could read it");
  }
  return box;
}

Result<SecretBytes> open_sealed(const PrivateKey& own, ByteView box) {
  if (own.public_key().type() != KeyType::ed25519) {
    return fail(Code::unsupported, "private key", "a box opens with a key of Ed25519");
  }
  if (box.size() < k_sealed_box_overhead) {
    return fail(Code::malformed, "box", "shorter than an empty box");
  }
  const SecretBytes scalar = detail::x25519_scalar(own);
  const AgreementKey mine = TRY(AgreementKey::of(own.public_key()));
  SecretBytes secret(box.size() - k_sealed_box_overhead);
  std::uint8_t nothing = 0;
  std::uint8_t* out = secret.empty() ? &nothing : secret.writable().data();
  if (crypto_box_seal_open(out, box.data(), box.size(), mine.coordinates().data(),
                           scalar.reveal().data()) != 0) {
    return fail(Code::bad_signature, "box", "it is for another key, or was changed");
  }
  return secret;
}

}  // namespace credenza::crypto
