// Sockets of one user: framed, bounded, in time, and of nobody else.
#include <csignal>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "host/local_socket.h"
#include "support/runtime_folder.h"

using namespace credenza;        // NOLINT(google-build-using-namespace)
using namespace credenza::host;  // NOLINT(google-build-using-namespace)

namespace {

constexpr std::chrono::milliseconds k_short{100};
constexpr std::chrono::milliseconds k_long{10000};

void write_raw(const LocalConnection& to, const Bytes& bytes) {
  REQUIRE(::send(to.descriptor(), bytes.data(), bytes.size(), 0) ==
          static_cast<ssize_t>(bytes.size()));
}

unsigned mode_of(const std::string& path) {
  struct stat found {};
  REQUIRE(::lstat(path.c_str(), &found) == 0);
  return found.st_mode & 0777U;
}

/// Connects as another user. @return what open() answered; -1 when this test may not be another
int connect_as_nobody(const std::string& path) {
  constexpr uid_t k_nobody = 65534;
  const pid_t child = ::fork();
  if (child == 0) {
    if (::setuid(k_nobody) != 0) ::_exit(9);
    const auto made = LocalConnection::open(path, k_long);
    ::_exit(made ? 0 : static_cast<int>(made.error().code == Code::forbidden) + 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 8;
}

}  // namespace

TEST_CASE("host: a message arrives whole, in locked memory", "[local_socket]") {
  auto [one, other] = *LocalConnection::pair(k_long);
  const Bytes message(3000, 7);
  REQUIRE(one.send(message));
  CHECK(to_bytes(other.receive(3000)->reveal()) == message);
  REQUIRE(one.send({}));
  CHECK(other.receive(0)->empty());
}

TEST_CASE("host: a message that is too long is not read", "[local_socket]") {
  auto [one, other] = *LocalConnection::pair(k_long);
  SECTION("by a byte") {
    REQUIRE(one.send(Bytes(65, 1)));
    CHECK(other.receive(64).error().code == Code::out_of_range);
  }
  SECTION("by what its length says") {
    write_raw(one, {0xff, 0xff, 0xff, 0xff});
    CHECK(other.receive(64).error().code == Code::out_of_range);
  }
}

TEST_CASE("host: who sends half a message is not waited for", "[local_socket]") {
  auto [one, other] = *LocalConnection::pair(k_short);
  write_raw(one, {0, 0, 0, 9, 1, 2, 3});
  SECTION("because time is over") {
    CHECK(other.receive(64).error().code == Code::unavailable);
  }
  SECTION("because it closed") {
    { const LocalConnection closed = std::move(one); }
    CHECK(other.receive(64).error().code == Code::missing);
  }
}

TEST_CASE("host: the runtime folder is this user's alone, or none", "[local_socket]") {
  const test::RuntimeFolder runtime;
  CHECK(runtime_folder().error().code == Code::not_found);
  SECTION("it is made private") {
    REQUIRE(make_runtime_folder());
    CHECK(mode_of(*runtime_folder()) == 0700);
  }
  SECTION("not where others can look") {
    REQUIRE(::chmod(runtime.path().c_str(), 0755) == 0);
    CHECK(make_runtime_folder().error().where == "XDG_RUNTIME_DIR");
  }
  SECTION("not where ours was opened to others") {
    const std::string ours = *make_runtime_folder();
    REQUIRE(::chmod(ours.c_str(), 0770) == 0);
    CHECK(runtime_folder().error().code == Code::unavailable);
  }
  SECTION("not through a link") {
    const test::TemporaryFolder elsewhere;
    REQUIRE(::symlink(elsewhere.path().c_str(), (runtime.path() + "/credenza").c_str()) == 0);
    CHECK(make_runtime_folder().error().code == Code::unavailable);
  }
  SECTION("not without the variable, and never in /tmp") {
    ::unsetenv("XDG_RUNTIME_DIR");
    CHECK(make_runtime_folder().error().code == Code::unavailable);
    REQUIRE(::setenv("XDG_RUNTIME_DIR", "run", 1) == 0);
    CHECK(make_runtime_folder().error().code == Code::unavailable);
  }
}

TEST_CASE("host: a listener is found by its user, and leaves nothing behind", "[local_socket]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "a.sock";
  CHECK(LocalConnection::open(path, k_long).error().code == Code::not_found);
  {
    StopSignals signals;
    auto listener = LocalListener::create(path);
    REQUIRE(listener);
    CHECK(mode_of(path) == 0600);
    CHECK(sockets_in(folder.path()) == std::vector<std::string>{"a.sock"});
    CHECK_FALSE(listener->accept(k_short, signals, k_long));
    auto asking = LocalConnection::open(path, k_long);
    REQUIRE(asking);
    CHECK(asking->peer_process() == ::getpid());
    auto asked = listener->accept(k_long, signals, k_long);
    REQUIRE(asked);
    REQUIRE(asking->send(Bytes{1}));
    CHECK(asked->receive(1)->size() == 1);
    // Another takes the name: the first notices, and does not remove what is not its own.
    auto second = LocalListener::create(path);
    CHECK_FALSE(listener->is_in_place());
    CHECK(second->is_in_place());
    { const LocalListener gone = *std::move(listener); }
    CHECK(second->is_in_place());
  }
  CHECK(sockets_in(folder.path()).empty());
  CHECK(LocalListener::create(folder / std::string(120, 'a')).error().code == Code::out_of_range);
}

TEST_CASE("host: another user is not let in", "[local_socket]") {
  const test::TemporaryFolder folder;
  const std::string path = folder / "a.sock";
  StopSignals signals;
  auto listener = LocalListener::create(path);
  REQUIRE(listener);
  // What keeps others out at first is the folder and the mode. Without them, it is who they are.
  REQUIRE(::chmod(folder.path().c_str(), 0755) == 0);
  REQUIRE(::chmod(path.c_str(), 0666) == 0);
  const int answer = connect_as_nobody(path);
  if (answer == 9) {
    WARN("not root: nobody else to be");
    return;
  }
  CHECK(answer == 2);  // forbidden: neither does the other talk with us
  CHECK_FALSE(listener->accept(k_short, signals, k_long));
}

TEST_CASE("host: a stop signal is kept, and ends the waiting", "[local_socket]") {
  const test::TemporaryFolder folder;
  StopSignals signals;
  auto listener = LocalListener::create(folder / "a.sock");
  CHECK_FALSE(signals.came());
  REQUIRE(::raise(SIGTERM) == 0);
  CHECK_FALSE(listener->accept(k_long, signals, k_long));
  CHECK(signals.came());
  CHECK(signals.came());
}
