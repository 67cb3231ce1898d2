#include <cerrno>
#include <csignal>
#include <pthread.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "host/files_detail.h"

namespace credenza::host::detail {

Descriptor::Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

int Descriptor::release() noexcept {
  return std::exchange(number_, -1);
}

bool Descriptor::close() noexcept {
  return ::close(std::exchange(number_, -1)) == 0;
}

Error from_errno(int number, std::string where, std::string_view doing) {
  const std::string what = std::string(doing) + ": " + std::generic_category().message(number);
  if (number == ENOENT) return fail(Code::not_found, std::move(where), what);
  if (number == EEXIST) return fail(Code::conflict, std::move(where), what);
  return fail(Code::unavailable, std::move(where), what);
}

Result<std::size_t> read_into(int descriptor, std::span<char> out, const std::string& where) {
  std::size_t filled = 0;
  while (filled < out.size()) {
    const ssize_t got = ::read(descriptor, out.data() + filled, out.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      return fail(Code::unavailable, where, from_errno(errno, "", "cannot read").detail);
    }
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return filled;
}

Status write_all(int descriptor, std::string_view text, const std::string& where) {
  while (!text.empty()) {
    const ssize_t put = ::write(descriptor, text.data(), text.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      return fail(Code::unavailable, where, from_errno(errno, "", "cannot write").detail);
    }
    text.remove_prefix(static_cast<std::size_t>(put));
  }
  return {};
}

namespace {

sigset_t only_sigpipe() noexcept {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  return set;
}

}  // namespace

WithoutSigpipe::WithoutSigpipe() noexcept {
  sigset_t pending;
  sigpending(&pending);
  was_pending_ = sigismember(&pending, SIGPIPE) == 1;
  const sigset_t pipe = only_sigpipe();
  sigset_t before;
  pthread_sigmask(SIG_BLOCK, &pipe, &before);
  was_blocked_ = sigismember(&before, SIGPIPE) == 1;
}

WithoutSigpipe::~WithoutSigpipe() {
  const sigset_t pipe = only_sigpipe();
  if (!was_pending_) {
    const timespec at_once{};
    while (sigtimedwait(&pipe, nullptr, &at_once) < 0 && errno == EINTR) {
    }
  }
  if (!was_blocked_) pthread_sigmask(SIG_UNBLOCK, &pipe, nullptr);
}

}  // namespace credenza::host::detail
