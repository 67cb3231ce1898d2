// A ledger that somebody changed behind our back: whatever it was, the proof names the first entry
// that is not as it has to be.
#include <catch2/catch.hpp>
#include <sqlite3.h>

#include "issuer/acts.h"
#include "issuer/chain_proof.h"
#include "issuer/cosign_book.h"
#include "issuer/status_registry.h"
#include "support/class_list.h"
#include "support/store_suite.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)

namespace {

const Instant k_now = test::at("2026-06-15T09:00:00Z");

/// Four credentials, of which the second was withdrawn and the third forgotten.
struct World {
  World() : maker(folder.path()) {
    const Template form = test::example_template("mc-log-02.json");
    std::string csv = "leerlingnr;achternaam;geboortedatum;module;uren_sbu;resultaat;datum\n";
    for (const char* who : {"1;a", "2;b", "3;c", "4;d"})
      csv += std::string(who) + ";1988;MC-LOG-02;240;goed;12-06-2026\n";
    const auto store = maker.open_store();
    must(test::issue_list(maker, {form, csv, k_now}, *store).has_value());
    const auto transaction = *store->begin();
    must(change_standing(*transaction, k_replaced, State::superseded, {2}, {{"reason", "spelling"}},
                         k_now)
             .has_value());
    must(transaction->append(k_forgotten, k_now, {{"positions", {3}}, {"forgotten", true}})
             .has_value());
    must(*transaction->forget(3));
    must(transaction->commit().has_value());
  }

  /// Changes the file as somebody would who has it and knows SQL.
  void change(const std::string& sql) const {
    sqlite3* database = nullptr;
    must(sqlite3_open(maker.home.store_file().c_str(), &database) == SQLITE_OK);
    const std::string all =
        "DROP TRIGGER IF EXISTS entry_is_not_changed; DROP TRIGGER IF EXISTS "
        "entry_is_not_taken_away; " +
        sql;
    char* message = nullptr;
    const int done = sqlite3_exec(database, all.c_str(), nullptr, nullptr, &message);
    INFO((message == nullptr ? "" : message));
    sqlite3_free(message);
    sqlite3_close(database);
    REQUIRE(done == SQLITE_OK);
  }

  /// "3: was changed, …", or "proven".
  [[nodiscard]] std::string proof() const {
    const auto store = maker.open_store();
    const auto snapshot = *store->look();
    const auto proof = prove_chain(*snapshot, [](std::uint64_t) { return true; });
    REQUIRE(proof.has_value());
    if (!proof->broken) return "proven";
    CHECK(!proof->broken->what.nl.empty());
    return std::to_string(proof->broken->position) + ": " + proof->broken->what.en;
  }

  test::TemporaryFolder folder;
  test::IssuerMaker maker;
};

}  // namespace

TEST_CASE("the engine on SQLite does what a store has to do", "[issuer_chain]") {
  const test::TemporaryFolder folder;
  test::SeededRandom random("store");
  const std::string path = folder / "ledger.sqlite";
  must(create_sqlite_store(path, random).has_value());
  test::check_store_engine([&path] { return *open_sqlite_store(path); });
}

TEST_CASE("a ledger that nobody touched is proven, with its counts", "[issuer_chain]") {
  const World world;
  CHECK(world.proof() == "proven");
  const auto store = world.maker.open_store();
  const auto proof = *prove_chain(**store->look(), [](std::uint64_t) { return true; });
  CHECK(proof.issued == 4);
  CHECK(proof.acts == 2);
  CHECK(proof.forgotten == 1);
  CHECK(proof.standing.at(State::superseded) == 1);
  CHECK(proof.head.position == 6);
}

