// Letters to somebody who was shown a credential: what do you hold of me, and: erase it.
// Regulation (EU) 2016/679 (GDPR; in Dutch AVG), articles 12, 15, 17 and 19.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "host/terminal.h"
#include "wallet/receipt.h"

namespace credenza::wallet {

enum class LetterKind : std::uint8_t {
  access,    ///< article 15
  deletion,  ///< article 17
};

struct Letter {
  LetterKind kind = LetterKind::access;
  std::string name;  ///< of whoever writes it
  Receipt receipt;
  std::vector<ShownCredential> credentials;
  std::chrono::year_month_day today;
};

/// The letter as plain text, to be sent or printed. It names what was shown and when, so that the
/// receiver can find it. Everything that somebody else wrote is on one line and harmless to print.
[[nodiscard]] std::string letter_text(const Letter& letter, host::Language language);

}  // namespace credenza::wallet
