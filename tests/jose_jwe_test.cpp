#include <catch2/catch.hpp>

#include "base/encoding.h"
#include "jose/jwe.h"
#include "jose/jwe_detail.h"
#include "support/ports.h"
#include "support/vectors.h"

using credenza::as_bytes;
using credenza::as_text;
using credenza::Bytes;
using credenza::Code;
using credenza::from_base64url;
using credenza::from_hex;
using credenza::to_base64url;
using credenza::to_hex;
using credenza::crypto::AgreementCurve;
using credenza::crypto::AgreementKey;
using credenza::crypto::KeyType;
using credenza::crypto::PrivateKey;
using credenza::crypto::PublicKey;
using credenza::crypto::SecretBytes;
using credenza::jose::CompactJwe;
using credenza::jose::JweReceiver;

namespace crypto = credenza::crypto;
namespace detail = credenza::jose::detail;
namespace jose = credenza::jose;
namespace json = credenza::json;
namespace test = credenza::test;

namespace {

SecretBytes secret(const Bytes& bytes) {
  return SecretBytes::copy_of(bytes);
}

SecretBytes words(std::string_view text) {
  return SecretBytes::copy_of(as_bytes(text));
}

PrivateKey new_key(KeyType type, std::string seed) {
  test::SeededRandom random(std::move(seed));
  return PrivateKey::generate(type, random);
}

std::string sealed_for(const PrivateKey& key, std::string_view content) {
  test::SeededRandom random("envelope");
  const auto receiver = AgreementKey::of(key.public_key());
  REQUIRE(receiver);
  const auto text = jose::encrypt_for(*receiver, {as_bytes(content), "vc", "did:key:z6Mk"}, random);
  REQUIRE(text);
  return *text;
}

std::string sealed_with(std::string_view code, std::string_view content) {
  test::SeededRandom random("letter");
  const auto text =
      jose::encrypt_with_code(words(code), {as_bytes(content), "vc", "letter-1"}, random);
  REQUIRE(text);
  return *text;
}

/// The parts of a vector: its header as text, the rest as it stands.
std::string message(json::Cursor input) {
  std::string out;
  for (const json::Cursor part : input.items()) {
    const auto text = std::string(part.raw_string());
    out += out.empty() ? to_base64url(as_bytes(text)) : "." + text;
  }
  return out;
}

/// `text` with one bit of the first byte of its `part`th part turned.
std::string changed(std::string text, std::size_t part) {
  std::size_t at = 0;
  for (; part > 0; --part)
    at = text.find('.', at) + 1;
  text[at] = text[at] == 'A' ? 'B' : 'A';
  return text;
}

}  // namespace

TEST_CASE("jose derives the key of RFC 7518 appendix C", "[jose]") {
  const auto alice = from_base64url("0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo");
  const auto x = from_base64url("weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ");
  const auto y = from_base64url("e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck");
  Bytes bob = *x;
  bob.insert(bob.end(), y->begin(), y->end());
  const auto own = PrivateKey::from_raw(KeyType::p256, secret(*alice));
  const auto other = AgreementKey::from_raw(AgreementCurve::p256, bob);
  REQUIRE((own && other));
  const auto shared = crypto::agree(*own, *other);
  REQUIRE(shared);
  const auto key =
      detail::derive_agreed_key(*shared, "A128GCM", {as_bytes("Alice"), as_bytes("Bob")}, 16);
  CHECK(to_base64url(key.reveal()) == "VqqN6vgjbSBcIijNcacQGg");
}

