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
inline constexpr std::string_view k_grade_suffix = "#result";
inline constexpr std::string_view k_work_process_suffix = "#work-process-";
inline constexpr std::string_view k_part_suffix = "#part-";
inline constexpr std::string_view k_company_suffix = "#learning-company";

/// Types of record that are rendered in a way of their own.
inline constexpr std::string_view k_endorsement = "Endorsement";
inline constexpr std::string_view k_accreditation = "Accreditation";

/// Type of the identifier of an achievement that is a qualification of Dutch vocational education.
inline constexpr std::string_view k_crebo = "ext:CREBO";

/// Our own members and the IRIs that the credential's context maps them to. They are below the
/// vocabulary that VCDM 2.0 sets aside for terms that only their issuer defines.
inline constexpr const char* k_rest = "learningRecord";
inline constexpr std::string_view k_rest_iri =
    "https://www.w3.org/ns/credentials/issuer-dependent#learningRecord";
inline constexpr const char* k_result_date = "resultDate";
inline constexpr std::string_view k_result_date_iri =
    "https://www.w3.org/ns/credentials/issuer-dependent#resultDate";
inline constexpr const char* k_result_method = "resultMethod";
inline constexpr std::string_view k_result_method_iri =
    "https://www.w3.org/ns/credentials/issuer-dependent#resultMethod";
inline constexpr std::string_view k_xsd_date = "http://www.w3.org/2001/XMLSchema#date";

/// RFC 6920: a name that is the SHA-256 digest of what it names, in base64url.
inline constexpr std::string_view k_named_information = "ni:///sha-256;";
/// What a multihash of SHA-256 begins with: its code and the length of the digest.
inline constexpr std::array<std::uint8_t, 2> k_sha256_multihash{0x12, 0x20};

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
