// What is wrong with a record, for people: the sentences of learning_record::check() and of the
// rooms that look at the credential, with their Dutch and with the kind of finding each is.
#pragma once

#include <optional>

#include "base/result.h"
#include "host/sentences.h"
#include "issuer/finding.h"

namespace credenza::issuer {

/// A finding of a room in the languages of the program. The English is the room's own; what it says
/// to do, behind "; ", is the advice, else that of the kind of finding.
[[nodiscard]] CellFinding say_finding(const Error& finding);
/// The same, as a finding of the kind `fault`.
[[nodiscard]] CellFinding say_finding(const Error& finding, Fault fault);

/// The Dutch of what the errors of this program say, for host::report_error().
[[nodiscard]] host::Sentences dutch_sentences() noexcept;

/// The Dutch of an English sentence of a room or of this program; nothing when no table has it,
/// which a test looks for.
[[nodiscard]] std::optional<std::string> in_dutch(std::string_view english);

}  // namespace credenza::issuer
