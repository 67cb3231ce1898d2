// The ways into the vault: each opens, each can be added and taken away, and what is wrong with one
// is told apart.
#include <filesystem>
#include <map>

#include <catch2/catch.hpp>

#include "host/files.h"
#include "support/temporary_folder.h"
#include "support/vault_maker.h"
#include "support/vectors.h"
#include "wallet/slots.h"
#include "wallet/vault.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

namespace {

constexpr Id k_words_slot = 0x2000000000000002;
constexpr Id k_person_slot = 0x3000000000000003;
const Bytes k_words_secret = *from_hex("5f95883e061a933dc3fda6e578e4");
constexpr const char* k_dutch =
    "ijverig hamer lief lelie boter geur tong zwart papier mouw meer vloer";
constexpr const char* k_english =
    "helmet gas method measure calendar first tell zigzag pupil panel nylon tuesday";

Instant now() {
  return test::at("2026-06-12T12:00:00Z");
}

crypto::SecretBytes secret(std::string_view text = "correct horse") {
  return crypto::SecretBytes::copy_of(as_bytes(text));
}

Opener passphrase(std::string_view text = "correct horse") {
  return Passphrase{secret(text)};
}
Opener words(std::string_view text = k_dutch) {
  return *read_words(secret(text));
}
crypto::PrivateKey key_of(char letter) {
  const auto seed = crypto::SecretBytes::copy_of(Bytes(32, static_cast<std::uint8_t>(letter)));
  return *crypto::PrivateKey::from_raw(crypto::KeyType::ed25519, seed);
}
Opener identity(std::string_view letters = "n") {
  Identity identity;
  for (const char letter : letters)
    identity.keys.push_back(key_of(letter));
  return identity;
}

template <class T>
Error error_of(const Result<T>& result) {
  REQUIRE_FALSE(result.has_value());
  return result.error();
}

Result<Vault> open_vault(const std::string& path, const Opener& opener,
                         Access access = Access::read, std::optional<Id> only = {}) {
  LockedVault locked = TRY(LockedVault::open(path, access));
  return std::move(locked).unlock(opener, only);
}

void fill(test::VaultMaker& maker) {
  maker.add({0x1000, 2, 1, R"({"title":{"nl":"Veilig werken"}})", "the credential"});
  maker.add({0x2000, 3, 1, R"({"name":"school"})", std::string(32, 'k')});
  maker.add_words_slot(k_words_slot, k_words_secret);
  maker.add_person_slot(
      k_person_slot, to_bytes(crypto::AgreementKey::of(key_of('n').public_key())->coordinates()));
}

std::string cheap_vault(const test::TemporaryFolder& folder) {
  const std::string path = folder / "a.vault";
  test::VaultMaker maker("slots");
  fill(maker);
  maker.write(path);
  return path;
}

/// Every row of a table, by its id.
using Rows = std::map<std::int64_t, std::string>;
Rows rows_of(const std::string& path, const std::string& table) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  sqlite3_stmt* statement = nullptr;
  const std::string sql = "SELECT * FROM " + table;
  REQUIRE(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
  Rows rows;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    std::string row;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, i));
      row += "|" + std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
    }
    rows[sqlite3_column_int64(statement, 0)] = row;
  }
  sqlite3_finalize(statement);
  sqlite3_close(database);
  return rows;
}

