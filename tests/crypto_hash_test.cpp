#include <algorithm>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "crypto/random.h"
#include "support/ports.h"

namespace credenza::crypto {
namespace {

std::string hex(HashAlgorithm algorithm, std::string_view text) {
  return to_hex(hash(algorithm, as_bytes(text)));
}

/// Hands out the bytes it was given, then zeros.
class ScriptedRandom final : public Random {
 public:
  explicit ScriptedRandom(Bytes bytes) : bytes_(std::move(bytes)) {}
  void fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out)
      byte = next_ < bytes_.size() ? bytes_[next_++] : std::uint8_t{0};
  }

 private:
  Bytes bytes_;
  std::size_t next_ = 0;
};

}  // namespace

TEST_CASE("hash gives the values of FIPS 180-4 for nothing, three letters and a million",
          "[crypto]") {
  const std::string million(1'000'000, 'a');
  CHECK(hex(HashAlgorithm::sha256, "") ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex(HashAlgorithm::sha256, "abc") ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(HashAlgorithm::sha256, million) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  CHECK(hex(HashAlgorithm::sha384, "abc") ==
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134"
        "c825a7");
  CHECK(hex(HashAlgorithm::sha384, million) ==
        "9d0e1809716474cb086e834e310a4a1ced149e9c00f248527972cec5704c2a5b07b8b3dc38ecc4ebae97ddd87f"
        "3d8985");
  CHECK(hex(HashAlgorithm::sha512, "abc") ==
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
  CHECK(hash(HashAlgorithm::sha384, {}).size() == 48);
}

TEST_CASE("a running hash gives what hash gives, in between and of copies too", "[crypto]") {
  for (const auto algorithm :
       {HashAlgorithm::sha256, HashAlgorithm::sha384, HashAlgorithm::sha512}) {
    RunningHash running(algorithm);
    CHECK(to_hex(running.value()) == hex(algorithm, ""));
    std::string text;
    for (std::size_t size = 0; size < 300; size += 17) {
      const std::string part(size, static_cast<char>('a' + size % 26));
      text += part;
      running.add(as_bytes(part));
      CHECK(to_hex(running.value()) == hex(algorithm, text));
      CHECK(to_hex(running.value()) == hex(algorithm, text));
      RunningHash copy(running);
      copy.add(as_bytes("x"));
      CHECK(to_hex(copy.value()) == hex(algorithm, text + "x"));
    }
    RunningHash other(algorithm);
    other.add(as_bytes("something else"));
    other = running;
    other.add(as_bytes("y"));
    CHECK(to_hex(other.value()) == hex(algorithm, text + "y"));
    CHECK(to_hex(running.value()) == hex(algorithm, text));
    // One that is finished goes on as another one.
    CHECK(to_hex(other.finish()) == hex(algorithm, text + "y"));
    other = running;
    other.add(as_bytes("z"));
    CHECK(to_hex(other.finish()) == hex(algorithm, text + "z"));
    CHECK(to_hex(running.value()) == hex(algorithm, text));
  }
}

TEST_CASE("table_hash is SipHash-2-4 with 128 bits", "[crypto]") {
  // The first of the reference implementation's vectors: key 00 … 0f, text 00, 01, ….
  Bytes key(k_table_hash_key_bytes);
  for (std::size_t i = 0; i < key.size(); ++i)
    key[i] = static_cast<std::uint8_t>(i);
  const SecretBytes secret = SecretBytes::copy_of(key);
  CHECK(to_hex(table_hash(secret, {})) == "a3817f04ba25a8e66df67214c7550293");
  CHECK(to_hex(table_hash(secret, Bytes{0})) == "da87c1d86b99af44347659119b22fc45");
  CHECK(to_hex(table_hash(secret, Bytes{0, 1})) == "8177228da4a45dc7fca38bdef60affe4");
}

TEST_CASE("public random bytes are those of the source, each handed out once", "[crypto]") {
  Bytes bytes;
  for (int i = 0; i < 512; ++i) {
    const Digest part = hash(HashAlgorithm::sha256, as_bytes(std::to_string(i)));
    bytes.insert(bytes.end(), part.view().begin(), part.view().end());
  }
  ScriptedRandom source(bytes);
  PublicRandom random(source);
  std::set<Bytes> seen;
  for (int i = 0; i < 150; ++i) {
    Bytes nonce(24);
    random.fill(nonce);
    CHECK(seen.insert(nonce).second);
    CHECK(std::search(bytes.begin(), bytes.end(), nonce.begin(), nonce.end()) != bytes.end());
  }
  // More than is drawn at once comes from the source as it is.
  Bytes many(4000);
  random.fill(many);
  CHECK(std::search(bytes.begin(), bytes.end(), many.begin(), many.end()) != bytes.end());
  random.fill({});
}

TEST_CASE("keyed_hash is keyed BLAKE2b of 32 bytes", "[crypto]") {
  Bytes key(16);
  for (std::size_t i = 0; i < key.size(); ++i)
    key[i] = static_cast<std::uint8_t>(i);
  const SecretBytes secret = SecretBytes::copy_of(key);
  const Digest digest = keyed_hash(secret, as_bytes("student 1234"));
  CHECK(to_hex(digest) == "edf6d886fdc2c46fe20574235a7c3d39680077e53d52a65be82bc3003e3c982c");
  CHECK(to_hex(keyed_hash(secret, as_bytes("student 1235"))) != to_hex(digest));
  key[0] ^= 1;
  CHECK(to_hex(keyed_hash(SecretBytes::copy_of(key), as_bytes("student 1234"))) != to_hex(digest));
  CHECK(keyed_hash(secret, {}).size() == 32);
}

TEST_CASE("uniform reaches every number below its bound and none beyond", "[crypto]") {
  test::SeededRandom random;
  std::set<std::uint64_t> seen;
  for (int i = 0; i < 500; ++i)
    seen.insert(uniform(10, random));
  CHECK(seen.size() == 10);
  CHECK(*seen.rbegin() == 9);
  CHECK(uniform(1, random) == 0);
}

TEST_CASE("uniform draws again where a number would make some results likelier", "[crypto]") {
  // 2^64 mod (2^63 + 1) is 2^63 − 1: the first draw of all zeros lies below it and must not be
  // used.
  Bytes script(8, 0x00);
  script.insert(script.end(), {0x80, 0, 0, 0, 0, 0, 0, 0x05});
  ScriptedRandom random(script);
  CHECK(uniform((std::uint64_t{1} << 63) + 1, random) == 4);
}

TEST_CASE("make_urn_uuid sets version and variant and leaves the other bits random", "[crypto]") {
  ScriptedRandom zeros({});
  CHECK(make_urn_uuid(zeros) == "urn:uuid:00000000-0000-4000-8000-000000000000");
  ScriptedRandom ones(Bytes(16, 0xFF));
  CHECK(make_urn_uuid(ones) == "urn:uuid:ffffffff-ffff-4fff-bfff-ffffffffffff");
}

TEST_CASE("the system's random source does not repeat itself", "[crypto]") {
  SystemRandom random;
  Bytes a(32);
  Bytes b(32);
  random.fill(a);
  random.fill(b);
  CHECK(a != b);
  CHECK(a != Bytes(32));
  random.fill({});
}

}  // namespace credenza::crypto
