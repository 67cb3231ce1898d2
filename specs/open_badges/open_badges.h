// Open Badges 3.0: AchievementCredential and EndorsementCredential over VC Data Model 2.0.
// https://www.imsglobal.org/spec/ob/v3p0/, with SURF's education members (ECTS, SBU,
// assessmentType, …), https://github.com/educredentials/obv3-examples
//
//   LearningRecord ── to_credential ──► Json, to be signed, and what it could not say
//   credential ── check ──► findings        credential ── read_record ──► LearningRecord
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "base/json_value.h"
#include "learning_record/learning_record.h"

namespace credenza::open_badges {

inline constexpr std::string_view k_context =
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
/// The context of the education members.
inline constexpr std::string_view k_education_context =
    "https://raw.githubusercontent.com/educredentials/obv3-examples/refs/heads/main/contexts/"
    "educredential.json";

/// What the credential needs beside the record.
struct Options {
  std::string id;                     ///< of the credential: a URL or URN
  std::string issuer;                 ///< the DID that will sign; empty: the awarding body's id
  std::optional<Instant> valid_from;  ///< used where the record has none
};

/// Something of a record that an Open Badge has no place for.
struct Loss {
  std::string where;   ///< JSON Pointer in the JSON form of the record
  std::string detail;  ///< one English sentence
};

struct Rendering {
  Json credential;  ///< without `credentialStatus` and without proof
  std::vector<Loss> losses;
};

/// Says `record` as an EndorsementCredential when its type is Endorsement, else as an
/// OpenBadgeCredential. read_record() gives the same record back but for the losses. A record
/// without what Open Badges asks for still gives a credential, in which check() finds that.
[[nodiscard]] Rendering to_credential(const learning_record::LearningRecord& record,
                                      const Options& options);

/// Whether `credential` says that it is of Open Badges: a `type` of OpenBadgeCredential,
/// AchievementCredential or EndorsementCredential.
[[nodiscard]] bool is_open_badge(json::Cursor credential) noexcept;

/// Whether it is an EndorsementCredential, which speaks of another credential and not of a learner.
[[nodiscard]] bool is_endorsement(json::Cursor credential) noexcept;

/// What an Open Badge says, whoever issued it. Tolerant: what it does not say stays empty, and what
/// a record has no place for is passed over. Hashed identities and national identity numbers are
/// never read.
/// @error unsupported  no Open Badge (see is_open_badge()); several subjects or achievements
/// @error malformed    a member that was looked at is of the wrong form
/// @error missing      no `credentialSubject`
[[nodiscard]] Result<learning_record::LearningRecord> read_record(json::Cursor credential);
/// As read_record(), into an empty record that stands where it is needed: a record has many texts,
/// and moving them costs more than reading them. After an error `record` holds what was read so
/// far.
/// @error as read_record()
[[nodiscard]] Status read_record_into(learning_record::LearningRecord& record,
                                      json::Cursor credential);

/// What Open Badges 3.0 says MUST be (its appendix of classes: required members and their types),
/// over what vcdm::Credential::read() checks. Every finding; empty when all is well. For readers:
/// words outside an enumeration that may be extended are none, because badges in use write
/// "ESCO:Skill" for "ext:ESCO". Findings are missing, malformed, and unsupported (a word outside a
/// closed enumeration).
[[nodiscard]] std::vector<Error> check(json::Cursor credential);

/// As check(), for issuers: such words are findings (unsupported) too.
[[nodiscard]] std::vector<Error> check_strictly(json::Cursor credential);

}  // namespace credenza::open_badges
