#include <cstdio>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <catch2/catch.hpp>

#include "base/json.h"
#include "host/arguments.h"
#include "host/files.h"
#include "support/temporary_folder.h"

namespace host = credenza::host;
using credenza::Code;
using credenza::fail;
using credenza::test::TemporaryFolder;

namespace {

struct Printed {
  int exit = 0;
  std::string output;
  std::string talk;
};

/// Runs `action` with standard output and standard error in files.
template <class Action>
Printed captured(const Action& action) {
  const TemporaryFolder folder;
  std::fflush(nullptr);
  const int output = ::dup(STDOUT_FILENO);
  const int talk = ::dup(STDERR_FILENO);
  const auto redirect = [](const std::string& path, int descriptor) {
    std::FILE* file = std::fopen(path.c_str(), "w");
    ::dup2(::fileno(file), descriptor);
    std::fclose(file);
  };
  redirect(folder / "out", STDOUT_FILENO);
  redirect(folder / "err", STDERR_FILENO);
  Printed printed;
  printed.exit = action();
  ::dup2(output, STDOUT_FILENO);
  ::dup2(talk, STDERR_FILENO);
  ::close(output);
  ::close(talk);
  printed.output = *host::read_file(folder / "out", 100000);
  printed.talk = *host::read_file(folder / "err", 100000);
  return printed;
}

host::CommonOptions spoken(std::string lang, bool json = false) {
  host::CommonOptions options;
  options.lang = std::move(lang);
  options.json = json;
  return options;
}

/// A program with the verbs `check` and `trust add`.
struct Program {
  Program() : app("what it does", "credenza-test") {
    app.require_subcommand(1);
    CLI::App* check = app.add_subcommand("check", "checks");
    host::add_common_options(*check, options);
    host::add_passphrase_options(*check, options);
    host::set_example(*check, "credenza-test check x");
    app.add_subcommand("trust", "trusts")->require_subcommand(1)->add_subcommand("add", "adds");
  }
  Printed run(std::vector<const char*> words) {
    words.insert(words.begin(), "credenza-test");
    return captured([&] {
      return host::parse_arguments(app, "test", static_cast<int>(words.size()), words.data())
          .value_or(-1);
    });
  }

  host::CommonOptions options;
  CLI::App app;
};

}  // namespace

TEST_CASE("host::exit_code follows the kind of the error", "[host]") {
  CHECK(host::exit_code(fail(Code::not_found, "", "")) == 5);
  CHECK(host::exit_code(fail(Code::forbidden, "", "")) == 4);
  for (const Code code : {Code::malformed, Code::missing, Code::out_of_range, Code::conflict,
                          Code::unavailable, Code::unsupported, Code::internal}) {
    CHECK(host::exit_code(fail(code, "", "")) == 1);
  }
}

TEST_CASE("host::report_error says what, where and what to do next", "[host]") {
  const auto error = fail(Code::not_found, "a\nb.json", "there is no such file.");
  const Printed en = captured([&] { return host::report_error("test", spoken("en"), error); });
  CHECK(en.exit == 5);
  CHECK(en.output.empty());
  CHECK(en.talk ==
        "credenza-test: not found: there is no such file (a\\x0ab.json). Check the name.\n");
  const Printed nl = captured([&] {
    return host::report_error(
        "test", spoken("nl"), error,
        {.what = {"x", "het bestand is er niet"}, .next = {"y", "Kijk in de map."}, .exit = 10});
  });
  CHECK(nl.exit == 10);
  CHECK(nl.talk ==
        "credenza-test: het bestand is er niet: there is no such file (a\\x0ab.json). Kijk in de "
        "map.\n");
}

