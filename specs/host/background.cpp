// Processes that outlive the one that starts them.
#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/local_socket.h"

namespace credenza::host {
namespace {

/// Nothing of what the starting process has open stays open: not the terminal, not a pipe of a
/// script that waits for its end, not a passphrase on a descriptor.
void let_go_of_everything_but(int kept) {
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    ::dup2(nothing, standard);
  const auto first = static_cast<unsigned>(STDERR_FILENO + 1);
  if (kept > STDERR_FILENO + 1) ::close_range(first, static_cast<unsigned>(kept - 1), 0);
  ::close_range(static_cast<unsigned>(kept + 1), ~0U, 0);
}

}  // namespace

Result<LocalConnection> start_in_background(int (*work)(LocalConnection&),
                                            std::chrono::milliseconds patience) {
  auto [ours, theirs] = TRY(LocalConnection::pair(patience));
  const pid_t child = ::fork();
  if (child < 0) return fail(Code::unavailable, "process", "no process can be started");
  if (child > 0) return std::move(ours);
  ::setsid();
  ::umask(077);
  const bool at_root = ::chdir("/") == 0;
  let_go_of_everything_but(theirs.descriptor());
  ::_exit(at_root ? work(theirs) : 1);
}

}  // namespace credenza::host
