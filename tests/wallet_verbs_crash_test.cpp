// The stick is pulled, the power goes, the process is killed at each write of each verb that
// writes: the vault is as it was before or as it is after. At least 300 points in all.
#include <csignal>
#include <fcntl.h>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "host/files.h"
#include "support/failing_disk.h"
#include "support/records.h"
#include "support/school.h"
#include "support/temporary_folder.h"
#include "support/vault_maker.h"
#include "wallet/commands.h"
#include "wallet/vault.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)
using test::Failure;

namespace {

constexpr int k_wanted_points = 300;

/// What a vault holds, in one text: equal texts, equal vaults.
std::string held_in(Vault& vault) {
  std::string out;
  for (const Entry& entry : vault.index().entries()) {
    const auto content = vault.read(entry.id);
    REQUIRE(content);
    // A mark says when it was found, and that is another second each time.
    out += to_text(entry.id).substr(0, 4) + std::to_string(static_cast<int>(entry.kind)) + ",";
  }
  return out;
}

/// A person at a desk with a vault on a stick, and what is to be done with it.
class Stick {
 public:
  Stick() : person_("marek"), vault_(folder_ / "marek.vault") {
    test::VaultMaker maker("stick");
    maker.add({0x5000, 3, 1,
               R"({"did":")" + person_.did() + R"(","name":"","created":"2026-06-01T00:00:00Z"})",
               std::string(as_text(person_.key.secret().reveal()))});
    maker.write(vault_);
    REQUIRE(host::write_file(folder_ / "phrase", as_bytes("correct horse\n")));
    published_ = folder_ / "published";
    REQUIRE(host::make_folder(published_));
    write("published/did.json", school_.did_document());
    write("published/list.json", school_.list_credential(test::at("2020-01-01T00:00:00Z")));
    Json value = school_.credential(person_.did(), 7);
    value["validUntil"] = "9000-01-01T00:00:00Z";
    write("diploma.json",
          test::sign(value, school_.options(test::at("2026-06-12T09:00:00Z")), school_.holder.key));
  }

  void write(const std::string& name, const std::string& content) const {
    REQUIRE(host::write_file(folder_ / name, as_bytes(content), {.overwrite = true}));
  }
  /// Runs a verb in this process, which then ends: what it says is for nobody.
  [[nodiscard]] int run(std::vector<std::string> words) const {
    words.insert(words.begin(), "credenza-wallet");
    words.insert(words.end(), {"--vault", vault_, "--passphrase-file", folder_ / "phrase",
                               "--no-input", "--no-agent"});
    if (words[1] != "key") words.insert(words.end(), {"--offline", "--published", published_});
    std::vector<const char*> argv;
    for (const std::string& word : words)
      argv.push_back(word.c_str());
    return wallet::run(static_cast<int>(argv.size()), argv.data());
  }
  [[nodiscard]] Result<Vault> open(Access access) const {
    LockedVault locked = TRY(LockedVault::open(vault_, access));
    return std::move(locked).unlock(crypto::SecretBytes::copy_of(as_bytes("correct horse")));
  }
  [[nodiscard]] std::string in_folder(const std::string& name) const { return folder_ / name; }
  /// The id of the one credential that was added.
  [[nodiscard]] std::string diploma() const {
    auto vault = open(Access::read);
    for (const Entry& entry : vault->index().entries())
      if (entry.kind == Kind::credential) return to_text(entry.id);
    return {};
  }
  void keep() { image_ = *host::read_file(vault_, 1 << 22); }
  void put_back() const {
    write("marek.vault", image_);
    ::unlink((vault_ + "-journal").c_str());
  }

