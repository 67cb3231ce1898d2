// Receipts: what was shown to whom, until when.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wallet/vault.h"

namespace credenza::wallet {

struct Receipt {
  Id id = 0;
  std::string to;
  Instant at;
  Instant until;
  std::optional<std::string> nonce;
  std::vector<Id> credentials;
  std::vector<std::string> holders;  ///< the DIDs that signed
  std::string presentation;          ///< its id
  std::string digest;                ///< SHA-256 of the file, in hexadecimal
};

[[nodiscard]] Json to_meta(const Receipt& receipt);

/// Every receipt of the vault, the oldest in front.
/// @error missing, malformed  an entry that is not as to_meta() writes it; `where` is "index"
[[nodiscard]] Result<std::vector<Receipt>> receipts(const Vault& vault);

}  // namespace credenza::wallet
