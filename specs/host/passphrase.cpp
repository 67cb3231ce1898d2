// Passphrases: from a file, a descriptor, a command, or the terminal without echo.
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "host/files.h"
#include "host/files_detail.h"
#include "host/terminal.h"

namespace credenza::host {
namespace {

using crypto::SecretBytes;
using detail::Descriptor;

constexpr std::size_t k_max_passphrase = 1024;

/// The first line of `raw`, which is all of it but for one newline at the end.
Result<SecretBytes> without_newline(const SecretBytes& raw, const std::string& where) {
  ByteView bytes = raw.reveal();
  if (!bytes.empty() && bytes.back() == '\n') bytes = bytes.first(bytes.size() - 1);
  if (!bytes.empty() && bytes.back() == '\r') bytes = bytes.first(bytes.size() - 1);
  if (bytes.empty()) return fail(Code::missing, where, "the passphrase is empty");
  if (bytes.size() > k_max_passphrase) {
    return fail(Code::out_of_range, where, "the passphrase is longer than 1024 bytes");
  }
  return SecretBytes::copy_of(bytes);
}

/// All that `descriptor` gives, up to one byte more than a passphrase with its line end may have.
Result<SecretBytes> read_all(int descriptor, const std::string& where) {
  SecretBytes buffer(k_max_passphrase + 3);
  const std::span<std::uint8_t> bytes = buffer.writable();
  const std::size_t got = TRY(
      detail::read_into(descriptor, {reinterpret_cast<char*>(bytes.data()), bytes.size()}, where));
  return SecretBytes::copy_of(buffer.reveal().first(got));
}

Result<SecretBytes> from_file(const std::string& path, Language language) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
      (status.st_mode & 077U) != 0) {
    const Text warning{"warning: others can read ", "let op: anderen kunnen dit lezen: "};
    const Text run{"; run: chmod 600 ", "; voer uit: chmod 600 "};
    const std::string shown = printable(path);
    write_talk(std::string(warning.in(language)) + "'" + shown + "'" +
               std::string(run.in(language)) + shown + "\n");
  }
  auto raw = read_secret_file(path, k_max_passphrase + 2);
  if (!raw && raw.error().code == Code::not_found) {
    return fail(Code::unavailable, path, raw.error().detail);
  }
  return without_newline(TRY(std::move(raw)), path);
}

Result<SecretBytes> from_descriptor(int number) {
  const std::string where = "file descriptor " + std::to_string(number);
  return without_newline(TRY(read_all(number, where)), where);
}

Result<SecretBytes> from_command(const std::string& command) {
  const std::string where = "--passphrase-command";
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    return fail(Code::unavailable, where, detail::from_errno(errno, "", "cannot start it").detail);
  }
  Descriptor output(ends[0]);
  Descriptor input(ends[1]);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  // Its standard input is not ours: that may be the document a verb reads.
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, input.number(), STDOUT_FILENO);
  std::string shell = "sh";
  std::string flag = "-c";
  std::string text = command;
  std::array<char*, 4> arguments = {shell.data(), flag.data(), text.data(), nullptr};
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, "/bin/sh", &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) {
    return fail(Code::unavailable, where, detail::from_errno(failed, "", "cannot start it").detail);
  }
  static_cast<void>(input.close());
  auto raw = read_all(output.number(), where);
  static_cast<void>(output.close());
  int ended = 0;
  while (::waitpid(child, &ended, 0) < 0 && errno == EINTR) {
  }
  const SecretBytes text_read = TRY(std::move(raw));
  if (text_read.size() <= k_max_passphrase + 2 && (!WIFEXITED(ended) || WEXITSTATUS(ended) != 0)) {
    return fail(Code::unavailable, where, "the command failed; run it by itself to see why");
  }
  return without_newline(text_read, where);
}

// The signal that ended a prompt. Signal handlers reach nothing but variables of this kind.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
volatile std::sig_atomic_t signal_seen = 0;

