// The text of credentials that differ in personal members only: cut once at the places where they
// differ, and put together again for each of them. A part of a credential that is personal lies
// apart, sealed, and can be taken away; what is left says nothing about anybody.
//
//   CohortContent (sealed in the store) + Personal (sealed beside the entry) ── restore ──► the
//   exact text of the credential
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/json_value.h"
#include "issuer/entry.h"

namespace credenza::issuer {

/// What stands between two pieces of a text.
struct Slot {
  enum class Kind : std::uint8_t {
    member,       ///< the personal member of this number, as a JSON string
    full_name,    ///< of the person, as a JSON string
    id,           ///< of the credential, "urn:uuid:…"
    list,         ///< number of its status lists
    index,        ///< in them
    issued,       ///< the instant of issuing
    proof_value,  ///< the signature, as multibase
  };
  Kind kind = Kind::member;
  std::uint32_t member = 0;

  friend bool operator==(const Slot&, const Slot&) = default;
};

/// A text with places left open: piece, slot, piece, slot, …, piece.
struct SlottedText {
  std::vector<std::string> pieces;
  std::vector<Slot> slots;

  friend bool operator==(const SlottedText&, const SlottedText&) = default;
};

/// What the credentials of a cohort have in common.
struct CohortContent {
  std::string template_id;           ///< empty when it was made without one
  Json labels = Json::object();      ///< of the template; in the ledger only
  Json record = Json::object();      ///< JSON form of the learning record, without `members`
  std::vector<std::string> members;  ///< JSON Pointers in the record: what is personal of it
  /// The canonical text of the credential without proof, and its proof. Without pieces: the texts
  /// of this cohort could not be cut, and each lies whole in its personal part.
  SlottedText document;
  SlottedText proof;

  [[nodiscard]] bool is_whole() const noexcept { return document.pieces.empty(); }
};

/// Canonical JSON; equal for equal contents.
/// @error malformed, out_of_range  as make_body()
[[nodiscard]] Result<Bytes> encode(const CohortContent& content);
/// @error malformed  at "store": something else
[[nodiscard]] Result<CohortContent> read_cohort_content(ByteView bytes);

/// What is personal of one credential.
struct Personal {
  Instant issued;                   ///< what its text says
  std::vector<std::string> values;  ///< of the cohort's members, in their order
  std::string proof_value;          ///< multibase
  std::string whole;                ///< the whole text, when its cohort has none

  /// Of `values`; good as long as this.
  [[nodiscard]] std::vector<std::string_view> views() const {
    return {values.begin(), values.end()};
  }
};

[[nodiscard]] Bytes encode(const Personal& personal);

/// What a Personal holds, in memory of others.
struct PersonalView {
  Instant issued;
  std::span<const std::string_view> values;
  std::string_view proof_value;
  std::string_view whole;
};
/// As encode(), into memory that is used again.
void encode(const PersonalView& personal, Bytes& out);
/// @error malformed  at "store": something else
[[nodiscard]] Result<Personal> read_personal(ByteView bytes);
/// The same where it lies: good as long as `bytes` and `values`.
/// @param values  gets the personal values; its memory is used again
/// @error as read_personal()
[[nodiscard]] Result<PersonalView> read_personal(ByteView bytes,
                                                 std::vector<std::string_view>& values);

/// What goes into the slots of one text.
struct SlotValues {
  std::string_view id;  ///< URN
  StatusPlace place;
  std::string_view issued;  ///< as format_instant() writes it
  std::span<const std::string_view> members;
  std::string_view full_name;
  std::string_view proof_value;
};

/// Appends `text` with its slots filled. Members are written as canonical JSON strings (RFC 8785
/// §3.2.2.2); UTF-8.
void append_filled(const SlottedText& text, const SlotValues& values, std::string& out);

/// Where the parts of a person's name come from: a member of the cohort, or the same text for
/// everybody.
struct NamePart {
  std::optional<std::size_t> member;
  std::string text;
};
/// Family name, prefix, given name.
using NameParts = std::array<NamePart, 3>;
[[nodiscard]] NameParts name_parts(const CohortContent& content);

/// The name of a person whose members of the cohort are `members`.
[[nodiscard]] std::string full_name(const NameParts& parts,
                                    std::span<const std::string_view> members);

/// The exact text of a credential.
/// @error malformed  at "store": cohort and personal part do not belong together, or the text is
/// not the one whose digest the entry has
[[nodiscard]] Result<std::string> restore(const CohortContent& content, const Issued& issued,
                                          const Personal& personal);

/// The record of a credential with its personal members in their places, but for `whole` ones:
/// those are read from their text.
[[nodiscard]] Json record_of(const CohortContent& content, const Personal& personal);

}  // namespace credenza::issuer
