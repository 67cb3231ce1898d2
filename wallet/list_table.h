// The table of list and search.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wallet/held.h"
#include "wallet/texts.h"

namespace credenza::wallet {

/// A column, by the name that --columns takes.
struct Column;

struct TableLayout {
  std::vector<const Column*> columns;  ///< empty: those of every day
  bool header = true;
};

/// Reads "id,title,state".
/// @error malformed  at "--columns": a name that is no column; the detail names those that are
[[nodiscard]] Result<std::vector<const Column*>> parse_columns(std::string_view text);

/// A line for each of `rows`, credentials of `vault`, below one that says what the columns are.
/// @error as listed_of(); of columns with more than that, as held_of()
[[nodiscard]] Result<std::string> list_table(const Vault& vault, const std::vector<Entry>& rows,
                                             const TableLayout& layout, Instant now,
                                             Language language);

}  // namespace credenza::wallet
