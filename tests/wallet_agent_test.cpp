// The agent: who gets the keys, and when nobody does any more.
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "host/files.h"
#include "support/runtime_folder.h"
#include "support/vault_maker.h"
#include "wallet/agent.h"
#include "wallet/agent_client.h"
#include "wallet/slot.h"
#include "wallet/vault.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)
using host::Uptime;
using std::chrono::seconds;

namespace {

constexpr VaultId k_vault{1, 2, 3};
constexpr VaultId k_other{9};

Keys some_keys() {
  test::SeededRandom random("agent");
  return Keys::derive(crypto::SecretBytes::random(k_data_key_bytes, random));
}

/// Awake all the time, `after` seconds from the start.
Uptime awake(int after) {
  return {seconds{1000 + after}, seconds{5000 + after}};
}

Agent agent_of(seconds idle, seconds longest) {
  return {{k_vault, idle, longest, "/media/usb/a.vault", some_keys()}, awake(0)};
}

bool gives_keys(Agent& agent, const Uptime& now, const VaultId& vault = k_vault) {
  const crypto::SecretBytes answer =
      agent.answer(encode(AgentRequest{AgentAsks::keys, vault}), now);
  const auto keys = decode_keys(answer.reveal());
  if (!keys) return false;
  CHECK(crypto::equal(keys->records.reveal(), some_keys().records.reveal()));
  CHECK(crypto::equal(keys->holder_keys.reveal(), some_keys().holder_keys.reveal()));
  return true;
}

/// A vault, and an agent for it in a process of its own.
class Unlocked {
 public:
  explicit Unlocked(seconds idle = seconds{600}) : path_(folder_ / "a.vault") {
    test::VaultMaker maker("unlocked");
    maker.write(path_);
    auto starter = AgentStarter::make();
    REQUIRE(starter);
    auto vault = open();
    REQUIRE(vault);
    id_ = vault->id();
    REQUIRE(starter->start({id_, idle, seconds{3600}, path_, vault->keys()}));
    process_ = host::LocalConnection::open(socket(), std::chrono::seconds{5})->peer_process();
  }

