#include "host/local_socket.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <dirent.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "host/files_detail.h"
#include "host/system.h"

namespace credenza::host {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t k_length_bytes = 4;
constexpr int k_waiting = 16;

/// A folder, no link, that is this user's alone.
bool is_private_folder(const std::string& path) {
  struct stat found {};
  return ::lstat(path.c_str(), &found) == 0 && S_ISDIR(found.st_mode) &&
         found.st_uid == ::geteuid() && (found.st_mode & 077U) == 0;
}

Result<sockaddr_un> address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) {
    return fail(Code::out_of_range, path, "the name of a socket has at most 107 bytes");
  }
  std::memcpy(address.sun_path, path.data(), path.size());
  return address;
}

const sockaddr* generic(const sockaddr_un& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

/// Whether `descriptor` is ready for `events` before `deadline` on `clock`.
bool is_ready(int descriptor, short events, const Stopwatch& clock, milliseconds deadline) {
  while (true) {
    const milliseconds left = deadline - clock.elapsed();
    if (left <= milliseconds::zero()) return false;
    pollfd wanted{.fd = descriptor, .events = events, .revents = 0};
    const int ready = ::poll(&wanted, 1, static_cast<int>(left.count()));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

Error late() {
  return fail(Code::unavailable, "socket", "no answer in time");
}

}  // namespace

Result<std::string> runtime_folder() {
  const auto base = environment("XDG_RUNTIME_DIR");
  if (!base || base->front() != '/') {
    return fail(Code::unavailable, "XDG_RUNTIME_DIR",
                "it names no folder; the system sets it for who logs in");
  }
  if (!is_private_folder(*base)) {
    return fail(Code::unavailable, "XDG_RUNTIME_DIR",
                *base + " is no folder that only you can get at");
  }
  std::string folder = *base + "/credenza";
  struct stat found {};
  if (::lstat(folder.c_str(), &found) != 0)
    return fail(Code::not_found, folder, "it is not there yet");
  if (!is_private_folder(folder)) {
    return fail(Code::unavailable, "XDG_RUNTIME_DIR",
                folder + " is no folder that only you can get at");
  }
  return folder;
}

Result<std::string> make_runtime_folder() {
  auto found = runtime_folder();
  if (found || found.error().code != Code::not_found) return found;
  if (::mkdir(found.error().where.c_str(), 0700) != 0 && errno != EEXIST) {
    return fail(Code::unavailable, "XDG_RUNTIME_DIR",
                "a folder cannot be made: " + found.error().where);
  }
  return runtime_folder();
}

std::vector<std::string> sockets_in(const std::string& folder) {
  std::vector<std::string> names;
  DIR* opened = ::opendir(folder.c_str());
  if (opened == nullptr) return names;
  while (const dirent* entry = ::readdir(opened)) {  // NOLINT(concurrency-mt-unsafe): of our own
    if (entry->d_type == DT_SOCK) names.emplace_back(entry->d_name);
  }
  ::closedir(opened);
  std::ranges::sort(names);
  return names;
}

StopSignals::StopSignals() noexcept {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP})
    sigaddset(&set, signal);
  ::sigprocmask(SIG_BLOCK, &set, nullptr);
  descriptor_ = ::signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

StopSignals::~StopSignals() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool StopSignals::came() noexcept {
  signalfd_siginfo info{};
  if (::read(descriptor_, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) came_ = true;
  return came_;
}

Result<LocalConnection> LocalConnection::open(const std::string& path, milliseconds patience) {
  const sockaddr_un address = TRY(address_of(path));
  LocalConnection made(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), patience);
  if (made.descriptor_ < 0) return fail(Code::unavailable, path, "no socket can be made");
  const timeval limit{.tv_sec = patience.count() / 1000, .tv_usec = patience.count() % 1000 * 1000};
  ::setsockopt(made.descriptor_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  if (::connect(made.descriptor_, generic(address), sizeof address) != 0) {
    if (errno == ENOENT || errno == ECONNREFUSED || errno == ENOTDIR)
      return fail(Code::not_found, path, "nobody listens there");
    return detail::from_errno(errno, path, "cannot connect");
  }
  if (!made.peer_is_this_user())
    return fail(Code::forbidden, path, "who listens there is another user");
  return made;
}

Result<std::pair<LocalConnection, LocalConnection>> LocalConnection::pair(milliseconds patience) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return fail(Code::unavailable, "socket", "no socket can be made");
  return std::pair(LocalConnection(ends[0], patience), LocalConnection(ends[1], patience));
}

LocalConnection::LocalConnection(LocalConnection&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), patience_(other.patience_) {}

LocalConnection& LocalConnection::operator=(LocalConnection&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(patience_, other.patience_);
  return *this;
}

LocalConnection::~LocalConnection() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool LocalConnection::peer_is_this_user() const noexcept {
  ucred peer{};
  socklen_t size = sizeof peer;
  return ::getsockopt(descriptor_, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
         peer.uid == ::geteuid();
}

int LocalConnection::peer_process() const noexcept {
  ucred peer{};
  socklen_t size = sizeof peer;
  return ::getsockopt(descriptor_, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 ? peer.pid : 0;
}

Status LocalConnection::send(ByteView message) {
  std::array<std::uint8_t, k_length_bytes> length{};
  for (std::size_t i = 0; i < length.size(); ++i)
    length[i] = static_cast<std::uint8_t>(message.size() >> (8 * (length.size() - 1 - i)));
  const Stopwatch clock;
  for (ByteView left : {ByteView(length), message}) {
    while (!left.empty()) {
      if (!is_ready(descriptor_, POLLOUT, clock, patience_)) return late();
      const ssize_t put =
          ::send(descriptor_, left.data(), left.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (put < 0 && (errno == EINTR || errno == EAGAIN)) continue;
      if (put < 0) return fail(Code::unavailable, "socket", "the other end is gone");
      left = left.subspan(static_cast<std::size_t>(put));
    }
  }
  return {};
}

namespace {

Status fill(int descriptor, std::span<std::uint8_t> out, const Stopwatch& clock,
            milliseconds patience) {
  while (!out.empty()) {
    if (!is_ready(descriptor, POLLIN, clock, patience)) return late();
    const ssize_t got = ::recv(descriptor, out.data(), out.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got <= 0) return fail(Code::missing, "socket", "the other end closed too early");
    out = out.subspan(static_cast<std::size_t>(got));
  }
  return {};
}

}  // namespace

Result<crypto::SecretBytes> LocalConnection::receive(std::size_t max_bytes) {
  const Stopwatch clock;
  std::array<std::uint8_t, k_length_bytes> length{};
  TRY(fill(descriptor_, length, clock, patience_));
  std::size_t size = 0;
  for (const std::uint8_t byte : length)
    size = (size << 8U) | byte;
  if (size > max_bytes) return fail(Code::out_of_range, "socket", "a message that is too long");
  crypto::SecretBytes message(size);
  TRY(fill(descriptor_, message.writable(), clock, patience_));
  return message;
}

Result<LocalListener> LocalListener::create(const std::string& path) {
  const std::string unfinished = path + "." + std::to_string(::getpid());
  const sockaddr_un address = TRY(address_of(unfinished));
  LocalListener made(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), path);
  ::unlink(unfinished.c_str());
  struct stat found {};
  const bool placed =
      made.descriptor_ >= 0 && ::bind(made.descriptor_, generic(address), sizeof address) == 0 &&
      ::chmod(unfinished.c_str(), 0600) == 0 && ::listen(made.descriptor_, k_waiting) == 0 &&
      ::lstat(unfinished.c_str(), &found) == 0 && ::rename(unfinished.c_str(), path.c_str()) == 0;
  if (!placed) {
    Error why = detail::from_errno(errno, path, "no socket can be made");
    ::unlink(unfinished.c_str());
    return fail(Code::unavailable, path, why.detail);
  }
  made.device_ = found.st_dev;
  made.inode_ = found.st_ino;
  return made;
}

LocalListener::LocalListener(LocalListener&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      device_(other.device_),
      inode_(other.inode_) {}

LocalListener::~LocalListener() {
  if (descriptor_ < 0) return;
  if (is_in_place()) ::unlink(path_.c_str());
  ::close(descriptor_);
}

bool LocalListener::is_in_place() const noexcept {
  struct stat found {};
  return inode_ != 0 && ::lstat(path_.c_str(), &found) == 0 && found.st_dev == device_ &&
         found.st_ino == inode_;
}

std::optional<LocalConnection> LocalListener::accept(milliseconds wait, StopSignals& signals,
                                                     milliseconds patience) {
  std::array<pollfd, 2> wanted{pollfd{.fd = descriptor_, .events = POLLIN, .revents = 0},
                               pollfd{.fd = signals.descriptor_, .events = POLLIN, .revents = 0}};
  if (::poll(wanted.data(), wanted.size(), static_cast<int>(wait.count())) <= 0) return {};
  if (wanted[0].revents == 0) return {};
  LocalConnection made(::accept4(descriptor_, nullptr, nullptr, SOCK_CLOEXEC), patience);
  if (made.descriptor_ < 0 || !made.peer_is_this_user()) return {};
  return made;
}

}  // namespace credenza::host
