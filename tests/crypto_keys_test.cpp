#include <array>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>
#include <openssl/err.h>

#include "base/encoding.h"
#include "crypto/keys.h"
#include "crypto/random.h"
#include "support/ports.h"
#include "support/vectors.h"

namespace credenza::crypto {
namespace {

constexpr std::array<KeyType, 4> k_types{KeyType::ed25519, KeyType::p256, KeyType::p384,
                                         KeyType::p521};

/// Of a scalar or seed.
std::size_t secret_bytes(KeyType type) {
  if (type == KeyType::p521) return 66;
  return type == KeyType::p384 ? 48 : 32;
}

SecretBytes secret(std::string_view hex) {
  return SecretBytes::copy_of(*from_hex(hex));
}

template <class T>
std::string refusal(const Result<T>& result) {
  return result ? "accepted"
                : std::string(to_string(result.error().code)) + " " + result.error().where;
}

/// Decides every test of a Wycheproof file of the kinds "valid" and "invalid". The third kind of
/// older files, "acceptable", would fail here: a new file with such a test needs a decision.
/// Returns how many were decided.
std::size_t decide_all(const std::string& file, KeyType type, std::string_view key_member) {
  const json::Document document =
      test::document(std::string_view(test::read_public("w3c/wycheproof/" + file)));
  std::size_t decided = 0;
  for (const json::Cursor group : document.root().at("testGroups")->items()) {
    const Bytes raw = *from_hex(*group.at("publicKey")->string_at(key_member));
    const auto key = PublicKey::from_raw(type, raw);
    REQUIRE(key.has_value());
    for (const json::Cursor one : group.at("tests")->items()) {
      const Bytes message = *from_hex(*one.string_at("msg"));
      const Bytes signature = *from_hex(*one.string_at("sig"));
      const std::string_view expected = *one.string_at("result");
      INFO(file << " tcId " << *one.at("tcId")->integer() << ": " << *one.string_at("comment"));
      CHECK((verify(*key, message, signature) ? "valid" : "invalid") == expected);
      ++decided;
    }
  }
  CHECK(decided == *document.root().at("numberOfTests")->unsigned_integer());
  return decided;
}

struct KnownKey {
  KeyType type;
  std::string secret;
  std::string coordinates;
};

/// RFC 8032 §7.1 TEST 2, RFC 6979 A.2.5, A.2.6 and A.2.7.
const std::vector<KnownKey>& known_keys() {
  static const std::vector<KnownKey> k_keys{
      {KeyType::ed25519, "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
       "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"},
      {KeyType::p256, "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
       "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
       "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"},
      {KeyType::p384,
       "6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d896d5724e4c70a825f872c9ea60d"
       "2edf5",
       "ec3a4e415b4e19a4568618029f427fa5da9a8bc4ae92e02e06aae5286b300c64def8f0ea9055866064a25451548"
       "0bc13"
       "8015d9b72d7d57244ea8ef9ac0c621896708a59367f9dfb9f54ca84b3f1c9db1288b231c3ae0d4fe7344fd25332"
       "64720"},
      {KeyType::p521,
       "00fad06daa62ba3b25d2fb40133da757205de67f5bb0018fee8c86e1b68c7e75caa896eb32f1f47c70855836"
       "a6d16fcc1466f6d8fbec67db89ec0c08b0e996b83538",
       "01894550d0785932e00eaa23b694f213f8c3121f86dc97a04e5a7167db4e5bcd371123d46e45db6b5d5370a7"
       "f20fb633155d38ffa16d2bd761dcac474b9a2f5023a4"
       "00493101c962cd4d2fddf782285e64584139c2f91b47f87ff82354d6630f746a28a0db25741b5b34a828008b"
       "22acc23f924faafbd4d33f81ea66956dfeaa2bfdfcf5"},
  };
  return k_keys;
}

}  // namespace

TEST_CASE("verify decides every Ed25519 test of Wycheproof as expected", "[crypto][public]") {
  NEEDS_PUBLIC_DATA();
  CHECK(decide_all("ed25519_test.json", KeyType::ed25519, "pk") > 100);
}

TEST_CASE("verify decides every P-256 test of Wycheproof as expected", "[crypto][public]") {
  NEEDS_PUBLIC_DATA();
  CHECK(decide_all("ecdsa_secp256r1_sha256_p1363_test.json", KeyType::p256, "uncompressed") > 200);
}

TEST_CASE("verify decides every P-384 test of Wycheproof as expected", "[crypto][public]") {
  NEEDS_PUBLIC_DATA();
  CHECK(decide_all("ecdsa_secp384r1_sha384_p1363_test.json", KeyType::p384, "uncompressed") > 200);
}

TEST_CASE("verify decides every P-521 test of Wycheproof as expected", "[crypto][public]") {
  NEEDS_PUBLIC_DATA();
  CHECK(decide_all("ecdsa_secp521r1_sha512_p1363_test.json", KeyType::p521, "uncompressed") > 200);
}

TEST_CASE("Ed25519 signs as RFC 8032 §7.1 says", "[crypto]") {
  struct Vector {
    std::string seed;
    std::string public_key;
    std::string message;
    std::string signature;
  };
  const std::vector<Vector> vectors{
      {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
       "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
       "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
       "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
      {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
       "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
       "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
       "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
      {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
       "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
       "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
       "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
  };
  for (const Vector& vector : vectors) {
    const auto key = PrivateKey::from_raw(KeyType::ed25519, secret(vector.seed));
    REQUIRE(key.has_value());
    CHECK(to_hex(key->public_key().raw()) == vector.public_key);
    CHECK(to_hex(*key->sign(*from_hex(vector.message))) == vector.signature);
  }
}

TEST_CASE("verify accepts the ECDSA signatures of RFC 6979, A.2.5 to A.2.7", "[crypto]") {
  const std::vector<std::string> signatures{
      "",
      "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
      "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
      "94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c81a648152e44acf96e36dd1e80fa"
      "be46"
      "99ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94fa329c145786e679e7b82c71a3862"
      "8ac8",
      "00c328fafcbd79dd77850370c46325d987cb525569fb63c5d3bc53950e6d4c5f174e25a1ee9017b5d450606a"
      "dd152b534931d7d4e8455cc91f9b15bf05ec36e377fa"
      "00617cce7cf5064806c467f678d3b4080d6f1cc50af26ca209417308281b68af282623eaa63e5b5c0723d8b8"
      "c37ff0777b1a20f8ccb1dccc43997f1ee0e44da4a67a"};
  for (std::size_t i = 1; i < signatures.size(); ++i) {
    const auto key = PrivateKey::from_raw(known_keys()[i].type, secret(known_keys()[i].secret));
    REQUIRE(key.has_value());
    CHECK(verify(key->public_key(), as_bytes("sample"), *from_hex(signatures[i])).has_value());
  }
}

TEST_CASE("a private key gives the public key that its standard prints", "[crypto]") {
  for (const KnownKey& known : known_keys()) {
    const auto key = PrivateKey::from_raw(known.type, secret(known.secret));
    REQUIRE(key.has_value());
    CHECK(key->public_key().type() == known.type);
    CHECK(to_hex(key->public_key().coordinates()) == known.coordinates);
    CHECK(to_hex(key->secret().reveal()) == known.secret);
  }
}

TEST_CASE("a point is read compressed and uncompressed, and both are the same key", "[crypto]") {
  for (const KnownKey& known : known_keys()) {
    if (known.type == KeyType::ed25519) continue;
    const auto whole = PublicKey::from_raw(known.type, *from_hex("04" + known.coordinates));
    REQUIRE(whole.has_value());
    const auto compressed = PublicKey::from_raw(known.type, whole->raw());
    REQUIRE(compressed.has_value());
    CHECK(*whole == *compressed);
    CHECK(to_hex(compressed->coordinates()) == known.coordinates);
    CHECK(compressed->raw()[0] == 2 + (whole->coordinates().back() & 1));
    Bytes other = to_bytes(whole->raw());
    other[0] ^= 1;
    const auto negated = PublicKey::from_raw(known.type, other);
    REQUIRE(negated.has_value());
    CHECK_FALSE(*negated == *whole);
  }
}

TEST_CASE("from_raw refuses what is no point of the curve", "[crypto]") {
  for (const KnownKey& known : known_keys()) {
    if (known.type == KeyType::ed25519) continue;
    const Bytes whole = *from_hex("04" + known.coordinates);
    Bytes off_curve = whole;
    off_curve.back() ^= 1;
    Bytes hybrid = whole;
    hybrid[0] = static_cast<std::uint8_t>(6 + (whole.back() & 1));
    Bytes beyond_field(whole.size(), 0xFF);
    beyond_field[0] = 4;
    const Bytes no_header(whole.begin() + 1, whole.end());
    for (const Bytes& bad :
         {off_curve, hybrid, beyond_field, no_header, Bytes{}, Bytes{0}, Bytes(whole.size())}) {
      CHECK(refusal(PublicKey::from_raw(known.type, bad)) == "malformed public key");
    }
  }
  CHECK(refusal(PublicKey::from_raw(KeyType::ed25519, Bytes(31, 1))) == "malformed public key");
  CHECK(refusal(PublicKey::from_raw(KeyType::ed25519, Bytes(33, 1))) == "malformed public key");
  Bytes off_curve(32);
  off_curve[0] = 2;  // no x fits y = 2
  CHECK(refusal(PublicKey::from_raw(KeyType::ed25519, off_curve)) == "malformed public key");
}

TEST_CASE("from_raw refuses Ed25519 points of small order and coordinates that are not reduced",
          "[crypto]") {
  const std::vector<std::string> small_order{
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"};
  const std::vector<std::string> not_reduced{
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"};
  for (const auto& list : {small_order, not_reduced}) {
    for (const std::string& text : list) {
      Bytes raw = *from_hex(text);
      CHECK(refusal(PublicKey::from_raw(KeyType::ed25519, raw)) == "malformed public key");
      raw.back() ^= 0x80;
      CHECK(refusal(PublicKey::from_raw(KeyType::ed25519, raw)) == "malformed public key");
    }
  }
  // y = 3 is a point, and so its unreduced spelling above (2^255 − 19 + 3) was refused for its
  // spelling.
  Bytes three(32);
  three[0] = 3;
  CHECK(refusal(PublicKey::from_raw(KeyType::ed25519, three)) == "accepted");
}

TEST_CASE("from_raw refuses private keys of wrong length and scalars outside 1 to order − 1",
          "[crypto]") {
  const std::string order_p256 = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
  const std::string order_p384 =
      "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc5"
      "2973";
  CHECK(refusal(PrivateKey::from_raw(KeyType::p256, secret(order_p256))) ==
        "malformed private key");
  CHECK(refusal(PrivateKey::from_raw(KeyType::p384, secret(order_p384))) ==
        "malformed private key");
  // 2^521 − 1 is beyond the order of P-521, and so is everything with a bit above it.
  CHECK(refusal(PrivateKey::from_raw(KeyType::p521, secret("01" + std::string(130, 'f')))) ==
        "malformed private key");
  CHECK(refusal(PrivateKey::from_raw(KeyType::p521, secret("02" + std::string(130, '0')))) ==
        "malformed private key");
  std::string last = order_p256;
  last.back() = '0';
  CHECK(refusal(PrivateKey::from_raw(KeyType::p256, secret(last))) == "accepted");
  for (const KeyType type : k_types) {
    const std::size_t size = secret_bytes(type);
    CHECK(refusal(PrivateKey::from_raw(type, SecretBytes(size - 1))) == "malformed private key");
    CHECK(refusal(PrivateKey::from_raw(type, SecretBytes(size + 1))) == "malformed private key");
    CHECK(refusal(PrivateKey::from_raw(type, SecretBytes())) == "malformed private key");
    if (type == KeyType::ed25519) continue;
    CHECK(refusal(PrivateKey::from_raw(type, SecretBytes(size))) == "malformed private key");
  }
}

TEST_CASE("generate depends on the random source alone", "[crypto]") {
  for (const KeyType type : k_types) {
    test::SeededRandom one("a");
    test::SeededRandom same("a");
    const PrivateKey key = PrivateKey::generate(type, one);
    CHECK(key.public_key() == PrivateKey::generate(type, same).public_key());
    CHECK_FALSE(key.public_key() == PrivateKey::generate(type, one).public_key());
    const auto again = PrivateKey::from_raw(type, key.secret());
    REQUIRE(again.has_value());
    CHECK(again->public_key() == key.public_key());
  }
}

TEST_CASE("a scalar beyond the order is drawn again", "[crypto]") {
  class OnesThenOne final : public Random {
   public:
    void fill(std::span<std::uint8_t> out) override {
      for (std::uint8_t& byte : out)
        byte = first_ ? 0xFF : 0x00;
      if (!first_) out.back() = 1;
      first_ = false;
    }

   private:
    bool first_ = true;
  };
  OnesThenOne random;
  const PrivateKey key = PrivateKey::generate(KeyType::p256, random);
  CHECK(key.secret().reveal().back() == 1);
  // The point of the scalar 1 is the generator (FIPS 186-5, SP 800-186 §3.2.1.3).
  CHECK(to_hex(key.public_key().coordinates()).substr(0, 16) == "6b17d1f2e12c4247");
}

TEST_CASE("a key of P-521 is drawn in as many bits as its order has", "[crypto]") {
  test::SeededRandom random("p521");
  bool top = false;
  for (int i = 0; i < 40; ++i) {
    const PrivateKey key = PrivateKey::generate(KeyType::p521, random);
    CHECK(key.secret().reveal()[0] <= 1);
    top = top || key.secret().reveal()[0] == 1;
  }
  CHECK(top);
}

TEST_CASE("a signature holds for its message and key, and for nothing else", "[crypto]") {
  SystemRandom random;
  for (const KeyType type : k_types) {
    const PrivateKey key = PrivateKey::generate(type, random);
    const PrivateKey stranger = PrivateKey::generate(type, random);
    const Bytes message = to_bytes(as_bytes("Anna Jansen can weld"));
    const Bytes signature = *key.sign(message);
    CHECK(signature.size() == 2 * secret_bytes(type));
    CHECK(verify(key.public_key(), message, signature).has_value());
    CHECK(refusal(verify(stranger.public_key(), message, signature)) == "bad_signature signature");
    CHECK(refusal(verify(key.public_key(), {}, signature)) == "bad_signature signature");
    for (std::size_t i = 0; i < signature.size(); ++i) {
      Bytes changed = signature;
      changed[i] ^= 0x10;
      CHECK(refusal(verify(key.public_key(), message, changed)) == "bad_signature signature");
    }
    CHECK(refusal(verify(key.public_key(), message, ByteView(signature).first(63))) ==
          "malformed signature");
    CHECK(refusal(verify(key.public_key(), message, {})) == "malformed signature");
    Bytes longer = signature;
    longer.insert(longer.end(), {0, 0});
    CHECK(refusal(verify(key.public_key(), message, longer)) == "malformed signature");
    CHECK(refusal(verify(key.public_key(), message, Bytes(signature.size()))) ==
          "bad_signature signature");
    CHECK(verify(key.public_key(), {}, *key.sign({})).has_value());
  }
}

TEST_CASE("a refusal leaves nothing behind that TLS could take for its own failure", "[crypto]") {
  test::SeededRandom random;
  const PrivateKey key = PrivateKey::generate(KeyType::p256, random);
  Bytes beyond_field(33, 0xFF);
  beyond_field[0] = 2;
  CHECK_FALSE(PublicKey::from_raw(KeyType::p256, beyond_field).has_value());
  CHECK_FALSE(verify(key.public_key(), {}, Bytes(64)).has_value());
  CHECK_FALSE(verify(key.public_key(), {}, Bytes(64, 0xFF)).has_value());
  CHECK(ERR_peek_error() == 0);
}

TEST_CASE("a key moves and a public key copies without losing what it does", "[crypto]") {
  test::SeededRandom random;
  for (const KeyType type : k_types) {
    PrivateKey first = PrivateKey::generate(type, random);
    const PublicKey copy = first.public_key();
    PrivateKey second = PrivateKey::generate(type, random);
    second = std::move(first);
    const PrivateKey third(std::move(second));
    CHECK(third.public_key() == copy);
    CHECK(verify(copy, as_bytes("m"), *third.sign(as_bytes("m"))).has_value());
  }
}

TEST_CASE("threads share one key to sign and to verify", "[crypto]") {
  test::SeededRandom random;
  for (const KeyType type : k_types) {
    const PrivateKey key = PrivateKey::generate(type, random);
    const PublicKey& public_key = key.public_key();
    std::array<int, 4> good{};
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < good.size(); ++t) {
      threads.emplace_back([&key, &public_key, &count = good[t], t] {
        for (int i = 0; i < 10; ++i) {
          const std::string message = std::to_string(t) + "/" + std::to_string(i);
          const Bytes signature = *key.sign(as_bytes(message));
          if (verify(public_key, as_bytes(message), signature)) ++count;
          if (verify(public_key, as_bytes(message + "x"), signature)) count -= 100;
        }
      });
    }
    for (std::thread& thread : threads)
      thread.join();
    CHECK(good == std::array<int, 4>{10, 10, 10, 10});
  }
}

}  // namespace credenza::crypto
