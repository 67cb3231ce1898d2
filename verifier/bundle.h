// A bundle that is open: its index is in memory, its parts are read when something asks for them
// (docs/bundle_format.md section 4).
//
//   file ── open ──► Bundle ── check_maker ──► BundleCopies ── find(name) ──► the rooms
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/copies.h"
#include "verifier/bundle_index.h"
#include "verifier/trust_store.h"

namespace credenza::verifier {

/// Where the bytes of a bundle are.
struct BundleBytes {
  std::uint64_t size = 0;
  /// The `length` bytes at `offset`.
  std::function<Result<std::string>(std::uint64_t offset, std::size_t length)> read;
};

class Bundle {
 public:
  /// Reads the front of a bundle and verifies it.
  /// @error as BundleIndex::parse(), and those of `bytes.read`
  [[nodiscard]] static Result<Bundle> open(BundleBytes bytes);
  /// @error as above, and host::RandomAccessFile::open(); `where` begins with the path
  [[nodiscard]] static Result<Bundle> open(const std::string& path);

  [[nodiscard]] const BundleIndex& index() const noexcept { return index_; }
  /// The text of a part, as it was signed for.
  /// @error mismatch  it is another one
  /// @error (those of BundleBytes::read)
  [[nodiscard]] Result<std::string> part(const PartEntry& entry) const;
  /// Reads every part.
  /// @return the names of those that are not what was signed for
  [[nodiscard]] std::vector<std::string> damaged() const;

 private:
  Bundle(BundleBytes bytes, BundleIndex index);
  BundleBytes bytes_;
  BundleIndex index_;
};

/// `type` of an entry of the reader's own list that lets an issuer make bundles. An entry without
/// types, which is for any credential, does not: whoever makes bundles answers for everybody's
/// keys.
inline constexpr std::string_view k_bundle_type = "CredenzaBundle";

/// Whether the reader relies on bundles of `maker`: it is among `named`, or the reader's list has
/// it with the type k_bundle_type at `now`.
/// @param named  DIDs: of the reader's own key, and those they gave by hand
/// @error untrusted  it is not, or not any more
[[nodiscard]] Status check_maker(const std::string& maker, const std::vector<std::string>& named,
                                 const TrustStore& trust, Instant now);

/// What a bundle has, at one moment.
class BundleCopies final : public Copies {
 public:
  /// `bundle` outlives this.
  BundleCopies(const Bundle& bundle, Instant now) noexcept : bundle_(bundle), now_(now) {}
  [[nodiscard]] Result<std::optional<Copy>> find(std::string_view name) const override;

 private:
  const Bundle& bundle_;
  Instant now_;
};

}  // namespace credenza::verifier
