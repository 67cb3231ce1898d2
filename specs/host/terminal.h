// Talking with people: stdout is data, stderr is talk, prompts go to the terminal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/secret_bytes.h"

namespace credenza::host {

/// `text` with control characters, escape sequences, bidirectional overrides, zero-width and other
/// invisible format characters and bytes that are no UTF-8 written out as "\x1b", "\u202e": what a
/// stranger wrote must not steer the terminal or fake a line of ours.
[[nodiscard]] std::string printable(std::string_view text);

enum class Language : std::uint8_t { en, nl };

/// A text of ours in the languages of the programs. Constants of the program, not data.
struct Text {
  std::string_view en;
  std::string_view nl;
  [[nodiscard]] std::string_view in(Language language) const noexcept {
    return language == Language::nl ? nl : en;
  }
};

/// A sentence with values in it, in the languages of the programs.
struct Sentence {
  std::string en;
  std::string nl;
  [[nodiscard]] const std::string& in(Language language) const noexcept {
    return language == Language::nl ? nl : en;
  }
};

/// `option` ("nl", "en", or empty) over LC_ALL, LC_MESSAGES, LANG, else English.
[[nodiscard]] Language choose_language(std::string_view option);

/// Writes all of `text`, already printable, to standard output or standard error.
/// @error unavailable  closed or full
Status write_output(std::string_view text);
void write_talk(std::string_view text);

[[nodiscard]] bool stdin_is_terminal() noexcept;
[[nodiscard]] bool stdout_is_terminal() noexcept;
/// How many columns standard output has, when it is a terminal that says so.
[[nodiscard]] std::optional<std::size_t> stdout_columns() noexcept;
/// Whether colour is wanted: `option` ("always", "never", "auto") over NO_COLOR over "a terminal".
[[nodiscard]] bool use_color(std::string_view option);

/// Where a passphrase comes from. At most one is set; none: the terminal is asked.
struct PassphraseSource {
  std::string file = {};
  std::optional<int> descriptor = {};
  std::string command = {};
  bool no_input = false;
  Language language = Language::en;  ///< of a warning about the file
};

/// Reads a passphrase; one trailing newline is dropped. From the terminal without echo, twice when
/// `confirm`.
/// @error forbidden    nobody can be asked (exit 4): the detail names --passphrase-file
/// @error unavailable  the file, descriptor or command fails
/// @error mismatch     typed differently the second time
/// @error missing      empty
/// @error out_of_range longer than 1024 bytes
[[nodiscard]] Result<crypto::SecretBytes> read_passphrase(const PassphraseSource& source,
                                                          std::string_view prompt, bool confirm);

/// Asks for a word on the terminal: what was typed without its spaces, at most 64 bytes of it.
/// @error forbidden  nobody can be asked (exit 4); the detail names `option`, which would answer
[[nodiscard]] Result<std::string> ask(std::string_view question, bool no_input,
                                      std::string_view option);

/// A secret with what is said before and behind it.
struct ShownSecret {
  std::string_view before;
  const crypto::SecretBytes& secret;
  std::string_view after;
};

/// Shows a secret on the terminal, waits for Enter, and clears the screen, so that it is not there
/// any more for who comes next.
/// @error forbidden  nobody can be asked (exit 4); the detail names `option`, which would answer
[[nodiscard]] Status show_secret(const ShownSecret& shown, bool no_input, std::string_view option);

/// Asks a yes/no question on the terminal.
/// @error forbidden  nobody can be asked (exit 4); the detail names `option`, which would answer
[[nodiscard]] Result<bool> confirm(std::string_view question, bool no_input,
                                   std::string_view option);

}  // namespace credenza::host
