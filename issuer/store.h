// The issuer's store: what was issued, and the status lists. An interface, so that a school can
// begin with a file and go on with a database server. A store keeps bytes; what is personal in them
// was sealed before (see ledger.h).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/instant.h"
#include "base/result.h"

namespace credenza::issuer {

/// A place in a status list.
struct StatusPlace {
  std::uint32_t list = 0;  ///< number of the list of its purpose, from 1
  std::uint64_t index = 0;

  friend bool operator==(const StatusPlace&, const StatusPlace&) = default;
};

/// A credential that was issued.
struct IssuedCredential {
  std::string id;     ///< "urn:uuid:…"
  Bytes row;          ///< keyed hash of what it was made from; no two have the same
  Bytes form;         ///< keyed hash of the template it was made with
  Bytes sealed;       ///< its text
  StatusPlace place;  ///< for purpose "revocation"
  Instant issued;
  std::optional<Instant> revoked{};
  Bytes sealed_reason{};  ///< why it was revoked; empty when it was not
};

/// A status list as it is kept. Bits stand as in the published list: index 0 is the leftmost bit.
struct StatusListState {
  std::string purpose;
  std::uint32_t number = 0;
  std::uint64_t entries = 0;
  std::uint64_t used = 0;  ///< how many indices were given out
  Bytes given;             ///< which
  Bytes values;            ///< what is published
};

/// Several changes as one. Gone without commit(): nothing of it happened. Errors of all functions:
/// unavailable (disk full, not writable), conflict at "lock" (another process), malformed at
/// "store" (damaged).
class Transaction {
 public:
  virtual ~Transaction() = default;
  /// The lists of `purpose`, by number. What is read here nobody else changes before this ends.
  [[nodiscard]] virtual Result<std::vector<StatusListState>> lists(std::string_view purpose) = 0;
  /// Puts a list in its place, or adds it.
  [[nodiscard]] virtual Status save(const StatusListState& list) = 0;
  [[nodiscard]] virtual Result<std::optional<IssuedCredential>> find_row(ByteView row) = 0;
  [[nodiscard]] virtual Result<std::optional<IssuedCredential>> find(std::string_view id) = 0;
  /// @error conflict  at "store": the id, the row or the place is taken
  [[nodiscard]] virtual Status add(const IssuedCredential& credential) = 0;
  /// @error not_found  no such credential, or revoked before
  [[nodiscard]] virtual Status revoke(std::string_view id, Instant at, ByteView sealed_reason) = 0;
  [[nodiscard]] virtual Status commit() = 0;
};

class Store {
 public:
  virtual ~Store() = default;
  [[nodiscard]] virtual Result<std::unique_ptr<Transaction>> begin() = 0;
  /// Ids that begin with `prefix`, at most `most`, in order.
  [[nodiscard]] virtual Result<std::vector<std::string>> ids_beginning(std::string_view prefix,
                                                                       std::size_t most) = 0;
  /// Up to `most` credentials in the order of issuing, from the one behind `after` on.
  /// @param after  the `position` of the last one seen; 0 at first
  struct Page {
    std::vector<IssuedCredential> credentials;
    std::int64_t position = 0;
  };
  [[nodiscard]] virtual Result<Page> page(std::int64_t after, std::size_t most) = 0;
};

}  // namespace credenza::issuer
