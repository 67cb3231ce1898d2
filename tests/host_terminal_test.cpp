#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "host/files.h"
#include "host/terminal.h"
#include "support/on_terminal.h"
#include "support/temporary_folder.h"

namespace host = credenza::host;
using credenza::as_bytes;
using credenza::as_text;
using credenza::Code;
using credenza::test::OnTerminal;
using credenza::test::TemporaryFolder;
using host::printable;

namespace {

int ask_once() {
  const auto secret = host::read_passphrase({}, "Passphrase", false);
  return secret && as_text(secret->reveal()) == "correct horse" ? 0 : 1;
}

int ask_twice() {
  const auto secret = host::read_passphrase({}, "Passphrase", true);
  if (secret) return 0;
  return secret.error().code == Code::mismatch ? 42 : 1;
}

int ask_number() {
  const auto answer = host::ask("Type 37: ", false, "--yes 37");
  return answer && *answer == "37" ? 0 : 1;
}

int ask_yes() {
  const auto answer = host::confirm("Really?", false, "--yes");
  return answer && *answer ? 0 : 1;
}

}  // namespace

TEST_CASE("host::printable leaves what people write alone", "[host]") {
  for (const char* text :
       {"", "Sanne van der Heijden", "Zoë Çelik-Øst, 'ROC Waterkant'", "Łukasz Жук 王小明", "عائشة",
        "😀 ✔", "tab-less \\x1b as text", "\u00a0"}) {
    CHECK(printable(text) == text);
  }
}

TEST_CASE("host::printable writes out what would steer the terminal", "[host]") {
  CHECK(printable("\x1b]0;title\x07") == "\\x1b]0;title\\x07");
  CHECK(printable("ROC\n\xE2\x9C\x94 accepted") == "ROC\\x0a\xE2\x9C\x94 accepted");
  CHECK(printable("a\rb\tc") == "a\\x0db\\x09c");
  CHECK(printable(std::string_view("\0\x7f", 2)) == "\\x00\\x7f");
  CHECK(printable("\xC2\x9B"
                  "31m") == "\\x9b31m");  // C1: CSI in one byte
}

TEST_CASE("host::printable writes out what hides or turns text around", "[host]") {
  struct Case {
    const char* text;
    const char* shown;
  };
  for (const Case& c : {
           Case{"\u202Egpj.exe", "\\u202egpj.exe"},   // right-to-left override
           Case{"\u2066a\u2069", "\\u2066a\\u2069"},  // bidirectional isolate
           Case{"\u200F", "\\u200f"},
           Case{"\u061C", "\\u061c"},
           Case{"a\u200Bb", "a\\u200bb"},  // zero-width space
           Case{"a\u200Db", "a\\u200db"},
           Case{"\u2060", "\\u2060"},
           Case{"\u2028", "\\u2028"},  // line separator
           Case{"\u2029", "\\u2029"},
           Case{"\uFEFF", "\\ufeff"},
           Case{"\u00AD", "\\xad"},
           Case{"\u3164", "\\u3164"},
           Case{"\uFE0F", "\\ufe0f"},
           Case{"\U000E0041", "\\U000e0041"},  // tag character
           Case{"\U000E0100", "\\U000e0100"},
           Case{"\uE000", "\\ue000"},
           Case{"\uFFFE", "\\ufffe"},
           Case{"\U0001FFFF", "\\U0001ffff"},
       }) {
    CHECK(printable(c.text) == c.shown);
  }
}

TEST_CASE("host::printable writes out bytes that are no UTF-8", "[host]") {
  CHECK(printable("a\xff") == "a\\xff");
  CHECK(printable("\xc0\xaf") == "\\xc0\\xaf");           // '/' in two bytes
  CHECK(printable("\xe2\x82") == "\\xe2\\x82");           // cut short
  CHECK(printable("\xed\xa0\x80") == "\\xed\\xa0\\x80");  // a surrogate
  CHECK(printable("\xf4\x90\x80\x80") == "\\xf4\\x90\\x80\\x80");
  CHECK(printable("\x80"
                  "a") == "\\x80a");
}

TEST_CASE("host::choose_language follows the option before the environment", "[host]") {
  ::unsetenv("LC_ALL");
  ::setenv("LC_MESSAGES", "nl_NL.UTF-8", 1);
  ::setenv("LANG", "en_GB.UTF-8", 1);
  CHECK(host::choose_language("") == host::Language::nl);
  CHECK(host::choose_language("en") == host::Language::en);
  ::setenv("LC_ALL", "C", 1);
  CHECK(host::choose_language("") == host::Language::en);
  CHECK(host::choose_language("nl") == host::Language::nl);
  ::unsetenv("LC_ALL");
  ::unsetenv("LC_MESSAGES");
  ::unsetenv("LANG");
  CHECK(host::choose_language("") == host::Language::en);
}

TEST_CASE("host::use_color follows the option before NO_COLOR", "[host]") {
  ::setenv("NO_COLOR", "1", 1);
  CHECK(host::use_color("always"));
  CHECK_FALSE(host::use_color("auto"));
  ::unsetenv("NO_COLOR");
  CHECK_FALSE(host::use_color("never"));
}

