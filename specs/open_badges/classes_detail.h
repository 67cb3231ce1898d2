// The classes of Open Badges 3.0 as tables: which members each has, of which form, and which MUST
// be there. Inside `open_badges`. Members that are not listed are not looked at.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace credenza::open_badges::detail {

enum class Form : std::uint8_t {
  text,
  uri,
  number,
  boolean,
  date_time,
  language,
  country,
  node,
  node_or_uri
};

struct Class;

struct Member {
  std::string_view name;
  Form form;
  bool required = false;
  const Class* of = nullptr;                     ///< of a node
  std::span<const std::string_view> words = {};  ///< of a text that is of an enumeration
  bool extensible = true;                        ///< whether "ext:…" is among its words
};

struct Class {
  std::string_view type;  ///< one of the values of `type`; empty: the class has no type of its own
  std::span<const Member> members;
};

/// AchievementCredential and EndorsementCredential; every other class is reached from them.
extern const Class k_achievement_credential;
extern const Class k_endorsement_credential;

// IdentifierTypeEnum
inline constexpr std::array<std::string_view, 19> k_identifier_types{
    "name",          "sourcedId",    "systemId",        "productId",
    "userName",      "accountId",    "emailAddress",    "nationalIdentityNumber",
    "isbn",          "issn",         "lisSourcedId",    "oneRosterSourcedId",
    "sisSourcedId",  "ltiContextId", "ltiDeploymentId", "ltiToolId",
    "ltiPlatformId", "ltiUserId",    "identifier"};

// AchievementType
inline constexpr std::array<std::string_view, 31> k_achievement_types{"Achievement",
                                                                      "ApprenticeshipCertificate",
                                                                      "Assessment",
                                                                      "Assignment",
                                                                      "AssociateDegree",
                                                                      "Award",
                                                                      "Badge",
                                                                      "BachelorDegree",
                                                                      "Certificate",
                                                                      "CertificateOfCompletion",
                                                                      "Certification",
                                                                      "CommunityService",
                                                                      "Competency",
                                                                      "Course",
                                                                      "CoCurricular",
                                                                      "Degree",
                                                                      "Diploma",
                                                                      "DoctoralDegree",
                                                                      "Fieldwork",
                                                                      "GeneralEducationDevelopment",
                                                                      "JourneymanCertificate",
                                                                      "LearningProgram",
                                                                      "License",
                                                                      "Membership",
                                                                      "ProfessionalDoctorate",
                                                                      "QualityAssuranceCredential",
                                                                      "MasterCertificate",
                                                                      "MasterDegree",
                                                                      "MicroCredential",
                                                                      "ResearchDoctorate",
                                                                      "SecondarySchoolDiploma"};

}  // namespace credenza::open_badges::detail