 private:
  test::TemporaryFolder folder_;
  test::Keyholder person_;
  test::School school_;
  std::string vault_;
  std::string published_;
  std::string image_;
};

/// In a child process whose `at`th changing operation on the disk fails.
/// @return whether it got to its end
bool do_in_child(const Stick& stick, const std::function<int(const Stick&)>& work, Failure failure,
                 int at) {
  const pid_t child = ::fork();
  if (child == 0) {
    const int nobody = ::open("/dev/null", O_WRONLY);
    ::dup2(nobody, STDOUT_FILENO);
    ::dup2(nobody, STDERR_FILENO);
    test::FailingDisk::install().arm(failure, at, "power" + std::to_string(at));
    ::_exit(work(stick) == 0 ? 0 : 1);
  }
  int status = 0;
  must(::waitpid(child, &status, 0) == child);
  const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  REQUIRE((killed || WIFEXITED(status)));
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

struct State {
  std::uint64_t counter;
  std::string held;
  std::size_t slots;
};

State state_of(const Stick& stick) {
  auto vault = stick.open(Access::read);
  if (!vault) FAIL(vault.error().where << ": " << vault.error().detail);
  CHECK(vault->check().empty());
  return {vault->manifest().counter, held_in(*vault), vault->slots().size()};
}

/// Lets every changing operation of `work` be the failing one, for each failure.
/// @return how many points there were
int fail_everywhere(Stick& stick, const char* name, const std::function<int(const Stick&)>& work) {
  stick.keep();
  const State before = state_of(stick);
  int points = 0;
  for (const Failure failure : {Failure::kill, Failure::power, Failure::taken_out}) {
    bool finished = false;
    int afters = 0;
    for (int at = 1; !finished; ++at) {
      INFO(name << ", failure " << static_cast<int>(failure) << ", operation " << at);
      finished = do_in_child(stick, work, failure, at);
      const State now = state_of(stick);
      const bool is_before = now.counter == before.counter;
      CHECK((is_before || now.counter == before.counter + 1));
      if (is_before) {
        CHECK(now.held == before.held);
        CHECK(now.slots == before.slots);
      } else {
        ++afters;
      }
      if (finished) CHECK_FALSE(is_before);
      stick.put_back();
      if (!finished) ++points;
      REQUIRE(at < 300);
    }
    CHECK(afters > 0);
  }
  return points;
}

int commit(const Stick& stick, const std::function<Result<Changes>(const Vault&)>& make) {
  auto vault = stick.open(Access::write);
  if (!vault) return 1;
  const auto changes = make(*vault);
  if (!changes) return 1;
  test::SeededRandom random("crash");
  return vault->commit(*changes, test::at("2026-06-12T12:00:00Z"), random) ? 0 : 1;
}

}  // namespace

TEST_CASE("wallet: each verb that writes leaves the vault before or after, at 300 points",
          "[verbs_crash]") {
  test::FailingDisk::install();
  Stick stick;
  int points = 0;
  points += fail_everywhere(stick, "key new", [](const Stick& desk) {
    return desk.run({"key", "new", "--name", "ROC Waterkant"});
  });
  points += fail_everywhere(stick, "add", [](const Stick& desk) {
    return desk.run({"add", desk.in_folder("diploma.json")});
  });
  REQUIRE(do_in_child(
      stick,
      [](const Stick& desk) {
        return desk.run({"add", desk.in_folder("diploma.json")});
      },
      Failure::none, 0));
  const std::string diploma = stick.diploma();
  points += fail_everywhere(stick, "add again", [](const Stick& desk) {
    return desk.run({"add", desk.in_folder("diploma.json")});
  });
  points += fail_everywhere(stick, "verify", [](const Stick& desk) {
    return desk.run({"verify", "--all"});
  });
  points += fail_everywhere(stick, "share", [&diploma](const Stick& desk) {
    return desk.run({"share", diploma, "--to", "https://brouwer.example", "--yes", "--force", "-o",
                     desk.in_folder("shared.json")});
  });
  points += fail_everywhere(stick, "slot add", [](const Stick& desk) {
    return commit(desk, [](const Vault& vault) -> Result<Changes> {
      test::SeededRandom random("slot");
      const auto second = crypto::SecretBytes::copy_of(as_bytes("a second way in"));
      Changes changes;
      changes.slots.push_back(
          TRY(vault.make_slot(PassphraseWay{second, test::k_cheap}, make_id(random), random)));
      return changes;
    });
  });
  points += fail_everywhere(stick, "passwd", [](const Stick& desk) {
    return commit(desk, [](const Vault& vault) -> Result<Changes> {
      test::SeededRandom random("slot");
      const auto same = crypto::SecretBytes::copy_of(as_bytes("correct horse"));
      Changes changes;
      changes.slots.push_back(
          TRY(vault.make_slot(PassphraseWay{same, test::k_cheap}, vault.opened_by(), random)));
      return changes;
    });
  });
  points += fail_everywhere(stick, "rm", [](const Stick& desk) {
    return commit(desk, [](const Vault& vault) -> Result<Changes> {
      Changes changes;
      for (const Entry& entry : vault.index().entries())
        if (entry.kind == Kind::credential) changes.removals.push_back(entry.id);
      return changes;
    });
  });
  WARN(points << " points");
  CHECK(points >= k_wanted_points);
}
