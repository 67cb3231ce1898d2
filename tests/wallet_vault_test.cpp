#include <algorithm>
#include <filesystem>

#include <catch2/catch.hpp>

#include "host/files.h"
#include "support/temporary_folder.h"
#include "support/vault_maker.h"
#include "support/vectors.h"
#include "wallet/doctor.h"
#include "wallet/slots.h"
#include "wallet/vault.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

namespace {

Instant now() {
  return test::at("2026-06-12T12:00:00Z");
}

crypto::SecretBytes secret(std::string_view text = "correct horse") {
  return crypto::SecretBytes::copy_of(as_bytes(text));
}

Result<Vault> open_vault(const std::string& path, Access access = Access::read) {
  LockedVault locked = TRY(LockedVault::open(path, access));
  return std::move(locked).unlock(secret());
}

template <class T>
Error error_of(const Result<T>& result) {
  REQUIRE_FALSE(result.has_value());
  return result.error();
}

std::string cheap_vault(const test::TemporaryFolder& folder) {
  const std::string path = folder / "a.vault";
  test::VaultMaker maker("test");
  maker.add({0x1000, 2, 1, R"({"title":"Veilig werken"})", "the credential"});
  maker.add({0x2000, 3, 1, R"({"name":"school"})", std::string(32, 'k')});
  maker.add({0x3000, 200, 5, R"({"later":true})", "of a later version"});
  maker.write(path);
  return path;
}

std::string golden(const test::TemporaryFolder& folder, const std::string& name) {
  const std::string path = folder / name;
  std::filesystem::copy_file(std::string(CREDENZA_VECTORS) + "/vault/" + name, path);
  std::filesystem::permissions(
      path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  return path;
}

}  // namespace

TEST_CASE("wallet: the golden file of version 1 opens and says what it always said", "[vault]") {
  const test::TemporaryFolder folder;
  auto vault = open_vault(golden(folder, "v1.vault"), Access::write);
  REQUIRE(vault);
  CHECK(vault->manifest().counter == 12);
  CHECK(vault->manifest().written == test::at("2026-06-12T10:00:00Z"));
  REQUIRE(vault->index().entries().size() == 3);
  CHECK(vault->check().empty());
  const auto credential = vault->read(0x1111111111111111);
  REQUIRE(credential);
  CHECK(credential->meta() == R"({"title":{"nl":"Veilig werken in het magazijn"}})");
  CHECK(credential->body().size() == 9000);
  const auto key = vault->read(0x2222222222222222);
  REQUIRE(key);
  CHECK(as_text(key->body()) == std::string(32, 'k'));
  CHECK(vault->index().find(0x3333333333333333)->kind == Kind::receipt);

  test::SeededRandom random;
  REQUIRE(vault->commit({{{7, Kind::receipt, Json::object(), {}}}, {}}, now(), random));
  CHECK(vault->check().empty());
}

// Writes the golden file anew: run this test by its tag. See tests/vectors/vault/README.md.
TEST_CASE("wallet: the golden file of version 1 is made", "[.][golden]") {
  const std::string path = std::string(CREDENZA_VECTORS) + "/vault/v1.vault";
  REQUIRE_FALSE(host::exists(path));
  test::VaultMaker maker("golden 1");
  maker.add({0x1111111111111111, 2, 3, R"({"title":{"nl":"Veilig werken in het magazijn"}})",
             std::string(9000, 'c')});
  maker.add({0x2222222222222222, 3, 1, R"({"name":"ROC Waterkant"})", std::string(32, 'k')});
  maker.add({0x3333333333333333, 4, 1, R"({"to":"https://brouwer.example"})", ""});
  maker.write(path, 12);
}

TEST_CASE("wallet: the golden file with details opens and says what it always said", "[vault]") {
  const test::TemporaryFolder folder;
  auto vault = open_vault(golden(folder, "v1-details.vault"), Access::write);
  REQUIRE(vault);
  REQUIRE(vault->index().entries().size() == 2);
  const Entry first = *vault->index().find(0x1111111111111111);
  CHECK(first.entry.find("title"));
  CHECK_FALSE(first.entry.find("note"));
  const auto details = vault->details(first);
  REQUIRE(details);
  CHECK((*details)->string_at("note").value_or("") == "in de blauwe map");
  CHECK_FALSE(*vault->details(*vault->index().find(0x2222222222222222)));
  CHECK(vault->check().empty());

  test::SeededRandom random;
  REQUIRE(vault->commit({{{7, Kind::receipt, Json::object(), {}}}, {}}, now(), random));
  CHECK(vault->check().empty());
}

// Writes the golden file anew: run this test by its tag. See tests/vectors/vault/README.md.
TEST_CASE("wallet: the golden file with details is made", "[.][golden_details]") {
  const std::string path = std::string(CREDENZA_VECTORS) + "/vault/v1-details.vault";
  REQUIRE_FALSE(host::exists(path));
  test::VaultMaker maker("golden 1 details");
  const std::string title = R"({"title":{"nl":"Veilig werken in het magazijn"})";
  maker.add_parted(
      {0x1111111111111111, 2, 3, title + R"(,"note":"in de blauwe map"})", std::string(3000, 'c')},
      title + "}", R"({"note":"in de blauwe map"})");
  maker.add({0x2222222222222222, 3, 1, R"({"name":"ROC Waterkant"})", std::string(32, 'k')});
  maker.write(path, 12);
}

TEST_CASE("wallet: details are read when they are asked for, and follow every change", "[vault]") {
  const test::TemporaryFolder folder;
  const std::string path = cheap_vault(folder);
  test::SeededRandom random;
  const auto note = [](const Vault& vault, Id id) -> std::string {
    const auto details = vault.details(*vault.index().find(id));
    REQUIRE(details);
    return *details ? std::string((*details)->string_at("note").value_or("")) : "none";
  };
  const auto put = [](Id id, const char* text) {
    return Put{id, Kind::credential, Json{{"title", "t"}, {"note", text}}, {}};
  };
  {
    auto vault = open_vault(path, Access::write);
    REQUIRE(vault);
    REQUIRE(vault->commit({{put(0x10, "a"), put(0x11, "b")}, {}}, now(), random));
    CHECK(note(*vault, 0x10) == "a");
    REQUIRE(vault->commit({{put(0x10, "c")}, {0x11}}, now(), random));
    CHECK(note(*vault, 0x10) == "c");
  }
  auto vault = open_vault(path, Access::write);
  REQUIRE(vault);
  CHECK_FALSE(vault->index().find(0x10)->entry.find("note"));
  CHECK(note(*vault, 0x10) == "c");
  CHECK(note(*vault, 0x1000) == "none");
  CHECK(vault->read(0x10)->meta() == R"({"title":"t","note":"c"})");
  const auto details_records = [&vault] {
    return std::ranges::count(vault->manifest().records, Kind::details, &ListedRecord::kind);
  };
  CHECK(details_records() == 1);
  REQUIRE(vault->commit({{}, {0x10}}, now(), random));
  CHECK(details_records() == 0);
  CHECK(vault->check().empty());
}

TEST_CASE("wallet: what an earlier program wrote on a page is parted when the page is written",
          "[vault]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "a.vault";
  test::VaultMaker maker("earlier");
  maker.add({0x1000, 2, 1, R"({"title":"a","note":"n"})", "the credential"});
  maker.write(path);
  test::SeededRandom random;
  {
    auto vault = open_vault(path, Access::write);
    REQUIRE(vault);
    CHECK(vault->index().find(0x1000)->entry.find("note"));
    REQUIRE(vault->commit({{{7, Kind::receipt, Json::object(), {}}}, {}}, now(), random));
  }
  const auto vault = open_vault(path);
  REQUIRE(vault);
  const Entry entry = *vault->index().find(0x1000);
  CHECK_FALSE(entry.entry.find("note"));
  CHECK((*vault->details(entry))->string_at("note").value_or("") == "n");
  CHECK(vault->manifest().find(0x1000)->revision == 1);
}

TEST_CASE("wallet: a new vault opens with its passphrase, and has nothing but a note on that",
          "[vault]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "new.vault";
  test::SeededRandom random;
  REQUIRE(
      create_vault(path, {.passphrase = secret("vier woorden lang genoeg"), .now = now()}, random));
  CHECK(host::list_files(folder.path())->size() == 1);
  CHECK(std::filesystem::status(path).permissions() ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  auto locked = LockedVault::open(path, Access::read);
  REQUIRE(locked);
  const auto vault = std::move(*locked).unlock(secret("vier woorden lang genoeg"));
  REQUIRE(vault);
  CHECK(vault->manifest().counter == 1);
  CHECK(vault->manifest().written == now());
  REQUIRE(vault->index().entries().size() == 1);
  CHECK(vault->index().entries().front().kind == Kind::settings);
  const auto ways = known_slots(*vault);
  REQUIRE(ways.size() == 1);
  CHECK(ways[0].kind == SlotKind::passphrase);
  CHECK(ways[0].note.made == now());
  auto again = LockedVault::open(path, Access::read);
  REQUIRE(again);
  const Error refused = error_of(std::move(*again).unlock(secret("vier woorden")));
  CHECK(refused.code == Code::bad_signature);
  CHECK(refused.where == "passphrase");
}

TEST_CASE("wallet: a new vault costs at least the floor to try a passphrase on", "[vault]") {
  const test::TemporaryFolder folder;
  test::SeededRandom random;
  crypto::PasswordCost cost = crypto::k_password_cost_floor;
  SECTION("passes") {
    cost.passes -= 1;
  }
  SECTION("memory") {
    cost.memory_bytes -= 1;
  }
  const Error error = error_of(
      create_vault(folder / "a", {.passphrase = secret(), .cost = cost, .now = now()}, random));
  CHECK(error.code == Code::out_of_range);
  CHECK(error.where == "cost");
  CHECK_FALSE(host::exists(folder / "a"));
}

TEST_CASE("wallet: what a passphrase costs to try is known without it, and a cheap one is named",
          "[vault]") {
  const test::TemporaryFolder folder;
  test::SeededRandom random;
  REQUIRE(create_vault(folder / "dear", {.passphrase = secret(), .now = now()}, random));
  const auto dear = LockedVault::open(folder / "dear", Access::read);
  REQUIRE(dear);
  CHECK(dear->passphrase_costs() == std::vector{crypto::k_password_cost_floor});
  CHECK(check_passphrase_cost(*dear).health == host::Health::ok);
  const auto cheap = LockedVault::open(cheap_vault(folder), Access::read);
  REQUIRE(cheap);
  const host::Diagnosis named = check_passphrase_cost(*cheap);
  CHECK(named.name == "passphrase_cost");
  CHECK(named.health == host::Health::warning);
  CHECK_FALSE(named.next.nl.empty());
}

TEST_CASE("wallet: a vault is never made over something", "[vault]") {
  const test::TemporaryFolder folder;
  test::SeededRandom random;
  REQUIRE(host::write_file(folder / "a", as_bytes("mine")));
  const Error error =
      error_of(create_vault(folder / "a", {.passphrase = secret(), .now = now()}, random));
  CHECK(error.code == Code::conflict);
  CHECK(*host::read_file(folder / "a", 100) == "mine");
}

TEST_CASE(
    "wallet: a vault made from the document alone opens, with records that this version does not "
    "know",
    "[vault]") {
  const test::TemporaryFolder folder;
  const std::string path = cheap_vault(folder);
  test::SeededRandom random;
  {
    auto vault = open_vault(path, Access::write);
    REQUIRE(vault);
    CHECK(vault->index().entries().size() == 3);
    REQUIRE(vault->commit({{}, {0x1000}}, now(), random));
  }
  auto vault = open_vault(path);
  REQUIRE(vault);
  const Entry* later = vault->index().find(0x3000);
  REQUIRE(later != nullptr);
  CHECK(static_cast<int>(later->kind) == 200);
  CHECK(later->entry.find("later").has_value());
  CHECK(vault->manifest().find(0x3000)->revision == 5);
  CHECK(as_text(vault->read(0x3000)->body()) == "of a later version");
}

TEST_CASE("wallet: what is committed is there when the vault is opened again", "[vault]") {
  const test::TemporaryFolder folder;
  const std::string path = cheap_vault(folder);
  test::SeededRandom random;
  const std::string large(300000, 'x');
  {
    auto vault = open_vault(path, Access::write);
    REQUIRE(vault);
    REQUIRE(vault->commit({{{0x10, Kind::credential, Json{{"title", "a"}}, as_bytes(large)}}, {}},
                          now(), random));
    REQUIRE(
        vault->commit({{{0x10, Kind::credential, Json{{"title", "b"}}, as_bytes(large)}}, {0x1000}},
                      now(), random));
    CHECK(vault->read(0x10)->body().size() == large.size());
    CHECK(vault->index().find(0x10)->entry.string_at("title").value_or("") == "b");
  }
  auto vault = open_vault(path);
  REQUIRE(vault);
  CHECK(vault->manifest().counter == 3);
  CHECK(vault->manifest().find(0x10)->revision == 2);
  CHECK(as_text(vault->read(0x10)->body()) == large);
  CHECK(vault->read(0x10)->meta() == R"({"title":"b"})");
  CHECK(vault->index().find(0x10)->entry.string_at("title").value_or("") == "b");
  CHECK(error_of(vault->read(0x1000)).code == Code::not_found);
  CHECK(vault->check().empty());
}

TEST_CASE("wallet: hundreds of records fill several index pages", "[vault]") {
  const test::TemporaryFolder folder;
  const std::string path = cheap_vault(folder);
  test::SeededRandom random;
  {
    auto vault = open_vault(path, Access::write);
    REQUIRE(vault);
    Changes changes;
    for (Id id = 1; id <= 200; ++id)
      changes.puts.push_back({id, Kind::receipt, Json{{"to", "x"}}, {}});
    REQUIRE(vault->commit(changes, now(), random));
    changes = {};
    for (Id id = 1; id <= 190; ++id)
      changes.removals.push_back(id);
    REQUIRE(vault->commit(changes, now(), random));
  }
  auto vault = open_vault(path);
  REQUIRE(vault);
  CHECK(vault->index().entries().size() == 13);
  CHECK(vault->check().empty());
}

TEST_CASE("wallet: a change that cannot be made leaves everything as it was", "[vault]") {
  const test::TemporaryFolder folder;
  auto vault = open_vault(cheap_vault(folder), Access::write);
  REQUIRE(vault);
  test::SeededRandom random;
  const std::string long_text(k_max_meta_bytes, 'x');
  Changes changes;
  changes.puts.push_back({5, Kind::receipt, Json::object(), {}});
  Code expected = Code::internal;
  SECTION("a removal of what is not there") {
    changes.removals.push_back(0x9999);
    expected = Code::not_found;
  }
  SECTION("a description that is too long") {
    changes.puts.push_back({6, Kind::receipt, Json{{"to", long_text}}, {}});
    expected = Code::out_of_range;
  }
  SECTION("a text that is no UTF-8") {
    changes.puts.push_back({6, Kind::receipt, Json{{"to", "\xff"}}, {}});
    expected = Code::malformed;
  }
  CHECK(error_of(vault->commit(changes, now(), random)).code == expected);
  CHECK(vault->manifest().counter == 1);
  CHECK(vault->index().find(5) == nullptr);
  CHECK(vault->check().empty());
}

TEST_CASE("wallet: who writes keeps other writers out and lets readers in", "[vault]") {
  const test::TemporaryFolder folder;
  const std::string path = cheap_vault(folder);
  {
    auto first = open_vault(path, Access::write);
    REQUIRE(first);
    const Error error = error_of(LockedVault::open(path, Access::write));
    CHECK(error.code == Code::conflict);
    CHECK(error.where == "lock");
    CHECK(open_vault(path));
    // Also after a commit.
    test::SeededRandom random;
    REQUIRE(first->commit({{{5, Kind::receipt, Json::object(), {}}}, {}}, now(), random));
    CHECK(error_of(LockedVault::open(path, Access::write)).where == "lock");
  }
  CHECK(LockedVault::open(path, Access::write));
}

TEST_CASE("wallet: who reads lets nobody change what is being read", "[vault]") {
  const test::TemporaryFolder folder;
  const std::string path = cheap_vault(folder);
  auto writer = open_vault(path, Access::write);
  REQUIRE(writer);
  test::SeededRandom random;
  const Changes changes{{{5, Kind::receipt, Json::object(), {}}}, {}};
  {
    auto reader = open_vault(path);
    REQUIRE(reader);
    CHECK(error_of(writer->commit(changes, now(), random)).where == "lock");
    CHECK(writer->manifest().counter == 1);
  }
  CHECK(writer->commit(changes, now(), random));
}

TEST_CASE("wallet: what is no vault is told from what is not there", "[vault]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "x";
  const Error missing = error_of(LockedVault::open(path, Access::read));
  CHECK(missing.code == Code::not_found);
  CHECK(missing.where == "vault");
  std::string content;
  SECTION("an empty file") {}
  SECTION("a short text") {
    content = "hello";
  }
  SECTION("a long text") {
    content = std::string(100000, 'x');
  }
  SECTION("a database that is no vault") {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open((folder / "y").c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database, "CREATE TABLE t (a)", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
    content = *host::read_file(folder / "y", 1 << 20);
  }
  REQUIRE(host::write_file(path, as_bytes(content)));
  const Error error = error_of(LockedVault::open(path, Access::read));
  CHECK(error.code == Code::malformed);
  CHECK(error.where == "vault");
}

TEST_CASE("wallet: the path of a vault may have any characters", "[vault]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "kluis van Özgür? 100%#1&mode=ro.vault";
  std::filesystem::rename(cheap_vault(folder), path);
  CHECK(open_vault(path));
  CHECK(host::list_files(folder.path())->size() == 1);
}

TEST_CASE("wallet: a vault on a medium that may only be read can be read", "[vault]") {
  const test::TemporaryFolder folder;
  const std::string path = cheap_vault(folder);
  std::filesystem::permissions(path, std::filesystem::perms::owner_read);
  CHECK(open_vault(path));
}