TEST_CASE("crypto agrees over X25519 as RFC 7748 §6.1", "[jose]") {
  const auto alice = from_hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
  const auto bob = from_hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
  const auto shared = crypto::x25519(secret(*alice), *bob);
  REQUIRE(shared);
  CHECK(to_hex(shared->reveal()) ==
        "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
}

TEST_CASE("crypto::x25519 gives what Wycheproof expects, and refuses a secret of zero", "[jose]") {
  NEEDS_PUBLIC_DATA();
  const auto suite = test::document(test::read_public("w3c/wycheproof/x25519_test.json"));
  std::size_t refused = 0;
  std::size_t agreed = 0;
  for (const json::Cursor group : suite.root().find("testGroups")->items()) {
    for (const json::Cursor one : group.find("tests")->items()) {
      const auto bytes = [&](std::string_view name) { return *from_hex(*one.string_at(name)); };
      const auto shared = crypto::x25519(secret(bytes("private")), bytes("public"));
      const Bytes expected = bytes("shared");
      INFO("tcId " << *one.find("tcId")->integer());
      if (expected == Bytes(32, 0)) {
        CHECK_FALSE(shared);
        ++refused;
      } else {
        REQUIRE(shared);
        CHECK(to_hex(shared->reveal()) == to_hex(expected));
        ++agreed;
      }
    }
  }
  CHECK(refused >= 5);
  CHECK(agreed > 400);
}

TEST_CASE("jose derives and unwraps the keys of RFC 7517 appendix C", "[jose]") {
  const auto wrapping =
      detail::derive_wrapping_key(words("Thus from my lips, by yours, my sin is purged."),
                                  *from_base64url("2WCTcJZ1Rvd_CJuJripQ1w"), 4096);
  CHECK(to_hex(wrapping.reveal()) == "6eaba95c815c6d75e9f274e9aa0e184b");
  const Bytes wrapped = *from_base64url("TrqXOwuNUfDV9VPTNbyGvEJ9JMjefAVn-TR1uIxR9p6hsRQh9Tk7BA");
  const auto key = crypto::unwrap_key(wrapping, wrapped);
  REQUIRE(key);
  CHECK(to_hex(key->reveal()) ==
        "6f1b1934421d144e5cb038f041d05270a1832437caecb9ac811799c2c330fdb6");
  CHECK(crypto::wrap_key(wrapping, *key) == wrapped);
}

TEST_CASE("jose opens what was sealed for a key, with that key only", "[jose]") {
  const auto type = GENERATE(KeyType::ed25519, KeyType::p256);
  const PrivateKey sanne = new_key(type, "sanne");
  const PrivateKey zoe = new_key(type, "zoe");
  const std::string text = sealed_for(sanne, "certificate");
  const auto jwe = CompactJwe::parse(text);
  REQUIRE(jwe);
  CHECK(jwe->receiver() == JweReceiver::key);
  CHECK(jwe->kid() == "did:key:z6Mk");
  CHECK(*jwe->header().string_at("cty") == "vc");
  const auto content = jwe->open(sanne);
  REQUIRE(content);
  CHECK(as_text(content->reveal()) == "certificate");

  const auto foreign = jwe->open(zoe);
  REQUIRE(!foreign);
  CHECK(foreign.error().code == Code::bad_signature);
  CHECK(foreign.error().where == "tag");
  CHECK(jwe->open_with_code(words("4F7QK")).error().code == Code::mismatch);
  const PrivateKey other_curve =
      new_key(type == KeyType::p256 ? KeyType::ed25519 : KeyType::p256, "sanne");
  CHECK(jwe->open(other_curve).error().code == Code::mismatch);
  CHECK(jwe->open(new_key(KeyType::p384, "sanne")).error().code == Code::unsupported);
}

TEST_CASE("jose opens what was sealed with a code, with that code only", "[jose]") {
  const auto jwe = CompactJwe::parse(sealed_with("4F7QK9X2MB0A1Z3C5D7E", "certificate"));
  REQUIRE(jwe);
  CHECK(jwe->receiver() == JweReceiver::code);
  const auto content = jwe->open_with_code(words("4F7QK9X2MB0A1Z3C5D7E"));
  REQUIRE(content);
  CHECK(as_text(content->reveal()) == "certificate");
  const auto wrong = jwe->open_with_code(words("4F7QK9X2MB0A1Z3C5D7F"));
  REQUIRE(!wrong);
  CHECK(wrong.error().code == Code::bad_signature);
  CHECK(wrong.error().where == "code");
  CHECK(jwe->open(new_key(KeyType::ed25519, "sanne")).error().code == Code::mismatch);
}

TEST_CASE("jose notices a change in every part of a JWE", "[jose]") {
  const PrivateKey sanne = new_key(KeyType::ed25519, "sanne");
  const std::string text = sealed_for(sanne, "certificate");
  for (const std::size_t part : {2U, 3U, 4U}) {
    const auto jwe = CompactJwe::parse(changed(text, part));
    REQUIRE(jwe);
    CHECK(jwe->open(sanne).error().code == Code::bad_signature);
  }
  // The header says the same in other words, and is another one.
  const auto header = from_base64url(text.substr(0, text.find('.')));
  std::string respelt(as_text(*header));
  respelt.insert(1, " ");
  const auto jwe = CompactJwe::parse(to_base64url(as_bytes(respelt)) + text.substr(text.find('.')));
  REQUIRE(jwe);
  CHECK(jwe->open(sanne).error().where == "tag");

  const auto letter = CompactJwe::parse(changed(sealed_with("4F7QK", "certificate"), 1));
  REQUIRE(letter);
  CHECK(letter->open_with_code(words("4F7QK")).error().where == "code");
}

TEST_CASE("jose opens with a code what is encrypted with the shorter key", "[jose]") {
  test::SeededRandom random;
  const auto text =
      jose::encrypt_with_code(words("4F7QK"), {as_bytes(std::string_view("a list")), "json", ""},
                              random, jose::JweEncryption::a128gcm);
  REQUIRE(text);
  const auto jwe = CompactJwe::parse(*text);
  REQUIRE(jwe);
  CHECK(*jwe->header().string_at("enc") == "A128GCM");
  CHECK(as_text(jwe->open_with_code(words("4F7QK"))->reveal()) == "a list");
  CHECK(jwe->open_with_code(words("4F7QM")).error().where == "code");
  for (const std::size_t part : {1U, 2U, 3U, 4U}) {
    INFO(part);
    const auto other = CompactJwe::parse(changed(*text, part));
    CHECK((!other || !other->open_with_code(words("4F7QK"))));
  }
}

TEST_CASE("jose seals nothing, and something long", "[jose]") {
  const PrivateKey sanne = new_key(KeyType::p256, "sanne");
  CHECK(CompactJwe::parse(sealed_for(sanne, ""))->open(sanne)->empty());
  const std::string long_text(300000, 'x');
  const auto jwe = CompactJwe::parse(sealed_for(sanne, long_text));
  REQUIRE(jwe);
  CHECK(as_text(jwe->open(sanne)->reveal()) == long_text);
}

TEST_CASE("jose refuses an epk of small order when it opens", "[jose]") {
  const std::string header =
      R"({"alg":"ECDH-ES","enc":"A256GCM","epk":{"kty":"OKP","crv":"X25519","x":")" +
      to_base64url(Bytes(32, 0)) + "\"}}";
  const auto jwe = CompactJwe::parse(to_base64url(as_bytes(header)) + "..AAAAAAAAAAAAAAAA.AAAA." +
                                     std::string(22, 'A'));
  REQUIRE(jwe);
  const auto content = jwe->open(new_key(KeyType::ed25519, "sanne"));
  REQUIRE(!content);
  CHECK(content.error().code == Code::malformed);
  CHECK(content.error().where == "header/epk");
}

