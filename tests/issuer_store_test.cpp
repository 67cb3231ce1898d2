// Whatever happens while a batch is issued or something is withdrawn, the store is afterwards as it
// was before or as it is after, and running again completes it with no place in a status list used
// twice.
#include <algorithm>
#include <csignal>
#include <set>
#include <sys/resource.h>
#include <sys/wait.h>

#include <catch2/catch.hpp>

#include "crypto/random.h"
#include "host/sqlite.h"
#include "issuer/ledger.h"
#include "issuer/status_registry.h"
#include "support/class_list.h"
#include "support/failing_disk.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)
using test::Failure;

namespace {

const Instant k_now = test::at("2026-06-15T09:00:00Z");

/// Three people of a class of which the first one has a credential already.
struct World {
  explicit World(const std::string& folder) : maker(folder) {
    must(issue(header + line).has_value());
  }

  [[nodiscard]] Result<std::vector<test::IssuedRow>> issue(const std::string& csv) const {
    const auto store = TRY(open_sqlite_store(maker.home.store_file()));
    return test::issue_list(maker, {form, csv, k_now, 1}, *store);
  }

  const std::string header =
      "leerlingnr;achternaam;geboortedatum;module;uren_sbu;resultaat;datum\n";
  const std::string line = "1;Suharto;1988;MC-LOG-02;240;goed;12-06-2026\n";
  const std::string rows = header + line +
                           "2;Nowak;1984;MC-LOG-02;240;goed;12-06-2026\n3;Jansen;1985;MC-LOG-02;"
                           "240;goed;12-06-2026\n";
  test::IssuerMaker maker;
  Template form = test::example_template("mc-log-02.json");
};

/// What can be said of a store at any moment: every credential has its own place, and the places
/// that were given out are theirs and nobody else's.
std::size_t check_store(const World& world) {
  const auto store = open_sqlite_store(world.maker.home.store_file());
  if (!store) FAIL(store.error().where << ": " << store.error().detail);
  const auto snapshot = *(*store)->look();
  const Ledger ledger = world.maker.ledger();
  LedgerReader reader(*snapshot, ledger);
  std::set<std::uint64_t> indices;
  REQUIRE(snapshot->walk(0, [&](const IssuedEntry& entry) {
    CHECK(indices.insert(entry.what.place.index).second);
    CHECK(reader.text(entry).has_value());
    return true;
  }));
  const auto lists = snapshot->places();
  REQUIRE(lists.has_value());
  REQUIRE(lists->size() == 1);
  CHECK((*lists)[0].used == indices.size());
  std::size_t given = 0;
  for (const std::uint8_t byte : (*lists)[0].given)
    given += static_cast<std::size_t>(__builtin_popcount(byte));
  CHECK(given == indices.size());
  for (const std::uint64_t index : indices) {
    CHECK(((*lists)[0].given[index / 8] >> (7 - index % 8) & 1) == 1);
  }
  return indices.size();
}

/// Runs `work` in a child process in which the `at`th operation on the disk fails.
/// @return whether the child got to its end
template <class Work>
bool in_child(Failure failure, int at, const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    test::FailingDisk::install().arm(failure, at, "power" + std::to_string(at));
    ::_exit(work() ? 0 : 1);
  }
  int status = 0;
  must(::waitpid(child, &status, 0) == child);
  const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  REQUIRE((killed || (WIFEXITED(status) && WEXITSTATUS(status) < 2)));
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void fail_everywhere(Failure failure) {
  test::FailingDisk::install();
  int befores = 0;
  int afters = 0;
  bool finished = false;
  for (int at = 1; !finished; ++at) {
    INFO("operation " << at);
    const test::TemporaryFolder folder;
    const World world(folder.path());
    finished = in_child(failure, at, [&world] { return world.issue(world.rows).has_value(); });
    const std::size_t issued = check_store(world);
    REQUIRE((issued == 1 || issued == 3));
    (issued == 1 ? befores : afters) += 1;
    if (finished) CHECK(issued == 3);
    const auto again = world.issue(world.rows);
    REQUIRE(again.has_value());
    CHECK((*again)[0].outcome == Outcome::before);
    CHECK((*again)[1].outcome == (issued == 3 ? Outcome::before : Outcome::issued));
    CHECK(check_store(world) == 3);
    REQUIRE(at < 500);
  }
  CHECK(befores > 5);
  CHECK(afters > 0);
}

}  // namespace

