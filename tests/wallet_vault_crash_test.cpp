// Whatever happens while a credential is added, the vault is afterwards as it was before or as it
// is after.
#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>

#include <catch2/catch.hpp>

#include "host/files.h"
#include "support/failing_disk.h"
#include "support/temporary_folder.h"
#include "support/vault_maker.h"
#include "support/vectors.h"
#include "wallet/vault.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)
using test::Failure;

namespace {

crypto::SecretBytes passphrase() {
  return crypto::SecretBytes::copy_of(as_bytes("correct horse"));
}

Result<Vault> open_vault(const std::string& path, Access access) {
  LockedVault locked = TRY(LockedVault::open(path, access));
  return std::move(locked).unlock(passphrase());
}

std::string make_vault(const test::TemporaryFolder& folder) {
  const std::string path = folder / "a.vault";
  test::VaultMaker maker("crash");
  maker.add({0x1000, 2, 1, R"({"title":"first"})", std::string(5000, 'a')});
  maker.add({0x2000, 3, 1, R"({"name":"key"})", std::string(32, 'k')});
  maker.write(path);
  return path;
}

constexpr Id k_new = 0x3000;

/// What one addition does: a new record, a rewritten one, and one that goes.
Status add(Vault& vault) {
  test::SeededRandom random("add");
  const std::string body(20000, 'b');
  Changes changes;
  changes.puts.push_back({k_new, Kind::credential, Json{{"title", "second"}}, as_bytes(body)});
  changes.puts.push_back(
      {0x1000, Kind::credential, Json{{"title", "first, seen again"}}, as_bytes(body)});
  changes.removals.push_back(0x2000);
  return vault.commit(changes, test::at("2026-06-12T12:00:00Z"), random);
}

/// Adds in a child process in which the `at`th operation on the disk fails.
/// @return whether the child got to its end
bool add_in_child(const std::string& path, Failure failure, int at) {
  const pid_t child = ::fork();
  if (child == 0) {
    auto vault = open_vault(path, Access::write);
    if (!vault) ::_exit(2);
    test::FailingDisk::install().arm(failure, at, "power" + std::to_string(at));
    const Status added = add(*vault);
    ::_exit(added ? 0 : 1);
  }
  int status = 0;
  must(::waitpid(child, &status, 0) == child);
  const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  REQUIRE((killed || (WIFEXITED(status) && WEXITSTATUS(status) < 2)));
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

enum class State { before, after };

State state_of(const std::string& path) {
  auto vault = open_vault(path, Access::read);
  if (!vault) FAIL(vault.error().where << ": " << vault.error().detail);
  CHECK(vault->check().empty());
  const bool after = vault->index().find(k_new) != nullptr;
  CHECK(vault->manifest().counter == (after ? 2 : 1));
  CHECK((vault->index().find(0x2000) == nullptr) == after);
  const auto first = vault->read(0x1000);
  REQUIRE(first);
  CHECK(first->body().size() == (after ? 20000 : 5000));
  return after ? State::after : State::before;
}

/// Lets every operation of an addition in turn be the failing one.
void fail_everywhere(Failure failure) {
  int befores = 0;
  int afters = 0;
  bool finished = false;
  for (int at = 1; !finished; ++at) {
    INFO("operation " << at);
    const test::TemporaryFolder folder;
    const std::string path = make_vault(folder);
    finished = add_in_child(path, failure, at);
    const State state = state_of(path);
    (state == State::before ? befores : afters) += 1;
    if (finished) CHECK(state == State::after);
    REQUIRE(at < 500);
  }
  CHECK(befores > 10);
  CHECK(afters > 0);
}

}  // namespace

TEST_CASE("wallet: a kill at any write leaves the vault before or after", "[vault_crash]") {
  test::FailingDisk::install();
  fail_everywhere(Failure::kill);
}

TEST_CASE("wallet: a write that is cut in half leaves the vault before or after", "[vault_crash]") {
  test::FailingDisk::install();
  fail_everywhere(Failure::torn);
}

TEST_CASE("wallet: a power cut that loses unsynced writes leaves the vault before or after",
          "[vault_crash]") {
  test::FailingDisk::install();
  fail_everywhere(Failure::power);
}

TEST_CASE("wallet: a stick taken out at any write leaves the vault before or after",
          "[vault_crash]") {
  test::FailingDisk::install();
  fail_everywhere(Failure::taken_out);
}

TEST_CASE("wallet: a disk that is full at any write leaves the vault before or after",
          "[vault_crash]") {
  test::FailingDisk::install();
  fail_everywhere(Failure::full);
}

TEST_CASE("wallet: an addition that found the disk full says so, and the next one works",
          "[vault_crash]") {
  test::FailingDisk& disk = test::FailingDisk::install();
  const test::TemporaryFolder folder;
  const std::string path = make_vault(folder);
  auto vault = open_vault(path, Access::write);
  REQUIRE(vault);
  disk.arm(Failure::full, 3);
  const Status refused = add(*vault);
  disk.disarm();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Code::unavailable);
  CHECK(refused.error().where == "vault");
  CHECK(vault->manifest().counter == 1);
  CHECK(vault->index().find(k_new) == nullptr);
  REQUIRE(add(*vault));
  CHECK(vault->manifest().counter == 2);
}

TEST_CASE("wallet: a limit on the size of files leaves the vault before", "[vault_crash]") {
  const test::TemporaryFolder folder;
  const std::string path = make_vault(folder);
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    auto vault = open_vault(path, Access::write);
    const rlimit limit{40960, 40960};
    if (!vault || ::setrlimit(RLIMIT_FSIZE, &limit) != 0) ::_exit(2);
    const Status added = add(*vault);
    ::_exit(!added && added.error().code == Code::unavailable ? 0 : 1);
  }
  int status = 0;
  must(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(state_of(path) == State::before);
}

TEST_CASE("wallet: nothing is left beside the vault after an addition", "[vault_crash]") {
  const test::TemporaryFolder folder;
  const std::string path = make_vault(folder);
  {
    auto vault = open_vault(path, Access::write);
    REQUIRE(vault);
    REQUIRE(add(*vault));
  }
  CHECK(host::list_files(folder.path())->size() == 1);
}
