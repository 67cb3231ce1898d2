#include "open_badges/classes_detail.h"

namespace credenza::open_badges::detail {
namespace {

using enum Form;
constexpr bool k_must = true;
constexpr bool k_may = false;

// AlignmentTargetType
constexpr std::array<std::string_view, 7> k_target_types{
    "ceasn:Competency",  "ceterms:Credential",     "CFItem", "CFRubric",
    "CFRubricCriterion", "CFRubricCriterionLevel", "CTDL"};
// ResultType
constexpr std::array<std::string_view, 12> k_result_types{
    "GradePointAverage",    "LetterGrade", "Percent",     "PerformanceLevel",
    "PredictedScore",       "RawScore",    "Result",      "RubricCriterion",
    "RubricCriterionLevel", "RubricScore", "ScaledScore", "Status"};
// ResultStatusType
constexpr std::array<std::string_view, 7> k_result_statuses{
    "Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew"};

extern const Class k_profile;

constexpr std::array k_image_members{Member{"id", uri, k_must}, Member{"caption", text, k_may}};
constexpr Class k_image{"Image", k_image_members};

constexpr std::array k_identifier_entry_members{
    Member{"identifier", text, k_must},
    Member{"identifierType", text, k_must, nullptr, k_identifier_types}};
constexpr Class k_identifier_entry{"IdentifierEntry", k_identifier_entry_members};

constexpr std::array k_identity_object_members{
    Member{"hashed", boolean, k_must}, Member{"identityHash", text, k_must},
    Member{"identityType", text, k_must, nullptr, k_identifier_types}, Member{"salt", text, k_may}};
constexpr Class k_identity_object{"IdentityObject", k_identity_object_members};

constexpr std::array k_geo_members{Member{"latitude", number, k_must},
                                   Member{"longitude", number, k_must}};
constexpr Class k_geo{"GeoCoordinates", k_geo_members};

constexpr std::array k_address_members{
    Member{"addressCountry", text, k_may}, Member{"addressCountryCode", country, k_may},
    Member{"addressRegion", text, k_may},  Member{"addressLocality", text, k_may},
    Member{"streetAddress", text, k_may},  Member{"postOfficeBoxNumber", text, k_may},
    Member{"postalCode", text, k_may},     Member{"geo", node, k_may, &k_geo}};
constexpr Class k_address{"Address", k_address_members};

constexpr std::array k_profile_members{Member{"id", uri, k_must},
                                       Member{"name", text, k_may},
                                       Member{"url", uri, k_may},
                                       Member{"phone", text, k_may},
                                       Member{"description", text, k_may},
                                       Member{"image", node, k_may, &k_image},
                                       Member{"email", text, k_may},
                                       Member{"address", node, k_may, &k_address},
                                       Member{"otherIdentifier", node, k_may, &k_identifier_entry},
                                       Member{"official", text, k_may},
                                       Member{"parentOrg", node, k_may, &k_profile},
                                       Member{"familyName", text, k_may},
                                       Member{"givenName", text, k_may},
                                       Member{"dateOfBirth", text, k_may}};
const Class k_profile{"Profile", k_profile_members};

constexpr std::array k_alignment_members{Member{"targetName", text, k_must},
                                         Member{"targetUrl", uri, k_must},
                                         Member{"targetType", text, k_may, nullptr, k_target_types},
                                         Member{"targetCode", text, k_may},
                                         Member{"targetDescription", text, k_may},
                                         Member{"targetFramework", text, k_may}};
constexpr Class k_alignment{"Alignment", k_alignment_members};

constexpr std::array k_criteria_members{Member{"id", uri, k_may}, Member{"narrative", text, k_may}};
constexpr Class k_criteria{"", k_criteria_members};

constexpr std::array k_rubric_members{
    Member{"id", uri, k_must},          Member{"name", text, k_must},
    Member{"description", text, k_may}, Member{"level", text, k_may},
    Member{"points", text, k_may},      Member{"alignment", node, k_may, &k_alignment}};
constexpr Class k_rubric{"RubricCriterionLevel", k_rubric_members};

constexpr std::array k_result_description_members{
    Member{"id", uri, k_must},
    Member{"name", text, k_must},
    Member{"resultType", text, k_must, nullptr, k_result_types},
    Member{"alignment", node, k_may, &k_alignment},
    Member{"allowedValue", text, k_may},
    Member{"requiredLevel", uri, k_may},
    Member{"requiredValue", text, k_may},
    Member{"rubricCriterionLevel", node, k_may, &k_rubric},
    Member{"valueMax", text, k_may},
    Member{"valueMin", text, k_may}};
constexpr Class k_result_description{"ResultDescription", k_result_description_members};

constexpr std::array k_result_members{
    Member{"achievedLevel", uri, k_may}, Member{"alignment", node, k_may, &k_alignment},
    Member{"resultDescription", uri, k_may},
    Member{"status", text, k_may, nullptr, k_result_statuses, false}, Member{"value", text, k_may}};
constexpr Class k_result{"Result", k_result_members};

constexpr std::array k_related_members{Member{"id", uri, k_must},
                                       Member{"inLanguage", language, k_may},
                                       Member{"version", text, k_may}};
constexpr Class k_related{"Related", k_related_members};

constexpr std::array k_achievement_members{
    Member{"id", uri, k_must},
    Member{"name", text, k_must},
    Member{"description", text, k_must},
    Member{"criteria", node, k_must, &k_criteria},
    Member{"achievementType", text, k_may, nullptr, k_achievement_types},
    Member{"alignment", node, k_may, &k_alignment},
    Member{"creator", node, k_may, &k_profile},
    Member{"creditsAvailable", number, k_may},
    Member{"fieldOfStudy", text, k_may},
    Member{"humanCode", text, k_may},
    Member{"image", node, k_may, &k_image},
    Member{"inLanguage", language, k_may},
    Member{"otherIdentifier", node, k_may, &k_identifier_entry},
    Member{"related", node, k_may, &k_related},
    Member{"resultDescription", node, k_may, &k_result_description},
    Member{"specialization", text, k_may},
    Member{"tag", text, k_may},
    Member{"version", text, k_may}};
constexpr Class k_achievement{"Achievement", k_achievement_members};

constexpr std::array k_subject_members{Member{"id", uri, k_may},
                                       Member{"achievement", node, k_must, &k_achievement},
                                       Member{"activityStartDate", text, k_may},
                                       Member{"activityEndDate", text, k_may},
                                       Member{"creditsEarned", number, k_may},
                                       Member{"identifier", node, k_may, &k_identity_object},
                                       Member{"image", node, k_may, &k_image},
                                       Member{"licenseNumber", text, k_may},
                                       Member{"narrative", text, k_may},
                                       Member{"result", node, k_may, &k_result},
                                       Member{"role", text, k_may},
                                       Member{"source", node, k_may, &k_profile},
                                       Member{"term", text, k_may}};
constexpr Class k_subject{"AchievementSubject", k_subject_members};

constexpr std::array k_evidence_members{
    Member{"id", uri, k_may},     Member{"narrative", text, k_may},
    Member{"name", text, k_may},  Member{"description", text, k_may},
    Member{"genre", text, k_may}, Member{"audience", text, k_may}};
constexpr Class k_evidence{"Evidence", k_evidence_members};

constexpr std::array k_typed_members{Member{"id", uri, k_must}, Member{"type", text, k_must}};
constexpr Class k_typed{"", k_typed_members};

constexpr std::array k_credential_members{Member{"id", uri, k_must},
                                          Member{"name", text, k_may},
                                          Member{"description", text, k_may},
                                          Member{"image", node, k_may, &k_image},
                                          Member{"awardedDate", date_time, k_may},
                                          Member{"issuer", node_or_uri, k_must, &k_profile},
                                          Member{"validFrom", date_time, k_must},
                                          Member{"validUntil", date_time, k_may},
                                          Member{"credentialSubject", node, k_must, &k_subject},
                                          Member{"evidence", node, k_may, &k_evidence},
                                          Member{"credentialSchema", node, k_may, &k_typed},
                                          Member{"refreshService", node, k_may, &k_typed}};

constexpr std::array k_endorsement_subject_members{Member{"id", uri, k_must},
                                                   Member{"endorsementComment", text, k_may}};
constexpr Class k_endorsement_subject{"EndorsementSubject", k_endorsement_subject_members};

constexpr std::array k_endorsement_members{
    Member{"id", uri, k_must},
    Member{"name", text, k_must},
    Member{"description", text, k_may},
    Member{"awardedDate", date_time, k_may},
    Member{"issuer", node_or_uri, k_must, &k_profile},
    Member{"validFrom", date_time, k_must},
    Member{"validUntil", date_time, k_may},
    Member{"credentialSubject", node, k_must, &k_endorsement_subject},
    Member{"credentialSchema", node, k_may, &k_typed},
    Member{"refreshService", node, k_may, &k_typed}};

}  // namespace

const Class k_achievement_credential{"", k_credential_members};
const Class k_endorsement_credential{"", k_endorsement_members};

}  // namespace credenza::open_badges::detail
