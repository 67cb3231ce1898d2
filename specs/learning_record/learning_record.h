// The learning record: what a credential says, whatever format it travels in.
//
// One neutral value. Content models (open_badges, later elm and eudi_learning) are renderings of
// it, so that every record can leave in every format and two documents can be compared as records.
// A micro-credential has the elements of Annex I of the Council Recommendation on micro-credentials
// (2022/C 243/02), with the enumerations of the Dutch education members of Open Badges; a practice
// statement and an mbo certificate those of the Dutch model for them. README.md has a table per
// type.
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

/// The same person's name in another script or language: "Олена Коваленко" beside "Olena
/// Kovalenko".
struct AlternativeName {
  std::string language;  ///< BCP 47, with the script where that is what differs: "uk-Cyrl"
  std::string family_name;
  std::string name_prefix;
  std::string given_name;

  [[nodiscard]] std::string full_name() const;

  friend bool operator==(const AlternativeName&, const AlternativeName&) = default;
};

struct Person {
  std::string id;  ///< a DID; empty when the credential is not bound to one
  std::string family_name;
  std::string name_prefix;  ///< "van der"; empty when there is none
  std::string given_name;   ///< empty for people with one name
  std::string birth_date;   ///< "2004-03-17", "2004-03" or "2004"; empty when not said
  std::string learner_id;   ///< the provider's own number; never a BSN
  std::vector<AlternativeName> alternative_names;

  /// "Sanne van der Heijden", "Ahmed al-Rashid", "Suharto".
  [[nodiscard]] std::string full_name() const;

  friend bool operator==(const Person&, const Person&) = default;
};

struct Identifier {
  std::string scheme;  ///< "BRIN", "KVK", "SBB" (a recognised learning company), …
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
  /// "formal", "non-formal" or "informal"; the last has no concept in the Europass vocabulary.
  std::string learning_setting;

  friend bool operator==(const Achievement&, const Achievement&) = default;
};

/// What of vocational education (mbo) a record belongs to.
struct Qualification {
  std::string crebo;    ///< "25391"; of an elective part (keuzedeel) "K0226"
  std::string version;  ///< of the qualification file: "2024"
  LanguageMap name;
  std::string kind;   ///< "qualification", "elective" (keuzedeel) or "part"; empty when not said
  std::string level;  ///< of mbo: "1" to "4"; empty when not said

  friend bool operator==(const Qualification&, const Qualification&) = default;
};

/// One thing that somebody showed: a work process (werkproces) of a practice statement, a part of
/// an mbo certificate.
struct Unit {
  std::string code;  ///< of a work process "B1-K1-W1"
  LanguageMap title;
  std::string result;                               ///< as the assessor writes it: "zelfstandig"
  std::optional<std::chrono::year_month_day> date;  ///< when it was shown
  std::string method;                               ///< "observation", "STARR interview", …

  friend bool operator==(const Unit&, const Unit&) = default;
};

/// Calendar days, both of them within the period.
struct Period {
  std::optional<std::chrono::year_month_day> from;
  std::optional<std::chrono::year_month_day> until;

  friend bool operator==(const Period&, const Period&) = default;
};

struct Trainer {
  std::string name;
  std::string function;  ///< "praktijkopleider magazijn"; empty when not said

  friend bool operator==(const Trainer&, const Trainer&) = default;
};

/// Work in a company, which taught and assessed. The school is the awarding body.
struct Practice {
  Organisation learning_company;  ///< with an identifier of scheme "SBB"
  Trainer trainer;
  Period period;
  std::optional<unsigned> hours;

  friend bool operator==(const Practice&, const Practice&) = default;
};

/// Where somebody is registered who passed an exam that the law or a branch asks for.
struct Registration {
  std::string scheme;         ///< "VCA-VOL", "BHV"
  std::string register_name;  ///< in JSON `register`
  std::string number;         ///< personal: that of the entry in the register
  std::string legal_basis;
  std::string category;   ///< empty when the scheme has none
  std::string equipment;  ///< "reachtruck"; empty when it is not for equipment
  std::optional<std::chrono::year_month_day> examined_on;

  friend bool operator==(const Registration&, const Registration&) = default;
};

/// Another credential, bound by what it says: changed by a character it is another one.
struct Reference {
  std::string id;      ///< of the credential
  std::string digest;  ///< SHA-256 in hexadecimal of its canonical text (RFC 8785), proof included

  friend bool operator==(const Reference&, const Reference&) = default;
};

/// A company or a person speaks for what another credential says.
struct Endorsement {
  Reference target;
  std::string relation;  ///< of who endorses to the learner: "manager", "colleague", "customer", …
  LanguageMap text;
  std::vector<Concept> skills;  ///< of the target's, those that are endorsed; empty: as a whole

  friend bool operator==(const Endorsement&, const Endorsement&) = default;
};