void sql(const std::string& path, const std::string& statement) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  CHECK(sqlite3_exec(database, statement.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  CHECK(sqlite3_changes(database) > 0);
  sqlite3_close(database);
}

void put_slot(const std::string& path, Id id, const Bytes& blob) {
  sql(path, "UPDATE slot SET body = x'" + to_hex(blob) + "' WHERE id = " + std::to_string(id));
}

Bytes slot_blob(const std::string& path, Id id) {
  const std::string row = rows_of(path, "slot").at(static_cast<std::int64_t>(id));
  return to_bytes(as_bytes(std::string_view(row).substr(row.find('|', 1) + 1)));
}

std::vector<SlotKind> kinds_of(const Vault& vault) {
  std::vector<SlotKind> kinds;
  for (const KnownSlot& slot : known_slots(vault))
    kinds.push_back(slot.kind);
  return kinds;
}

struct WayIn {
  const char* name;
  Id slot;
  Opener (*right)();
  Opener (*wrong)();
  const char* where;
};
const std::array k_ways = {
    WayIn{"passphrase", test::VaultMaker::k_slot, [] { return passphrase(); },
          [] { return passphrase("correct hose"); }, "passphrase"},
    WayIn{"words", k_words_slot, [] { return words(); },
          [] {
            test::SeededRandom random("other");
            return Opener(make_words(WordLanguage::dutch, random));
          },
          "words"},
    WayIn{"person", k_person_slot, [] { return identity("abn"); }, [] { return identity("abc"); },
          "identity"},
};

}  // namespace

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

TEST_CASE("wallet: a way in that was added opens, and one that was taken away does not",
          "[slots]") {
  const test::TemporaryFolder folder;
  const std::string path = cheap_vault(folder);
  test::SeededRandom random;
  const RecoveryWords twelve = make_words(WordLanguage::english, random);
  const std::string spelled(as_text(write_words(twelve).reveal()));
  const crypto::SecretBytes second = secret("a second passphrase");
  const crypto::PrivateKey omar = key_of('o');
  std::vector<Id> made;
  {
    auto vault = open_vault(path, passphrase(), Access::write);
    REQUIRE(vault);
    made.push_back(*add_slot(*vault, WordsWay{twelve}, {.label = "la"}, now(), random));
    made.push_back(*add_slot(*vault, PassphraseWay{second}, {}, now(), random));
    made.push_back(*add_slot(*vault, PersonWay{omar.public_key()},
                             {.label = "Omar", .person = "did:key:omar"}, now(), random));
  }
  CHECK(open_vault(path, words(spelled))->opened_by() == made[0]);
  CHECK(open_vault(path, passphrase("a second passphrase"))->opened_by() == made[1]);
  CHECK(open_vault(path, identity("o"))->opened_by() == made[2]);
  {
    auto vault = open_vault(path, words(spelled), Access::write);
    REQUIRE(vault);
    CHECK(vault->check().empty());
    std::map<Id, SlotNote> notes;
    for (const KnownSlot& slot : known_slots(*vault))
      notes[slot.id] = slot.note;
    CHECK(notes.size() == 6);
    CHECK(notes[made[0]].label == "la");
    CHECK(notes[made[0]].made == now());
    CHECK(notes[made[0]].used.empty());
    CHECK(notes[made[2]].person == "did:key:omar");
    CHECK(notes[test::VaultMaker::k_slot].used == "2026-06-12");
    // Also the one with which it was opened.
    for (const Id id : made)
      REQUIRE(remove_slot(*vault, id, now(), random));
    CHECK(error_of(remove_slot(*vault, made[0], now(), random)).code == Code::not_found);
    CHECK(SlotNotes::find(vault->index())->of(made[0]).label.empty());
  }
  CHECK(error_of(open_vault(path, words(spelled))).where == "words");
  CHECK(error_of(open_vault(path, passphrase("a second passphrase"))).where == "passphrase");
  CHECK(error_of(open_vault(path, identity("o"))).where == "identity");
  CHECK(open_vault(path, passphrase())->check().empty());
}

TEST_CASE("wallet: the last way in is never taken away", "[slots]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "a.vault";
  test::VaultMaker maker("plain");
  maker.write(path);
  test::SeededRandom random;
  auto vault = open_vault(path, passphrase(), Access::write);
  REQUIRE(vault);
  const Error error = error_of(remove_slot(*vault, test::VaultMaker::k_slot, now(), random));
  CHECK(error.code == Code::forbidden);
  CHECK(error.where == "last slot");
  Changes changes;
  changes.slot_removals = {test::VaultMaker::k_slot};
  CHECK(error_of(vault->commit(changes, now(), random)).where == "last slot");
  CHECK(vault->manifest().counter == 1);
  CHECK(vault->slots().size() == 1);
}