TEST_CASE("host::read_passphrase reads a file, without its line end", "[host]") {
  const TemporaryFolder folder;
  const auto read = [&](std::string_view content) {
    REQUIRE(host::write_file(folder / "p", as_bytes(content), {.overwrite = true}));
    return host::read_passphrase({.file = folder / "p"}, "", false);
  };
  CHECK(as_text(read("word\n")->reveal()) == "word");
  CHECK(as_text(read("word\r\n")->reveal()) == "word");
  CHECK(as_text(read(" two words\n\n")->reveal()) == " two words\n");
  CHECK(read("\n").error().code == Code::missing);
  CHECK(read("").error().code == Code::missing);
  CHECK(read(std::string(1024, 'x') + "\n")->size() == 1024);
  CHECK(read(std::string(1025, 'x')).error().code == Code::out_of_range);
  CHECK(read(std::string(100000, 'x')).error().code == Code::out_of_range);
  CHECK(host::read_passphrase({.file = folder / "none"}, "", false).error().code ==
        Code::unavailable);
}

TEST_CASE("host::read_passphrase reads a descriptor and what a command prints", "[host]") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  REQUIRE(::write(ends[1], "word\n", 5) == 5);
  ::close(ends[1]);
  CHECK(as_text(host::read_passphrase({.descriptor = ends[0]}, "", false)->reveal()) == "word");
  ::close(ends[0]);
  CHECK(host::read_passphrase({.descriptor = 987}, "", false).error().code == Code::unavailable);

  const auto run = [](const char* command) {
    return host::read_passphrase({.command = command}, "", false);
  };
  CHECK(as_text(run("echo word")->reveal()) == "word");
  CHECK(run("echo word; exit 3").error().code == Code::unavailable);
  CHECK(run("true").error().code == Code::missing);
  CHECK(run("cat").error().code == Code::missing);  // its standard input is empty, not ours
  CHECK(run("yes").error().code == Code::out_of_range);
  CHECK(run("kill -9 $$").error().code == Code::unavailable);
}

TEST_CASE("host::read_passphrase and confirm do not wait where nobody can be asked", "[host]") {
  const auto refused = host::read_passphrase({.no_input = true}, "Passphrase", false);
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::forbidden);
  CHECK(refused.error().detail.find("--passphrase-file") != std::string::npos);
  const auto answer = host::confirm("Really?", true, "--yes");
  REQUIRE(!answer);
  CHECK(answer.error().code == Code::forbidden);
  CHECK(answer.error().where == "--yes");
}

TEST_CASE("host::read_passphrase asks on the terminal and shows nothing of the answer", "[host]") {
  OnTerminal terminal(ask_once);
  CHECK(terminal.until(": ") == "Passphrase: ");
  CHECK_FALSE(terminal.echoes());
  terminal.type("correct horse\n");
  CHECK(terminal.until("\n") == "\r\n");
  CHECK(terminal.wait() == 0);
  CHECK(terminal.echoes());
}

TEST_CASE("host::read_passphrase asks twice when it matters", "[host]") {
  OnTerminal same(ask_twice);
  same.until(": ");
  same.type("a b\n");
  CHECK(same.until("(2/2): ").find("a b") == std::string::npos);
  same.type("a b\n");
  CHECK(same.wait() == 0);

  OnTerminal different(ask_twice);
  different.until(": ");
  different.type("a b\n");
  different.until("(2/2): ");
  different.type("a c\n");
  CHECK(WEXITSTATUS(different.wait()) == 42);
}

TEST_CASE("host::read_passphrase gives the terminal back when it is interrupted", "[host]") {
  OnTerminal terminal(ask_once);
  terminal.until(": ");
  CHECK_FALSE(terminal.echoes());
  terminal.type("\x03");
  const int status = terminal.wait();
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGINT);
  CHECK(terminal.echoes());
}

TEST_CASE("host::confirm takes yes for yes and anything else for no", "[host]") {
  const auto answered = [](std::string_view typed) {
    OnTerminal terminal(ask_yes);
    terminal.until("[y/N] ");
    terminal.type(typed);
    return terminal.wait() == 0;
  };
  CHECK(answered("y\n"));
  CHECK(answered("ja\n"));
  CHECK_FALSE(answered("\n"));
  CHECK_FALSE(answered("n\n"));
  CHECK_FALSE(answered("yesterday was a nice day after all\n"));
}

TEST_CASE("host::ask takes what was typed, without its spaces", "[host]") {
  const auto answered = [](std::string_view typed) {
    OnTerminal terminal(ask_number);
    terminal.until("Type 37: ");
    terminal.type(typed);
    return terminal.wait() == 0;
  };
  CHECK(answered("37\n"));
  CHECK(answered(" 37 \n"));
  CHECK_FALSE(answered("38\n"));
  CHECK_FALSE(answered("\n"));
  CHECK_FALSE(answered(std::string(100, '3') + "\n"));
  const auto nobody = host::ask("Type 37: ", true, "--yes 37");
  REQUIRE(!nobody);
  CHECK(nobody.error().code == Code::forbidden);
  CHECK(nobody.error().where == "--yes 37");
}
