// A vault with a way in of each kind, and the secrets that open them.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "support/temporary_folder.h"
#include "support/vault_maker.h"
#include "support/vectors.h"
#include "wallet/slots.h"
#include "wallet/vault.h"

namespace credenza::test::ways_in {

using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

inline constexpr Id k_words_slot = 0x2000000000000002;
inline constexpr Id k_person_slot = 0x3000000000000003;
inline const Bytes k_words_secret = *from_hex("5f95883e061a933dc3fda6e578e4");
inline constexpr const char* k_dutch =
    "ijverig hamer lief lelie boter geur tong zwart papier mouw meer vloer";
inline constexpr const char* k_english =
    "helmet gas method measure calendar first tell zigzag pupil panel nylon tuesday";

inline Instant now() {
  return test::at("2026-06-12T12:00:00Z");
}

inline crypto::SecretBytes secret(std::string_view text = "correct horse") {
  return crypto::SecretBytes::copy_of(as_bytes(text));
}

inline Opener passphrase(std::string_view text = "correct horse") {
  return Passphrase{secret(text)};
}
inline Opener words(std::string_view text = k_dutch) {
  return *read_words(secret(text));
}
inline crypto::PrivateKey key_of(char letter) {
  const auto seed = crypto::SecretBytes::copy_of(Bytes(32, static_cast<std::uint8_t>(letter)));
  return *crypto::PrivateKey::from_raw(crypto::KeyType::ed25519, seed);
}
inline Opener identity(std::string_view letters = "n") {
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

inline Result<Vault> open_vault(const std::string& path, const Opener& opener,
                                Access access = Access::read, std::optional<Id> only = {}) {
  LockedVault locked = TRY(LockedVault::open(path, access));
  return std::move(locked).unlock(opener, only);
}

inline void fill(test::VaultMaker& maker) {
  maker.add({0x1000, 2, 1, R"({"title":{"nl":"Veilig werken"}})", "the credential"});
  maker.add({0x2000, 3, 1, R"({"name":"school"})", std::string(32, 'k')});
  maker.add_words_slot(k_words_slot, k_words_secret);
  maker.add_person_slot(
      k_person_slot, to_bytes(crypto::AgreementKey::of(key_of('n').public_key())->coordinates()));
}

inline std::string cheap_vault(const test::TemporaryFolder& folder) {
  const std::string path = folder / "a.vault";
  test::VaultMaker maker("slots");
  fill(maker);
  maker.write(path);
  return path;
}

/// Every row of a table, by its id.
using Rows = std::map<std::int64_t, std::string>;
inline Rows rows_of(const std::string& path, const std::string& table) {
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

inline void sql(const std::string& path, const std::string& statement) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  CHECK(sqlite3_exec(database, statement.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  CHECK(sqlite3_changes(database) > 0);
  sqlite3_close(database);
}

inline void put_slot(const std::string& path, Id id, const Bytes& blob) {
  sql(path, "UPDATE slot SET body = x'" + to_hex(blob) + "' WHERE id = " + std::to_string(id));
}

inline Bytes slot_blob(const std::string& path, Id id) {
  const std::string row = rows_of(path, "slot").at(static_cast<std::int64_t>(id));
  return to_bytes(as_bytes(std::string_view(row).substr(row.find('|', 1) + 1)));
}

inline std::vector<SlotKind> kinds_of(const Vault& vault) {
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
inline const std::array k_ways = {
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

}  // namespace credenza::test::ways_in