TEST_CASE("wallet: a way in that was taken away and is put back from outside is noticed",
          "[slots]") {
  const test::TemporaryFolder folder;
  const std::string path = cheap_vault(folder);
  const Bytes old = slot_blob(path, k_words_slot);
  test::SeededRandom random;
  {
    auto vault = open_vault(path, passphrase(), Access::write);
    REQUIRE(vault);
    REQUIRE(remove_slot(*vault, k_words_slot, now(), random));
  }
  sql(path,
      "INSERT INTO slot VALUES (" + std::to_string(k_words_slot) + ", x'" + to_hex(old) + "')");
  CHECK(error_of(open_vault(path, words())).where == "slots");
  CHECK(error_of(open_vault(path, passphrase())).where == "slots");
}

TEST_CASE("wallet: an older passphrase that is put back from outside is noticed", "[slots]") {
  const test::TemporaryFolder folder;
  const std::string path = cheap_vault(folder);
  const Bytes old = slot_blob(path, test::VaultMaker::k_slot);
  test::SeededRandom random;
  {
    auto vault = open_vault(path, passphrase(), Access::write);
    REQUIRE(vault);
    REQUIRE(change_passphrase(*vault, test::VaultMaker::k_slot, {secret("another one")}, now(),
                              random));
  }
  CHECK(error_of(open_vault(path, passphrase())).where == "passphrase");
  put_slot(path, test::VaultMaker::k_slot, old);
  CHECK(error_of(open_vault(path, passphrase())).where == "slots");
}

TEST_CASE("wallet: another passphrase rewrites one slot and the manifest, and nothing else",
          "[slots]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "a.vault";
  test::SeededRandom random;
  const RecoveryWords twelve = make_words(WordLanguage::dutch, random);
  const crypto::SecretBytes first = secret("vier woorden lang genoeg");
  REQUIRE(create_vault(path, {.passphrase = first, .words = &twelve, .now = now()}, random));
  Id changed = 0;
  std::map<std::string, Rows> before;
  for (const char* table : {"header", "slot", "record", "manifest", "sqlite_master"})
    before[table] = rows_of(path, table);
  {
    auto vault = open_vault(path, passphrase("vier woorden lang genoeg"), Access::write);
    REQUIRE(vault);
    changed = vault->opened_by();
    const crypto::SecretBytes next = secret("heel andere woorden deze keer");
    REQUIRE(change_passphrase(*vault, changed, {next}, test::at("2027-01-01T00:00:00Z"), random));
    CHECK(vault->manifest().counter == 2);
  }
  for (const char* table : {"header", "record", "sqlite_master"})
    CHECK(rows_of(path, table) == before[table]);
  CHECK(rows_of(path, "manifest") != before["manifest"]);
  Rows slots = rows_of(path, "slot");
  const auto id = static_cast<std::int64_t>(changed);
  CHECK(slots.size() == before["slot"].size());
  CHECK(slots.at(id) != before["slot"].at(id));
  slots.erase(id);
  before["slot"].erase(id);
  CHECK(slots == before["slot"]);
  CHECK(open_vault(path, passphrase("heel andere woorden deze keer"))->check().empty());
  CHECK(open_vault(path, words(as_text(write_words(twelve).reveal()))));
}

TEST_CASE("wallet: only a slot with a passphrase gets another one, and none below the floor",
          "[slots]") {
  const test::TemporaryFolder folder;
  auto vault = open_vault(cheap_vault(folder), passphrase(), Access::write);
  REQUIRE(vault);
  test::SeededRandom random;
  const crypto::SecretBytes next = secret("another one");
  CHECK(error_of(change_passphrase(*vault, k_words_slot, {next}, now(), random)).code ==
        Code::unsupported);
  CHECK(error_of(change_passphrase(*vault, 99, {next}, now(), random)).code == Code::not_found);
  const PassphraseWay cheap{next, test::k_cheap};
  const Id slot = test::VaultMaker::k_slot;
  CHECK(error_of(change_passphrase(*vault, slot, cheap, now(), random)).where == "cost");
  CHECK(error_of(add_slot(*vault, cheap, {}, now(), random)).where == "cost");
  const RecoveryWords twelve = make_words(WordLanguage::dutch, random);
  CHECK(error_of(add_slot(*vault, WordsWay{twelve, test::k_cheap}, {}, now(), random)).where ==
        "cost");
  CHECK(vault->manifest().counter == 1);
}

