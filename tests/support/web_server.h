// Servers on the loopback interface that a test starts itself: well-behaved ones, with and without
// TLS, and ones that write raw bytes.
#pragma once

#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include <httplib.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "base/result.h"

namespace credenza::test {

/// Runs an httplib server on a free port of 127.0.0.1 for as long as it lives.
template <class Server>
class Running {
 public:
  template <class... Arguments>
  explicit Running(Arguments&&... arguments) : server_(std::forward<Arguments>(arguments)...) {
    must(server_.is_valid());
    port_ = server_.bind_to_any_port("127.0.0.1");
    must(port_ > 0);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }
  Server* operator->() { return &server_; }
  /// Call it when all handlers are set.
  void start() {
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running())
      std::this_thread::yield();
  }
  [[nodiscard]] std::string port() const { return std::to_string(port_); }

 private:
  Server server_;
  int port_ = 0;
  std::thread thread_;
};

using WebServer = Running<httplib::Server>;
using TlsServer = Running<httplib::SSLServer>;

/// Answers every connection to a free port of 127.0.0.1, one after the other, with what `talk`
/// writes.
class RawServer {
 public:
  explicit RawServer(std::function<void(int connection)> talk) : talk_(std::move(talk)) {
    listening_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    must(::bind(listening_, reinterpret_cast<sockaddr*>(&address), size) == 0);
    must(::listen(listening_, 8) == 0);
    must(::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;
  ~RawServer() {
    ::shutdown(listening_, SHUT_RDWR);
    thread_.join();
    ::close(listening_);
  }
  [[nodiscard]] std::string port() const { return std::to_string(port_); }

  /// Sends all of `text`; false when the other side is gone.
  static bool send(int connection, std::string_view text) {
    while (!text.empty()) {
      const ssize_t put = ::send(connection, text.data(), text.size(), MSG_NOSIGNAL);
      if (put <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
  }
  /// Sends `text` byte by byte with a pause before each, again and again, until the other side is
  /// gone.
  static void drip(int connection, std::string_view text) {
    while (true) {
      for (const char byte : text) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        if (!send(connection, {&byte, 1})) return;
      }
    }
  }

 private:
  void serve() {
    while (true) {
      const int connection = ::accept(listening_, nullptr, nullptr);
      if (connection < 0) return;
      talk_(connection);
      ::shutdown(connection, SHUT_WR);
      // Closing with unread bytes would reset the connection under the last answer.
      char ignored = 0;
      while (::recv(connection, &ignored, 1, 0) > 0) {
      }
      ::close(connection);
    }
  }

  std::function<void(int)> talk_;
  int listening_ = -1;
  int port_ = 0;
  std::thread thread_;
};

/// A key and a self-signed certificate for `name`, as PEM files; the certificate is its own
/// authority.
inline void write_certificate(const std::string& name, const std::string& certificate_file,
                              const std::string& key_file, long seconds_from_now = 3600) {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
  X509* x509 = certificate.get();
  X509_set_version(x509, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
  X509_gmtime_adj(X509_getm_notBefore(x509), -7200);
  X509_gmtime_adj(X509_getm_notAfter(x509), seconds_from_now);
  X509_set_pubkey(x509, key.get());
  X509_NAME* subject = X509_get_subject_name(x509);
  const std::string common_name = "school.example";
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(common_name.c_str()), -1, -1,
                             0);
  X509_set_issuer_name(x509, subject);
  X509_EXTENSION* names =
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, ("DNS:" + name).c_str());
  must(names != nullptr && X509_add_ext(x509, names, -1) == 1);
  X509_EXTENSION_free(names);
  must(X509_sign(x509, key.get(), EVP_sha256()) > 0);
  const auto write = [](const std::string& path, const auto& print) {
    std::FILE* file = std::fopen(path.c_str(), "w");
    must(file != nullptr && print(file) == 1);
    std::fclose(file);
  };
  write(certificate_file, [&](std::FILE* file) { return PEM_write_X509(file, x509); });
  write(key_file, [&](std::FILE* file) {
    return PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
}

}  // namespace credenza::test
