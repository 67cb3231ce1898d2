// Which addresses the internet at large can be reached at, and how names become addresses.
#include <algorithm>
#include <array>
#include <cstring>
#include <netdb.h>
#include <netinet/in.h>
#include <span>
#include <sys/socket.h>

#include "host/http_client.h"

namespace credenza::host {
namespace {

struct Range {
  std::array<std::uint8_t, 16> prefix;
  unsigned bits;
};

/// IANA IPv4 Special-Purpose Address Registry (RFC 6890 and its updates) and multicast (RFC 5771).
constexpr std::array k_special_ipv4 = {
    Range{{0}, 8},              // "this network"
    Range{{10}, 8},             // private use
    Range{{100, 64}, 10},       // shared address space
    Range{{127}, 8},            // loopback
    Range{{169, 254}, 16},      // link local, with the metadata services of clouds
    Range{{172, 16}, 12},       // private use
    Range{{192, 0, 0}, 24},     // IETF protocol assignments
    Range{{192, 0, 2}, 24},     // documentation
    Range{{192, 31, 196}, 24},  // AS112
    Range{{192, 52, 193}, 24},  // AMT
    Range{{192, 88, 99}, 24},   // 6to4 relays
    Range{{192, 168}, 16},      // private use
    Range{{192, 175, 48}, 24},  // AS112
    Range{{198, 18}, 15},       // benchmarking
    Range{{198, 51, 100}, 24},  // documentation
    Range{{203, 0, 113}, 24},   // documentation
    Range{{224}, 3},            // multicast, reserved, limited broadcast
};

/// RFC 4291 §2.4: what is routed as global unicast today. Everything else is special in IPv6.
constexpr Range k_global_ipv6{{0x20}, 3};

/// What the IANA IPv6 Special-Purpose Address Registry takes out of that.
constexpr std::array k_special_ipv6 = {
    Range{{0x20, 0x01, 0x00}, 23},              // IETF protocol assignments, with Teredo and ORCHID
    Range{{0x20, 0x01, 0x0D, 0xB8}, 32},        // documentation
    Range{{0x20, 0x02}, 16},                    // 6to4
    Range{{0x26, 0x20, 0x00, 0x4F, 0x80}, 48},  // AS112
    Range{{0x3F, 0xFF}, 20},                    // documentation
};

/// RFC 6052 §2.1: the well-known prefix of NAT64; an IPv4 address is its last four bytes.
constexpr Range k_nat64{{0x00, 0x64, 0xFF, 0x9B}, 96};

bool in_range(std::span<const std::uint8_t> address, const Range& range) noexcept {
  for (std::size_t i = 0; i * 8 < range.bits; ++i) {
    const std::size_t left = range.bits - i * 8;
    const unsigned mask = left >= 8 ? 0xFFU : 0xFFU << (8 - left) & 0xFFU;
    if ((address[i] & mask) != (range.prefix[i] & mask)) return false;
  }
  return true;
}

template <std::size_t n>
bool in_any(std::span<const std::uint8_t> address, const std::array<Range, n>& ranges) noexcept {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const Range& range) { return in_range(address, range); });
}

/// RFC 5214 §6.1: an ISATAP interface identifier, which ends in an IPv4 address.
bool is_isatap(std::span<const std::uint8_t> address) noexcept {
  return (address[8] & 0xFDU) == 0 && address[9] == 0 && address[10] == 0x5E && address[11] == 0xFE;
}

}  // namespace

bool is_public(const Address& address) noexcept {
  const std::span<const std::uint8_t> bytes = address;
  if (bytes.size() == 4) return !in_any(bytes, k_special_ipv4);
  if (bytes.size() != 16) return false;
  const bool embedded_is_public = !in_any(bytes.subspan(12), k_special_ipv4);
  if (in_range(bytes, k_nat64)) return embedded_is_public;
  if (is_isatap(bytes) && !embedded_is_public) return false;
  return in_range(bytes, k_global_ipv6) && !in_any(bytes, k_special_ipv6);
}

Result<std::vector<Address>> system_resolve(const std::string& host) {
  // RFC 6761 §6.3: "Name resolution APIs and libraries SHOULD recognize localhost names as special
  // and SHOULD always return the IP loopback address for address queries". A machine without a
  // hosts file would otherwise ask the network where localhost is.
  if (host == "localhost" || host.ends_with(".localhost")) {
    Address v6(16);
    v6.back() = 1;
    return std::vector<Address>{{127, 0, 0, 1}, std::move(v6)};
  }
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_ADDRCONFIG;
  addrinfo* found = nullptr;
  const int failed = ::getaddrinfo(host.c_str(), nullptr, &hints, &found);
  if (failed != 0) {
    return fail(Code::unavailable, host,
                std::string("no address for this name: ") + ::gai_strerror(failed));
  }
  std::vector<Address> addresses;
  for (const addrinfo* entry = found; entry != nullptr; entry = entry->ai_next) {
    if (entry->ai_family == AF_INET) {
      sockaddr_in address{};
      std::memcpy(&address, entry->ai_addr, sizeof address);
      Address bytes(4);
      std::memcpy(bytes.data(), &address.sin_addr, bytes.size());
      addresses.push_back(std::move(bytes));
    } else if (entry->ai_family == AF_INET6) {
      sockaddr_in6 address{};
      std::memcpy(&address, entry->ai_addr, sizeof address);
      Address bytes(16);
      std::memcpy(bytes.data(), &address.sin6_addr, bytes.size());
      addresses.push_back(std::move(bytes));
    }
  }
  ::freeaddrinfo(found);
  return addresses;
}

}  // namespace credenza::host
