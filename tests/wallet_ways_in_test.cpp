// The ways into the vault, as its owner handles them: added, taken away, changed, noted and found.
#include <filesystem>

#include "host/files.h"
#include "support/ways_in.h"
#include "wallet/slots.h"

using namespace credenza;                 // NOLINT(google-build-using-namespace)
using namespace credenza::test::ways_in;  // NOLINT(google-build-using-namespace)

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
