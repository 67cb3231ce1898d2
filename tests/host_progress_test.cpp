#include <csignal>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "host/arguments.h"
#include "host/progress.h"
#include "support/on_terminal.h"

namespace host = credenza::host;
using credenza::Code;
using credenza::test::OnTerminal;
using host::Language;
using host::progress_line;
using std::chrono::milliseconds;

namespace {

constexpr std::size_t k_wide = 200;

/// Works until the terminal has been told twice.
int work_for_a_while() {
  host::Progress progress({"signing", "ondertekenen"}, Language::nl, 1000000);
  const auto until = std::chrono::steady_clock::now() + milliseconds(1400);
  while (std::chrono::steady_clock::now() < until) {
    progress.advance();
    std::this_thread::sleep_for(milliseconds(5));
  }
  progress.wipe();
  host::write_talk("done\n");
  return 0;
}

int work_for_a_moment() {
  {
    host::Progress progress({"signing", "ondertekenen"}, Language::en, 100);
    for (int i = 0; i < 100; ++i)
      progress.advance();
  }
  host::write_talk("done\n");
  return 0;
}

int work_until_told() {
  const host::CatchInterrupts ask_first;
  host::write_talk("ready\n");
  while (host::go_on())
    std::this_thread::sleep_for(milliseconds(5));
  return host::report_error("issuer", {}, host::go_on().error());
}

int work_regardless() {
  const host::CatchInterrupts ask_first;
  host::write_talk("ready\n");
  while (!host::interrupted())
    std::this_thread::sleep_for(milliseconds(5));
  host::write_talk("busy\n");
  std::this_thread::sleep_for(std::chrono::seconds(60));
  return 0;
}

}  // namespace

TEST_CASE("host::progress_line says how far it is and how long it takes", "[host]") {
  CHECK(progress_line("signing", 25, 100, milliseconds(4000), Language::en, k_wide) ==
        "signing: 25 of 100 (25%), about 13 seconds left");
  CHECK(progress_line("ondertekenen", 25, 100, milliseconds(400000), Language::nl, k_wide) ==
        "ondertekenen: 25 van 100 (25%), nog ongeveer 20 minuten");
  CHECK(progress_line("signing", 100, 100, milliseconds(4000), Language::en, k_wide) ==
        "signing: 100 of 100 (100%)");
  CHECK(progress_line("signing", 0, 100, milliseconds(4000), Language::en, k_wide) ==
        "signing: 0 of 100 (0%)");
  CHECK(progress_line("signing", 7, 0, milliseconds(4000), Language::en, k_wide) == "signing: 7");
  CHECK(progress_line("signing", 101, 100, milliseconds(4000), Language::en, k_wide) ==
        "signing: 101 of 100 (100%)");
}

TEST_CASE("host::progress_line fits the terminal and cuts no character in two", "[host]") {
  CHECK(progress_line("één", 7, 0, milliseconds(1), Language::nl, 2) == "éé");
  CHECK(progress_line("één", 7, 0, milliseconds(1), Language::nl, 0).empty());
}

TEST_CASE("host::Progress draws on a terminal after a second, and wipes its line", "[host]") {
  OnTerminal terminal(work_for_a_while);
  const std::string shown = terminal.until("done");
  CHECK(terminal.wait() == 0);
  CHECK(shown.find("ondertekenen: ") != std::string::npos);
  CHECK(shown.find(" van 1000000 (0%), nog ongeveer ") != std::string::npos);
  CHECK(shown.ends_with("\r\x1b[Kdone"));
}

TEST_CASE("host::Progress says nothing about work that is soon done", "[host]") {
  OnTerminal terminal(work_for_a_moment);
  CHECK(terminal.until("done") == "done");
  CHECK(terminal.wait() == 0);
}

TEST_CASE("host::Progress counts what several threads do at once", "[host]") {
  host::Progress progress({"signing", "ondertekenen"}, Language::en, 0);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&progress] {
      for (int k = 0; k < 10000; ++k)
        progress.advance();
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  CHECK(progress.done() == 40000);
}

TEST_CASE("host::go_on says stop after Ctrl-C, which is exit code 130", "[host]") {
  OnTerminal terminal(work_until_told);
  terminal.until("ready");
  terminal.type("\x03");
  const std::string shown = terminal.until("\n.\r\n");
  const int status = terminal.wait();
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 130);
  CHECK(host::exit_code(credenza::fail(Code::unavailable, "interrupted", "")) == 130);
}

TEST_CASE("a second Ctrl-C ends the program", "[host]") {
  OnTerminal terminal(work_regardless);
  terminal.until("ready");
  terminal.type("\x03");
  terminal.until("busy");
  terminal.type("\x03");
  const int status = terminal.wait();
  REQUIRE(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGINT);
}
