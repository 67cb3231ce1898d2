// What a record says beside its title and its person, as people read it.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "host/terminal.h"
#include "learning_record/learning_record.h"

namespace credenza::verifier {

/// A labelled line. `value` holds text of strangers, which is not made harmless yet.
struct RecordLine {
  host::Text label;
  std::string value;
};

/// The lines of a report about what `record` says: that a practice statement is no diploma, what
/// was shown, where, with whom and for how long, the register, what is endorsed, what an
/// organisation may do. At most 20 of what there can be many of, then one that counts the others.
/// None for a micro-credential, of which a report shows title, person and dates.
[[nodiscard]] std::vector<RecordLine> record_lines(const learning_record::LearningRecord& record,
                                                   host::Language language);

/// "2026-06-12", in Dutch "12-06-2026".
[[nodiscard]] std::string date_text(std::chrono::year_month_day date, host::Language language);

}  // namespace credenza::verifier