TEST_CASE("a changed byte anywhere in an entry is found, and the entry is named",
          "[issuer_chain]") {
  const World world;
  for (const int position : {1, 4, 5}) {
    for (const char* column : {"body", "digest"}) {
      const auto size = [&] {
        const auto store = world.maker.open_store();
        const Entry entry = **(*store->look())->entry(position);
        return std::string_view(column) == "body" ? entry.body.size() : entry.digest.size();
      }();
      for (std::size_t byte = 1; byte <= size; ++byte) {
        const auto store_file = world.maker.home.store_file();
        sqlite3* database = nullptr;
        must(sqlite3_open(store_file.c_str(), &database) == SQLITE_OK);
        must(sqlite3_exec(database,
                          "DROP TRIGGER IF EXISTS entry_is_not_changed; DROP TRIGGER IF EXISTS "
                          "entry_is_not_taken_away",
                          nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_blob* blob = nullptr;
        // One bit of one byte; the same again puts it back.
        const auto turn = [&] {
          must(sqlite3_blob_open(database, "main", "entry", column, position, 1, &blob) ==
               SQLITE_OK);
          unsigned char value = 0;
          const int offset = static_cast<int>(byte) - 1;
          must(sqlite3_blob_read(blob, &value, 1, offset) == SQLITE_OK);
          value ^= 1U;
          must(sqlite3_blob_write(blob, &value, 1, offset) == SQLITE_OK);
          must(sqlite3_blob_close(blob) == SQLITE_OK);
        };
        turn();
        const std::string said = world.proof();
        turn();
        sqlite3_close(database);
        INFO(column << " byte " << byte << ": " << said);
        REQUIRE(said.starts_with(std::to_string(position) + ": "));
      }
    }
  }
  CHECK(world.proof() == "proven");
}

TEST_CASE("an entry that was changed, moved, taken out or put in is found", "[issuer_chain]") {
  const auto after = [](const char* sql) {
    const World world;
    world.change(sql);
    return world.proof();
  };
  const std::string changed = "was changed, or does not follow the one before it";
  CHECK(after("UPDATE entry SET kind = 'revoked' WHERE position = 2") == "2: " + changed);
  CHECK(after("UPDATE entry SET at = at + 1 WHERE position = 3") == "3: " + changed);
  CHECK(after("DELETE FROM entry WHERE position = 3") == "3: is missing; the next one is 4");
  CHECK(after("DELETE FROM entry WHERE position = 1") == "1: is missing; the next one is 2");
  CHECK(after("UPDATE entry SET position = 99 WHERE position = 4; UPDATE entry SET position = 4 "
              "WHERE position = 5; UPDATE entry SET position = 5 WHERE position = 99") ==
        "4: " + changed);
  CHECK(after("INSERT INTO entry SELECT 7, kind, at, body, digest FROM entry WHERE position = 5") ==
        "7: " + changed);
  CHECK(after("UPDATE meta SET value = x'00000000000000000000000000000000' WHERE name = 'id'") ==
        "1: " + changed);
  CHECK(after("UPDATE entry SET body = x'00', digest = x'00' WHERE position = 2") ==
        "2: cannot be read");
}

TEST_CASE("the last entries taken off are found by what is kept beside them", "[issuer_chain]") {
  const World world;
  world.change("DELETE FROM entry WHERE position > 3");
  CHECK(world.proof() == "0: the index has an id that no entry has");
}

TEST_CASE("what is kept beside the entries cannot say anything else than they", "[issuer_chain]") {
  const auto after = [](const char* sql) {
    const World world;
    world.change(sql);
    return world.proof();
  };
  CHECK(after("DELETE FROM standing") == "2: has lost the standing that the entries give it");
  CHECK(after("UPDATE standing SET state = 2") ==
        "2: has another standing than the entries give it");
  CHECK(after("INSERT INTO standing VALUES (1, 2, 0, 5)") ==
        "1: has another standing than the entries give it");
  CHECK(after("DELETE FROM credential WHERE position = 4") == "4: cannot be found by its id");
  CHECK(after("UPDATE credential SET position = 1 WHERE position = 2") ==
        "2: cannot be found by its id");
  CHECK(after("DELETE FROM personal WHERE position = 1") ==
        "1: has lost its personal part, and no entry says why");
  CHECK(after("UPDATE personal SET sealed = x'00' WHERE position = 4") ==
        "4: has a personal part that is not its own");
  CHECK(after("INSERT INTO personal VALUES (3, x'00')") ==
        "3: has a personal part that is not its own");
  CHECK(after("UPDATE place_list SET given = zeroblob(16384)") ==
        "0: status list 1 has other places given out than the entries have");
  CHECK(after("UPDATE place_list SET used = 5") ==
        "0: status list 1 has other places given out than the entries have");
  CHECK(after("UPDATE status_bits SET bits = zeroblob(16384) WHERE purpose = 'refresh'") ==
        "0: the status list refresh-1 says something else than the entries");
  CHECK(after("DELETE FROM status_bits WHERE purpose = 'revocation'") ==
        "0: the status list revocation-1 says something else than the entries");
  CHECK(after("DELETE FROM place_list") == "1: has a place in a status list that there is not");
}

TEST_CASE("what credentials share cannot be changed or lost unseen", "[issuer_chain]") {
  const std::string changed = "1: has a part, which it shares with others, that was changed";
  const auto after = [](const char* sql) {
    const World world;
    world.change(sql);
    return world.proof();
  };
  const std::string byte =
      "UPDATE cohort SET sealed = CAST(substr(sealed, 1, 99) || x'07' || substr(sealed, 101) AS "
      "BLOB)";
  CHECK(after(byte.c_str()) == changed);
  CHECK(after("UPDATE cohort SET form = zeroblob(32)") == changed);
  CHECK(after("UPDATE cohort SET key = zeroblob(32)") == changed);
  CHECK(after("UPDATE cohort SET sealed = x''") == changed);
  CHECK(after("UPDATE cohort SET number = 7") == "1: has lost the part that it shares with others");
  CHECK(after("DELETE FROM cohort") == "1: has lost the part that it shares with others");
}

TEST_CASE("why something was done lies beside its entry, and is proven with it", "[issuer_chain]") {
  const World world;
  test::SeededRandom random("note");
  {
    const auto store = world.maker.open_store();
    const Ledger ledger = world.maker.ledger();
    const IssuedEntry one = **(*store->look())->issued(1);
    const ChangePlan plan = plan_change(Change::revoke, {{1, one.what.id, State::in_force}});
    const auto transaction = *store->begin();
    REQUIRE(
        apply_change(*transaction, ledger, plan, {"other", "a phone", "j.visser"}, k_now, random)
            .has_value());
    REQUIRE(transaction->commit().has_value());
  }
  CHECK(world.proof() == "proven");
  SECTION("changed") {
    world.change("UPDATE personal SET sealed = x'00' WHERE position = 7");
    CHECK(world.proof() == "7: has a note that is not its own");
  }
  SECTION("lost") {
    world.change("DELETE FROM personal WHERE position = 7");
    CHECK(world.proof() == "7: has lost its note, and no entry says why");
  }
  SECTION("forgotten with the last person whom it was about") {
    const auto store = world.maker.open_store();
    const auto transaction = *store->begin();
    const IssuedEntry one = **transaction->issued(1);
    REQUIRE(forget_all(*transaction, {{1, one.what.id, State::revoked}}, k_now).has_value());
    CHECK_FALSE((*transaction->personal(7)).has_value());
    REQUIRE(transaction->commit().has_value());
    CHECK(world.proof() == "proven");
  }
}

TEST_CASE("a place that was promised to a document of several signers is proven",
          "[issuer_chain]") {
  const World world;
  const CredentialId promised{1, 2, 3};
  {
    const auto store = world.maker.open_store();
    test::SeededRandom random("places");
    const auto transaction = *store->begin();
    REQUIRE(promise_places(*transaction, {promised}, k_now, random).has_value());
    REQUIRE(transaction->commit().has_value());
  }
  CHECK(world.proof() == "proven");
  const auto store = world.maker.open_store();
  const auto put = [&](const CredentialId& id) {
    const auto transaction = *store->begin();
    const CosignEntry book = *find_cosigned(*transaction, promised);
    SignedCredential credential;
    credential.id = id;
    credential.place = *book.place;
    credential.record = {{"type", "PracticeStatement"}};
    credential.text = "{}";
    test::SeededRandom random("enter");
    REQUIRE(
        issuer::enter(*transaction, world.maker.ledger(), credential, k_now, random).has_value());
    REQUIRE(transaction->commit().has_value());
  };
  SECTION("for the one it was promised to") {
    put(promised);
    CHECK(world.proof() == "proven");
  }
  SECTION("not for another one") {
    put({9});
    CHECK(world.proof() == "8: has the place in a status list that another one has");
  }
}

TEST_CASE("the file itself refuses to change or take away an entry", "[issuer_chain]") {
  const World world;
  sqlite3* database = nullptr;
  must(sqlite3_open(world.maker.home.store_file().c_str(), &database) == SQLITE_OK);
  for (const char* sql : {"UPDATE entry SET at = 0 WHERE position = 1", "DELETE FROM entry"})
    CHECK(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_CONSTRAINT);
  sqlite3_close(database);
  CHECK(world.proof() == "proven");
}

TEST_CASE("nothing of a forgotten person is left in the file of the store", "[issuer_chain]") {
  const World world;
  const auto store = world.maker.open_store();
  Bytes sealed;
  {
    const auto snapshot = *store->look();
    sealed = **snapshot->personal(4);
  }
  const auto holds = [&] {
    std::ifstream stream(world.maker.home.store_file(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    return bytes.find(as_text(ByteView(sealed).first(64))) != std::string::npos;
  };
  CHECK(holds());
  const auto transaction = *store->begin();
  CHECK(*transaction->forget(4));
  CHECK(!*transaction->forget(4));
  REQUIRE(transaction->commit());
  CHECK(!holds());
}
