#include "host/terminal.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "host/files_detail.h"
#include "host/system.h"

namespace credenza::host {
namespace {

constexpr std::size_t k_longest_answer = 64;

Result<detail::Descriptor> open_terminal(bool no_input, std::string_view option) {
  if (no_input || !stdin_is_terminal()) {
    return fail(Code::forbidden, std::string(option),
                "an answer is needed and nobody can be asked; answer with " + std::string(option));
  }
  detail::Descriptor terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
  if (!terminal.is_open()) {
    return fail(Code::forbidden, std::string(option),
                "there is no terminal to ask on; answer with " + std::string(option));
  }
  return terminal;
}

/// A line without its spaces, or the first k_longest_answer bytes of it.
Result<std::string> read_line(int terminal) {
  std::string answer;
  char next = 0;
  while (answer.size() < k_longest_answer) {
    const std::size_t got = TRY(detail::read_into(terminal, {&next, 1}, "terminal"));
    if (got == 0 || next == '\n') break;
    if (next != ' ' && next != '\r') answer += next;
  }
  return answer;
}

}  // namespace

Language choose_language(std::string_view option) {
  if (option == "nl") return Language::nl;
  if (option == "en") return Language::en;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const auto value = environment(name);
    if (!value) continue;
    const std::string_view locale = *value;
    const std::string_view language = locale.substr(0, locale.find_first_of("_.@"));
    return language == "nl" ? Language::nl : Language::en;
  }
  return Language::en;
}

Status write_output(std::string_view text) {
  const detail::WithoutSigpipe quiet;
  return detail::write_all(STDOUT_FILENO, text, "standard output");
}

void write_talk(std::string_view text) {
  const detail::WithoutSigpipe quiet;
  // When nobody listens on standard error there is nobody to tell.
  const Status ignored = detail::write_all(STDERR_FILENO, text, "standard error");
  static_cast<void>(ignored.has_value());
}

bool stdin_is_terminal() noexcept {
  return ::isatty(STDIN_FILENO) == 1;
}

bool stdout_is_terminal() noexcept {
  return ::isatty(STDOUT_FILENO) == 1;
}

std::optional<std::size_t> stdout_columns() noexcept {
  winsize size{};
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): ioctl is declared so
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
  return size.ws_col;
}

bool use_color(std::string_view option) {
  if (option == "always") return true;
  if (option == "never" || environment("NO_COLOR")) return false;
  return stdout_is_terminal() && environment("TERM") != "dumb";
}

Result<std::string> ask(std::string_view question, bool no_input, std::string_view option) {
  const detail::Descriptor terminal = TRY(open_terminal(no_input, option));
  TRY(detail::write_all(terminal.number(), question, "terminal"));
  return read_line(terminal.number());
}

Status show_secret(const ShownSecret& shown, bool no_input, std::string_view option) {
  const detail::Descriptor terminal = TRY(open_terminal(no_input, option));
  TRY(detail::write_all(terminal.number(), shown.before, "terminal"));
  TRY(detail::write_all(terminal.number(), as_text(shown.secret.reveal()), "terminal"));
  TRY(detail::write_all(terminal.number(), shown.after, "terminal"));
  TRY(read_line(terminal.number()));
  // Top left, everything below it, and what had been scrolled away.
  constexpr std::string_view k_clear = "\x1b[H\x1b[2J\x1b[3J";
  if (environment("TERM") == "dumb") return {};
  return detail::write_all(terminal.number(), k_clear, "terminal");
}

Result<bool> confirm(std::string_view question, bool no_input, std::string_view option) {
  const auto answer = ask(std::string(question) + " [y/N] ", no_input, option);
  if (!answer) return answer.error();
  constexpr std::array<std::string_view, 6> k_yes{"y", "Y", "yes", "j", "J", "ja"};
  return std::find(k_yes.begin(), k_yes.end(), *answer) != k_yes.end();
}

}  // namespace credenza::host
