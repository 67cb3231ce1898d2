// Receipts as lists and single views show them.
#pragma once

#include <string>
#include <vector>

#include "wallet/receipt.h"
#include "wallet/texts.h"

namespace credenza::wallet {

/// A receipt, and what it says was shown.
struct Given {
  Receipt receipt;
  std::vector<ShownCredential> credentials;
};

[[nodiscard]] std::string title_of(const ShownCredential& one, Language language);
[[nodiscard]] std::string issuer_of(const ShownCredential& one);

/// As `history --json` and `receipts show --json` print it.
/// @param held  the ids of what is in the vault now
[[nodiscard]] Json to_json(const Given& given, const std::vector<Id>& held, Instant now);

/// One line of `history`, and the line above them.
[[nodiscard]] std::string history_row(const Given& given, Language language, Instant now);
[[nodiscard]] std::string history_header(Language language);

/// All of it, in labelled lines.
[[nodiscard]] std::string receipt_text(const Given& given, const std::vector<Id>& held,
                                       Language language, Instant now);

}  // namespace credenza::wallet
