// How a credential of the ledger is shown to people, to scripts, and in a letter.
#pragma once

#include <string>

#include "host/terminal.h"
#include "issuer/acts.h"
#include "issuer/ledger.h"

namespace credenza::issuer {

/// "withdrawn", "replaced", …
[[nodiscard]] host::Text words_for(State state) noexcept;

/// {"id", "issued", "status", "name", "title", "list", "index"}, and what else there is to say.
[[nodiscard]] Json line_json(const LedgerLine& line);

/// One line, printable, with its end.
[[nodiscard]] std::string line_text(const LedgerLine& line, host::Language language);

/// What a person is told whose credential was changed: a row of a table from which letters are
/// made, or, without arguments, the row of names.
struct LetterRow {
  LedgerLine line;
  Instant at;  ///< of the change
  const Reason& reason;
};
[[nodiscard]] std::string letter_names();
/// Cells that a spreadsheet would take for a formula begin with an apostrophe.
[[nodiscard]] std::string letter_row(const LetterRow& row);

/// The same table for `list`: its row of names, and the row of a credential.
[[nodiscard]] std::string table_names();
[[nodiscard]] std::string table_row(const LedgerLine& line, const std::string& reason);

/// A cell of a table of comma-separated values (RFC 4180), which no spreadsheet runs.
[[nodiscard]] std::string safe_cell(std::string_view text);

}  // namespace credenza::issuer
