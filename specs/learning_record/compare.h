// Whether two records say the same, and where they do not: a badge and a token of one certificate,
// a correction and what it replaces, a copy and what is in the vault.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "learning_record/learning_record.h"

namespace credenza::learning_record {

enum class DifferenceKind : std::uint8_t { left_only, right_only, changed };
/// "left_only", "right_only", "changed".
[[nodiscard]] std::string_view to_string(DifferenceKind kind) noexcept;

struct Difference {
  /// JSON Pointer in the JSON form of the left record, of right_only in that of the right one.
  std::string where;
  DifferenceKind kind;
  Json left;   ///< as in the JSON form; null for right_only
  Json right;  ///< null for left_only
};

/// Where the two differ, in the order of the JSON form; empty when they say the same. The order of
/// a list says nothing: its elements are compared with those of the same `id`, `code`, `digest`,
/// `scheme` or `language`, and without any of these with those that are the same in everything.
[[nodiscard]] std::vector<Difference> compare(const LearningRecord& left,
                                              const LearningRecord& right);

}  // namespace credenza::learning_record
