// What a held record says, as its holder reads it.
#pragma once

#include <string>

#include "host/terminal.h"
#include "learning_record/learning_record.h"

namespace credenza::wallet {

/// Labelled lines, each with a line feed: person, skills, level, assessment, and what the type of
/// the record adds; that a practice statement is no diploma. Texts of strangers go through shown();
/// at most 20 of what there can be many of.
[[nodiscard]] std::string record_text(const learning_record::LearningRecord& record,
                                      host::Language language);

}  // namespace credenza::wallet
