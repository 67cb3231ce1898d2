// A program as a person would see it.
#pragma once

#include <csignal>
#include <poll.h>
#include <pty.h>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include <catch2/catch.hpp>

namespace credenza::test {

/// A child process on a terminal of its own, as a person would see it.
class OnTerminal {
 public:
  explicit OnTerminal(int (*child)()) {
    int slave = -1;
    REQUIRE(::openpty(&master_, &slave, nullptr, nullptr, nullptr) == 0);
    slave_ = slave;
    // Else Ctrl-C throws away what was shown and not read yet.
    termios settings{};
    REQUIRE(::tcgetattr(slave, &settings) == 0);
    settings.c_lflag |= NOFLSH;
    REQUIRE(::tcsetattr(slave, TCSANOW, &settings) == 0);
    child_ = ::fork();
    if (child_ == 0) {
      ::close(master_);
      ::login_tty(slave);
      ::_exit(child());
    }
  }
  ~OnTerminal() {
    ::close(master_);
    ::close(slave_);
  }

  /// Waits, half a minute at most, until the terminal shows `text`; what it showed up to there.
  std::string until(std::string_view text) {
    constexpr int k_patience_ms = 30000;
    std::string shown;
    char next = 0;
    pollfd ready{.fd = master_, .events = POLLIN, .revents = 0};
    while (shown.find(text) == std::string::npos && ::poll(&ready, 1, k_patience_ms) == 1 &&
           ::read(master_, &next, 1) == 1)
      shown += next;
    return shown;
  }
  void type(std::string_view text) {
    REQUIRE(::write(master_, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  }
  /// How the child ended, as waitpid() says it.
  int wait() const {
    int status = 0;
    ::waitpid(child_, &status, 0);
    return status;
  }
  bool echoes() const {
    termios settings{};
    return ::tcgetattr(slave_, &settings) == 0 && (settings.c_lflag & ECHO) != 0;
  }

 private:
  int master_ = -1;
  int slave_ = -1;
  pid_t child_ = 0;
};

}  // namespace credenza::test
