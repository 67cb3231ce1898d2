#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <climits>
#include <cstdint>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "host/http_detail.h"

namespace credenza::host::detail {
namespace {

/// A status line is matched by a regular expression, which recurses for every character of it.
constexpr std::size_t k_max_status_line = 512;
constexpr std::size_t k_max_header_line = 8192;
constexpr std::size_t k_max_headers = std::size_t{64} << 10;

/// The connected socket, in clear or through TLS, counted against a Transport.
class CountingStream final : public httplib::Stream {
 public:
  CountingStream(socket_t socket, SSL* tls, Transport& transport) noexcept
      : socket_(socket), tls_(tls), transport_(transport) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }

  ssize_t read(char* out, std::size_t size) override {
    const int wanted = static_cast<int>(std::min<std::size_t>(size, INT_MAX));
    // SSL_get_error() looks into the queue, where an older error may lie.
    ERR_clear_error();
    const ssize_t got = tls_ != nullptr ? SSL_read(tls_, out, wanted)
                                        : ::recv(socket_, out, static_cast<std::size_t>(wanted), 0);
    if (got <= 0) {
      transport_.ended = true;
      // A TLS connection that breaks off must not pass for one that ended (RFC 8446 §6.1).
      if (tls_ == nullptr) return got;
      return SSL_get_error(tls_, static_cast<int>(got)) == SSL_ERROR_ZERO_RETURN ? 0 : -1;
    }
    if (!may_take({out, static_cast<std::size_t>(got)})) {
      transport_.overrun = true;
      return -1;
    }
    return got;
  }

  ssize_t write(const char* data, std::size_t size) override {
    const int wanted = static_cast<int>(std::min<std::size_t>(size, INT_MAX));
    return tls_ != nullptr ? SSL_write(tls_, data, wanted)
                           : ::send(socket_, data, static_cast<std::size_t>(wanted), MSG_NOSIGNAL);
  }

  void get_remote_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
  void get_local_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
  socket_t socket() const override { return socket_; }

 private:
  bool may_take(std::string_view bytes) noexcept {
    total_ += bytes.size();
    if (transport_.in_body) return total_ - head_ <= transport_.max_body_bytes;
    head_ = total_;
    for (const char c : bytes) {
      ++line_;
      if (line_ > (first_line_ ? k_max_status_line : k_max_header_line)) return false;
      if (c == '\n') {
        line_ = 0;
        first_line_ = false;
      }
    }
    return head_ <= k_max_headers;
  }

  socket_t socket_;
  SSL* tls_;
  Transport& transport_;
  std::size_t total_ = 0;
  std::size_t head_ = 0;  ///< how much of the total came before the body
  std::size_t line_ = 0;
  bool first_line_ = true;
};

bool is_address(const std::string& host) {
  std::array<std::uint8_t, sizeof(in6_addr)> ignored{};
  return ::inet_pton(AF_INET, host.c_str(), ignored.data()) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), ignored.data()) == 1;
}

}  // namespace

Watchdog::Watchdog(Time deadline) : deadline_(deadline), thread_([this] { watch(); }) {}

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Watchdog::watch() {
  std::unique_lock lock(mutex_);
  if (changed_.wait_until(lock, deadline_, [this] { return done_; })) return;
  fired_ = true;
  if (socket_.is_open()) ::shutdown(socket_.number(), SHUT_RDWR);
}

void Watchdog::guard(int socket) {
  const std::lock_guard lock(mutex_);
  socket_ = Descriptor(::fcntl(socket, F_DUPFD_CLOEXEC, 3));
  // Without a duplicate to shut later there is no deadline, so there shall be no connection.
  if (fired_ || !socket_.is_open()) ::shutdown(socket, SHUT_RDWR);
}

bool Watchdog::has_fired() {
  const std::lock_guard lock(mutex_);
  return fired_;
}

std::chrono::milliseconds Watchdog::remaining() const {
  using std::chrono::milliseconds;
  const auto left = std::chrono::ceil<milliseconds>(deadline_ - std::chrono::steady_clock::now());
  return std::max(left, milliseconds{1});
}

bool PlainClient::process_socket(const Socket& socket,
                                 std::function<bool(httplib::Stream&)> callback) {
  CountingStream stream(socket.sock, nullptr, transport_);
  return callback(stream);
}

TlsClient::TlsClient(const std::string& host, int port, const std::string& ca_file,
                     Transport& transport)
    : SSLClient(host, port), transport_(transport) {
  if (!ca_file.empty()) set_ca_cert_path(ca_file);
  SSL_CTX* context = ssl_context();
  if (context == nullptr) return;
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  X509_VERIFY_PARAM* expected = SSL_CTX_get0_param(context);
  X509_VERIFY_PARAM_set_hostflags(
      expected, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
  const int set = is_address(host)
                      ? X509_VERIFY_PARAM_set1_ip_asc(expected, host.c_str())
                      : X509_VERIFY_PARAM_set1_host(expected, host.c_str(), host.size());
  must(set == 1);
}

bool TlsClient::process_socket(const Socket& socket,
                               std::function<bool(httplib::Stream&)> callback) {
  CountingStream stream(socket.sock, socket.ssl, transport_);
  return callback(stream);
}

}  // namespace credenza::host::detail
