#include <catch2/catch.hpp>
#include <sodium.h>

#include "crypto/sealed_box.h"
#include "support/ports.h"

using namespace credenza;  // NOLINT(google-build-using-namespace)
using crypto::AgreementKey;
using crypto::PrivateKey;
using crypto::SecretBytes;

namespace {

struct Party {
  PrivateKey key;
  AgreementKey box;
};

Party party(const std::string& seed) {
  test::SeededRandom random(seed);
  PrivateKey key = PrivateKey::generate(crypto::KeyType::ed25519, random);
  AgreementKey box = *AgreementKey::of(key.public_key());
  return {std::move(key), std::move(box)};
}

SecretBytes secret() {
  return SecretBytes::copy_of(as_bytes("thirty-two bytes of a secret key"));
}

}  // namespace

TEST_CASE("crypto: a sealed box opens for its owner and for nobody else", "[sealed_box]") {
  test::SeededRandom random;
  const Party nadia = party("nadia");
  const Bytes box = *crypto::seal_for(nadia.box, secret(), random);
  CHECK(box.size() == secret().size() + crypto::k_sealed_box_overhead);
  const auto opened = crypto::open_sealed(nadia.key, box);
  REQUIRE(opened);
  CHECK(crypto::equal(opened->reveal(), secret().reveal()));
  const auto other = crypto::open_sealed(party("other").key, box);
  REQUIRE_FALSE(other);
  CHECK(other.error().code == Code::bad_signature);
}

TEST_CASE("crypto: a sealed box is libsodium's, in both directions", "[sealed_box]") {
  test::SeededRandom random;
  const Party nadia = party("nadia");
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> expanded{};
  std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> signing{};
  crypto_sign_seed_keypair(signing.data(), expanded.data(), nadia.key.secret().reveal().data());
  std::array<std::uint8_t, crypto_box_SECRETKEYBYTES> scalar{};
  REQUIRE(crypto_sign_ed25519_sk_to_curve25519(scalar.data(), expanded.data()) == 0);
  const ByteView u = nadia.box.coordinates();

  const Bytes ours = *crypto::seal_for(nadia.box, secret(), random);
  Bytes out(secret().size());
  CHECK(crypto_box_seal_open(out.data(), ours.data(), ours.size(), u.data(), scalar.data()) == 0);
  CHECK(out == to_bytes(secret().reveal()));

  Bytes theirs(secret().size() + crypto_box_SEALBYTES);
  crypto_box_seal(theirs.data(), secret().reveal().data(), secret().size(), u.data());
  CHECK(crypto::open_sealed(nadia.key, theirs));
}

TEST_CASE("crypto: every changed byte of a sealed box is noticed", "[sealed_box]") {
  test::SeededRandom random;
  const Party nadia = party("nadia");
  const Bytes box = *crypto::seal_for(nadia.box, secret(), random);
  for (std::size_t i = 0; i < box.size(); ++i) {
    Bytes changed = box;
    changed[i] ^= 1;
    INFO("byte " << i);
    CHECK_FALSE(crypto::open_sealed(nadia.key, changed));
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{47}}) {
    const auto cut = crypto::open_sealed(nadia.key, ByteView(box).first(size));
    REQUIRE_FALSE(cut);
    CHECK(cut.error().code == Code::malformed);
  }
}

TEST_CASE("crypto: nothing is boxed for a key that is no X25519 key", "[sealed_box]") {
  test::SeededRandom random;
  const auto p256 = PrivateKey::generate(crypto::KeyType::p256, random);
  const auto to = AgreementKey::of(p256.public_key());
  CHECK(crypto::seal_for(*to, secret(), random).error().code == Code::unsupported);
  CHECK(crypto::open_sealed(p256, Bytes(80)).error().code == Code::unsupported);
  // Everybody knows the secret that is shared with a point of small order.
  const auto small = AgreementKey::from_raw(crypto::AgreementCurve::x25519, Bytes(32));
  REQUIRE(small);
  CHECK(crypto::seal_for(*small, secret(), random).error().code == Code::malformed);
}