extern "C" void remember_signal(int number) {
  signal_seen = number;
}

/// Echo off and signals noted, until this goes; then all is as it was.
class QuietTerminal {
 public:
  explicit QuietTerminal(int terminal) noexcept : terminal_(terminal) {
    signal_seen = 0;
    struct sigaction noting {};
    noting.sa_handler = remember_signal;
    sigemptyset(&noting.sa_mask);
    for (std::size_t i = 0; i < k_signals.size(); ++i)
      ::sigaction(k_signals[i], &noting, &before_[i]);
    is_terminal_ = ::tcgetattr(terminal_, &settings_) == 0;
    termios quiet = settings_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    quiet.c_lflag |= ECHONL | ICANON;
    if (is_terminal_) ::tcsetattr(terminal_, TCSAFLUSH, &quiet);
  }
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;
  ~QuietTerminal() {
    if (is_terminal_) ::tcsetattr(terminal_, TCSAFLUSH, &settings_);
    for (std::size_t i = 0; i < k_signals.size(); ++i)
      ::sigaction(k_signals[i], &before_[i], nullptr);
  }

 private:
  static constexpr std::array k_signals = {SIGINT,  SIGTERM, SIGHUP, SIGQUIT,
                                           SIGTSTP, SIGTTIN, SIGTTOU};
  int terminal_;
  bool is_terminal_ = false;
  termios settings_{};
  std::array<struct sigaction, k_signals.size()> before_{};
};

/// Asks with `prompt` for one line from the terminal; nothing when a signal came in between.
Result<std::optional<SecretBytes>> ask_quietly(int terminal, const std::string& prompt) {
  SecretBytes buffer(k_max_passphrase + 1);
  const std::span<std::uint8_t> bytes = buffer.writable();
  std::size_t filled = 0;
  const QuietTerminal quiet(terminal);
  TRY(detail::write_all(terminal, prompt, "terminal"));
  while (signal_seen == 0) {
    std::uint8_t next = 0;
    const ssize_t got = ::read(terminal, &next, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(Code::unavailable, "terminal", "cannot read from the terminal");
    if (got == 0 || next == '\n') break;
    if (filled < bytes.size()) bytes[filled++] = next;
  }
  if (signal_seen != 0) return std::optional<SecretBytes>();
  return std::optional(SecretBytes::copy_of(buffer.reveal().first(filled)));
}

Result<SecretBytes> from_terminal(std::string_view prompt) {
  const Descriptor terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
  if (!terminal.is_open()) {
    return fail(Code::forbidden, "passphrase",
                "a passphrase is needed and there is no terminal; use --passphrase-file");
  }
  while (true) {
    std::optional<SecretBytes> line =
        TRY(ask_quietly(terminal.number(), std::string(prompt) + ": "));
    if (line) return without_newline(*line, "passphrase");
    // The terminal is as it was before, so now the signal may do what it does; after a stop we ask
    // again.
    static_cast<void>(::raise(signal_seen));
  }
}

}  // namespace

Result<SecretBytes> read_passphrase(const PassphraseSource& source, std::string_view prompt,
                                    bool confirm) {
  if (!source.file.empty()) return from_file(source.file, source.language);
  if (source.descriptor) return from_descriptor(*source.descriptor);
  if (!source.command.empty()) return from_command(source.command);
  if (source.no_input || !stdin_is_terminal()) {
    return fail(Code::forbidden, "passphrase",
                "a passphrase is needed and nobody can be asked; use --passphrase-file");
  }
  SecretBytes first = TRY(from_terminal(std::string(prompt) + (confirm ? " (1/2)" : "")));
  if (!confirm) return first;
  const SecretBytes second = TRY(from_terminal(std::string(prompt) + " (2/2)"));
  if (!crypto::equal(first.reveal(), second.reveal())) {
    return fail(Code::mismatch, "passphrase", "the two passphrases differ; nothing was changed");
  }
  return first;
}

}  // namespace credenza::host