  [[nodiscard]] Result<Vault> open() const {
    LockedVault locked = TRY(LockedVault::open(path_, Access::read));
    return std::move(locked).unlock(crypto::SecretBytes::copy_of(as_bytes("correct horse")));
  }
  [[nodiscard]] std::string socket() const {
    return *host::runtime_folder() + "/" + agent_socket(id_);
  }
  [[nodiscard]] bool answers() const { return keys_from_agent(id_).has_value(); }
  /// Waits, ten seconds at most, until the process is gone.
  [[nodiscard]] bool ends() const {
    for (int i = 0; i < 200; ++i) {
      if (::waitpid(process_, nullptr, WNOHANG) == process_) return !host::exists(socket());
      std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    return false;
  }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const VaultId& id() const { return id_; }
  [[nodiscard]] int process() const { return process_; }

 private:
  test::RuntimeFolder runtime_;
  test::TemporaryFolder folder_;
  std::string path_;
  VaultId id_{};
  int process_ = 0;
};

}  // namespace

TEST_CASE("wallet: an agent gives its keys for its vault only", "[agent]") {
  Agent agent = agent_of(seconds{60}, seconds{3600});
  CHECK(gives_keys(agent, awake(1)));
  CHECK_FALSE(gives_keys(agent, awake(1), k_other));
  CHECK(gives_keys(agent, awake(1)));
}

TEST_CASE("wallet: an agent locks when nobody asks for too long", "[agent]") {
  Agent agent = agent_of(seconds{60}, seconds{3600});
  CHECK(gives_keys(agent, awake(59)));
  CHECK(gives_keys(agent, awake(118)));
  SECTION("telling how it is does not count as use") {
    const auto answer = agent.answer(encode(AgentRequest{AgentAsks::status, k_vault}), awake(177));
    const auto status = decode_status(answer.reveal());
    REQUIRE(status);
    CHECK(status->idle_left == seconds{1});
    CHECK(status->left == seconds{3600 - 177});
    CHECK(status->path == "/media/usb/a.vault");
    CHECK_FALSE(gives_keys(agent, awake(178)));
  }
  SECTION("and stays locked, whatever the clocks say then") {
    CHECK_FALSE(gives_keys(agent, awake(178)));
    CHECK_FALSE(gives_keys(agent, awake(1)));
    CHECK(agent.is_locked(awake(0)));
  }
}

TEST_CASE("wallet: an agent locks after its longest time, however it is used", "[agent]") {
  Agent agent = agent_of(seconds{60}, seconds{100});
  CHECK(gives_keys(agent, awake(50)));
  CHECK(gives_keys(agent, awake(99)));
  CHECK_FALSE(gives_keys(agent, awake(100)));
}

TEST_CASE("wallet: an agent locks when the machine slept", "[agent]") {
  Agent agent = agent_of(seconds{600}, seconds{3600});
  const Uptime slept{awake(5).awake, awake(5).total + seconds{30}};
  CHECK_FALSE(gives_keys(agent, slept));
}

TEST_CASE("wallet: an agent that is told to lock holds nothing any more", "[agent]") {
  Agent agent = agent_of(seconds{60}, seconds{3600});
  const auto other = agent.answer(encode(AgentRequest{AgentAsks::lock, k_other}), awake(1));
  CHECK_FALSE(decode_done(other.reveal()));
  CHECK(gives_keys(agent, awake(1)));
  const auto answer = agent.answer(encode(AgentRequest{AgentAsks::lock, k_vault}), awake(1));
  CHECK(decode_done(answer.reveal()));
  CHECK(agent.is_locked(awake(1)));
  CHECK_FALSE(gives_keys(agent, awake(1)));
}

TEST_CASE("wallet: an agent refuses what is no request", "[agent]") {
  Agent agent = agent_of(seconds{60}, seconds{3600});
  for (const Bytes& message :
       {Bytes{}, Bytes{1}, Bytes{1, 1}, Bytes{2, 1}, Bytes{1, 9}, Bytes(64, 0xff)}) {
    const auto answer = agent.answer(message, awake(1));
    CHECK(decode_keys(answer.reveal()).error().code == Code::not_found);
    CHECK(decode_status(answer.reveal()).error().code == Code::not_found);
  }
  CHECK(gives_keys(agent, awake(1)));
}

TEST_CASE("wallet: the keys of an agent open the vault, and make no way in", "[agent]") {
  const Unlocked unlocked;
  auto keys = keys_from_agent(unlocked.id());
  REQUIRE(keys);
  auto locked = LockedVault::open(unlocked.path(), Access::read);
  auto vault = std::move(*locked).unlock_with(*std::move(keys));
  REQUIRE(vault);
  CHECK(vault->check().empty());
  test::SeededRandom random;
  const auto mine = crypto::SecretBytes::copy_of(as_bytes("a way in of my own"));
  const auto slot = vault->make_slot(PassphraseWay{mine, test::k_cheap}, 1, random);
  REQUIRE_FALSE(slot);
  CHECK(slot.error().code == Code::forbidden);
}

TEST_CASE("wallet: the keys of another vault open nothing", "[agent]") {
  const test::TemporaryFolder folder;
  test::VaultMaker("one").write(folder / "one.vault");
  auto locked = LockedVault::open(folder / "one.vault", Access::read);
  const auto vault = std::move(*locked).unlock_with(some_keys());
  REQUIRE_FALSE(vault);
  CHECK(vault.error().code == Code::bad_signature);
  CHECK(vault.error().where == "manifest");
}

TEST_CASE("wallet: agents are told, and locked all at once", "[agent]") {
  const Unlocked unlocked;
  CHECK(unlocked.answers());
  const auto agents = running_agents();
  REQUIRE(agents);
  REQUIRE(agents->size() == 1);
  CHECK(agents->front().path == unlocked.path());
  CHECK(*lock_agents() == 1);
  CHECK_FALSE(unlocked.answers());
  CHECK(unlocked.ends());
  CHECK(*lock_agents() == 0);
  CHECK(running_agents()->empty());
}

TEST_CASE("wallet: an agent ends by itself", "[agent]") {
  SECTION("after it was not used") {
    const Unlocked unlocked(seconds{1});
    CHECK(unlocked.ends());
  }
  SECTION("when it is told to stop") {
    const Unlocked unlocked;
    for (const int signal : {SIGTERM}) {
      REQUIRE(::kill(unlocked.process(), signal) == 0);
      CHECK(unlocked.ends());
    }
  }
  SECTION("when the vault's file is gone") {
    const Unlocked unlocked;
    REQUIRE(::unlink(unlocked.path().c_str()) == 0);
    CHECK_FALSE(unlocked.answers());
    CHECK(unlocked.ends());
  }
  SECTION("when another vault is in the place of its own") {
    const Unlocked unlocked;
    test::VaultMaker("another").write(unlocked.path() + ".new");
    REQUIRE(::rename((unlocked.path() + ".new").c_str(), unlocked.path().c_str()) == 0);
    CHECK_FALSE(unlocked.answers());
    CHECK(unlocked.ends());
  }
  SECTION("when its socket is taken away") {
    const Unlocked unlocked;
    REQUIRE(::unlink(unlocked.socket().c_str()) == 0);
    CHECK(unlocked.ends());
  }
}

TEST_CASE("wallet: an agent stays while somebody writes to the vault", "[agent]") {
  const Unlocked unlocked;
  auto locked = LockedVault::open(unlocked.path(), Access::write);
  REQUIRE(locked);
  CHECK(unlocked.answers());
}

TEST_CASE("wallet: one who connects and says nothing keeps nobody waiting for long", "[agent]") {
  const Unlocked unlocked;
  const auto silent = host::LocalConnection::open(unlocked.socket(), std::chrono::seconds{5});
  REQUIRE(silent);
  CHECK(unlocked.answers());
}
