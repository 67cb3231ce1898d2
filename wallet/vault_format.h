// The vault's bytes: header, sealed blobs, manifest. docs/vault_format.md, sections 3, 5 and 6.
//
// Pure: no file is touched here. slot.h has section 4, vault_index.h section 7, vault.h the file.
//
//   meta + body ── seal_record ──► sealed blob of a bucket's size ── open_record ──► Content
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/instant.h"
#include "base/ports.h"
#include "base/result.h"
#include "crypto/secret_bytes.h"

namespace credenza::wallet {

inline constexpr std::uint32_t k_application_id = 0x43445A56;
inline constexpr std::uint16_t k_format_version = 1;
inline constexpr std::size_t k_max_sealed_bytes = std::size_t{64} << 20;

using VaultId = std::array<std::uint8_t, 16>;
using DigestBytes = std::array<std::uint8_t, 32>;
/// Of a record or slot: 1 to 2^63 − 1.
using Id = std::uint64_t;

/// What a record is. Numbers that are not named here are kept as they are.
enum class Kind : std::uint8_t {
  manifest = 0,
  index = 1,
  credential = 2,
  holder_key = 3,
  receipt = 4,
  own_words = 5,
  endorsement = 6,
  evidence = 7,
  settings = 8,
  profile = 9,
  published_copy = 11,
  details = 12
};

/// Whether it is no record of its owner but a part of the index, which repeats what records say.
[[nodiscard]] constexpr bool is_of_index(Kind kind) noexcept {
  return kind == Kind::index || kind == Kind::details;
}

/// 16 hexadecimal digits.
[[nodiscard]] std::string to_text(Id id);
/// @error malformed  not 16 hexadecimal digits, or outside the range of ids
[[nodiscard]] Result<Id> id_from_text(std::string_view text);
[[nodiscard]] Id make_id(Random& random);

/// SHA-256 of `blob`, as the manifest lists it.
[[nodiscard]] DigestBytes digest_of(ByteView blob);

struct Header {
  VaultId vault{};
};

[[nodiscard]] Bytes encode(const Header& header);
/// @error malformed    no header, or its digest does not fit: damaged
/// @error unsupported  of a newer format; `where` is "version"
[[nodiscard]] Result<Header> decode_header(ByteView blob);

/// The keys that are derived from the data key, one for each purpose.
struct Keys {
  crypto::SecretBytes manifest;
  crypto::SecretBytes index;
  crypto::SecretBytes holder_keys;
  crypto::SecretBytes records;

  /// `data_key` has 32 bytes.
  [[nodiscard]] static Keys derive(const crypto::SecretBytes& data_key);
  [[nodiscard]] Keys copy() const;
  [[nodiscard]] const crypto::SecretBytes& for_kind(Kind kind) const noexcept;
};

/// What a blob is sealed for: it opens under the same name only.
struct Name {
  VaultId vault;
  Kind kind;
  Id id;
  std::uint64_t revision;
};

/// How long a sealed blob is whose meta and body have `content_bytes` together.
[[nodiscard]] std::size_t sealed_bytes(std::size_t content_bytes) noexcept;

/// What was sealed, in locked memory.
class Content {
 public:
  [[nodiscard]] std::string_view meta() const noexcept;
  [[nodiscard]] ByteView body() const noexcept;

 private:
  friend Result<Content> open_record(const Keys& keys, const Name& name, ByteView sealed);
  Content(crypto::SecretBytes plaintext, std::size_t meta_bytes, std::size_t body_bytes) noexcept
      : plaintext_(std::move(plaintext)), meta_bytes_(meta_bytes), body_bytes_(body_bytes) {}
  crypto::SecretBytes plaintext_;
  std::size_t meta_bytes_;
  std::size_t body_bytes_;
};

/// @error out_of_range  meta and body make a blob of more than k_max_sealed_bytes
[[nodiscard]] Result<Bytes> seal_record(const Keys& keys, const Name& name, std::string_view meta,
                                        ByteView body, Random& random);

/// @error bad_signature  changed, sealed under another name, or with other keys
/// @error malformed      too short, or sealed by a program that does not know the format
[[nodiscard]] Result<Content> open_record(const Keys& keys, const Name& name, ByteView sealed);

struct ListedSlot {
  Id id;
  DigestBytes digest;

  friend bool operator==(const ListedSlot&, const ListedSlot&) = default;
};

struct ListedRecord {
  Id id;
  Kind kind;
  std::uint64_t revision;
  DigestBytes digest;

  friend bool operator==(const ListedRecord&, const ListedRecord&) = default;
};

/// Which slots and records belong to the vault. Both lists are in the order of ids.
struct Manifest {
  std::uint64_t counter = 0;
  Instant written{};
  std::vector<ListedSlot> slots;
  std::vector<ListedRecord> records;

  [[nodiscard]] const ListedRecord* find(Id id) const noexcept;
  /// Puts `record` in, in place of the one with its id if there is one.
  void put(const ListedRecord& record);
  void remove(Id id);

  friend bool operator==(const Manifest&, const Manifest&) = default;
};

[[nodiscard]] Bytes encode(const Manifest& manifest);
/// @error malformed  not of the form of section 6: too short, ids out of order, no slot, revision
/// 0, …
[[nodiscard]] Result<Manifest> decode_manifest(ByteView body);

}  // namespace credenza::wallet