TEST_CASE("wallet: a new vault opens with its recovery words, and says when they were made",
          "[slots]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "a.vault";
  test::SeededRandom random;
  const RecoveryWords twelve = make_words(WordLanguage::english, random);
  const crypto::SecretBytes first = secret("vier woorden lang genoeg");
  REQUIRE(create_vault(path, {.passphrase = first, .words = &twelve, .now = now()}, random));
  auto vault = open_vault(path, words(as_text(write_words(twelve).reveal())));
  REQUIRE(vault);
  CHECK(vault->check().empty());
  const std::vector<KnownSlot> slots = known_slots(*vault);
  REQUIRE(slots.size() == 2);
  for (const KnownSlot& slot : slots)
    CHECK(slot.note.made == now());
  CHECK(LockedVault::open(path, Access::read)->slots().size() == 2);
}

TEST_CASE("wallet: a day of use is noted with the first change of that day", "[slots]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "a.vault";
  test::SeededRandom random;
  const crypto::SecretBytes first = secret();
  REQUIRE(create_vault(path, {.passphrase = first, .now = now()}, random));
  auto vault = open_vault(path, passphrase(), Access::write);
  REQUIRE(vault);
  const Id notes = SlotNotes::find(vault->index())->record();
  const auto revision = [&] { return vault->manifest().find(notes)->revision; };
  const auto used = [&] { return known_slots(*vault)[0].note.used; };
  CHECK(used().empty());
  REQUIRE(vault->commit({{{5, Kind::receipt, Json::object(), {}}}, {}}, now(), random));
  CHECK(used() == "2026-06-12");
  CHECK(revision() == 2);
  REQUIRE(vault->commit({{{6, Kind::receipt, Json::object(), {}}}, {}},
                        test::at("2026-06-12T23:59:59Z"), random));
  CHECK(revision() == 2);
  REQUIRE(vault->commit({{}, {6}}, test::at("2026-06-13T00:00:00Z"), random));
  CHECK(used() == "2026-06-13");
  CHECK(revision() == 3);
  REQUIRE(note_test(*vault, test::at("2026-06-14T00:00:00Z"), random));
  CHECK(known_slots(*vault)[0].note.tested == "2026-06-14");
  CHECK(vault->check().empty());
}

TEST_CASE("wallet: notes that this version does not know stay when others change", "[slots]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "a.vault";
  test::VaultMaker maker("later notes");
  maker.add({0x3000, 8, 1, R"({"about":"backup","later":1})", ""});
  maker.add({0x4000, 8, 1,
             R"({"about":"slots","later":[1],"slots":{"0102030405060708":{"colour":"red"}}})", ""});
  maker.write(path);
  test::SeededRandom random;
  auto vault = open_vault(path, passphrase(), Access::write);
  REQUIRE(vault);
  REQUIRE(note_test(*vault, now(), random));
  const std::string meta(vault->read(0x4000)->meta());
  CHECK(meta.find(R"("colour":"red")") != std::string::npos);
  CHECK(meta.find(R"("later":[1])") != std::string::npos);
  CHECK(meta.find(R"("tested":"2026-06-12")") != std::string::npos);
  CHECK(vault->manifest().find(0x3000)->revision == 1);
}

TEST_CASE("wallet: a note is cut, and never inside a character", "[slots]") {
  test::SeededRandom random;
  SlotNotes notes(random);
  std::string label(k_max_note_bytes - 1, 'x');
  notes.set_made(1, {.label = label + "ë"});
  CHECK(notes.of(1).label == label);
  notes.set_made(2, {.label = label.substr(1) + "ë"});
  CHECK(notes.of(2).label == label.substr(1) + "ë");
}

