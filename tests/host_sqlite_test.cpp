#include <catch2/catch.hpp>

#include "host/files.h"
#include "host/sqlite.h"
#include "support/temporary_folder.h"

using namespace credenza;
using host::sqlite::Database;
using host::sqlite::Mode;
using host::sqlite::Statement;

namespace {

std::string refused(const Error& error) {
  return std::string(to_string(error.code)) + " " + error.where;
}

std::string refused(const std::string& path, Mode mode) {
  const auto database = Database::open(path, mode, "cupboard");
  return database ? "opened" : refused(database.error());
}

}  // namespace

TEST_CASE("no character of a file's name is taken for a parameter of SQLite", "[host_sqlite]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "a b%20c?mode=memory&x='\"#é";
  Database database = *Database::open(path, Mode::create, "cupboard");
  REQUIRE(database.run("CREATE TABLE t (a)").has_value());
  CHECK(host::exists(path));
  CHECK(Database::open(path, Mode::look, "cupboard")->number("SELECT count(*) FROM t").has_value());
}

TEST_CASE("only create makes a file that is not there", "[host_sqlite]") {
  const test::TemporaryFolder folder;
  CHECK(refused(folder / "none", Mode::use) == "unavailable cupboard");
  CHECK(refused(folder / "none", Mode::look) == "unavailable cupboard");
  CHECK_FALSE(host::exists(folder / "none"));
  CHECK(refused(folder / "none", Mode::create) == "opened");
  CHECK(refused(folder / "no/folder", Mode::create) == "unavailable cupboard");
}

TEST_CASE("what SQLite refuses names the thing that was opened", "[host_sqlite]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "file";
  Database database = *Database::open(path, Mode::create, "cupboard");
  REQUIRE(database.run("CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1)").has_value());
  Statement insert = *database.prepare("INSERT INTO t VALUES (?)");
  insert.bind(1, std::int64_t{1});
  CHECK(refused(insert.run().error()) == "conflict cupboard");
  insert.bind(1, std::int64_t{2});
  CHECK(insert.run().has_value());
  CHECK(refused(database.run("SELECT FROM").error()) == "malformed cupboard");
  CHECK(refused(database.number("SELECT a FROM t WHERE a = 9").error()) == "malformed cupboard");

  Database look = *Database::open(path, Mode::look, "chest");
  CHECK(refused(look.run("DELETE FROM t").error()) == "unavailable chest");
  CHECK(refused(look.front(1U << 20U).error()) == "malformed chest");
  CHECK(as_text(*look.front(13)) == "SQLite format");

  REQUIRE(database.run("BEGIN IMMEDIATE").has_value());
  CHECK(database.in_transaction());
  Database other = *Database::open(path, Mode::use, "chest");
  CHECK(refused(other.run("BEGIN IMMEDIATE").error()) == "conflict lock");
}

TEST_CASE("an empty value is not no value", "[host_sqlite]") {
  Database database = *Database::open({}, Mode::memory, "cupboard");
  REQUIRE(database.run("CREATE TABLE t (a BLOB NOT NULL, b TEXT NOT NULL, c BLOB)").has_value());
  Statement insert = *database.prepare("INSERT INTO t VALUES (?, ?, ?)");
  insert.bind(1, ByteView());
  insert.bind(2, std::string_view());
  insert.bind_null(3);
  REQUIRE(insert.run().has_value());
  Statement row = *database.prepare("SELECT a, b, c FROM t");
  REQUIRE(*row.step());
  CHECK(row.blob(0)->empty());
  CHECK(row.text(1)->empty());
  CHECK(row.is_null(2));
  CHECK(refused(row.integer(0).error()) == "malformed cupboard");
  CHECK(refused(row.view(1).error()) == "malformed cupboard");
}
