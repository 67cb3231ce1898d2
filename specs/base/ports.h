// The ports: what rooms need from the world and are handed by the programs. `host` implements them
// for real, `tests/support` for tests. A reference to a port outlives the call it is given to.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "base/bytes.h"
#include "base/instant.h"
#include "base/result.h"
#include "base/url.h"

namespace credenza {

/// Tells the time. Rooms take an `Instant now`; only programs hold a Clock, and one verification
/// uses one reading of it.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
};

/// A cryptographically secure source of random bytes.
class Random {
 public:
  virtual ~Random() = default;
  /// Fills all of `out`; a source that cannot do that stops the program.
  virtual void fill(std::span<std::uint8_t> out) = 0;
};

/// Bytes in order, some at a time: a file or standard input that need not fit into memory.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Fills `into` as far as there are bytes.
  /// @return how many; fewer than `into` has room for only at the end
  /// @error unavailable  the medium fails
  [[nodiscard]] virtual Result<std::size_t> read(std::span<char> into) = 0;
};

struct FetchRequest {
  Url url;
  std::string accept;  ///< media type asked for, sent as Accept
  std::size_t max_bytes = std::size_t{1} << 20;
  std::chrono::milliseconds timeout{5000};  ///< for the whole exchange, redirects included
};

struct Fetched {
  std::string media_type;  ///< lower case, without parameters
  Bytes body;
};

/// Gets a document from the network, under the rules of the implementation (see
/// host/http_client.h).
class Fetcher {
 public:
  virtual ~Fetcher() = default;
  /// @error unavailable  not reachable, too slow, or an HTTP status other than 200
  /// @error not_found    HTTP 404 or 410
  /// @error forbidden    a rule refuses the address: scheme, private range, redirect, offline
  /// @error out_of_range longer than `max_bytes`
  /// @error malformed    the answer is no HTTP, or of another content type than asked for
  [[nodiscard]] virtual Result<Fetched> fetch(const FetchRequest& request) = 0;
};

}  // namespace credenza
