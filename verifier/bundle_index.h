// The front of a bundle: what is in it, from whom, of when, how old it may be
// (docs/bundle_format.md sections 1 to 3).
//
//   head, index, names, signature ── parse ──► BundleIndex ── find(name) ──► PartEntry
//   parts ── encode_bundle ──► the same bytes
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "crypto/keys.h"

namespace credenza::verifier {

enum class PartKind : std::uint8_t {
  did_document = 1,
  status_list,
  token_status_list,
  statement,
  trust_list,
  accreditation,
  schema,
};
inline constexpr std::size_t k_part_kinds = 7;
inline constexpr std::array<PartKind, k_part_kinds> k_all_part_kinds = {
    PartKind::did_document, PartKind::status_list, PartKind::token_status_list,
    PartKind::statement,    PartKind::trust_list,  PartKind::accreditation,
    PartKind::schema};

/// "did_document", "status_list", …
[[nodiscard]] std::string_view to_string(PartKind kind) noexcept;
/// Nothing for another text.
[[nodiscard]] std::optional<PartKind> part_kind(std::string_view text) noexcept;

enum class PartOrigin : std::uint8_t {
  publisher = 1,  ///< fetched from the publisher's own address
  folder = 2,     ///< a copy that lay in a folder
};

/// How old the parts of each kind may be; nothing: any age.
using MaxAges = std::array<std::optional<std::chrono::seconds>, k_part_kinds>;
/// As somebody means it who says nothing: a day for lists of withdrawals, a week for keys and trust
/// lists, a month for statements and accreditations.
[[nodiscard]] MaxAges default_max_ages() noexcept;
[[nodiscard]] std::optional<std::chrono::seconds>& max_age_of(MaxAges& ages, PartKind kind);

inline constexpr std::size_t k_max_parts = 200000;
inline constexpr std::size_t k_max_part_bytes = std::size_t{4} << 20;
inline constexpr std::size_t k_max_part_name = 2048;
inline constexpr std::size_t k_bundle_head_bytes = 100;

/// What the index says of a part. Points into the index.
struct PartEntry {
  std::string_view name;
  ByteView digest;  ///< SHA-256 of the part
  std::uint64_t offset = 0;
  std::size_t length = 0;
  Instant had;
  std::optional<Instant> ends;
  PartKind kind{};
  PartOrigin origin{};
};

class BundleIndex {
 public:
  /// How long the front of a bundle is.
  /// @param head  its first k_bundle_head_bytes, or fewer
  /// @error malformed    no bundle, or one of another length than it says
  /// @error unsupported  of another version
  [[nodiscard]] static Result<std::size_t> front_size(std::string_view head,
                                                      std::uint64_t file_size);
  /// Reads the front and verifies its signature.
  /// @error malformed, unsupported  as front_size(); an entry that is not as it has to be
  /// @error bad_signature           not what its maker signed
  [[nodiscard]] static Result<BundleIndex> parse(std::string front, std::uint64_t file_size);

  [[nodiscard]] std::size_t size() const noexcept { return count_; }
  /// @param i  less than size()
  [[nodiscard]] PartEntry at(std::size_t i) const;
  /// The part of this name; nothing when there is none.
  [[nodiscard]] std::optional<PartEntry> find(std::string_view name) const;

  [[nodiscard]] Instant made() const noexcept { return made_; }
  /// A did:key.
  [[nodiscard]] const std::string& maker() const noexcept { return maker_; }
  [[nodiscard]] const MaxAges& max_ages() const noexcept { return max_ages_; }
  [[nodiscard]] std::optional<std::chrono::seconds> max_age(PartKind kind) const;

 private:
  BundleIndex() = default;
  [[nodiscard]] Status check_entries(std::uint64_t file_size) const;
  std::string front_;
  std::size_t count_ = 0;
  Instant made_;
  std::string maker_;
  MaxAges max_ages_{};
};

/// A part before it is in a bundle.
struct Part {
  std::string name;
  PartKind kind{};
  PartOrigin origin{};
  Instant had;
  std::optional<Instant> ends;
  std::string text;
};

struct EncodedBundle {
  std::string front;
  std::vector<std::size_t> order;  ///< in which the parts follow
};

/// @error conflict      two parts of one name
/// @error out_of_range  too many parts, a part or name that is empty or too long
/// @error unavailable   as crypto::Signer::sign()
[[nodiscard]] Result<EncodedBundle> encode_bundle(const std::vector<Part>& parts,
                                                  const MaxAges& ages, Instant made,
                                                  const crypto::Signer& maker);

}  // namespace credenza::verifier
