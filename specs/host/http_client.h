// The fetcher: how this project gets documents from the network, and from where it does not.
//
// Every URL in a credential was chosen by whoever made the credential. So: https only; the name is
// resolved once and the connection goes to an address that was checked; loopback, private,
// link-local, multicast, documentation and other special ranges are refused; redirects are followed
// at most three times and each is checked like the first; bytes and time are bounded as a whole;
// the content type has to be JSON, or one that was asked for by its name.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/ports.h"

namespace credenza::host {

struct HttpRules {
  bool offline = false;  ///< refuse everything
  bool allow_loopback_http =
      false;  ///< for tests: plain http (and https) to loopback addresses, nowhere else
  int max_redirects = 3;
  std::string ca_file = {};  ///< certificate authorities instead of the system's; for tests
};

/// An IP address, IPv4 as four bytes or IPv6 as sixteen.
using Address = std::vector<std::uint8_t>;

/// Whether the internet at large can be reached at `address`: none of the special-purpose ranges of
/// RFC 6890 and the IANA registries, nor an IPv6 address that maps, embeds or translates to one of
/// them.
[[nodiscard]] bool is_public(const Address& address) noexcept;

/// Resolves a name to its addresses; handed in so that tests can count and answer.
using NameResolver = std::function<Result<std::vector<Address>>(const std::string& host)>;

/// getaddrinfo(), but for localhost and what ends in it (RFC 6761 §6.3).
/// @error unavailable  the name has no address now
[[nodiscard]] Result<std::vector<Address>> system_resolve(const std::string& host);

class HttpFetcher final : public Fetcher {
 public:
  explicit HttpFetcher(HttpRules rules, NameResolver resolver = system_resolve);
  [[nodiscard]] Result<Fetched> fetch(const FetchRequest& request) override;
  /// How many connections were opened so far.
  [[nodiscard]] int connections() const noexcept { return connections_; }

 private:
  HttpRules rules_;
  NameResolver resolver_;
  int connections_ = 0;
};

}  // namespace credenza::host
