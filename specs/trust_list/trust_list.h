// Trust lists: who vouches for which issuers, for what, from when until when. A form of this
// project's own, docs/trust_list_format.md: a credential of VC Data Model 2.0 whose issuer is the
// keeper of the list.
//
//   Contents ── make ──► Json, to be signed by the keeper
//   text ── verify(keeper's keys) ──► TrustList ── find(DID) ──► Entry ── standing ──► Standing
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "base/json_value.h"
#include "cid/cid.h"

namespace credenza::trust_list {

inline constexpr std::string_view k_type = "CredenzaTrustList";

inline constexpr std::size_t k_max_bytes = std::size_t{8} << 20;
inline constexpr std::size_t k_max_entries = 20000;
inline constexpr std::size_t k_max_rights = 64;  ///< of one kind, and events of one entry
inline constexpr std::size_t k_max_text = 200;   ///< bytes of a name, a type, a role, a number

using Day = std::chrono::year_month_day;

/// What somebody may do with one type of credential. Both days, of Europe/Amsterdam, are within.
struct Right {
  std::string type;
  std::string role;  ///< only of a right to sign beside an issuer: "learning-company"
  std::optional<Day> from;
  std::optional<Day> until;

  friend bool operator==(const Right&, const Right&) = default;
};

/// Something that became of an entry, from this day on.
struct Event {
  bool withdrawn = false;  ///< else granted
  Day since;
  bool from_start = false;  ///< of a withdrawal: as if it had never been granted

  friend bool operator==(const Event&, const Event&) = default;
};

struct Entry {
  std::string id;  ///< a DID
  std::string name;
  std::string register_number;  ///< empty when it has none
  std::vector<Right> may_issue;
  std::vector<Right> may_co_sign;
  std::vector<Right> may_accredit;
  std::vector<Event> history;  ///< in the order of days; empty: granted as its rights say

  friend bool operator==(const Entry&, const Entry&) = default;
};

/// What a list says.
struct Contents {
  std::string id;      ///< the https URL at which the newest list is
  std::string name;    ///< what people call it
  std::string keeper;  ///< a DID
  std::uint64_t sequence = 0;
  Instant valid_from;
  Instant valid_until;
  std::vector<Entry> entries;

  friend bool operator==(const Contents&, const Contents&) = default;
};

/// The unsigned list. TrustList::read() says what is wrong with it.
[[nodiscard]] Json make(const Contents& contents);

/// Whether `root` says that it is a trust list.
[[nodiscard]] bool is_trust_list(json::Cursor root) noexcept;

/// One entry, in the form that it has in a list; also what `entries` of Contents are made from.
/// @error malformed, missing, out_of_range, unsupported  `where` is the JSON Pointer
[[nodiscard]] Result<Entry> read_entry(json::Cursor entry);

/// A list that was read, with an index of its entries.
class TrustList {
 public:
  /// Reads and checks; proves nothing.
  /// @error missing, malformed  a member that is absent or of the wrong form; two entries of one
  /// DID (`where` is that of the second)
  /// @error unsupported   a member of an entry that is not known here; no list of this kind
  /// @error out_of_range  beyond the bounds above; ends before it begins
  /// @error forbidden     a list with a status of its own
  [[nodiscard]] static Result<TrustList> read(json::Cursor root);

  [[nodiscard]] const Contents& contents() const noexcept { return contents_; }
  /// Null when it has none of this DID.
  [[nodiscard]] const Entry* find(std::string_view did) const noexcept;

 private:
  explicit TrustList(Contents contents) : contents_(std::move(contents)) {}
  Contents contents_;
  std::vector<std::uint32_t> by_id_;  ///< places in contents_.entries, in the order of DIDs
};

/// Reads `text` and verifies that its keeper signed it with a key in use. Who may keep lists, and
/// whether now is in its period, is for the caller.
/// @error as TrustList::read(), json::Document::parse() and data_integrity::verify_proofs()
[[nodiscard]] Result<TrustList> verify(std::string_view text, cid::MethodResolver& methods,
                                       Instant now);

/// What an entry says of one day.
enum class Answer : std::uint8_t {
  granted,
  no_right,   ///< it has no right for this type
  not_begun,  ///< only later; Standing::day is the first
  ended,      ///< only before; Standing::day was the last
  withdrawn   ///< since Standing::day
};

struct Standing {
  Answer answer = Answer::no_right;
  std::optional<Day> day;
  std::optional<Day> until;  ///< of granted: its last day, when it has one
};

/// Whether `entry` was not withdrawn on the day `at`. What lies behind `today` has not happened.
/// @return granted, not_begun or withdrawn
[[nodiscard]] Standing standing(const Entry& entry, Day at, Day today) noexcept;

/// Whether `rights` of the entry, for everything in `types`, were there on the day `at`. Of several
/// answers the first that is no grant; of grants the one that ends first.
/// @param role  that the right has to be for; empty: any
[[nodiscard]] Standing standing(const std::vector<Right>& rights,
                                std::span<const std::string_view> types, std::string_view role,
                                Day at) noexcept;

}  // namespace credenza::trust_list
