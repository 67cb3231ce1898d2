// The terms that writing and reading share. Inside `open_badges`.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace credenza::open_badges::detail {

/// Words of an enumeration that Open Badges does not know begin with this.
inline constexpr std::string_view k_extension = "ext:";

/// Frameworks of levels. An alignment with "ext:" and one of these as `targetType` is a level.
inline constexpr std::array<std::string_view, 4> k_level_frameworks{"EQF", "NLQF", "QF-EHEA",
                                                                    "ISCED"};
inline constexpr std::string_view k_other_level = "ext:EducationLevel";
inline constexpr std::string_view k_quality_assurance = "ext:QualityAssurance";

/// Identities of the subject: `identityType` of an IdentityObject that is not hashed.
inline constexpr std::string_view k_name = "name";
inline constexpr std::string_view k_family_name = "ext:familyName";
inline constexpr std::string_view k_name_prefix = "ext:familyNamePrefix";
inline constexpr std::string_view k_given_name = "ext:givenName";
inline constexpr std::string_view k_birth_date = "ext:dateOfBirth";
inline constexpr std::string_view k_learner_id = "sourcedId";

/// Ids that Open Badges demands and a record need not have are made from their owner's id with
/// these, and are not read back.
inline constexpr std::string_view k_achievement_suffix = "#achievement";
inline constexpr std::string_view k_outcome_suffix = "#outcome-";

enum class AlignmentKind : std::uint8_t { outcome, level, quality_assurance };

/// What an alignment speaks of, by its `targetType`, else by the vocabulary its `targetUrl` is
/// from.
[[nodiscard]] AlignmentKind alignment_kind(std::string_view target_type,
                                           std::string_view target_url) noexcept;
/// The framework that `targetType` names where there is no `targetFramework`: "ext:EQF" → "EQF".
[[nodiscard]] std::string_view framework_of(std::string_view target_type) noexcept;
/// Whether `word` can stand behind "ext:" (the pattern of the specification's JSON Schema).
[[nodiscard]] bool is_extension_word(std::string_view word) noexcept;
/// Whether `word` is one of IdentifierTypeEnum.
[[nodiscard]] bool is_identifier_type(std::string_view word) noexcept;
/// Whether `word` is one of AchievementType.
[[nodiscard]] bool is_achievement_type(std::string_view word) noexcept;

}  // namespace credenza::open_badges::detail
