// What the issuer seals, its receiver opens, and nobody else.
#include <optional>

#include <catch2/catch.hpp>

#include "crypto/letter_code.h"
#include "did/did.h"
#include "issuer/delivery.h"
#include "jose/jwe.h"
#include "support/ports.h"
#include "support/temporary_folder.h"
#include "support/vault_maker.h"
#include "wallet/envelope.h"
#include "wallet/holder_key.h"

using credenza::as_bytes;
using credenza::as_text;
using credenza::Bytes;
using credenza::Code;
using credenza::crypto::KeyType;
using credenza::crypto::PrivateKey;
using credenza::crypto::SecretBytes;
using credenza::issuer::Letter;
using credenza::issuer::Parcel;
using credenza::issuer::Sealer;
using credenza::jose::CompactJwe;

namespace crypto = credenza::crypto;
namespace issuer = credenza::issuer;
namespace test = credenza::test;
namespace wallet = credenza::wallet;

namespace {

constexpr std::string_view k_text = R"({"type":["VerifiableCredential"]})";
constexpr std::string_view k_id = "urn:uuid:5f2a7c1e-0000-8000-8000-000000000001";

SecretBytes words(std::string_view text) {
  return SecretBytes::copy_of(as_bytes(text));
}

Sealer school() {
  return Sealer(SecretBytes::copy_of(Bytes(32, 7)));
}

/// A person with a vault of their own.
struct Person {
  explicit Person(std::string seed) : random(seed) {
    test::VaultMaker(seed).write(folder / "my.vault");
    auto locked = wallet::LockedVault::open(folder / "my.vault", wallet::Access::write);
    REQUIRE(locked);
    auto opened = std::move(*locked).unlock(words("correct horse"));
    REQUIRE(opened);
    vault = *std::move(opened);
  }
  std::string new_did() {
    const auto key = wallet::add_holder_key(*vault, "school", credenza::Instant{}, random);
    REQUIRE(key);
    return key->did;
  }

  test::TemporaryFolder folder;
  test::SeededRandom random;
  std::optional<wallet::Vault> vault;
};

issuer::Sealed sealed_for(std::string_view holder) {
  test::SeededRandom random("sealing");
  auto sealed = school().seal({k_text, k_id, holder}, random);
  REQUIRE(sealed);
  return *std::move(sealed);
}

}  // namespace

TEST_CASE("a credential sealed for a did:key is opened by the vault that has the key", "[flow]") {
  Person sanne("sanne");
  Person zoe("zoe");
  const std::string did = sanne.new_did();
  static_cast<void>(zoe.new_did());
  const issuer::Sealed sealed = sealed_for(did);
  CHECK(sealed.code.empty());
  CHECK(sealed.jwe.find("VerifiableCredential") == std::string::npos);
  REQUIRE(wallet::is_sealed(sealed.jwe + "\n"));
  const auto envelope = wallet::read_envelope(sealed.jwe + "\n");
  REQUIRE(envelope);
  const auto text = wallet::open_with_keys(*envelope, *sanne.vault);
  REQUIRE(text);
  CHECK(*text == k_text);
  const auto refused = wallet::open_with_keys(*envelope, *zoe.vault);
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::not_found);
  CHECK(refused.error().where == "receiver");
}

TEST_CASE("a credential sealed for a did:jwk with P-256 is opened by its key alone", "[flow]") {
  test::SeededRandom random("holders");
  const PrivateKey sanne = PrivateKey::generate(KeyType::p256, random);
  const PrivateKey zoe = PrivateKey::generate(KeyType::p256, random);
  const issuer::Sealed sealed = sealed_for(credenza::did::jwk_did(sanne.public_key()));
  CHECK(sealed.code.empty());
  const auto envelope = CompactJwe::parse(sealed.jwe);
  REQUIRE(envelope);
  const auto content = envelope->open(sanne);
  REQUIRE(content);
  CHECK(as_text(content->reveal()) == k_text);
  CHECK_FALSE(envelope->open(zoe));
}

TEST_CASE("a credential without a holder's key is opened by the code on the letter", "[flow]") {
  const issuer::Sealed sealed = sealed_for("");
  REQUIRE(sealed.code.size() == 23);
  const auto envelope = wallet::read_envelope(sealed.jwe);
  REQUIRE(envelope);
  CHECK(envelope->kid() == k_id);
  const auto text = wallet::open_with_code(*envelope, sealed.code);
  REQUIRE(text);
  CHECK(*text == k_text);
  // Another letter of the same school.
  const auto other = wallet::open_with_code(*envelope, school().code_of("urn:uuid:other"));
  REQUIRE(!other);
  CHECK(other.error().code == Code::bad_signature);
  CHECK(other.error().where == "code");
  const auto half = wallet::open_with_code(*envelope, words("4F7QK-9X2MB"));
  REQUIRE(!half);
  CHECK(half.error().code == Code::malformed);
}

