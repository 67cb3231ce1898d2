// What a ledger is made of: entries that follow each other, each bound by a hash to all before it.
// The form is docs/ledger_format.md; nothing in an entry is personal.
//
//   kind, at, body ── chain_digest(previous) ──► digest, which the next entry begins from
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/instant.h"
#include "base/json_value.h"
#include "base/result.h"

namespace credenza::issuer {

/// SHA-256 of something, or a keyed hash of that length.
using Hash = std::array<std::uint8_t, 32>;
/// The 16 bytes of a credential's UUID.
using CredentialId = std::array<std::uint8_t, 16>;
/// Where an entry stands in the ledger: from 1, without gaps.
using Position = std::int64_t;

/// "urn:uuid:5f2a7c1e-…".
[[nodiscard]] std::string to_urn(const CredentialId& id);
/// As to_urn(), into memory that is used again.
void to_urn(const CredentialId& id, std::string& out);
/// The id that a URN spells; nothing when it is none. Hexadecimal digits of either case.
[[nodiscard]] std::optional<CredentialId> from_urn(std::string_view urn);

/// A place in the status lists of an issuer: the same in the list of every purpose.
struct StatusPlace {
  std::uint32_t list = 0;  ///< number of the list, from 1
  std::uint64_t index = 0;

  friend bool operator==(const StatusPlace&, const StatusPlace&) = default;
};

// Kinds of entries. What stands in the body of one is for whoever writes it, but for the members
// that read_effect() knows.
inline constexpr std::string_view k_issued = "issued";
inline constexpr std::string_view k_revoked = "revoked";
inline constexpr std::string_view k_suspended = "suspended";
inline constexpr std::string_view k_reinstated = "reinstated";
inline constexpr std::string_view k_replaced = "replaced";
inline constexpr std::string_view k_renewed = "renewed";
inline constexpr std::string_view k_reissued = "reissued";
inline constexpr std::string_view k_forgotten = "forgotten";
inline constexpr std::string_view k_key = "key";
inline constexpr std::string_view k_cosign = "cosign";

struct Entry {
  Position position = 0;
  std::string kind;
  Instant at;
  Bytes body;  ///< of `issued`: to_body(); of all others: a JSON object
  Hash digest{};
};

/// Of the last entry; of a ledger without entries, position 0 and the digest that the first one
/// begins from.
struct Head {
  Position position = 0;
  Instant at{};
  Hash digest{};
};

/// What the entry of a credential says.
struct Issued {
  CredentialId id{};
  std::uint32_t cohort = 0;  ///< what it has in common with others; see Snapshot::cohort()
  StatusPlace place;
  Hash personal{};  ///< SHA-256 of what is sealed of it
  Hash text{};      ///< SHA-256 of the credential, as it was signed

  friend bool operator==(const Issued&, const Issued&) = default;
};

inline constexpr std::size_t k_issued_bytes = 16 + 4 + 4 + 4 + 32 + 32;

/// id ‖ cohort ‖ list ‖ index ‖ personal ‖ text; numbers big-endian, of four bytes each.
[[nodiscard]] std::array<std::uint8_t, k_issued_bytes> to_body(const Issued& issued);
/// @error malformed  at "store": not of that length
[[nodiscard]] Result<Issued> read_issued(ByteView body);

/// What holds of a credential.
enum class State : std::uint8_t { in_force, suspended, revoked, superseded };
/// "in_force", "suspended", "revoked", "superseded".
[[nodiscard]] std::string_view to_string(State state) noexcept;
[[nodiscard]] std::optional<State> read_state(std::string_view name) noexcept;

struct Standing {
  State state = State::in_force;
  Instant since{};        ///< when the entry was made that brought it there
  Position by_entry = 0;  ///< that entry; 0: as it was issued

  friend bool operator==(const Standing&, const Standing&) = default;
};

/// What an entry that is no `issued` does to credentials, so that everything that is kept beside
/// the entries can be proven from them:
///   {"positions": [3, 17], "state": "revoked", …}   these have this standing from now on
///   {"positions": [3], "forgotten": true, …}        what was personal of these is gone
struct Effect {
  std::vector<Position> positions;  ///< of `issued` entries; ascending
  std::optional<State> state;
  bool forgotten = false;
};
/// @error malformed  at "store": no JSON object, or these members are of another form
[[nodiscard]] Result<Effect> read_effect(ByteView body);

/// An entry can name a million credentials.
inline constexpr json::Limits k_body_limits{std::size_t{64} << 20, 64};

/// The body of an entry that is no `issued`: canonical JSON (RFC 8785).
/// @error malformed     a string in it is not UTF-8
/// @error out_of_range  a number that canonical JSON cannot carry, or more than k_body_limits
[[nodiscard]] Result<Bytes> make_body(const Json& value);

/// SHA-256(previous ‖ position ‖ length of kind ‖ kind ‖ at ‖ length of body ‖ body); numbers are
/// big-endian, of 8 bytes, instants are seconds since 1970. The digest of an entry.
[[nodiscard]] Hash chain_digest(const Hash& previous, Position position, std::string_view kind,
                                Instant at, ByteView body);
/// SHA-256("credenza.issuer.ledger/1" ‖ id): what the first entry of the ledger begins from.
[[nodiscard]] Hash chain_start(ByteView ledger_id);

}  // namespace credenza::issuer
