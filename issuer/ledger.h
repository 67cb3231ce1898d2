// The ledger: what of the store is personal, sealed and opened under the issuer's data key.
#pragma once

#include <string>
#include <string_view>

#include "base/json_value.h"
#include "base/ports.h"
#include "crypto/secret_bytes.h"
#include "issuer/store.h"

namespace credenza::issuer {

/// What of an issued credential people look at.
struct LedgerLine {
  std::string id;
  Instant issued;
  std::optional<Instant> revoked;
  StatusPlace place;
  std::string name;    ///< of the person
  std::string title;   ///< of what was learned
  std::string reason;  ///< of the withdrawal
};

class Ledger {
 public:
  explicit Ledger(const crypto::SecretBytes& data_key);

  /// A pseudonym of what a credential was made from: equal for equal values of one template, and
  /// nothing to anybody without the key.
  [[nodiscard]] Bytes row_pseudonym(std::string_view template_id, const Json& values) const;

  /// The same for the template itself.
  [[nodiscard]] Bytes form_pseudonym(const Json& record) const;

  [[nodiscard]] Bytes seal_text(std::string_view id, std::string_view text, Random& random) const;
  [[nodiscard]] Bytes seal_reason(std::string_view id, std::string_view reason,
                                  Random& random) const;
  /// The text of a credential as it was signed.
  /// @error malformed  at "store": damaged, or sealed with another key
  [[nodiscard]] Result<std::string> open_text(const IssuedCredential& credential) const;
  /// @error malformed  as open_text()
  [[nodiscard]] Result<LedgerLine> read(const IssuedCredential& credential) const;

 private:
  crypto::SecretBytes row_key_;
  crypto::SecretBytes form_key_;
  crypto::SecretBytes text_key_;
  crypto::SecretBytes reason_key_;
};

/// The id that `text` names: an id, or its beginning of at least four characters, with or without
/// "urn:uuid:".
/// @error not_found  there is none
/// @error conflict   several begin so
[[nodiscard]] Result<std::string> find_id(Store& store, std::string_view text);

/// Withdraws `ids`, all or none. One that was withdrawn before stays as it was.
/// @return how many were withdrawn now
/// @error not_found  one of them does not exist
[[nodiscard]] Result<std::size_t> revoke(Store& store, const Ledger& ledger,
                                         const std::vector<std::string>& ids,
                                         std::string_view reason, Instant now, Random& random);

}  // namespace credenza::issuer
