// Token Status List: the statuses of many tokens in one signed token.
// draft-ietf-oauth-status-list-20, https://datatracker.ietf.org/doc/draft-ietf-oauth-status-list/
//
//   claims ── reference_in ──► Reference ─ (caller fetches uri) ─► StatusListToken::verify ──
//   list().at(index)
//
// The token that refers to a list is judged first; a list is only fetched for one that is otherwise
// in order (§8.3). Where a list cannot be had or is refused, nothing is known about the status.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/instant.h"
#include "base/json.h"
#include "base/json_value.h"
#include "crypto/keys.h"
#include "jose/jws.h"

namespace credenza::token_status_list {

inline constexpr std::string_view k_media_type = "application/statuslist+jwt";
/// More than any list here has: an index from here on points into nothing.
inline constexpr std::uint64_t k_maximum_entries = std::uint64_t{1} << 27;

/// Where the status of a token stands (§6.2).
struct Reference {
  std::uint64_t index = 0;
  std::string_view uri;  ///< of the status list token
  json::Cursor node;
};

/// The claim `status.status_list` of a token; nothing when it has no status or only others.
/// @error missing       `idx` or `uri`
/// @error malformed     `status` is no object or names no mechanism; a member of the wrong form
/// @error out_of_range  an index that no list can have
[[nodiscard]] Result<std::optional<Reference>> reference_in(json::Cursor claims);

/// The mechanisms of `status` that are no status list, which somebody else has to understand.
[[nodiscard]] std::vector<json::Cursor> unknown_mechanisms(json::Cursor claims);

/// What a value of a list means (§7.1).
enum class StatusType : std::uint8_t {
  valid,                 ///< 0x00
  invalid,               ///< 0x01: withdrawn
  suspended,             ///< 0x02: on hold
  application_specific,  ///< 0x03, 0x0C to 0x0F
  reserved,              ///< everything else: nobody knows yet
};
[[nodiscard]] StatusType status_type(unsigned value) noexcept;

/// What a list may cost at most.
struct Limits {
  std::size_t max_token_bytes = std::size_t{8} << 20;
  std::size_t max_bytes = std::size_t{16} << 20;  ///< of the unpacked list
};

/// A list of values of 1, 2, 4 or 8 bits (§4.1). The value of index 0 is in the lowest bits of the
/// first byte.
class StatusList {
 public:
  /// @param bits          1, 2, 4 or 8
  /// @error out_of_range  no entries, more than k_maximum_entries bits in all, or other `bits`
  [[nodiscard]] static Result<StatusList> create(std::uint64_t entries, unsigned bits);
  /// Unpacks `lst` (§4.2): base64url of ZLIB data. Work and memory follow `limits`.
  /// @error malformed     not base64url, not ZLIB, empty, or something behind the data
  /// @error out_of_range  unpacks to more than `limits.max_bytes`; `bits` other than 1, 2, 4 or 8
  [[nodiscard]] static Result<StatusList> decode(std::string_view lst, unsigned bits,
                                                 const Limits& limits = {});

  /// @error out_of_range  no such index: "no statement about the status […] can be made" (§8.3)
  [[nodiscard]] Result<unsigned> at(std::uint64_t index) const;
  /// @error out_of_range  no such index, or a value that `bits` bits do not hold
  [[nodiscard]] Status set(std::uint64_t index, unsigned value);
  /// `lst`. The same list always gives the same text.
  [[nodiscard]] std::string encode() const;
  [[nodiscard]] std::uint64_t entries() const noexcept { return packed_.size() * 8 / bits_; }
  [[nodiscard]] unsigned bits() const noexcept { return bits_; }