TEST_CASE("crypto::AgreementKey refuses keys that nothing can be sealed for", "[jose]") {
  CHECK(AgreementKey::of(new_key(KeyType::p384, "a").public_key()).error().code ==
        Code::unsupported);
  // A point with a component of order 2: B + (0, −1), of mixed order.
  const auto mixed = PublicKey::from_raw(
      KeyType::ed25519, *from_hex("95999999999999999999999999999999999999999999999999999999"
                                  "99999999"));
  REQUIRE(mixed);
  CHECK(AgreementKey::of(*mixed).error().code == Code::malformed);
  CHECK_FALSE(AgreementKey::from_raw(AgreementCurve::x25519, Bytes(31, 1)));
  CHECK_FALSE(AgreementKey::from_raw(AgreementCurve::p256, Bytes(64, 1)));
}

TEST_CASE("jose refuses messages that are no JWE of ours, each for its own reason", "[jose]") {
  std::size_t count = 0;
  for (const std::string& name : test::list_vectors("jose")) {
    if (!name.starts_with("jwe_")) continue;
    const auto vector = test::document(test::read_vector("jose/" + name));
    INFO(name);
    const auto jwe = CompactJwe::parse(message(*vector.root().find("input")));
    REQUIRE(!jwe);
    const json::Cursor expect = *vector.root().find("expect");
    CHECK(to_string(jwe.error().code) == *expect.string_at("code"));
    CHECK(jwe.error().where == *expect.string_at("where"));
    ++count;
  }
  CHECK(count >= 30);
}

TEST_CASE("jose::CompactJwe::parse takes five parts and no more than the limits", "[jose]") {
  const std::string text = sealed_for(new_key(KeyType::p256, "sanne"), "certificate");
  CHECK(CompactJwe::parse(text + ".AAAA").error().code == Code::malformed);
  CHECK(CompactJwe::parse(text.substr(0, text.rfind('.'))).error().code == Code::malformed);
  CHECK(CompactJwe::parse("").error().code == Code::malformed);
  CHECK(CompactJwe::parse(text + "\n").error().code == Code::malformed);
  CHECK(CompactJwe::parse(text, {.max_bytes = 100}).error().code == Code::out_of_range);
  CHECK(CompactJwe::parse(std::string(6000, 'A') + "....").error().code == Code::out_of_range);
}

TEST_CASE("jose::CompactJwe::parse refuses what others wrote in other algorithms", "[jose]") {
  NEEDS_PUBLIC_DATA();
  const auto suite = test::document(test::read_public("w3c/wycheproof/json_web_crypto_test.json"));
  std::size_t count = 0;
  for (const json::Cursor group : suite.root().find("testGroups")->items()) {
    for (const json::Cursor one : group.find("tests")->items()) {
      const auto text = one.find("jwe");
      if (!text || !text->is_string()) continue;
      CHECK_FALSE(CompactJwe::parse(text->raw_string()));
      ++count;
    }
  }
  CHECK(count > 30);
}
