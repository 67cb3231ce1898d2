// What is allowed in a row and hardly meant: told, and nothing waits for it.
#pragma once

#include <span>
#include <vector>

#include "issuer/csv.h"
#include "issuer/finding.h"
#include "issuer/template.h"

namespace credenza::issuer {

/// Adds warnings about the cells of one credential: a name without a letter, a number that a lost
/// zero makes a BSN. Where the family name is what is missing and there is a given name, says what
/// people with one name are for.
void add_doubts(const Cells& cells, std::span<const CsvRow> rows,
                std::vector<RowFinding>& findings);

}  // namespace credenza::issuer
