#include <string>
#include <type_traits>

#include <catch2/catch.hpp>

#include "base/encoding.h"
#include "crypto/password.h"
#include "crypto/seal.h"
#include "support/ports.h"

namespace credenza::crypto {
namespace {

Bytes counting(std::size_t size, std::uint8_t first = 0) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i)
    bytes[i] = static_cast<std::uint8_t>(first + i);
  return bytes;
}

SecretBytes counting_secret(std::size_t size, std::uint8_t first = 0) {
  return SecretBytes::copy_of(counting(size, first));
}

static_assert(!std::is_copy_constructible_v<SecretBytes> &&
              !std::is_copy_assignable_v<SecretBytes>);
static_assert(std::is_nothrow_move_constructible_v<SecretBytes>);

}  // namespace

TEST_CASE("a secret begins as zeros and a moved-from secret is empty", "[crypto]") {
  SecretBytes first(3);
  CHECK(to_bytes(first.reveal()) == Bytes{0, 0, 0});
  first.writable()[1] = 7;
  SecretBytes second(std::move(first));
  CHECK(first.empty());  // NOLINT(bugprone-use-after-move): what is left after a move is the point
                         // here
  CHECK(to_bytes(second.reveal()) == Bytes{0, 7, 0});
  SecretBytes third = SecretBytes::copy_of(Bytes{1, 2});
  third = std::move(second);
  CHECK(second.empty());  // NOLINT(bugprone-use-after-move): as above
  CHECK(to_bytes(third.reveal()) == Bytes{0, 7, 0});
  CHECK(SecretBytes(0).reveal().empty());
  CHECK(SecretBytes::copy_of({}).empty());
}

TEST_CASE("a secret that is moved onto itself keeps its bytes", "[crypto]") {
  SecretBytes secret = counting_secret(4);
  SecretBytes& same = secret;
  secret = std::move(same);
  CHECK(to_bytes(secret.reveal()) == counting(4));
}

TEST_CASE("random secrets come from the source that is handed in", "[crypto]") {
  test::SeededRandom one("a");
  test::SeededRandom same("a");
  test::SeededRandom other("b");
  const SecretBytes secret = SecretBytes::random(24, one);
  CHECK(equal(secret.reveal(), SecretBytes::random(24, same).reveal()));
  CHECK_FALSE(equal(secret.reveal(), SecretBytes::random(24, other).reveal()));
}

TEST_CASE("equal compares length and every byte", "[crypto]") {
  const Bytes bytes = counting(20);
  CHECK(equal(bytes, counting(20)));
  CHECK(equal({}, {}));
  CHECK_FALSE(equal(bytes, counting(19)));
  CHECK_FALSE(equal({}, bytes));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    Bytes changed = bytes;
    changed[i] ^= 0x80;
    CHECK_FALSE(equal(bytes, changed));
  }
}

TEST_CASE("wipe leaves zeros", "[crypto]") {
  Bytes bytes = counting(9, 1);
  wipe(bytes);
  CHECK(bytes == Bytes(9));
  wipe({});
}

TEST_CASE("open reads the example of draft-irtf-cfrg-xchacha, appendix A.3.1", "[crypto]") {
  Bytes sealed = counting(24, 0x40);
  const Bytes rest = *from_hex(
      "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda"
      "7e39ae64c6708c54c216"
      "cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c9763"
      "7da9768812f615c68b13"
      "b52ec0875924c1c7987947deafd8780acf49");
  sealed.insert(sealed.end(), rest.begin(), rest.end());
  const auto opened =
      open(counting_secret(32, 0x80), sealed, *from_hex("50515253c0c1c2c3c4c5c6c7"));
  REQUIRE(opened.has_value());
  CHECK(as_text(opened->reveal()) ==
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
        "future, sunscreen would be "
        "it.");
}

TEST_CASE("what was sealed opens with the same key and context, whatever its length", "[crypto]") {
  test::SeededRandom random;
  const SecretBytes key = SecretBytes::random(k_seal_key_bytes, random);
  for (const std::size_t size : {0U, 1U, 63U, 64U, 65U, 5000U}) {
    const Bytes sealed = seal(key, counting(size), as_bytes("record 1"), random);
    CHECK(sealed.size() == size + k_seal_overhead);
    const auto opened = open(key, sealed, as_bytes("record 1"));
    REQUIRE(opened.has_value());
    CHECK(to_bytes(opened->reveal()) == counting(size));
    Bytes plaintext = counting(9);
    REQUIRE(open_into(key, sealed, as_bytes("record 1"), plaintext).has_value());
    CHECK(plaintext == counting(size));
  }
}

