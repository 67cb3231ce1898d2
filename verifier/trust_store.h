// The reader's own list of issuers: whom they trust, under which name, for what, until when, and
// why.
//
//   trust.json ── parse ──► TrustStore ── vouches_for ──► the name, or why not
//                               └──── add, remove ──► to_json ──► trust.json
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_value.h"
#include "base/result.h"
#include "verify/verify.h"

namespace credenza::verifier {

/// One issuer on the list.
struct TrustEntry {
  std::string issuer;  ///< a DID
  std::string name;    ///< what the reader calls it; shown instead of what it says of itself
  std::vector<std::string> types;                    ///< credential types it may issue; empty: any
  Instant since;                                     ///< when it was put on the list
  std::optional<std::chrono::year_month_day> until;  ///< the last day (UTC) on which it is trusted
  std::string reason;                                ///< in the reader's own words
  std::vector<verify::TrustRole> roles;              ///< what it is trusted as; empty: issuer
};

/// "issuer", "list-keeper", "accreditor", "learning-company".
[[nodiscard]] std::string_view to_string(verify::TrustRole role) noexcept;
/// Nothing for another word.
[[nodiscard]] std::optional<verify::TrustRole> role_of(std::string_view word) noexcept;

class TrustStore final : public verify::OwnTrust {
 public:
  /// Reads trust.json. Strict: a member that is misspelt could be the end of somebody's trust.
  /// @error malformed, missing  `where` is the JSON Pointer
  /// @error unsupported         a member, or a version of the file, that this program does not know
  /// @error conflict            an issuer is there twice
  /// @error out_of_range        more than 4 MiB, or than 10000 issuers
  [[nodiscard]] static Result<TrustStore> parse(std::string_view text);
  [[nodiscard]] Json to_json() const;

  /// As parse(), of `path`. No file is an empty list.
  /// @error as parse() and host::read_file(); `where` begins with the path
  [[nodiscard]] static Result<TrustStore> load(const std::string& path);
  /// Replaces the file.
  /// @error unavailable  as host::write_file()
  [[nodiscard]] Status save(const std::string& path) const;

  /// @param replace  an entry for the same issuer gives way
  /// @error malformed  `entry.issuer` is no DID; a name that is empty or has characters that cannot
  /// be shown
  /// @error conflict   the issuer is on the list already
  [[nodiscard]] Status add(TrustEntry entry, bool replace);
  /// @error not_found  the issuer is not on the list
  [[nodiscard]] Status remove(std::string_view issuer);

  [[nodiscard]] const std::vector<TrustEntry>& entries() const noexcept { return entries_; }

  /// An entry with types vouches for a credential whose types are all among them, or whose kind is
  /// (verify::CredentialTypes). It counts today, whenever the credential was issued: it is the
  /// reader's own word.
  [[nodiscard]] Result<verify::Vouched> vouches_for(
      std::string_view issuer, const verify::CredentialTypes& types,
      const verify::TrustMoment& moment) const override;
  [[nodiscard]] Result<std::string> trusts_as(verify::TrustRole role, std::string_view did,
                                              const std::vector<std::string_view>& types,
                                              Instant now) const override;
  [[nodiscard]] std::vector<verify::Party> pinned(verify::TrustRole role,
                                                  Instant now) const override;

 private:
  [[nodiscard]] const TrustEntry* find(std::string_view issuer) const noexcept;
  std::vector<TrustEntry> entries_;
};

/// An entry as JSON, as it stands in the file and in --json.
[[nodiscard]] Json to_json(const TrustEntry& entry);

}  // namespace credenza::verifier
