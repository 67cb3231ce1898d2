// What is left in memory: of the agent after `lock`, of a verb when it is done. Read is all that
// the process has, also what a core image leaves out; before `lock`, the same reading finds the
// keys.
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "base/encoding.h"
#include "crypto/keys.h"
#include "crypto/random.h"
#include "did/did.h"
#include "host/files.h"
#include "support/memory_image.h"
#include "support/runtime_folder.h"
#include "support/vault_maker.h"
#include "wallet/agent.h"
#include "wallet/agent_client.h"
#include "wallet/commands.h"
#include "wallet/holder_key.h"
#include "wallet/vault.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)
using std::chrono::seconds;

namespace {

/// What must not stay anywhere. This process learns it only after the others were started: what it
/// knows, they would have a copy of.
struct Secrets {
  Bytes passphrase;
  Bytes data_key;
  Keys keys;
  Bytes holder_key;
  Bytes plaintext;
  VaultId vault{};
};

/// Makes a vault with secrets that nobody has seen, in a process of its own, which writes them
/// down.
class Scene {
 public:
  Scene() : vault_(folder_ / "a.vault") {
    const pid_t maker = ::fork();
    if (maker == 0) ::_exit(make() ? 0 : 1);
    int status = 0;
    ::waitpid(maker, &status, 0);
    REQUIRE((WIFEXITED(status) && WEXITSTATUS(status) == 0));
  }

  [[nodiscard]] Secrets learn() const {
    const std::string text = *host::read_file(folder_ / "secrets", 4096);
    Secrets secrets;
    const auto part = [&text](std::size_t index) {
      return *from_hex(std::string_view(text).substr(65 * index, 64));
    };
    secrets.passphrase = part(0);
    secrets.data_key = part(1);
    secrets.keys = Keys::derive(crypto::SecretBytes::copy_of(secrets.data_key));
    secrets.holder_key = part(2);
    secrets.plaintext = part(3);
    secrets.vault = LockedVault::open(vault_, Access::read)->id();
    return secrets;
  }
  [[nodiscard]] const std::string& vault() const { return vault_; }
  [[nodiscard]] std::string phrase() const { return folder_ / "phrase"; }

 private:
  [[nodiscard]] bool make() const {
    crypto::SystemRandom random;
    const auto letters = [&random] {
      Bytes bytes(32);
      random.fill(bytes);
      for (std::uint8_t& byte : bytes)
        byte = static_cast<std::uint8_t>('a' + byte % 26);
      return bytes;
    };
    const Bytes passphrase = letters();
    const Bytes plaintext = letters();
    const auto holder = crypto::PrivateKey::generate(crypto::KeyType::ed25519, random);
    const Bytes holder_key = to_bytes(holder.secret().reveal());
    test::VaultMaker maker(std::string(as_text(letters())), std::string(as_text(passphrase)));
    maker.add({0x1000, 3, 1,
               std::string(R"({"did":")") + did::key_did(holder.public_key()) +
                   R"(","name":"","created":"2026-06-01T00:00:00Z"})",
               std::string(as_text(holder_key))});
    maker.add({0x2000, 2, 1, "{}", std::string(as_text(plaintext))});
    maker.write(vault_);
    std::ofstream secrets(folder_ / "secrets");
    for (const Bytes& one :
         {passphrase, to_bytes(maker.data_key().reveal()), holder_key, plaintext})
      secrets << to_hex(one) << '\n';
    std::ofstream(phrase()) << as_text(passphrase) << '\n';
    secrets.close();
    return secrets.good() && ::chmod(phrase().c_str(), 0600) == 0;
  }

  test::TemporaryFolder folder_;
  std::string vault_;
};

/// A process that did `work` and stands still, so that it can be looked at.
class Halted {
 public:
  explicit Halted(const std::function<void()>& work) : process_(::fork()) {
    if (process_ == 0) {
      work();
      ::raise(SIGSTOP);
      ::_exit(0);
    }
    wait(process_);
  }
  Halted(const Halted&) = delete;
  Halted& operator=(const Halted&) = delete;
  ~Halted() { end(process_); }

  static void wait(pid_t process) {
    int status = 0;
    REQUIRE(::waitpid(process, &status, WUNTRACED) == process);
    REQUIRE(WIFSTOPPED(status));
  }
  static void end(pid_t process) {
    ::kill(process, SIGKILL);
    ::waitpid(process, nullptr, 0);
  }
  [[nodiscard]] pid_t process() const { return process_; }

 private:
  pid_t process_;
};

int agent_that_stays(host::LocalConnection& starter) {
  const int done = run_agent(starter);
  ::raise(SIGSTOP);
  return done;
}

int run_verb(const Scene& scene, std::vector<std::string> words) {
  words.insert(words.begin(), "credenza-wallet");
  words.insert(words.end(), {"--vault", scene.vault(), "--no-input"});
  std::vector<const char*> argv;
  for (const std::string& word : words)
    argv.push_back(word.c_str());
  const int nothing = ::open("/dev/null", O_WRONLY);
  ::dup2(nothing, STDOUT_FILENO);
  ::dup2(nothing, STDERR_FILENO);
  return wallet::run(static_cast<int>(argv.size()), argv.data());
}

void check_keys(pid_t process, const Secrets& secrets, int times) {
  for (const crypto::SecretBytes* key : {&secrets.keys.manifest, &secrets.keys.index,
                                         &secrets.keys.holder_keys, &secrets.keys.records})
    CHECK(test::times_in_memory(process, key->reveal()) == times);
}