TEST_CASE("a kill at any write leaves the store before or after, and running again completes it",
          "[issuer_store]") {
  fail_everywhere(Failure::kill);
}

TEST_CASE("a write that is cut in half leaves the store before or after", "[issuer_store]") {
  fail_everywhere(Failure::torn);
}

TEST_CASE("a power cut that loses unsynced writes leaves the store before or after",
          "[issuer_store]") {
  fail_everywhere(Failure::power);
}

TEST_CASE("a disk that is full at any write leaves the store before or after", "[issuer_store]") {
  fail_everywhere(Failure::full);
}

TEST_CASE("a disk taken out at any write leaves the store before or after", "[issuer_store]") {
  fail_everywhere(Failure::taken_out);
}

TEST_CASE(
    "a kill while something is withdrawn leaves it withdrawn or not, in the ledger and in the list "
    "alike",
    "[issuer_store]") {
  test::FailingDisk::install();
  bool finished = false;
  for (int at = 1; !finished; ++at) {
    INFO("operation " << at);
    const test::TemporaryFolder folder;
    const World world(folder.path());
    finished = in_child(Failure::kill, at, [&world] {
      const auto store = open_sqlite_store(world.maker.home.store_file());
      if (!store) return false;
      const auto transaction = (*store)->begin();
      return transaction &&
             change_standing(**transaction, k_replaced, State::superseded, {1}, {}, k_now) &&
             (*transaction)->commit();
    });
    const auto store = *open_sqlite_store(world.maker.home.store_file());
    const auto snapshot = *store->look();
    const IssuedEntry entry = **snapshot->issued(1);
    const bool changed = entry.standing.state == State::superseded;
    for (const std::string_view purpose : k_purposes) {
      const StatusListState list = (*status_lists(*snapshot, purpose))[0];
      const std::uint64_t index = entry.what.place.index;
      const bool listed = (list.values[index / 8] >> (7 - index % 8) & 1) == 1;
      CHECK(listed == (changed && purpose != k_suspension));
    }
    CHECK(snapshot->acts(0, 10)->size() == (changed ? 1 : 0));
    if (finished) CHECK(changed);
    REQUIRE(at < 500);
  }
}

TEST_CASE("a limit on the size of files is told as a full disk, and nothing was issued",
          "[issuer_store]") {
  const test::TemporaryFolder folder;
  const World world(folder.path());
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{16384, 16384};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) ::_exit(2);
    const auto issued = world.issue(world.rows);
    ::_exit(!issued && issued.error().code == Code::unavailable && issued.error().where == "store"
                ? 0
                : 1);
  }
  int status = 0;
  must(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(check_store(world) == 1);
}

TEST_CASE("two writers do not meet: the second is told that the store is in use",
          "[issuer_store]") {
  const test::TemporaryFolder folder;
  const World world(folder.path());
  const auto store = *open_sqlite_store(world.maker.home.store_file());
  const auto other = *open_sqlite_store(world.maker.home.store_file());
  const auto transaction = store->begin();
  REQUIRE(transaction.has_value());
  const auto second = other->begin();
  REQUIRE(!second.has_value());
  CHECK(second.error().code == Code::conflict);
  CHECK(second.error().where == "lock");
}

