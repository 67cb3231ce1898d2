// Receipts: what was shown to whom, for what, until when. docs/vault_format.md, section 7.
//
// A receipt says itself what was shown: it outlives the credential, which its owner may remove.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "learning_record/learning_record.h"
#include "wallet/held.h"
#include "wallet/vault.h"

namespace credenza::wallet {

struct Receipt {
  Id id = 0;
  std::string to;
  std::string purpose;  ///< in the words of its owner; empty: not said
  Instant at;
  Instant until;
  std::optional<std::string> nonce;
  std::vector<Id> credentials;
  std::vector<std::string> holders;  ///< the DIDs that signed
  std::string presentation;          ///< its id
  std::string digest;                ///< SHA-256 of the file, in hexadecimal

  /// Whether what was given can still be shown.
  [[nodiscard]] bool runs_at(Instant now) const noexcept { return now <= until; }
};

[[nodiscard]] Json to_meta(const Receipt& receipt);

/// Every receipt of the vault, the oldest in front.
/// @error missing, malformed  an entry that is not as to_meta() writes it; `where` is "index"
[[nodiscard]] Result<std::vector<Receipt>> receipts(const Vault& vault);

/// A credential as it was when it was shown: what a receipt's body says of it.
struct ShownCredential {
  Id id = 0;
  learning_record::LanguageMap title;
  std::string issuer_id;
  std::string issuer_name;
  std::string awarded;  ///< a date, or empty
  std::string state;    ///< as state_word(); empty: not known
};

/// @param state  as state_word()
[[nodiscard]] ShownCredential as_shown(const HeldCredential& one, std::string_view state);

/// The body of a receipt.
/// @error malformed  a text in it is not UTF-8
[[nodiscard]] Result<std::string> receipt_body(const std::vector<ShownCredential>& credentials);

/// What a receipt's body says, one for each id of `credentials`, in their order. One that the body
/// does not name has only its id.
/// @error malformed, missing, out_of_range  not as receipt_body() writes it
[[nodiscard]] Result<std::vector<ShownCredential>> read_receipt_body(
    std::string_view body, const std::vector<Id>& credentials);

/// What was shown. A receipt without a body (of an older program) is filled from what is held.
/// @error as read_receipt_body(), `where` is "record/ID"; as Vault::read(), held_credentials()
[[nodiscard]] Result<std::vector<ShownCredential>> shown_in(Vault& vault, const Receipt& receipt);

}  // namespace credenza::wallet
