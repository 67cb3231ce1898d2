// What a template makes right and hardly meant, told once for a class list: terms under another
// name than their own, and what a profile asks for beyond the rules of the record.
#pragma once

#include <vector>

#include "issuer/config.h"
#include "issuer/finding.h"
#include "issuer/template.h"

namespace credenza::issuer {

/// Warnings about the file as a whole (row 0), of a template that check_template() finds sound.
[[nodiscard]] std::vector<RowFinding> form_doubts(const Template& form, const Config& config);

}  // namespace credenza::issuer
