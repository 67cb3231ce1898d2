// The command line as all three programs have it: the options that every verb takes, help and
// version, and how an error reaches people, scripts and the shell.
//
//   main ── run_program ──► run(argc, argv):  CLI::App + add_common_options ── parse_arguments ──►
//   verb
//                                                                         verb's Error ──
//                                                                         report_error ──► exit
//                                                                         code
//
// Standard output is data: with --json every command prints one object there, also when it failed
// (schema "credenza.<role>.error/1"). Standard error is talk, in the reader's language.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json_value.h"
#include "base/result.h"
#include "host/sentences.h"
#include "host/terminal.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the package is named so
class App;
}

namespace credenza::host {

/// What every verb can be told. Outlives the parsing.
struct CommonOptions {
  bool json = false;
  std::string lang;            ///< "nl", "en" or empty
  std::string color = "auto";  ///< "always", "never" or "auto"
  PassphraseSource
      passphrase;  ///< `no_input` is set by --no-input, with or without passphrase options

  [[nodiscard]] Language language() const { return choose_language(lang); }
};

/// The language that --lang asks for, read before there is a parser, so that help is in it too.
[[nodiscard]] Language language_of(int argc, const char* const* argv);

/// Adds --json, --lang, --color and --no-input to `verb`, described in `language`.
void add_common_options(CLI::App& verb, CommonOptions& options, Language language = Language::en);
/// Adds --passphrase-file, --passphrase-fd and --passphrase-command, of which one may be given.
void add_passphrase_options(CLI::App& verb, CommonOptions& options,
                            Language language = Language::en);
/// Ends the help of `verb` with a command line that works.
void set_example(CLI::App& verb, std::string_view command_line);

/// Parses the command line into what was bound to `app`, and answers --help, an unknown verb ("did
/// you mean") and wrong usage by itself.
/// @return nothing when a verb is to be run, else the exit code: 0 after help, 2 after wrong usage
[[nodiscard]] std::optional<int> parse_arguments(CLI::App& app, std::string_view role, int argc,
                                                 const char* const* argv);

/// The exit code for an operation that failed: not_found 5, forbidden (nobody can be asked) 4,
/// go_on() that says stop 130, anything else 1.
[[nodiscard]] int exit_code(const Error& error) noexcept;

/// What a program knows better than the kind of an error tells.
struct ErrorHelp {
  Text what;                ///< what went wrong; empty: a few words that fit the kind
  Text next;                ///< what to do now; empty: a sentence that fits the kind
  std::optional<int> exit;  ///< instead of exit_code()
  /// What the program's errors say in Dutch, beside what those of `base` and `host` say. JSON keeps
  /// the English.
  Sentences sentences{};
};

/// Tells that a command could not be done: on standard error "credenza-verifier: what (where). What
/// to do next." and with --json on standard output {"schema", "exit", "code", "where", "detail"}.
/// @return the exit code
int report_error(std::string_view role, const CommonOptions& options, const Error& error,
                 const ErrorHelp& help = {});

/// Says something on standard error, in the reader's language, with a newline.
void talk(const CommonOptions& options, const Text& text);
/// The same with values in it, which are made harmless.
void tell(const CommonOptions& options, const Sentence& sentence);

/// Prints `value` on standard output, indented; what --json asks for.
/// @error malformed    a string in it is not UTF-8
/// @error unavailable  as write_output()
Status write_json(const Json& value);

/// What main() does: answers "--version" with "credenza-<role> <version>" before anything else,
/// runs `run`, and turns an exception, which is a bug of ours or memory that ran out, into exit
/// code 70. A file that grows beyond RLIMIT_FSIZE is an error of writing, as a full disk is: the
/// signal that would end the program without a word (SIGXFSZ) is ignored.
int run_program(std::string_view role, std::string_view version,
                int (*run)(int, const char* const*), int argc, const char* const* argv);

}  // namespace credenza::host
