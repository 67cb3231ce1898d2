// Status lists: W3C Bitstring Status List 1.0, https://www.w3.org/TR/vc-bitstring-status-list/
//
//   credential ── references_in ──► Reference        list credential ── read ──► PublishedList ──
//   at(index)
//
// Packs, unpacks and reads references. A status list is itself a signed credential; verifying it is
// for `verify`, which comes later in the house.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/instant.h"
#include "base/json.h"
#include "base/json_value.h"

namespace credenza::status_list {

/// §3.2: fewer entries are refused, so that one entry hides in the herd.
inline constexpr std::uint64_t k_minimum_entries = 131072;
/// More than any list here has: an index from here on points into nothing.
inline constexpr std::uint64_t k_maximum_entries = std::uint64_t{1} << 27;

/// One entry of `credentialStatus` that points into a bitstring status list (§2.1).
struct Reference {
  std::string_view purpose;  ///< "revocation", "suspension", "refresh", "message" or another
  std::string_view list;     ///< URL of the list's credential
  std::uint64_t index = 0;
  unsigned bits = 1;  ///< `statusSize`, 1 to 8
  json::Cursor node;
};

/// The references of a credential. Entries of another type are not among them: see
/// unknown_entries().
/// @error missing, malformed  a member that §2.1 asks for, `statusMessage` included
/// @error out_of_range        an index that no list can have; statusSize below 1 or more than 8
[[nodiscard]] Result<std::vector<Reference>> references_in(json::Cursor credential);

/// The `credentialStatus` entries of other types, which somebody else has to understand.
[[nodiscard]] std::vector<json::Cursor> unknown_entries(json::Cursor credential);

/// What unpacking may cost at most.
struct Limits {
  std::size_t max_bytes = std::size_t{16} << 20;  ///< of the unpacked list
};

/// A list of values of `bits` bits each. Index 0 is the leftmost bit (§2.2, §7.1); the bits of one
/// value stand most significant first.
class StatusList {
 public:
  /// @error out_of_range  fewer than k_minimum_entries entries, more than k_maximum_entries bits in
  ///                      all, or `bits` not from 1 to 8
  [[nodiscard]] static Result<StatusList> create(std::uint64_t entries, unsigned bits = 1);
  /// Expands `encodedList` (§3.4): multibase base64url ('u') of one GZIP member. Work and memory
  /// follow `limits`, not the input. Lists of drafts before 1.0, which lack the 'u', are refused.
  /// @error malformed     empty, not base64url, not GZIP, or bytes behind the GZIP member
  /// @error unsupported   another multibase than 'u', or none
  /// @error out_of_range  unpacks to more than `limits.max_bytes`, or to fewer entries than
  ///                      k_minimum_entries (§3.2: STATUS_LIST_LENGTH_ERROR); `bits` not from 1 to
  ///                      8
  [[nodiscard]] static Result<StatusList> decode(std::string_view encoded, unsigned bits = 1,
                                                 const Limits& limits = {});

  /// @error out_of_range  no such index (§3.2: RANGE_ERROR)
  [[nodiscard]] Result<unsigned> at(std::uint64_t index) const;
  /// @error out_of_range  no such index, or a value that `bits` bits do not hold
  [[nodiscard]] Status set(std::uint64_t index, unsigned value);
  /// `encodedList` (§3.3). The same list always gives the same text.
  [[nodiscard]] std::string encode() const;
  [[nodiscard]] std::uint64_t entries() const noexcept { return packed_.size() * 8 / bits_; }
  [[nodiscard]] unsigned bits() const noexcept { return bits_; }

 private:
  StatusList(Bytes packed, unsigned bits) noexcept;
  Bytes packed_;
  unsigned bits_;
};

/// What a status list credential says (§2.2), once its proof was verified.
struct PublishedList {
  std::string_view issuer;
  std::vector<std::string_view> purposes;
  StatusList list;
  std::optional<std::chrono::milliseconds> ttl;
  /// `replacedOn`, a member of ours: {"94567": "2026-07-03"}. Lists of others need not have it.
  std::optional<json::Cursor> replaced_on;

  /// The day on which the credential at `index` was replaced, in a list of purpose "refresh".
  /// Nothing when the list does not say it, or says it in another form: it is told to people and
  /// decides nothing.
  [[nodiscard]] std::optional<std::chrono::year_month_day> replaced(std::uint64_t index) const;

  /// @param credential  a BitstringStatusListCredential
  /// @param bits        `statusSize` of the reference that led here (§3.2 reads the list with it)
  /// @error missing, malformed, unsupported, out_of_range  as the members of §2.2 and
  ///        StatusList::decode() say
  /// @error mismatch    the list names a `statusSize` other than `bits`
  [[nodiscard]] static Result<PublishedList> read(json::Cursor credential, unsigned bits,
                                                  const Limits& limits = {});
};

/// What goes into a status list credential that we publish.
struct ListDescription {
  std::string id;  ///< the URL it is published at
  std::string issuer;
  std::string purpose;
  Instant valid_from;
  std::optional<Instant> valid_until;
  std::optional<std::chrono::milliseconds> ttl;
  /// Of a list of purpose "refresh": when the credential at an index was replaced.
  std::map<std::uint64_t, std::chrono::year_month_day> replaced_on{};
};

/// The unsigned BitstringStatusListCredential (§2.2).
[[nodiscard]] Json make_credential(const ListDescription& description, const StatusList& list);

/// An entry for `credentialStatus` (§2.1).
[[nodiscard]] Json make_entry(std::string_view list, std::uint64_t index, std::string_view purpose);

}  // namespace credenza::status_list