TEST_CASE("what cannot be opened leaves nothing in the caller's memory", "[crypto]") {
  test::SeededRandom random;
  const SecretBytes key = SecretBytes::random(k_seal_key_bytes, random);
  const Bytes sealed = seal(key, as_bytes("a diploma"), as_bytes("record 1"), random);
  Bytes plaintext = counting(9);
  CHECK(open_into(key, sealed, as_bytes("record 2"), plaintext).error().code ==
        Code::bad_signature);
  CHECK(plaintext.empty());
  plaintext = counting(9);
  CHECK(open_into(key, ByteView(sealed).first(k_seal_overhead - 1), {}, plaintext).error().code ==
        Code::malformed);
  CHECK(plaintext.empty());
}

TEST_CASE("the same plaintext is sealed differently each time", "[crypto]") {
  test::SeededRandom random;
  const SecretBytes key = SecretBytes::random(k_seal_key_bytes, random);
  CHECK(seal(key, counting(8), {}, random) != seal(key, counting(8), {}, random));
}

TEST_CASE("open refuses another key, another context and every changed or missing byte",
          "[crypto]") {
  test::SeededRandom random;
  const SecretBytes key = SecretBytes::random(k_seal_key_bytes, random);
  const Bytes sealed = seal(key, as_bytes("a diploma"), as_bytes("record 1"), random);
  const auto code = [](const Result<SecretBytes>& result) {
    return result ? Code::internal : result.error().code;
  };

  CHECK(code(open(SecretBytes::random(k_seal_key_bytes, random), sealed, as_bytes("record 1"))) ==
        Code::bad_signature);
  CHECK(code(open(key, sealed, as_bytes("record 2"))) == Code::bad_signature);
  CHECK(code(open(key, sealed, {})) == Code::bad_signature);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    Bytes changed = sealed;
    changed[i] ^= 0x01;
    CHECK(code(open(key, changed, as_bytes("record 1"))) == Code::bad_signature);
    const Code expected = i < k_seal_overhead ? Code::malformed : Code::bad_signature;
    CHECK(code(open(key, ByteView(sealed).first(i), as_bytes("record 1"))) == expected);
  }
  Bytes longer = sealed;
  longer.push_back(0);
  CHECK(code(open(key, longer, as_bytes("record 1"))) == Code::bad_signature);
}

TEST_CASE("derive_subkey is BLAKE2b with number as salt and label as personalisation", "[crypto]") {
  const SecretBytes key = counting_secret(32);
  CHECK(to_hex(derive_subkey(key, "records_", 1).reveal()) ==
        "38687dcfc0054c50a67399b950835e209f5ad275a159172a5fb064d471c04277");
  CHECK(to_hex(derive_subkey(key, "records_", 2).reveal()) ==
        "a45f2d6562854fda686d861c82464cb41837a2acabe762f14f6cb1cb126d5fe2");
  CHECK(to_hex(derive_subkey(key, "manifest", 1).reveal()) ==
        "8300530cd233e65b8886eee1d794dd5d4016ce61c14994097bbfb8aff4a27c07");
}

TEST_CASE("derive_key gives what another implementation of Argon2id gives", "[crypto]") {
  // The expected values come from the reference implementation of RFC 9106, with one lane and
  // version 1.3.
  const SecretBytes passphrase = SecretBytes::copy_of(as_bytes("correct horse"));
  const auto derived = [](const SecretBytes& secret, const PasswordCost& cost) {
    const auto key = derive_key(secret, counting(k_password_salt_bytes), cost);
    REQUIRE(key.has_value());
    return to_hex(key->reveal());
  };
  CHECK(derived(passphrase, {1, 8192}) ==
        "3bfa796a86260b73457e1290b51695931a17e266f601d0fb45563e282fb6865b");
  CHECK(derived(passphrase, {2, std::uint64_t{1} << 20}) ==
        "77237b8a217dfd77699617e3893817f9fa215bff881849f3c007154da0b4788d");
  CHECK(derived({}, {1, 8192}) ==
        "31ed41e2d73f27fdfe4eb4bec651341e58ba43477051c6fe4adad735d82ee08a");
}

TEST_CASE("derive_key refuses a cost outside its bounds before it allocates", "[crypto]") {
  struct Case {
    PasswordCost cost;
    std::string where;
  };
  const std::uint64_t huge = ~std::uint64_t{0};
  const std::vector<Case> cases{
      {{0, 8192}, "passes"},    {{k_password_cost_ceiling.passes + 1, 8192}, "passes"},
      {{huge, 8192}, "passes"}, {{1, 8191}, "memory"},
      {{1, 0}, "memory"},       {{1, k_password_cost_ceiling.memory_bytes + 1}, "memory"},
      {{1, huge}, "memory"},
  };
  for (const Case& one : cases) {
    const auto key = derive_key(counting_secret(4), counting(k_password_salt_bytes), one.cost);
    REQUIRE_FALSE(key.has_value());
    CHECK(key.error().code == Code::out_of_range);
    CHECK(key.error().where == one.where);
  }
}

}  // namespace credenza::crypto
