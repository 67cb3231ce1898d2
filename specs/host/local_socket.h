// Sockets between processes of one user on this machine: framed, bounded, and of nobody else.
//
// A message is its length (4 bytes, big-endian) and its bytes. What is received may be secret, so
// it is in locked memory.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/secret_bytes.h"

namespace credenza::host {

/// "$XDG_RUNTIME_DIR/credenza" (XDG Base Directory Specification 0.8). The system clears it when
/// the user logs out. There is no other place: one that others can write to is none.
/// @error unavailable  the variable is not set, or is no folder of this user alone; `where` is
/// "XDG_RUNTIME_DIR"
/// @error not_found    nobody made it yet; `where` is the folder
[[nodiscard]] Result<std::string> runtime_folder();
/// The same, made if it is not there.
/// @error unavailable  as runtime_folder()
[[nodiscard]] Result<std::string> make_runtime_folder();

/// Names of the sockets in `folder`, sorted; none when it cannot be read.
[[nodiscard]] std::vector<std::string> sockets_in(const std::string& folder);

/// SIGTERM, SIGINT and SIGHUP, kept back from when this is made until the process ends.
class StopSignals {
 public:
  StopSignals() noexcept;
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  ~StopSignals();
  /// Whether one of them came.
  [[nodiscard]] bool came() noexcept;

 private:
  friend class LocalListener;
  int descriptor_ = -1;
  bool came_ = false;
};

/// One end of a connection; closed when this goes.
class LocalConnection {
 public:
  /// @param patience  for each message, sent or received
  /// @error not_found    nobody listens there
  /// @error forbidden    who listens is another user
  /// @error unavailable  no answer in time
  [[nodiscard]] static Result<LocalConnection> open(const std::string& path,
                                                    std::chrono::milliseconds patience);
  /// Two ends that are connected, for a process and one that it starts.
  /// @error unavailable
  [[nodiscard]] static Result<std::pair<LocalConnection, LocalConnection>> pair(
      std::chrono::milliseconds patience);

  LocalConnection(LocalConnection&& other) noexcept;
  LocalConnection& operator=(LocalConnection&& other) noexcept;
  ~LocalConnection();

  /// @error unavailable  the other end is gone, or does not take it in time
  [[nodiscard]] Status send(ByteView message);
  /// @error out_of_range  longer than `max_bytes`; nothing of it was read
  /// @error missing       the other end closed before a whole message
  /// @error unavailable   not in time
  [[nodiscard]] Result<crypto::SecretBytes> receive(std::size_t max_bytes);
  /// The process at the other end when it connected.
  [[nodiscard]] int peer_process() const noexcept;
  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

 private:
  friend class LocalListener;
  LocalConnection(int descriptor, std::chrono::milliseconds patience) noexcept
      : descriptor_(descriptor), patience_(patience) {}
  [[nodiscard]] bool peer_is_this_user() const noexcept;
  int descriptor_ = -1;
  std::chrono::milliseconds patience_{};
};

/// A socket with a name, mode 0600, to which this user can connect.
class LocalListener {
 public:
  /// Takes the place of whatever is at `path` in one step.
  /// @error out_of_range  the path is longer than a socket's may be
  /// @error unavailable
  [[nodiscard]] static Result<LocalListener> create(const std::string& path);
  LocalListener(LocalListener&& other) noexcept;
  LocalListener& operator=(LocalListener&& other) = delete;
  /// Removes the name, when it is still that of this socket.
  ~LocalListener();

  /// The next connection of this user; nothing after `wait`, when a stop signal came, or when
  /// somebody else connected.
  [[nodiscard]] std::optional<LocalConnection> accept(std::chrono::milliseconds wait,
                                                      StopSignals& signals,
                                                      std::chrono::milliseconds patience);
  /// Whether the name still leads here.
  [[nodiscard]] bool is_in_place() const noexcept;

 private:
  LocalListener(int descriptor, std::string path) noexcept
      : descriptor_(descriptor), path_(std::move(path)) {}
  int descriptor_ = -1;
  std::string path_;
  unsigned long long device_ = 0;
  unsigned long long inode_ = 0;
};

/// Starts a process that outlives this one: no terminal, folder "/", no open file but the
/// connection. It runs `work` and ends without running what is registered to run at exit.
/// @return the other end of the connection that `work` is given
/// @error unavailable  no process can be started
[[nodiscard]] Result<LocalConnection> start_in_background(int (*work)(LocalConnection&),
                                                          std::chrono::milliseconds patience);

}  // namespace credenza::host