TEST_CASE("a store that is none, is damaged or is newer is told so", "[issuer_store]") {
  const test::TemporaryFolder folder;
  const auto refused = [](const std::string& path) {
    const auto store = open_sqlite_store(path);
    return store ? std::string("opened")
                 : std::string(to_string(store.error().code)) + " " + store.error().where;
  };
  CHECK(refused(folder / "none.sqlite") == "unavailable store");
  must(host::write_file(folder / "text.sqlite",
                        as_bytes("leerlingnr;achternaam\n1;Suharto and much more text than fits\n"))
           .has_value());
  CHECK(refused(folder / "text.sqlite") == "malformed store");
  must(host::write_file(folder / "empty.sqlite", {}).has_value());
  CHECK(refused(folder / "empty.sqlite") == "malformed store");
  test::SeededRandom random("store");
  REQUIRE(create_sqlite_store(folder / "new.sqlite", random).has_value());
  CHECK(refused(folder / "new.sqlite") == "opened");
  CHECK(create_sqlite_store(folder / "new.sqlite", random).error().code == Code::conflict);
  sqlite3* database = nullptr;
  must(sqlite3_open((folder / "new.sqlite").c_str(), &database) == SQLITE_OK);
  for (const char* old : {"PRAGMA user_version = 1", "PRAGMA user_version = 2"}) {
    must(sqlite3_exec(database, old, nullptr, nullptr, nullptr) == SQLITE_OK);
    CHECK(refused(folder / "new.sqlite") == "unsupported store");
  }
  must(sqlite3_exec(database, "PRAGMA user_version = 4", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
  CHECK(refused(folder / "new.sqlite") == "unsupported version");
}

TEST_CASE("places are random, never given twice, and a new list begins before one is full",
          "[issuer_store]") {
  const test::TemporaryFolder folder;
  const World world(folder.path());
  const auto store = *open_sqlite_store(world.maker.home.store_file());
  const auto transaction = *store->begin();
  auto registry = *StatusRegistry::load(*transaction);
  test::SeededRandom random("places");
  std::set<std::pair<std::uint32_t, std::uint64_t>> seen;
  std::size_t in_order = 0;
  std::uint64_t last = 0;
  constexpr std::size_t k_count = 90'000;
  for (std::size_t i = 0; i < k_count; ++i) {
    const StatusPlace place = registry.promise(random);
    REQUIRE(registry.settle(place));
    REQUIRE(seen.insert({place.list, place.index}).second);
    in_order += place.index > last ? 1 : 0;
    last = place.index;
  }
  REQUIRE(registry.lists().size() == 2);
  CHECK(registry.lists()[0].used == k_list_entries * k_full_percent / 100 + 1);
  CHECK(registry.lists()[1].number == 2);
  CHECK(registry.lists()[0].used + registry.lists()[1].used == k_count + 1);
  // Half of the steps go up when there is no order.
  CHECK(in_order > k_count * 48 / 100);
  CHECK(in_order < k_count * 52 / 100);
  REQUIRE(registry.save(*transaction).has_value());
  CHECK((*transaction->places()).size() == 2);
}

TEST_CASE("a list that withdraws what was never given out is not published", "[issuer_store]") {
  const test::TemporaryFolder folder;
  const World world(folder.path());
  const auto store = *open_sqlite_store(world.maker.home.store_file());
  const auto transaction = *store->begin();
  StatusListState list = (*status_lists(*transaction, k_revocation))[0];
  const std::uint64_t index = (*transaction->issued(1))->what.place.index;
  list.values[index / 8] = static_cast<std::uint8_t>(0x80U >> (index % 8));
  CHECK(*(*published(list)).at(index) == 1);
  list.given.assign(list.given.size(), 0);
  CHECK(published(list).error().code == Code::malformed);
}

TEST_CASE("a place is given out once, and only when it was promised", "[issuer_store]") {
  const test::TemporaryFolder folder;
  const World world(folder.path());
  const auto store = *open_sqlite_store(world.maker.home.store_file());
  const auto snapshot = *store->look();
  auto registry = *StatusRegistry::load(*snapshot);
  test::SeededRandom random("places");
  const StatusPlace place = registry.promise(random);
  CHECK(registry.settle({place.list, place.index ^ 1U}).error().code == Code::internal);
  CHECK(registry.settle({place.list + 1, place.index}).error().code == Code::internal);
  CHECK(registry.settle({place.list, k_list_entries}).error().code == Code::internal);
  CHECK(registry.settle(place).has_value());
  CHECK(registry.settle(place).error().code == Code::internal);
  // A promise alone is not kept.
  static_cast<void>(registry.promise(random));
  CHECK(registry.lists()[0].used == 2);
}

namespace {

/// A credential that no other is, with an id that is random as all are.
Issued some_credential(std::uint64_t number) {
  Issued out;
  const Hash hash = sha256(as_bytes("credential " + std::to_string(number)));
  std::copy_n(hash.begin(), out.id.size(), out.id.begin());
  out.cohort = 1;
  out.place = {1, number};
  return out;
}

/// Enters credentials first … last as one change. @return whether that was possible
Status enter_some(Store& store, std::uint64_t first, std::uint64_t last, bool commit = true) {
  const auto transaction = TRY(store.begin());
  for (std::uint64_t i = first; i <= last; ++i)
    TRY(transaction->append_issued(k_now, some_credential(i), {}));
  return commit ? transaction->commit() : Status();
}

/// How many of credentials 1 … `most` are found where they were entered; none is found twice.
std::uint64_t count_found(Store& store, std::uint64_t most) {
  const auto snapshot = *store.look();
  std::uint64_t found = 0;
  for (std::uint64_t i = 1; i <= most; ++i) {
    const auto entry = *snapshot->find(some_credential(i).id);
    if (!entry) continue;
    CHECK(entry->what.place.index == i);
    CHECK((*snapshot->entry(entry->position))->kind == k_issued);
    ++found;
  }
  CHECK(*snapshot->count_ids() == found);
  CredentialId last{};
  last.fill(0xff);
  const auto all = *snapshot->ids_between({}, last, most + 1);
  CHECK(all.size() == found);
  CHECK(std::is_sorted(all.begin(), all.end()));
  CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
  CHECK((*snapshot->ids_between({}, last, 3)).size() == std::min<std::uint64_t>(3, found));
  return found;
}

std::string new_store(const test::TemporaryFolder& folder) {
  test::SeededRandom random("unindexed");
  must(create_sqlite_store(folder / "ledger.sqlite", random).has_value());
  return folder / "ledger.sqlite";
}

std::int64_t number_in(const std::string& path, const char* sql) {
  auto database = *host::sqlite::Database::open(path, host::sqlite::Mode::use, "store");
  return *database.number(sql);
}

void run_in(const std::string& path, const char* sql) {
  auto database = *host::sqlite::Database::open(path, host::sqlite::Mode::use, "store");
  must(database.run(sql).has_value());
}

constexpr const char* k_count_table = "SELECT count(*) FROM credential";

}  // namespace

TEST_CASE("credentials are found before their ids are in the table of ids, and after",
          "[issuer_store]") {
  const test::TemporaryFolder folder;
  const std::string path = new_store(folder);
  {
    const auto store = *open_sqlite_store(path);
    REQUIRE(enter_some(*store, 1, 600).has_value());
    CHECK(count_found(*store, 700) == 600);
    CHECK(number_in(path, k_count_table) == 0);
  }
  // As after a kill: whoever opens it finds them all the same.
  const auto store = *open_sqlite_store(path);
  CHECK(count_found(*store, 700) == 600);
  REQUIRE(store->settle().has_value());
  CHECK(number_in(path, k_count_table) == 600);
  CHECK(count_found(*store, 700) == 600);
  // A few are entered at once, together with those that waited.
  REQUIRE(enter_some(*store, 601, 1000).has_value());
  CHECK(number_in(path, k_count_table) == 600);
  REQUIRE(enter_some(*store, 1001, 1001).has_value());
  CHECK(number_in(path, k_count_table) == 1001);
  CHECK(count_found(*store, 1100) == 1001);
}

TEST_CASE("an id is taken once, wherever the other one waits", "[issuer_store]") {
  const test::TemporaryFolder folder;
  const auto store = *open_sqlite_store(new_store(folder));
  const auto code_of_second = [&](std::uint64_t number) {
    const auto done = enter_some(*store, number, number);
    return done ? std::string("entered") : std::string(to_string(done.error().code));
  };
  REQUIRE(enter_some(*store, 1, 1).has_value());
  CHECK(code_of_second(1) == "conflict");
  REQUIRE(enter_some(*store, 2, 500).has_value());
  CHECK(code_of_second(2) == "conflict");
  CHECK(code_of_second(500) == "conflict");
  {
    const auto transaction = *store->begin();
    REQUIRE(transaction->append_issued(k_now, some_credential(501), {}).has_value());
    const auto again = transaction->append_issued(k_now, some_credential(501), {});
    REQUIRE(!again.has_value());
    CHECK(again.error().code == Code::conflict);
    // It was looked for before and not there, which does not make it free for ever.
    REQUIRE(!(*transaction->find(some_credential(502).id)).has_value());
    REQUIRE(transaction->append_issued(k_now, some_credential(502), {}).has_value());
    CHECK(!transaction->append_issued(k_now, some_credential(502), {}).has_value());
  }
  CHECK(count_found(*store, 600) == 500);
}

TEST_CASE("what was not committed is not found and can be entered again", "[issuer_store]") {
  const test::TemporaryFolder folder;
  const auto store = *open_sqlite_store(new_store(folder));
  REQUIRE(enter_some(*store, 1, 400).has_value());
  REQUIRE(enter_some(*store, 401, 900, false).has_value());
  CHECK(count_found(*store, 1000) == 400);
  REQUIRE(enter_some(*store, 401, 900).has_value());
  CHECK(count_found(*store, 1000) == 900);
}

TEST_CASE("what another process entered meanwhile is found", "[issuer_store]") {
  const test::TemporaryFolder folder;
  const std::string path = new_store(folder);
  const auto store = *open_sqlite_store(path);
  const auto other = *open_sqlite_store(path);
  REQUIRE(enter_some(*store, 1, 300).has_value());
  CHECK(count_found(*store, 400) == 300);
  REQUIRE(enter_some(*other, 301, 700).has_value());
  CHECK(count_found(*store, 800) == 700);
  CHECK(enter_some(*store, 500, 500).error().code == Code::conflict);
  REQUIRE(other->settle().has_value());
  CHECK(count_found(*store, 800) == 700);
  REQUIRE(store->settle().has_value());
  CHECK(number_in(path, k_count_table) == 700);
}

TEST_CASE("a store whose mark of ids is damaged is not used; damaged entries are for the proof",
          "[issuer_store]") {
  const test::TemporaryFolder folder;
  const std::string path = new_store(folder);
  {
    const auto store = *open_sqlite_store(path);
    REQUIRE(enter_some(*store, 1, 300).has_value());
  }
  const auto code = [&path] {
    const auto store = *open_sqlite_store(path);
    const auto snapshot = store->look();
    return snapshot ? std::string("read") : std::string(to_string(snapshot.error().code));
  };
  CHECK(code() == "read");
  run_in(path,
         "DROP TRIGGER entry_is_not_changed; UPDATE entry SET body = (SELECT body FROM entry WHERE "
         "position = 7) WHERE position = 8; UPDATE entry SET body = x'00' WHERE position = 9");
  CHECK(code() == "read");
  run_in(path, "UPDATE meta SET value = x'0000' WHERE name = 'indexed'");
  CHECK(code() == "malformed");
  run_in(path, "DELETE FROM meta WHERE name = 'indexed'");
  CHECK(code() == "malformed");
}