TEST_CASE("wallet: a vault has at most as many ways in as can be tried", "[slots]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "a.vault";
  test::VaultMaker maker("many");
  for (Id id = 1; id < k_max_slots; ++id)
    maker.add_slot(id, 9, Bytes(10));
  SECTION("no one more is made") {
    maker.write(path);
    auto vault = open_vault(path, passphrase(), Access::write);
    REQUIRE(vault);
    test::SeededRandom random;
    const Error error =
        error_of(add_slot(*vault, PersonWay{key_of('n').public_key()}, {}, now(), random));
    CHECK(error.code == Code::out_of_range);
    CHECK(error.where == "slots");
  }
  SECTION("and no one more is tried") {
    maker.add_slot(0x7000, 9, Bytes(10));
    maker.write(path);
    const Error error = error_of(LockedVault::open(path, Access::read));
    CHECK(error.code == Code::malformed);
    CHECK(error.where == "slots");
  }
}

TEST_CASE("wallet: a slot is found by the beginning of its id", "[slots]") {
  const std::vector<Id> ids{0x1234000000000000, 0x1234500000000000, 0x2000000000000000};
  CHECK(*find_slot(ids, "2000") == ids[2]);
  CHECK(*find_slot(ids, "12345") == ids[1]);
  CHECK(error_of(find_slot(ids, "1234")).code == Code::conflict);
  CHECK(error_of(find_slot(ids, "abcd")).code == Code::not_found);
  CHECK(error_of(find_slot(ids, "200")).code == Code::malformed);
  CHECK(error_of(find_slot(ids, "20zz")).code == Code::malformed);
}

TEST_CASE("wallet: of a damaged vault, what can be read is named, by any slot", "[slots]") {
  struct Damage {
    const char* statement;
    std::size_t left;
    const char* lost;
  };
  const std::array damages = {
      Damage{nullptr, 2, nullptr},
      Damage{"UPDATE manifest SET counter = 9", 2, "manifest"},
      Damage{"DELETE FROM manifest", 2, "manifest"},
      Damage{"UPDATE record SET sealed = zeroblob(4096) WHERE id = 4096", 1,
             "record/0000000000001000"},
      Damage{"DELETE FROM record WHERE id = 4096", 1, "record/0000000000001000"},
      Damage{"UPDATE record SET sealed = zeroblob(4096) WHERE id > 8192", 2,
             "record/7000000000000001"},
  };
  for (const Damage& damage : damages) {
    for (const WayIn& way : k_ways) {
      INFO(way.name << ": " << (damage.statement == nullptr ? "sound" : damage.statement));
      const test::TemporaryFolder folder;
      const std::string path = cheap_vault(folder);
      if (damage.statement != nullptr) {
        sql(path, damage.statement);
        auto damaged = open_vault(path, way.right());
        CHECK((!damaged || !damaged->check().empty()));
      }
      auto locked = LockedVault::open(path, Access::read);
      REQUIRE(locked);
      auto salvage = std::move(*locked).salvage(way.right());
      REQUIRE(salvage);
      CHECK(salvage->vault.index().entries().size() == damage.left);
      CHECK(salvage->vault.manifest().records.size() == damage.left);
      CHECK(as_text(salvage->vault.read(0x2000)->body()) == std::string(32, 'k'));
      CHECK(salvage->vault.index().find(0x2000)->kind == Kind::holder_key);
      if (damage.left == 2) CHECK(as_text(salvage->vault.read(0x1000)->body()) == "the credential");
      REQUIRE(salvage->lost.size() == (damage.lost == nullptr ? 0 : 1));
      if (damage.lost != nullptr) CHECK(salvage->lost[0].where == damage.lost);
      auto again = LockedVault::open(path, Access::read);
      CHECK(error_of(std::move(*again).salvage(way.wrong())).where == way.where);
    }
  }
}
