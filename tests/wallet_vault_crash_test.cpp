// Whatever happens while a credential is added or a way in changes, the vault is afterwards as it
// was before or as it is after.
#include <array>
#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>

#include <catch2/catch.hpp>

#include "host/files.h"
#include "support/failing_disk.h"
#include "support/temporary_folder.h"
#include "support/vault_maker.h"
#include "support/vectors.h"
#include "wallet/slots.h"
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

constexpr Id k_words_slot = 0x2000000000000002;

std::string make_vault(const test::TemporaryFolder& folder) {
  const std::string path = folder / "a.vault";
  test::VaultMaker maker("crash");
  maker.add({0x1000, 2, 1, R"({"title":"first"})", std::string(5000, 'a')});
  maker.add({0x2000, 3, 1, R"({"name":"key"})", std::string(32, 'k')});
  maker.add_words_slot(k_words_slot, Bytes(k_word_secret_bytes, 0x5C));
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

enum class State { before, after };

/// Something that changes the vault, and how its outcome is known.
struct Change {
  const char* name;
  Status (*make)(Vault& vault);
  State (*state)(const std::string& path);
};

/// Changes the vault in a child process in which the `at`th operation on the disk fails.
/// @return whether the child got to its end
bool change_in_child(const Change& change, const std::string& path, Failure failure, int at) {
  const pid_t child = ::fork();
  if (child == 0) {
    auto vault = open_vault(path, Access::write);
    if (!vault) ::_exit(2);
    test::FailingDisk::install().arm(failure, at, "power" + std::to_string(at));
    const Status made = change.make(*vault);
    ::_exit(made ? 0 : 1);
  }
  int status = 0;
  must(::waitpid(child, &status, 0) == child);
  const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  REQUIRE((killed || (WIFEXITED(status) && WEXITSTATUS(status) < 2)));
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

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

constexpr Id k_first_slot = test::VaultMaker::k_slot;
const Bytes k_words_secret(k_word_secret_bytes, 0x5C);

Opener recovery_words() {
  return RecoveryWords{crypto::SecretBytes::copy_of(k_words_secret), WordLanguage::dutch};
}

Instant later() {
  return test::at("2026-06-12T12:00:00Z");
}

// The real key derivation takes longer than everything else here together: a slot for a person has
// none, and one for words is made as the second writer makes it.
Status add_way(Vault& vault) {
  test::SeededRandom random("way");
  const crypto::PrivateKey key = crypto::PrivateKey::generate(crypto::KeyType::ed25519, random);
  const Result<Id> id =
      add_slot(vault, PersonWay{key.public_key()}, {.label = "x"}, later(), random);
  return id ? Status{} : Status(id.error());
}

Status remove_way(Vault& vault) {
  test::SeededRandom random("way");
  return remove_slot(vault, k_words_slot, later(), random);
}

Status change_phrase(Vault& vault) {
  test::SeededRandom random("way");
  const auto next = crypto::SecretBytes::copy_of(as_bytes("another one"));
  Changes changes;
  changes.slots.push_back(
      TRY(vault.make_slot(PassphraseWay{next, test::k_cheap}, k_first_slot, random)));
  return vault.commit(changes, later(), random);
}

/// Opens with `opener` and sees that all is well.
Result<Vault> sound(const std::string& path, const Opener& opener) {
  LockedVault locked = TRY(LockedVault::open(path, Access::read));
  Vault vault = TRY(std::move(locked).unlock(opener));
  CHECK(vault.check().empty());
  CHECK(vault.read(0x1000)->body().size() == 5000);
  return vault;
}

State way_added(const std::string& path) {
  const auto vault = sound(path, Passphrase{passphrase()});
  REQUIRE(vault);
  const bool after = vault->slots().size() == 3;
  CHECK(vault->manifest().counter == (after ? 2 : 1));
  CHECK(SlotNotes::find(vault->index()).has_value() == after);
  CHECK(sound(path, recovery_words()));
  return after ? State::after : State::before;
}

State way_removed(const std::string& path) {
  const auto vault = sound(path, Passphrase{passphrase()});
  REQUIRE(vault);
  const bool after = vault->slots().size() == 1;
  CHECK(sound(path, recovery_words()).has_value() != after);
  return after ? State::after : State::before;
}

State phrase_changed(const std::string& path) {
  const bool before = sound(path, Passphrase{passphrase()}).has_value();
  const auto next = sound(path, Passphrase{crypto::SecretBytes::copy_of(as_bytes("another one"))});
  CHECK(next.has_value() != before);
  CHECK(sound(path, recovery_words()));
  return before ? State::before : State::after;
}

const std::array k_changes = {
    Change{"add", add, state_of},
    Change{"slot add", add_way, way_added},
    Change{"slot rm", remove_way, way_removed},
    Change{"passwd", change_phrase, phrase_changed},
};

/// Lets every operation of a change in turn be the failing one.
void fail_everywhere(const Change& change, Failure failure) {
  int befores = 0;
  int afters = 0;
  bool finished = false;
  for (int at = 1; !finished; ++at) {
    INFO(change.name << ", operation " << at);
    const test::TemporaryFolder folder;
    const std::string path = make_vault(folder);
    finished = change_in_child(change, path, failure, at);
    const State state = change.state(path);
    (state == State::before ? befores : afters) += 1;
    if (finished) CHECK(state == State::after);
    REQUIRE(at < 500);
  }
  CHECK(befores >= 8);
  CHECK(afters > 0);
}

void fail_everywhere(Failure failure) {
  for (const Change& change : k_changes)
    fail_everywhere(change, failure);
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