TEST_CASE("a letter that is made again has the same code, another school another one", "[flow]") {
  CHECK(crypto::equal(school().code_of(k_id).reveal(), sealed_for("").code.reveal()));
  const Sealer elsewhere(SecretBytes::copy_of(Bytes(32, 8)));
  CHECK_FALSE(crypto::equal(elsewhere.code_of(k_id).reveal(), school().code_of(k_id).reveal()));
}

TEST_CASE("a holder whose key cannot be sealed for gets a letter", "[flow]") {
  test::SeededRandom random("holders");
  const PrivateKey large = PrivateKey::generate(KeyType::p384, random);
  for (const std::string& did :
       {std::string("did:web:holder.example"), std::string("no did"),
        credenza::did::key_did(large.public_key()), std::string("did:jwk:e30"),
        // {"kty":"OKP","crv":"Ed25519","use":"sig","x":…}: its owner wants signatures only.
        std::string("did:jwk:eyJrdHkiOiJPS1AiLCJjcnYiOiJFZDI1NTE5IiwidXNlIjoic2lnIiwieCI6IjExcV"
                    "lBWUt4Q3JmVlNfN1R5V1FIT2c3aGN2UGFwaU1scndJYWFQY0hVUm8ifQ")}) {
    INFO(did);
    CHECK_FALSE(sealed_for(did).code.empty());
  }
}

TEST_CASE("crypto::write_letter_code and read_letter_code are about the same 100 bits", "[flow]") {
  const Bytes bits{0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf, 0x84, 0x65, 0x3f};
  const SecretBytes code = crypto::write_letter_code(bits);
  CHECK(as_text(code.reveal()) == "01234-56789-ABCDE-FGHJK");
  CHECK(as_text(crypto::read_letter_code(code)->reveal()) == "0123456789ABCDEFGHJK");
}

TEST_CASE("crypto::read_letter_code forgives how people type", "[flow]") {
  const auto read = [](std::string_view typed) { return crypto::read_letter_code(words(typed)); };
  CHECK(as_text(read("oi234 56789 abcde fghjk\n")->reveal()) == "0123456789ABCDEFGHJK");
  CHECK(as_text(read("OL23456789-ABCDEFGHJK")->reveal()) == "0123456789ABCDEFGHJK");
  for (const char* wrong :
       {"", "01234-56789-ABCDE-FGHJ", "01234-56789-ABCDE-FGHJKM", "U1234-56789-ABCDE-FGHJK",
        "01234_56789-ABCDE-FGHJK", "0123\xC3\xA9-56789-ABCDE-FGHJK"}) {
    INFO(wrong);
    const auto code = read(wrong);
    REQUIRE(!code);
    CHECK(code.error().where == "code");
  }
}

TEST_CASE("issuer::letters_csv quotes, and lets no name become a formula", "[flow]") {
  std::vector<Letter> letters;
  letters.push_back({"Sanne van der Heijden", std::string(k_id), words("AAAAA")});
  letters.push_back({"=HYPERLINK(\"x\")", "urn:uuid:2", words("BBBBB")});
  letters.push_back({"O'Neill; Jr.", "urn:uuid:3", words("CCCCC")});
  CHECK(as_text(issuer::letters_csv(letters).reveal()) ==
        "\xEF\xBB\xBFname;code;id\r\n"
        "Sanne van der Heijden;AAAAA;" +
            std::string(k_id) +
            "\r\n"
            "\"'=HYPERLINK(\"\"x\"\")\";BBBBB;urn:uuid:2\r\n"
            "\"O'Neill; Jr.\";CCCCC;urn:uuid:3\r\n");
}

TEST_CASE("wallet::is_sealed does not take a credential or a token for an envelope", "[flow]") {
  CHECK_FALSE(wallet::is_sealed(k_text));
  CHECK_FALSE(wallet::is_sealed("eyJhbGciOiJFUzI1NiJ9.e30.AAAA"));
  CHECK_FALSE(wallet::is_sealed(""));
  CHECK(wallet::is_sealed(" eyJ....\n"));
}
