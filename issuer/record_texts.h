// What is wrong with a record, for people.
#pragma once

#include "base/result.h"
#include "issuer/words.h"

namespace credenza::issuer {

/// A finding of learning_record::check() or open_badges::check_strictly() in the languages of the
/// program.
[[nodiscard]] Sentence say_finding(const Error& finding);

}  // namespace credenza::issuer
