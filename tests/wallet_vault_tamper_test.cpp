// Somebody who can write to the file but opens no slot: everything they change is noticed, and
// named.
#include <fstream>

#include <catch2/catch.hpp>

#include "host/files.h"
#include "support/temporary_folder.h"
#include "support/vault_maker.h"
#include "support/vectors.h"
#include "wallet/vault.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

namespace {

constexpr const char* k_credential = "record/0000000000001000";

/// A vault on a disk that a stranger has in hand.
class Stolen {
 public:
  Stolen() : path_(folder_ / "a.vault"), maker_("tamper") {
    maker_.add({0x1000, 2, 2, R"({"title":"a"})", "credential a"});
    maker_.add({0x2000, 2, 1, R"({"title":"b"})", "credential b"});
    maker_.write(path_, 5);
  }

  void sql(const std::string& statement) const {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(path_.c_str(), &database) == SQLITE_OK);
    sqlite3_exec(database, "PRAGMA synchronous = OFF", nullptr, nullptr, nullptr);
    CHECK(sqlite3_exec(database, statement.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    CHECK(sqlite3_changes(database) > 0);
    sqlite3_close(database);
  }
  [[nodiscard]] Bytes blob(const std::string& query) const {
    sqlite3* database = nullptr;
    sqlite3_stmt* statement = nullptr;
    REQUIRE(sqlite3_open(path_.c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_prepare_v2(database, query.c_str(), -1, &statement, nullptr) == SQLITE_OK);
    REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement, 0));
    Bytes bytes(data, data + sqlite3_column_bytes(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return bytes;
  }

  /// The first thing that opening, and then reading everything, finds.
  [[nodiscard]] Status open_and_read() const {
    const auto secret = crypto::SecretBytes::copy_of(as_bytes("correct horse"));
    LockedVault locked = TRY(LockedVault::open(path_, Access::read));
    Vault vault = TRY(std::move(locked).unlock(secret));
    std::vector<Error> findings = vault.check();
    if (!findings.empty()) return findings.front();
    return {};
  }

  void expect(Code code, const std::string& where) const {
    const Status found = open_and_read();
    REQUIRE_FALSE(found);
    CHECK(to_string(found.error().code) == to_string(code));
    CHECK(found.error().where == where);
  }

  [[nodiscard]] const std::string& path() const { return path_; }
  test::VaultMaker& maker() { return maker_; }

 private:
  test::TemporaryFolder folder_;
  std::string path_;
  test::VaultMaker maker_;
};

}  // namespace

TEST_CASE("wallet: a vault that nobody touched opens", "[vault_tamper]") {
  CHECK(Stolen().open_and_read());
}

TEST_CASE("wallet: two records that were swapped are noticed", "[vault_tamper]") {
  const Stolen vault;
  vault.sql("UPDATE record SET id = id + 1, revision = 3 - revision WHERE id IN (4096, 8192)");
  vault.sql(
      "UPDATE record SET id = CASE id WHEN 4097 THEN 8192 ELSE 4096 END WHERE id IN (4097, 8193)");
  vault.expect(Code::bad_signature, k_credential);
}

TEST_CASE("wallet: a record that was dropped is noticed", "[vault_tamper]") {
  const Stolen vault;
  SECTION("in the middle") {
    vault.sql("DELETE FROM record WHERE id = 4096");
    vault.expect(Code::missing, k_credential);
  }
  SECTION("the last one, which is the index") {
    vault.sql("DELETE FROM record WHERE id > 8192");
    vault.expect(Code::missing, "record/7000000000000001");
  }
}

TEST_CASE("wallet: a record that was added is noticed", "[vault_tamper]") {
  Stolen vault;
  // Even one that was really sealed with this vault's key once, and was removed since.
  const Bytes old = vault.maker().seal(2, 0x3000, 1, "{}", "removed long ago");
  vault.sql("INSERT INTO record VALUES (12288, 1, x'" + to_hex(old) + "')");
  vault.expect(Code::conflict, "record/0000000000003000");
}

TEST_CASE("wallet: a record's older state that is put back is noticed", "[vault_tamper]") {
  Stolen vault;
  SECTION("with its own revision") {
    const Bytes old = vault.maker().seal(2, 0x1000, 1, R"({"title":"a"})", "as it was");
    vault.sql("UPDATE record SET revision = 1, sealed = x'" + to_hex(old) + "' WHERE id = 4096");
    vault.expect(Code::mismatch, k_credential);
  }
  SECTION("with the revision of now") {
    const Bytes old = vault.maker().seal(2, 0x1000, 1, R"({"title":"a"})", "as it was");
    vault.sql("UPDATE record SET sealed = x'" + to_hex(old) + "' WHERE id = 4096");
    vault.expect(Code::bad_signature, k_credential);
  }
  SECTION("of the same revision, from a copy of the vault that went its own way") {
    const Bytes other = vault.maker().seal(2, 0x1000, 2, R"({"title":"a"})", "in the copy");
    vault.sql("UPDATE record SET sealed = x'" + to_hex(other) + "' WHERE id = 4096");
    vault.expect(Code::mismatch, k_credential);
  }
}

TEST_CASE("wallet: a record that is given out for another kind is noticed", "[vault_tamper]") {
  Stolen vault;
  const Bytes key = vault.maker().seal(3, 0x1000, 2, R"({"title":"a"})", "credential a");
  vault.sql("UPDATE record SET sealed = x'" + to_hex(key) + "' WHERE id = 4096");
  vault.expect(Code::bad_signature, k_credential);
}

TEST_CASE("wallet: an edited counter is noticed", "[vault_tamper]") {
  const Stolen vault;
  SECTION("forward") {
    vault.sql("UPDATE manifest SET counter = 6");
  }
  SECTION("back") {
    vault.sql("UPDATE manifest SET counter = 4");
  }
  SECTION("negative") {
    vault.sql("UPDATE manifest SET counter = -5");
  }
  vault.expect(Code::bad_signature, "manifest");
}

TEST_CASE("wallet: an older manifest that is put back is noticed", "[vault_tamper]") {
  Stolen vault;
  const Bytes old = vault.blob("SELECT sealed FROM manifest");
  vault.sql("UPDATE manifest SET counter = 4, sealed = x'" + to_hex(old) + "'");
  vault.expect(Code::bad_signature, "manifest");
}

TEST_CASE("wallet: slots that were added or changed from outside are noticed", "[vault_tamper]") {
  const Stolen vault;
  SECTION("a damaged one") {
    vault.sql("UPDATE slot SET body = x'" + to_hex(Bytes(200, 1)) + "'");
    vault.expect(Code::malformed, "slot/0102030405060708");
  }
  SECTION("none") {
    vault.sql("DELETE FROM slot");
    vault.expect(Code::malformed, "slots");
  }
  SECTION("one more beside the one that opens") {
    vault.sql("INSERT INTO slot VALUES (9, x'" + to_hex(Bytes(200, 1)) + "')");
    vault.expect(Code::mismatch, "slots");
  }
}

TEST_CASE("wallet: a damaged header is told from a newer version and from a wrong passphrase",
          "[vault_tamper]") {
  const Stolen vault;
  Bytes header = vault.blob("SELECT body FROM header");
  const auto put = [&] { vault.sql("UPDATE header SET body = x'" + to_hex(header) + "'"); };
  SECTION("the vault's id") {
    header[12] ^= 1;
    put();
    vault.expect(Code::malformed, "header");
  }
  SECTION("only the header says that it is newer") {
    header[9] = 2;
    put();
    vault.expect(Code::malformed, "header");
  }
  SECTION("only the file says that it is newer") {
    vault.sql("UPDATE header SET one = 1; PRAGMA user_version = 2");
    vault.expect(Code::malformed, "header");
  }
  SECTION("a version that never was") {
    vault.sql("UPDATE header SET one = 1; PRAGMA user_version = 0");
    vault.expect(Code::malformed, "header");
  }
  SECTION("both say that it is newer") {
    header[9] = 2;
    put();
    vault.sql("UPDATE header SET one = 1; PRAGMA user_version = 2");
    vault.expect(Code::unsupported, "version");
  }
  SECTION("newer, with tables of its own") {
    vault.sql(
        "UPDATE header SET one = 1; DROP TABLE header; PRAGMA user_version = 3; UPDATE manifest "
        "SET one = 1");
    vault.expect(Code::unsupported, "version");
  }
}

TEST_CASE("wallet: looking at a newer vault touches nothing", "[vault_tamper]") {
  const Stolen vault;
  vault.sql("UPDATE header SET body = x'63726564656e7a610002'; PRAGMA user_version = 2");
  const std::string before = *host::read_file(vault.path(), 1 << 20);
  // As after a kill: a journal that a program of this version would play back.
  REQUIRE(host::write_file(vault.path() + "-journal", as_bytes("a newer program's journal")));
  const auto locked = LockedVault::open(vault.path(), Access::write);
  REQUIRE_FALSE(locked);
  CHECK(locked.error().code == Code::unsupported);
  CHECK(locked.error().where == "version");
  CHECK(*host::read_file(vault.path(), 1 << 20) == before);
  CHECK(*host::read_file(vault.path() + "-journal", 100) == "a newer program's journal");
}

TEST_CASE("wallet: every changed byte of every blob is noticed", "[vault_tamper]") {
  const Stolen vault;
  struct Column {
    const char* query;
    const char* update;
    std::size_t step;
  };
  // Slots and header in full; of sealed blobs the nonce, the tag and every 61st byte between.
  for (const Column& column :
       {Column{"SELECT body FROM header", "UPDATE header SET body = ", 1},
        Column{"SELECT body FROM slot", "UPDATE slot SET body = ", 1},
        Column{"SELECT sealed FROM manifest", "UPDATE manifest SET sealed = ", 61},
        Column{"SELECT sealed FROM record WHERE id = 4096", "UPDATE record SET sealed = ", 61},
        Column{"SELECT sealed FROM record WHERE id = 8192", "UPDATE record SET sealed = ", 61},
        Column{"SELECT sealed FROM record WHERE id > 8192", "UPDATE record SET sealed = ", 61}}) {
    const std::string query = column.query;
    const std::size_t where = query.find(" WHERE");
    const std::string suffix = where == std::string::npos ? "" : query.substr(where);
    const Bytes intact = vault.blob(query);
    for (std::size_t i = 0; i < intact.size();
         i += (i < 24 || i + 16 >= intact.size()) ? 1 : column.step) {
      Bytes changed = intact;
      changed[i] ^= 0x04;
      vault.sql(column.update + ("x'" + to_hex(changed)) + "'" + suffix);
      const Status found = vault.open_and_read();
      INFO(query << " byte " << i);
      REQUIRE_FALSE(found);
      CHECK(found.error().where != "passphrase");
      CHECK(found.error().code != Code::internal);
      CHECK(found.error().code != Code::unsupported);
    }
    vault.sql(column.update + ("x'" + to_hex(intact)) + "'" + suffix);
  }
  CHECK(vault.open_and_read());
}

TEST_CASE("wallet: a file with any byte changed never crashes and never says something else",
          "[vault_tamper]") {
  const Stolen vault;
  const std::string intact = *host::read_file(vault.path(), 1 << 20);
  const auto secret = crypto::SecretBytes::copy_of(as_bytes("correct horse"));
  const auto read = [&]() -> Result<std::string> {
    LockedVault locked = TRY(LockedVault::open(vault.path(), Access::read));
    Vault opened = TRY(std::move(locked).unlock(secret));
    const Content a = TRY(opened.read(0x1000));
    const Content b = TRY(opened.read(0x2000));
    return std::string(as_text(a.body())) + "," + std::string(as_text(b.body()));
  };
  std::size_t noticed = 0;
  for (std::size_t i = 0; i < intact.size(); i += i % 4096 < 128 ? 3U : 101U) {
    std::string changed = intact;
    changed[i] = static_cast<char>(changed[i] ^ 0x11);
    std::ofstream(vault.path(), std::ios::binary | std::ios::trunc) << changed;
    INFO("byte " << i);
    const auto text = read();
    if (text) {
      CHECK(*text == "credential a,credential b");
    } else {
      ++noticed;
      CHECK(text.error().where != "passphrase");
    }
  }
  CHECK(noticed > 100);
}

namespace {

/// What is asked for after opening: the details of all that is held.
Status open_with_details(const std::string& path) {
  LockedVault locked = TRY(LockedVault::open(path, Access::read));
  const auto secret = crypto::SecretBytes::copy_of(as_bytes("correct horse"));
  const Vault vault = TRY(std::move(locked).unlock(secret));
  return vault.read_details();
}

/// A vault whose one credential has details.
struct Parted {
  Parted() {
    maker.add_parted({0x1000, 2, 1, R"({"title":"a","note":"b"})", "body"}, R"({"title":"a"})",
                     R"({"note":"b"})");
  }
  void put(const Bytes& sealed) const {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
    const std::string sql =
        "UPDATE record SET sealed = x'" + to_hex(sealed) + "' WHERE id = 8070450532247928834";
    CHECK(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    CHECK(sqlite3_changes(database) == 1);
    sqlite3_close(database);
  }

  test::TemporaryFolder folder;
  std::string path = folder / "a.vault";
  test::VaultMaker maker{"parted"};
};

}  // namespace

TEST_CASE("wallet: details that were changed are noticed by who asks for them", "[vault_tamper]") {
  Parted parted;
  parted.maker.write(parted.path);
  REQUIRE(open_with_details(parted.path));
  const std::string text = R"([{"id":"0000000000001000","note":"other"}])";
  SECTION("another state of the same revision") {
    parted.put(parted.maker.seal(12, test::VaultMaker::k_details, 1, text, ""));
    CHECK(open_with_details(parted.path).error().code == Code::mismatch);
  }
  SECTION("another revision") {
    parted.put(parted.maker.seal(12, test::VaultMaker::k_details, 2, text, ""));
    CHECK(open_with_details(parted.path).error().code == Code::bad_signature);
  }
  SECTION("an index page in their place") {
    parted.put(parted.maker.seal(1, test::VaultMaker::k_details, 1, text, ""));
    CHECK(open_with_details(parted.path).error().code == Code::bad_signature);
  }
  CHECK(open_with_details(parted.path).error().where == "record/7000000000000002");
}

TEST_CASE("wallet: a page has the details that the manifest lists, and no others",
          "[vault_tamper]") {
  Parted parted;
  SECTION("a page that has details for an entry") {
    parted.maker.add({0x1500, 12, 1, "{}", ""});
  }
  SECTION("a page that names another record") {
    parted.maker.add({test::VaultMaker::k_details + 1, 2, 1, "{}", ""});
    parted.maker.name_details(test::VaultMaker::k_details + 1);
  }
  SECTION("a page that names what is not there") {
    parted.maker.name_details(0x9999);
  }
  parted.maker.write(parted.path);
  const Status opened = open_with_details(parted.path);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == Code::malformed);
  CHECK(opened.error().where == "index");
}
