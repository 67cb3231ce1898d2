// The ways into the vault, as they are stored: each opens with its own secret, and what is wrong
// with one is told apart.
#include <filesystem>

#include "host/files.h"
#include "support/ways_in.h"
#include "wallet/slots.h"

using namespace credenza;                 // NOLINT(google-build-using-namespace)
using namespace credenza::test::ways_in;  // NOLINT(google-build-using-namespace)

TEST_CASE("wallet: the golden file with all kinds of slots opens by each of them", "[slots]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "v1-slots.vault";
  std::filesystem::copy_file(std::string(CREDENZA_VECTORS) + "/vault/v1-slots.vault", path);
  for (const Opener& opener : {passphrase(), words(k_dutch), words(k_english), identity()}) {
    auto vault = open_vault(path, opener);
    REQUIRE(vault);
    CHECK(vault->check().empty());
    CHECK(as_text(vault->read(0x1000)->body()) == "the credential");
    const std::vector<KnownSlot> slots = known_slots(*vault);
    REQUIRE(slots.size() == 3);
    CHECK(slots[0].id == test::VaultMaker::k_slot);
    CHECK(slots[0].note.label == "thuis");
    CHECK(slots[0].note.made == test::at("2026-06-12T10:00:00Z"));
    CHECK(slots[0].note.used == "2026-06-13");
    CHECK(slots[1].id == k_words_slot);
    CHECK(slots[1].note.tested == "2026-06-14");
    CHECK(slots[2].id == k_person_slot);
    CHECK(slots[2].note.person == "did:key:z6Mkexample");
  }
}

// Writes the golden file anew: run this test by its tag. See tests/vectors/vault/README.md.
TEST_CASE("wallet: the golden file with all kinds of slots is made", "[.][golden_slots]") {
  const std::string path = std::string(CREDENZA_VECTORS) + "/vault/v1-slots.vault";
  REQUIRE_FALSE(host::exists(path));
  test::VaultMaker maker("golden 1 slots");
  fill(maker);
  maker.add(
      {0x3000, 8, 1,
       R"({"about":"slots","slots":{)"
       R"("0102030405060708":{"label":"thuis","made":"2026-06-12T10:00:00Z","used":"2026-06-13"},)"
       R"("2000000000000002":{"made":"2026-06-12T10:00:01Z","tested":"2026-06-14"},)"
       R"("3000000000000003":{"label":"Nadia","made":"2026-06-12T10:00:02Z",)"
       R"("person":"did:key:z6Mkexample"}}})",
       ""});
  maker.write(path, 12);
}

TEST_CASE("wallet: every kind of slot opens with its own secret and with no other", "[slots]") {
  const test::TemporaryFolder folder;
  const std::string path = cheap_vault(folder);
  for (const WayIn& way : k_ways) {
    INFO(way.name);
    const auto vault = open_vault(path, way.right());
    REQUIRE(vault);
    CHECK(vault->opened_by() == way.slot);
    const Error error = error_of(open_vault(path, way.wrong()));
    CHECK(error.code == Code::bad_signature);
    CHECK(error.where == way.where);
    CHECK(open_vault(path, way.right(), Access::read, way.slot));
    for (const WayIn& other : k_ways) {
      if (other.slot == way.slot) continue;
      CHECK(error_of(open_vault(path, way.right(), Access::read, other.slot)).code ==
            Code::bad_signature);
    }
    CHECK(error_of(open_vault(path, way.right(), Access::read, 99)).code == Code::not_found);
  }
}

TEST_CASE("wallet: a vault without slots of a kind says so, as it would of a wrong secret",
          "[slots]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "a.vault";
  test::VaultMaker maker("plain");
  maker.write(path);
  for (const WayIn& way : k_ways) {
    if (way.slot == test::VaultMaker::k_slot) continue;
    const Error error = error_of(open_vault(path, way.right()));
    CHECK(error.code == Code::bad_signature);
    CHECK(error.where == way.where);
  }
}

TEST_CASE("wallet: a damaged slot of any kind is told from a wrong secret", "[slots]") {
  for (const WayIn& way : k_ways) {
    const test::TemporaryFolder folder;
    const std::string path = cheap_vault(folder);
    INFO(way.name);
    Bytes blob = slot_blob(path, way.slot);
    blob[blob.size() / 2] ^= 1;
    put_slot(path, way.slot, blob);
    const Error error = error_of(open_vault(path, way.right()));
    CHECK(error.code == Code::malformed);
    CHECK(error.where == "slot/" + to_text(way.slot));
    // It opens by another way, but what is in the file is not what was written.
    for (const WayIn& other : k_ways) {
      if (other.slot == way.slot) continue;
      const Error found = error_of(open_vault(path, other.right()));
      CHECK(found.code == Code::mismatch);
      CHECK(found.where == "slots");
    }
  }
}

