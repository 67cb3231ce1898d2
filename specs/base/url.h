// URLs as this project fetches them: absolute, hierarchical, https or http, no user information.
// And the form of identifiers that are URLs and are only compared.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace credenza {

/// An absolute http or https URL in parts (RFC 3986 §3). An object that exists is valid: the host
/// is lower-case ASCII (a name in other scripts has to come in its xn-- form), a path begins with
/// '/', and no part holds control characters or white space.
class Url {
 public:
  /// @error malformed    no absolute URL with a host, or a character that has to be percent-encoded
  /// @error unsupported  a scheme other than https and http
  /// @error forbidden    user information ("user:password@") in the authority
  [[nodiscard]] static Result<Url> parse(std::string_view text);

  [[nodiscard]] const std::string& scheme() const noexcept { return scheme_; }
  /// Without brackets for an IPv6 literal.
  [[nodiscard]] const std::string& host() const noexcept { return host_; }
  /// 443 or 80 where the text names none.
  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  /// Path and query as sent in a request line: "/a/b?c=d".
  [[nodiscard]] std::string target() const { return path_ + query_; }
  [[nodiscard]] const std::string& path() const noexcept { return path_; }
  /// The whole URL without fragment, default port left out.
  [[nodiscard]] std::string text() const;
  /// "https://host[:port]".
  [[nodiscard]] std::string origin() const;

  /// Resolves a `Location` header against this URL (RFC 3986 §5.2 for the forms that servers send:
  /// absolute, network-path, absolute-path and relative-path references; dot segments are removed).
  /// @error as parse()
  [[nodiscard]] Result<Url> resolve(std::string_view reference) const;

  friend bool operator==(const Url&, const Url&) = default;

 private:
  Url() = default;

  std::string scheme_;
  std::string host_;
  bool ipv6_ = false;
  std::uint16_t port_ = 0;
  std::string path_;
  std::string query_;  ///< with its '?', or empty
};

/// Whether `text` is what specifications call "a URL" when nobody fetches it (did:, urn:, data:,
/// https:): a scheme (RFC 3986 §3.1), a colon and something behind it, and no white space, control
/// character or other ASCII character that RFC 3986 §2 leaves out. Characters beyond ASCII are let
/// through (RFC 3987).
[[nodiscard]] bool is_absolute_uri(std::string_view text) noexcept;

}  // namespace credenza
