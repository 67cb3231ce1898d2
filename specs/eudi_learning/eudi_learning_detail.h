// Inside eudi_learning: how much study is said in a text.
#pragma once

#include <string>
#include <string_view>

#include "learning_record/learning_record.h"

namespace credenza::eudi_learning::detail {

/// "3.5 ECTS" or "240 hours": `expected_study_time` is a text without a form of its own. Study load
/// hours are hours. Empty when the workload says nothing.
[[nodiscard]] std::string study_time(const learning_record::Workload& workload);
/// Reads what study_time() writes; anything else says nothing that can be compared.
[[nodiscard]] learning_record::Workload read_study_time(std::string_view text) noexcept;

}  // namespace credenza::eudi_learning::detail
