// One HTTP exchange under guard: its time is watched from outside, its bytes on the way in.
//
// cpp-httplib reads status line and headers of any length and times each read by itself, so a
// stranger's server could make it hold much and wait long. Here its sockets are shut at a deadline,
// and its reads go through a stream that counts.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include <httplib.h>

#include "host/files_detail.h"
#include "host/http_client.h"

namespace credenza::host::detail {

/// Shuts the socket it guards when the deadline comes, whatever the thread that uses it waits for.
class Watchdog {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit Watchdog(Time deadline);
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;
  ~Watchdog();

  /// From now on it is `socket`. A duplicate of the descriptor is kept, so that a number which was
  /// closed and given to something else is never shut.
  void guard(int socket);
  [[nodiscard]] bool has_fired();
  [[nodiscard]] Time deadline() const noexcept { return deadline_; }
  /// What is left, at least a millisecond.
  [[nodiscard]] std::chrono::milliseconds remaining() const;

 private:
  void watch();

  const Time deadline_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Descriptor socket_{-1};
  bool done_ = false;
  bool fired_ = false;
  std::thread thread_;
};

/// What is known of an answer while it comes in.
struct Transport {
  std::size_t max_body_bytes = 0;  ///< with chunk headers and trailers
  bool in_body = false;            ///< status line and headers are through
  bool ended = false;              ///< the other side closed, or the connection broke
  bool overrun = false;            ///< more came than may
};

/// An http client whose reads obey `transport`; `transport` outlives it.
class PlainClient final : public httplib::ClientImpl {
 public:
  PlainClient(const std::string& host, int port, Transport& transport)
      : ClientImpl(host, port), transport_(transport) {}

 private:
  bool process_socket(const Socket& socket,
                      std::function<bool(httplib::Stream&)> callback) override;
  Transport& transport_;
};

/// Likewise https. Certificates have to be for `host`: checked by OpenSSL itself within the
/// handshake.
class TlsClient final : public httplib::SSLClient {
 public:
  /// @param ca_file  certificate authorities; empty: the system's
  TlsClient(const std::string& host, int port, const std::string& ca_file, Transport& transport);

 private:
  bool process_socket(const Socket& socket,
                      std::function<bool(httplib::Stream&)> callback) override;
  Transport& transport_;
};

}  // namespace credenza::host::detail