TEST_CASE("host::report_error with --json prints one object on standard output", "[host]") {
  const auto error = fail(Code::malformed, "file \xff", "not JSON");
  const Printed printed =
      captured([&] { return host::report_error("test", spoken("nl", true), error); });
  CHECK(printed.exit == 1);
  const auto document = credenza::json::Document::parse(printed.output);
  REQUIRE(document);
  CHECK((*document->root().items().begin()).raw_string() == "credenza.test.error/1");
  CHECK(*document->root().string_at("code") == "malformed");
  CHECK(*document->root().string_at("where") == "file \\xff");
  CHECK(*document->root().at("exit")->integer() == 1);
  CHECK(printed.talk.find("credenza-test: ") == 0);
}

TEST_CASE("host::parse_arguments leaves a right command line to its verb", "[host]") {
  Program program;
  CHECK(
      program.run({"check", "--json", "--lang", "nl", "--no-input", "--passphrase-fd", "3"}).exit ==
      -1);
  CHECK(program.options.json);
  CHECK(program.options.language() == host::Language::nl);
  CHECK(program.options.passphrase.no_input);
  CHECK(program.options.passphrase.descriptor == 3);
}

TEST_CASE("host::parse_arguments answers --help on standard output, with an example", "[host]") {
  Program program;
  const Printed printed = program.run({"check", "--help"});
  CHECK(printed.exit == 0);
  CHECK(printed.talk.empty());
  CHECK(printed.output.find("Example: credenza-test check x\n") != std::string::npos);
}

TEST_CASE("host::parse_arguments says what is wrong with a command line", "[host]") {
  const auto talk_of = [](std::vector<const char*> words) {
    const Printed printed = Program().run(std::move(words));
    CHECK(printed.exit == 2);
    CHECK(printed.output.empty());
    return printed.talk;
  };
  using Catch::Matchers::Contains;
  CHECK_THAT(talk_of({}), Contains("a verb is missing") && Contains("Run: credenza-test --help"));
  CHECK_THAT(talk_of({"trust"}),
             Contains("a verb is missing") && Contains("Run: credenza-test trust --help"));
  CHECK_THAT(talk_of({"chekc"}), Contains("did you mean 'check'?"));
  CHECK_THAT(talk_of({"trust", "ad"}), Contains("did you mean 'add'?"));
  CHECK_THAT(talk_of({"quite something else"}),
             Contains("there is no verb") && !Contains("did you mean"));
  CHECK_THAT(talk_of({"\x1b[31m"}), Contains("\\x1b[31m"));
  CHECK_THAT(talk_of({"check", "--nonsense"}), Contains("--nonsense"));
  CHECK_THAT(talk_of({"check", "--lang", "de"}), Contains("--lang"));
  CHECK_THAT(talk_of({"check", "--passphrase-fd", "3", "--passphrase-file", "x"}),
             Contains("--passphrase-fd"));
  CHECK_THAT(talk_of({"check", "--lang=nl", "x"}), Contains("Hulp: credenza-test check --help"));
  // No way to put a secret where everybody can read it.
  CHECK_THAT(talk_of({"check", "--passphrase", "secret"}), Contains("--passphrase"));
}

TEST_CASE("host::parse_arguments reports wrong usage as an object when --json was given",
          "[host]") {
  Program program;
  const Printed printed = program.run({"check", "--json", "--nonsense"});
  CHECK(printed.exit == 2);
  const auto document = credenza::json::Document::parse(printed.output);
  REQUIRE(document);
  CHECK(*document->root().at("exit")->integer() == 2);
}

TEST_CASE("host::run_program answers --version and turns an exception into exit code 70",
          "[host]") {
  const char* version[] = {"credenza-test", "--version"};
  const auto unused = +[](int, const char* const*) { return 1; };
  const Printed printed =
      captured([&] { return host::run_program("test", "1.2.3", unused, 2, version); });
  CHECK(printed.exit == 0);
  CHECK(printed.output == "credenza-test 1.2.3\n");
  const auto broken = +[](int, const char* const*) -> int { throw std::runtime_error("a bug\n"); };
  const Printed bug =
      captured([&] { return host::run_program("test", "1.2.3", broken, 1, version); });
  CHECK(bug.exit == 70);
  CHECK(bug.talk == "credenza-test: an internal error: a bug\\x0a. Please report this.\n");
}
