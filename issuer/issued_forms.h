// Which template each id stands for, in a file of the home that opens without the passphrase, so
// that a changed template under an old id is found before anything is asked. Says nothing of
// people.
#pragma once

#include "issuer/home.h"
#include "issuer/template.h"

namespace credenza::issuer {

/// Whether credentials were issued with another template of the id of `form`. False when nothing is
/// known of that id: the ledger decides then, row by row.
/// @error malformed, unsupported  at "issued_templates.json": damaged, or of a newer version
/// @error unavailable             it cannot be read
[[nodiscard]] Result<bool> was_changed(const Home& home, const Template& form);

/// What is said of one that was changed.
[[nodiscard]] CellFinding changed_form(const Template& form);

/// Keeps what the id of `form` stands for. Under the lock of the home.
/// @error as was_changed(); unavailable  it cannot be written
[[nodiscard]] Status keep_form(const Home& home, const Template& form);

}  // namespace credenza::issuer