/// An organisation may issue credentials of these types, from valid_from until valid_until of the
/// record.
struct Accreditation {
  Organisation organisation;
  std::vector<std::string> types;          ///< that it may issue: "MicroCredential"
  std::vector<std::string> co_sign_types;  ///< that it may sign beside the issuer
  std::string framework;                   ///< by which rules it was recognised

  friend bool operator==(const Accreditation&, const Accreditation&) = default;
};

/// A document that was looked at. It does not travel with the credential, so it can be shown apart
/// or not at all.
struct Evidence {
  std::string name;
  std::string digest;      ///< SHA-256 of its bytes in hexadecimal
  std::string media_type;  ///< "application/pdf"; empty when not said

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// Whose signature the credential has to bear. One without all of them is a draft.
struct CoSigner {
  std::string id;  ///< a DID
  std::string name;
  std::string role;       ///< "school" or "learning-company"
  std::string signatory;  ///< who signs for it: "Rob Jansen, bedrijfsleider"; empty when not said

  friend bool operator==(const CoSigner&, const CoSigner&) = default;
};

/// Members that say nothing are empty; which ones must say something is up to the type.
struct LearningRecord {
  /// "MicroCredential", "PracticeStatement", "MboCertificate", "SafetyCertificate", "Endorsement",
  /// "Accreditation"
  std::string type;
  std::string profile;  ///< of a MicroCredential: "microcredential", "regular", "extracurricular"
  Person person;
  Organisation awarding_body;  ///< who issues
  Achievement achievement;
  Assessment assessment;
  Qualification qualification;
  std::vector<Unit> work_processes;
  std::vector<Unit> parts;  ///< of an mbo certificate
  Practice practice;
  Registration registration;
  Endorsement endorsement;
  Accreditation accreditation;
  std::vector<Evidence> evidence;
  std::vector<CoSigner> co_signers;  ///< everybody whose proof it needs, the issuer among them
  LanguageMap notes;                 ///< what its reader has to know: that it is no diploma
  Reference replaces;                ///< an older credential that this one takes the place of
  std::optional<std::chrono::year_month_day> awarded;  ///< date of issuing
  std::optional<Instant> valid_from;
  std::optional<Instant> valid_until;  ///< its last second

  friend bool operator==(const LearningRecord&, const LearningRecord&) = default;
};

/// Reads the JSON form of a record (what templates are filled to); to_json() writes it. The members
/// are named as the fields above; README.md in this folder shows one. What is not said is absent;
/// whether it had to be said is for check(). `valid_from`
/// and `valid_until` may be dates as well as instants: from the first second of that day in
/// Europe/Amsterdam, to the last one of it. to_json() writes instants.
/// @error missing, malformed  `where` is the JSON Pointer of the member
/// @error out_of_range        ECTS credits that are no multiple of 0.5, a number beyond 1,000,000,
///                            a validity by dates before 1996
/// @error unsupported         a member that no record has
[[nodiscard]] Result<LearningRecord> from_json(json::Cursor value);
[[nodiscard]] Json to_json(const LearningRecord& record);

/// Checks a record against its type: for a MicroCredential every mandatory element of Annex I and
/// the rules of its profile (docs in README.md). Every finding, not only the first; empty when
/// there is nothing to say. `where` is the JSON Pointer of the element in the JSON form, and each
/// detail says what to do. Findings are missing, malformed, out_of_range, unsupported (a word
/// outside an enumeration) and forbidden (a citizen service number). Names, titles and other single
/// lines have no character that nobody sees, but for joiners in the scripts that need them.
[[nodiscard]] std::vector<Error> check(const LearningRecord& record);

/// What check() finds in the parts that differ from person to person: `/person` and
/// `/registration/number`. For many records that are the same in everything else: check() of one of
/// them, and this of the others, finds what check() of each would.
[[nodiscard]] std::vector<Error> check_personal(const LearningRecord& record);

/// Whether `text` is a citizen service number (BSN): nine digits, however grouped, that pass the
/// 11-test. One in eleven other numbers of nine digits passes it too.
[[nodiscard]] bool looks_like_bsn(std::string_view text) noexcept;

/// Whether a number that an organisation gave (of a learner, in a register) holds a BSN: it is one,
/// or has nine digits in a row, or groups of eight or nine beside the word BSN, that pass the
/// 11-test. Letters in front that say nothing of a BSN make it the organisation's own number.
[[nodiscard]] bool number_holds_bsn(std::string_view text);
/// Whether a name holds a BSN: nine digits, however grouped, or eight of one whose zero in front
/// was lost. No name has any.
[[nodiscard]] bool name_holds_bsn(std::string_view text);
/// Whether `text` is eight digits that are a BSN with a zero in front of them. One in eleven
/// numbers of eight digits is, so this is a doubt and no finding.
[[nodiscard]] bool may_be_bsn_without_zero(std::string_view text) noexcept;

}  // namespace credenza::learning_record