TEST_CASE("wallet: a slot of a newer program is told from damage and from a wrong secret",
          "[slots]") {
  for (const WayIn& way : k_ways) {
    const test::TemporaryFolder folder;
    const std::string path = cheap_vault(folder);
    const auto locked = LockedVault::open(path, Access::read);
    REQUIRE(locked);
    // Its layout or its algorithm is one of later; whoever wrote it kept the digest right.
    const VaultId id = open_vault(path, way.right())->id();
    for (const bool layout : {true, false}) {
      Slot slot = *decode_slot(slot_blob(path, way.slot), id);
      if (layout) slot.layout = 2;
      if (!layout) slot.parameters[0] = 2;
      put_slot(path, way.slot, encode(slot, id));
      const Error error = error_of(open_vault(path, way.right()));
      INFO(way.name << (layout ? " layout" : " algorithm"));
      CHECK(error.code == Code::unsupported);
      CHECK(error.where == "slot/" + to_text(way.slot));
    }
  }
}

TEST_CASE("wallet: slots of unknown kinds stay as they are when others change", "[slots]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "a.vault";
  test::VaultMaker maker("later");
  maker.add_slot(7, 9, Bytes(40, 0xAB));
  maker.write(path);
  const Bytes before = slot_blob(path, 7);
  test::SeededRandom random;
  {
    auto vault = open_vault(path, passphrase(), Access::write);
    REQUIRE(vault);
    CHECK(kinds_of(*vault).size() == 2);
    REQUIRE(change_passphrase(*vault, test::VaultMaker::k_slot, {secret("another one")}, now(),
                              random));
  }
  CHECK(slot_blob(path, 7) == before);
  CHECK(open_vault(path, passphrase("another one")));
}

TEST_CASE("wallet: a slot is sealed for its vault, its id and its parameters, whatever its kind",
          "[slots]") {
  test::SeededRandom random;
  const VaultId vault{1, 2, 3};
  const auto data_key = crypto::SecretBytes::random(k_data_key_bytes, random);
  const crypto::PrivateKey nadia = key_of('n');
  const RecoveryWords twelve = make_words(WordLanguage::english, random);
  const crypto::SecretBytes phrase = secret();
  const std::array ways = {Way(PassphraseWay{phrase, test::k_cheap}),
                           Way(WordsWay{twelve, test::k_cheap}),
                           Way(PersonWay{nadia.public_key()})};
  std::array openers = {passphrase(), words(as_text(write_words(twelve).reveal())), identity()};
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const Slot slot = *make_slot(vault, data_key, ways[i], 5, random);
    const auto opened = open_slot(slot, vault, openers[i]);
    REQUIRE(opened);
    CHECK(crypto::equal(opened->reveal(), data_key.reveal()));
    VaultId other = vault;
    other[15] ^= 1;
    CHECK(error_of(open_slot(slot, other, openers[i])).code == Code::bad_signature);
    Slot changed = slot;
    changed.id = 6;
    CHECK(error_of(open_slot(changed, vault, openers[i])).code == Code::bad_signature);
    for (std::size_t at = 0; at < slot.sealed_key.size(); ++at) {
      changed = slot;
      changed.sealed_key[at] ^= 1;
      CHECK(error_of(open_slot(changed, vault, openers[i])).code == Code::bad_signature);
    }
    for (std::size_t at = 1; at < slot.parameters.size(); ++at) {
      // Another cost may be out of bounds before anything is tried.
      if (i < 2 && at < 17) continue;
      changed = slot;
      changed.parameters[at] ^= 1;
      CHECK(error_of(open_slot(changed, vault, openers[i])).code == Code::bad_signature);
    }
    changed = slot;
    changed.sealed_key.pop_back();
    CHECK(error_of(open_slot(changed, vault, openers[i])).code == Code::malformed);
    changed = slot;
    changed.parameters.pop_back();
    CHECK(error_of(open_slot(changed, vault, openers[i])).code == Code::malformed);
    // Kinds 1 and 2 have the same form: what was made for the one does not open as the other.
    changed = slot;
    changed.kind = SlotKind::words;
    if (i == 0) {
      const Opener same = RecoveryWords{secret(), WordLanguage::dutch};
      CHECK(error_of(open_slot(changed, vault, same)).code == Code::bad_signature);
    }
  }
}

TEST_CASE("wallet: a slot for somebody does not say for whom it is", "[slots]") {
  test::SeededRandom random;
  const auto data_key = crypto::SecretBytes::random(k_data_key_bytes, random);
  const crypto::PrivateKey nadia = key_of('n');
  const Bytes blob =
      encode(*make_slot(VaultId{}, data_key, PersonWay{nadia.public_key()}, 5, random), VaultId{});
  const crypto::AgreementKey box = *crypto::AgreementKey::of(nadia.public_key());
  for (const ByteView mine : {nadia.public_key().raw(), box.coordinates()})
    CHECK(std::ranges::search(blob, mine).empty());
}

TEST_CASE("wallet: only an Ed25519 key gets a slot", "[slots]") {
  test::SeededRandom random;
  const auto data_key = crypto::SecretBytes::random(k_data_key_bytes, random);
  for (const crypto::KeyType type : {crypto::KeyType::p256, crypto::KeyType::p384}) {
    const auto key = crypto::PrivateKey::generate(type, random);
    const Error error =
        error_of(make_slot(VaultId{}, data_key, PersonWay{key.public_key()}, 5, random));
    CHECK(error.code == Code::unsupported);
    CHECK(error.where == "key");
  }
}
