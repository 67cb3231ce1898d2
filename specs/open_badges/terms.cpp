#include <algorithm>

#include "open_badges/classes_detail.h"
#include "open_badges/terms_detail.h"

namespace credenza::open_badges::detail {
namespace {

bool starts_with(std::string_view text, std::string_view start) noexcept {
  return text.rfind(start, 0) == 0;
}

bool is_level_framework(std::string_view name) noexcept {
  return std::find(k_level_frameworks.begin(), k_level_frameworks.end(), name) !=
         k_level_frameworks.end();
}

}  // namespace

AlignmentKind alignment_kind(std::string_view target_type, std::string_view target_url) noexcept {
  if (target_type == k_quality_assurance) return AlignmentKind::quality_assurance;
  if (target_type == k_other_level) return AlignmentKind::level;
  if (starts_with(target_type, k_extension)) {
    return is_level_framework(target_type.substr(k_extension.size())) ? AlignmentKind::level
                                                                      : AlignmentKind::outcome;
  }
  if (starts_with(target_url, "http://data.europa.eu/snb/eqf/") ||
      starts_with(target_url, "http://data.europa.eu/snb/qdr/")) {
    return AlignmentKind::level;
  }
  if (starts_with(target_url, "http://data.europa.eu/snb/accreditation/"))
    return AlignmentKind::quality_assurance;
  return AlignmentKind::outcome;
}

std::string_view framework_of(std::string_view target_type) noexcept {
  // Badges in use write both "ESCO:Skill" and the "ext:ESCO" that the specification's pattern
  // allows.
  if (starts_with(target_type, "ESCO:") || target_type == "ext:ESCO") return "ESCO";
  if (!starts_with(target_type, k_extension)) return {};
  const std::string_view word = target_type.substr(k_extension.size());
  return is_level_framework(word) ? word : std::string_view{};
}

bool is_extension_word(std::string_view word) noexcept {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  });
}

bool is_identifier_type(std::string_view word) noexcept {
  return std::find(k_identifier_types.begin(), k_identifier_types.end(), word) !=
         k_identifier_types.end();
}

bool is_achievement_type(std::string_view word) noexcept {
  return std::find(k_achievement_types.begin(), k_achievement_types.end(), word) !=
         k_achievement_types.end();
}

}  // namespace credenza::open_badges::detail