 private:
  StatusList(Bytes packed, unsigned bits) noexcept;
  Bytes packed_;
  unsigned bits_;
};

/// What the reader of a list expects of it (§8.3).
struct Expectation {
  std::string_view uri;  ///< of the reference that led here: `sub` has to be it
  Instant now{};
  std::chrono::seconds leeway{60};                ///< for clocks that differ
  std::optional<std::chrono::seconds> max_age{};  ///< `iat` is no older than this
  /// A moment in the past that was asked about (§8.4): the token has to cover it, and may have
  /// expired since. `leeway` and `max_age` do not count then.
  std::optional<Instant> time{};
};

/// How often a list may be fetched at most, and has to be at least, whatever it says (§11.5).
struct FetchBounds {
  std::chrono::seconds least{60};
  std::chrono::seconds most{std::chrono::hours{24}};
};

/// A status list token whose signature was verified. Only verify() makes one.
class StatusListToken {
 public:
  /// The token as it came, to find its key by its header before verify().
  /// @error as jose::CompactJws::parse()
  [[nodiscard]] static Result<jose::CompactJws> parse(std::string_view text,
                                                      const Limits& limits = {});

  /// Verifies a token of `typ` "statuslist+jwt" (§5.1, §8.3 steps 3 to 5). `where` of an error is
  /// "header…", "signature", or the JSON Pointer of a claim.
  /// @error mismatch       `typ` is absent or another; `alg` is not the key's; `sub` is not the
  ///                       expected URI; `aud` means somebody else
  /// @error bad_signature  the signature does not match
  /// @error missing        `sub`, `iat`, `status_list`, `bits` or `lst`; `exp`, when a moment in
  ///                       the past was asked about
  /// @error malformed      a claim of the wrong form, or what StatusList::decode() says
  /// @error out_of_range   `bits` other than 1, 2, 4 or 8; more than `limits`
  /// @error expired        `exp` is past, or `iat` is older than `max_age`
  /// @error not_yet_valid  `iat` or `nbf` is in the future
  /// @error forbidden, unsupported  as jose::CompactJws::parse()
  [[nodiscard]] static Result<StatusListToken> verify(jose::CompactJws token,
                                                      const crypto::PublicKey& key,
                                                      const Expectation& expected,
                                                      const Limits& limits = {});

  [[nodiscard]] const StatusList& list() const noexcept { return list_; }
  [[nodiscard]] Instant issued_at() const noexcept { return issued_at_; }
  [[nodiscard]] std::optional<Instant> expires() const noexcept { return expires_; }
  [[nodiscard]] std::optional<std::chrono::seconds> ttl() const noexcept { return ttl_; }
  /// Where the issuer names its other lists (§9.2); empty when it does not say.
  [[nodiscard]] const std::string& aggregation_uri() const noexcept { return aggregation_uri_; }

  /// When a copy that was fetched at `fetched` should be fetched anew (§11.5). A copy is still not
  /// to be used from `exp` on.
  [[nodiscard]] Instant refresh_at(Instant fetched, const FetchBounds& bounds = {}) const noexcept;

 private:
  explicit StatusListToken(StatusList list) noexcept : list_(std::move(list)) {}
  StatusList list_;
  Instant issued_at_{};
  std::optional<Instant> expires_;
  std::optional<std::chrono::seconds> ttl_;
  std::string aggregation_uri_;
};

/// What goes into a status list token that we publish (§5.1).
struct Description {
  std::string uri;  ///< where it is published: `sub`
  std::string kid;  ///< which key signs it; left out when empty
  Instant issued_at;
  std::optional<Instant> expires{};
  std::optional<std::chrono::seconds> ttl{};
  std::string aggregation_uri{};  ///< left out when empty
};

/// Signs a list as status list token.
/// @error malformed     `uri` or `aggregation_uri` is no URI
/// @error out_of_range  `expires` not after `issued_at`; `ttl` not positive
/// @error unavailable   the signer does not answer
[[nodiscard]] Result<std::string> sign(const Description& description, const StatusList& list,
                                       const crypto::Signer& signer);

/// The claim `status` for a token that refers to a list (§6.2).
[[nodiscard]] Json make_status(std::string_view uri, std::uint64_t index);

/// The URIs of a status list aggregation (§9.3), which is signed by nobody: it says what can be
/// fetched ahead, and nothing about any token.
/// @error missing, malformed  `status_lists`
[[nodiscard]] Result<std::vector<std::string_view>> read_aggregation(json::Cursor aggregation);
[[nodiscard]] Json make_aggregation(const std::vector<std::string>& uris);

}  // namespace credenza::token_status_list
