// The learning record: what a credential says, whatever format it travels in.
//
// One neutral value. Content models (open_badges, later elm and eudi_learning) are renderings of it, so that
// every record can leave in every format and two documents can be compared as records. The elements are
// those of Annex I of the Council Recommendation on micro-credentials (2022/C 243/02), with the enumerations
// of the Dutch education members of Open Badges.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "base/json_value.h"

namespace credenza::learning_record {

/// A text in one or more languages: BCP 47 tag → text. The empty tag is "language not said".
using LanguageMap = std::map<std::string, std::string, std::less<>>;

/// The text in `language`, else the first there is; empty for an empty map.
[[nodiscard]] std::string_view in_language(const LanguageMap& text, std::string_view language) noexcept;

/// A term of a published vocabulary: an ESCO skill, an EQF or NLQF level, a quality assurance framework.
struct Concept {
  std::string id;  ///< its IRI
  LanguageMap name;
  std::string framework;  ///< "ESCO", "EQF", "NLQF", …; empty when not said
  std::string code;       ///< in that framework: "4"; empty when it has none
  std::string description;
};

struct Person {
  std::string id;  ///< a DID; empty when the credential is not bound to one
  std::string family_name;
  std::string name_prefix;  ///< "van der"; empty when there is none
  std::string given_name;   ///< empty for people with one name
  std::string birth_date;   ///< "2004-03-17", "2004-03" or "2004"; empty when not said
  std::string learner_id;   ///< the provider's own number; never a BSN

  /// "Sanne van der Heijden".
  [[nodiscard]] std::string full_name() const;
};

struct Identifier {
  std::string scheme;  ///< "BRIN", "KVK", …
  std::string value;
};

struct Organisation {
  std::string id;  ///< a DID
  LanguageMap name;
  std::string country;  ///< ISO 3166-1 alpha-2
  std::string url;
  std::vector<Identifier> identifiers;
};

/// Notional workload: exactly one of the two is set.
struct Workload {
  std::optional<unsigned> half_ects;  ///< in halves of an ECTS credit
  std::optional<unsigned> sbu;        ///< study load hours (studiebelastingsuren)
};

struct Assessment {
  std::string type;         ///< "testing", "application of a skill", "portfolio", "recognition of prior learning"
  std::string supervision;  ///< "supervised online", …; empty when not said
  std::optional<bool> identity_checked;
  std::string grade;  ///< as the provider writes it; empty when not said
  LanguageMap result_scale;  ///< what the grade means
};

struct Achievement {
  std::string id;
  LanguageMap title;
  LanguageMap description;
  LanguageMap criteria;
  std::string language;  ///< of instruction, BCP 47
  std::vector<Concept> outcomes;
  std::vector<Concept> levels;  ///< EQF, NLQF
  Workload workload;
  std::string participation;  ///< "online", "onsite or blended", "work experience", …
  std::vector<Concept> quality_assurance;
  std::string prerequisites;
  std::string stackability;
  std::string image;  ///< URL
  std::string programme_code;  ///< education programme identifier
};

struct LearningRecord {
  std::string type;     ///< "MicroCredential"
  std::string profile;  ///< "microcredential", "regular", "extracurricular"
  Person person;
  Organisation awarding_body;
  Achievement achievement;
  Assessment assessment;
  std::optional<std::chrono::year_month_day> awarded;  ///< date of issuing
  std::optional<Instant> valid_from;
  std::optional<Instant> valid_until;
};

/// Reads the JSON form of a record (what templates are filled to); to_json() writes it.
/// @error missing, malformed  `where` is the JSON Pointer of the member
/// @error unsupported         a member that no record has
[[nodiscard]] Result<LearningRecord> from_json(json::Cursor value);
[[nodiscard]] Json to_json(const LearningRecord& record);

/// Checks a record against its type: for a MicroCredential every mandatory element of Annex I and the rules
/// of its profile. Every finding, not only the first; empty when there is nothing to say. `where` is the JSON
/// Pointer of the element in the JSON form.
[[nodiscard]] std::vector<Error> check(const LearningRecord& record);

}  // namespace credenza::learning_record
