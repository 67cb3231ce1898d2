// The learning record: what a credential says, whatever format it travels in.
//
// One neutral value. Content models (open_badges, later elm and eudi_learning) are renderings of
// it, so that every record can leave in every format and two documents can be compared as records.
// The elements are those of Annex I of the Council Recommendation on micro-credentials (2022/C
// 243/02), with the enumerations of the Dutch education members of Open Badges.
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

/// The text in `language` ("nl"), else in a variety of it ("nl-BE"), else the first there is; empty
/// for an empty map.
[[nodiscard]] std::string_view in_language(const LanguageMap& text,
                                           std::string_view language) noexcept;

/// A term of a published vocabulary: an ESCO skill, an EQF or NLQF level, a quality assurance
/// framework.
struct Concept {
  std::string id;  ///< its IRI
  LanguageMap name;
  std::string framework;  ///< "ESCO", "EQF", "NLQF", …; empty when not said
  std::string code;       ///< in that framework: "4"; empty when it has none
  std::string description;

  friend bool operator==(const Concept&, const Concept&) = default;
};

struct Person {
  std::string id;  ///< a DID; empty when the credential is not bound to one
  std::string family_name;
  std::string name_prefix;  ///< "van der"; empty when there is none
  std::string given_name;   ///< empty for people with one name
  std::string birth_date;   ///< "2004-03-17", "2004-03" or "2004"; empty when not said
  std::string learner_id;   ///< the provider's own number; never a BSN

  /// "Sanne van der Heijden", "Ahmed al-Rashid", "Suharto".
  [[nodiscard]] std::string full_name() const;

  friend bool operator==(const Person&, const Person&) = default;
};

struct Identifier {
  std::string scheme;  ///< "BRIN", "KVK", …
  std::string value;

  friend bool operator==(const Identifier&, const Identifier&) = default;
};

struct Organisation {
  std::string id;  ///< a DID
  LanguageMap name;
  std::string country;  ///< ISO 3166-1 alpha-2
  std::string url;
  std::vector<Identifier> identifiers;

  friend bool operator==(const Organisation&, const Organisation&) = default;
};

/// Notional workload: exactly one of the two is set.
struct Workload {
  std::optional<unsigned> half_ects;  ///< in halves of an ECTS credit
  std::optional<unsigned> sbu;        ///< study load hours (studiebelastingsuren)

  friend bool operator==(const Workload&, const Workload&) = default;
};

struct Assessment {
  std::string
      type;  ///< "testing", "application of a skill", "portfolio", "recognition of prior learning"
  std::string supervision;  ///< "supervised online", …; empty when not said
  std::optional<bool> identity_checked;
  std::string grade;         ///< as the provider writes it; empty when not said
  LanguageMap result_scale;  ///< what the grade means

  friend bool operator==(const Assessment&, const Assessment&) = default;
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
  std::string image;           ///< URL
  std::string programme_code;  ///< education programme identifier

  friend bool operator==(const Achievement&, const Achievement&) = default;
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

  friend bool operator==(const LearningRecord&, const LearningRecord&) = default;
};

/// Reads the JSON form of a record (what templates are filled to); to_json() writes it. The members
/// are named as the fields above; README.md in this folder shows one. What is not said is absent;
/// whether it had to be said is for check().
/// @error missing, malformed  `where` is the JSON Pointer of the member
/// @error out_of_range        ECTS credits that are no multiple of 0.5, or a number beyond
/// 1,000,000
/// @error unsupported         a member that no record has
[[nodiscard]] Result<LearningRecord> from_json(json::Cursor value);
[[nodiscard]] Json to_json(const LearningRecord& record);

/// Checks a record against its type: for a MicroCredential every mandatory element of Annex I and
/// the rules of its profile (docs in README.md). Every finding, not only the first; empty when
/// there is nothing to say. `where` is the JSON Pointer of the element in the JSON form, and each
/// detail says what to do. Findings are missing, malformed, out_of_range, unsupported (a word
/// outside an enumeration) and forbidden (a citizen service number).
[[nodiscard]] std::vector<Error> check(const LearningRecord& record);

/// Whether `text` is a citizen service number (BSN): nine digits, however grouped, that pass the
/// 11-test. One in eleven other numbers of nine digits passes it too.
[[nodiscard]] bool looks_like_bsn(std::string_view text) noexcept;

}  // namespace credenza::learning_record