void check_ways_in(pid_t process, const Secrets& secrets) {
  CHECK(test::times_in_memory(process, secrets.passphrase) == 0);
  CHECK(test::times_in_memory(process, secrets.data_key) == 0);
}

}  // namespace

TEST_CASE("wallet: an agent holds four keys, once each, and after lock none", "[memory]") {
  const test::RuntimeFolder runtime;
  const Scene scene;
  REQUIRE(host::make_runtime_folder());
  auto starter = host::start_in_background(&agent_that_stays, seconds{60});
  REQUIRE(starter);
  const Secrets secrets = scene.learn();
  const AgentStart start{secrets.vault, seconds{600}, seconds{3600}, scene.vault(),
                         secrets.keys.copy()};
  REQUIRE(starter->send(encode(start).reveal()));
  REQUIRE(starter->receive(64));
  REQUIRE(keys_from_agent(secrets.vault));
  const std::string socket = *host::runtime_folder() + "/" + agent_socket(secrets.vault);
  const pid_t agent = host::LocalConnection::open(socket, seconds{5})->peer_process();
  REQUIRE(agent != ::getpid());
  REQUIRE(keys_from_agent(secrets.vault));

  // The reading finds what is there; never more than what opens the vault for a while.
  check_keys(agent, secrets, 1);
  check_ways_in(agent, secrets);
  CHECK(test::times_in_memory(agent, secrets.plaintext) == 0);
  CHECK(test::times_in_memory(agent, secrets.holder_key) == 0);

  CHECK(*lock_agents() == 1);
  Halted::wait(agent);
  check_keys(agent, secrets, 0);
  check_ways_in(agent, secrets);
  Halted::end(agent);
}

TEST_CASE("wallet: an agent that unlock started never had passphrase or data key", "[memory]") {
  const test::RuntimeFolder runtime;
  const Scene scene;
  const Halted verb([&scene] {
    must(run_verb(scene, {"unlock", "--passphrase-file", scene.phrase()}) == 0);
  });
  const Secrets secrets = scene.learn();
  const std::string socket = *host::runtime_folder() + "/" + agent_socket(secrets.vault);
  const pid_t agent = host::LocalConnection::open(socket, seconds{5})->peer_process();
  REQUIRE(agent != verb.process());
  check_keys(agent, secrets, 1);
  check_ways_in(agent, secrets);
  // And the verb itself has nothing left.
  check_keys(verb.process(), secrets, 0);
  check_ways_in(verb.process(), secrets);
  CHECK(*lock_agents() == 1);
}

TEST_CASE("wallet: a verb that is done has no key left", "[memory]") {
  const test::RuntimeFolder runtime;
  const Scene scene;
  SECTION("opened by its passphrase") {
    const Halted verb([&scene] {
      must(run_verb(scene, {"key", "new", "--passphrase-file", scene.phrase()}) == 0);
    });
    const Secrets secrets = scene.learn();
    check_keys(verb.process(), secrets, 0);
    check_ways_in(verb.process(), secrets);
  }
  SECTION("a wrong passphrase neither") {
    const Halted verb([&scene] {
      std::ofstream(scene.phrase() + "2") << *host::read_file(scene.phrase(), 100) << "x";
      must(run_verb(scene, {"list", "--passphrase-file", scene.phrase() + "2"}) != 0);
    });
    check_keys(verb.process(), scene.learn(), 0);
  }
}

TEST_CASE("wallet: what was read of the vault is gone when it was let go", "[memory]") {
  const Scene scene;
  const auto open = [&scene] {
    auto phrase = host::read_secret_file(scene.phrase(), 100);
    const auto typed = crypto::SecretBytes::copy_of(phrase->reveal().first(phrase->size() - 1));
    *phrase = {};
    auto vault = std::move(*LockedVault::open(scene.vault(), Access::read)).unlock(typed);
    must(vault.has_value());
    return *std::move(vault);
  };
  SECTION("held, it is found") {
    const Halted reader([&open] {
      Vault vault = open();
      const auto content = vault.read(0x2000);
      ::raise(SIGSTOP);
    });
    const Secrets secrets = scene.learn();
    CHECK(test::times_in_memory(reader.process(), secrets.plaintext) == 1);
    CHECK(test::times_in_memory(reader.process(), secrets.data_key) == 1);
    check_keys(reader.process(), secrets, 1);
  }
  SECTION("let go, it is not") {
    const Halted reader([&open] {
      Vault vault = open();
      must(vault.read(0x2000).has_value());
    });
    const Secrets secrets = scene.learn();
    CHECK(test::times_in_memory(reader.process(), secrets.plaintext) == 0);
    check_keys(reader.process(), secrets, 0);
    check_ways_in(reader.process(), secrets);
  }
  SECTION("a private key, held, is found") {
    const Halted reader([&open] {
      Vault vault = open();
      const auto key = open_holder_key(vault, holder_keys(vault)->front().did);
      ::raise(SIGSTOP);
    });
    CHECK(test::times_in_memory(reader.process(), scene.learn().holder_key) > 0);
  }
  SECTION("a private key neither") {
    const Halted reader([&open] {
      Vault vault = open();
      const std::string did = holder_keys(vault)->front().did;
      must(open_holder_key(vault, did).has_value());
    });
    CHECK(test::times_in_memory(reader.process(), scene.learn().holder_key) == 0);
  }
}
