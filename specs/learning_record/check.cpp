#include <algorithm>
#include <array>
#include <set>

#include "learning_record/check_detail.h"

namespace credenza::learning_record {
namespace {

using detail::Findings;

constexpr std::array<std::string_view, 3> k_learning_settings{"formal", "non-formal", "informal"};
constexpr std::array<std::string_view, 2> k_roles{"school", "learning-company"};

/// Parts of a record that only some types have. A part elsewhere would be left unchecked, and its
/// reader would not look for it.
enum Part : unsigned {
  k_none = 0,
  k_person = 1,
  k_assessment = 2,
  k_profile = 4,
  k_qualification = 8,
  k_work_processes = 16,
  k_parts = 32,
  k_practice = 64,
  k_registration = 128,
  k_endorsement = 256,
  k_accreditation = 512
};

struct Type {
  std::string_view name;
  std::string_view who_asks;
  unsigned parts;
  void (*check)(const LearningRecord&, Findings&);
};

constexpr unsigned k_learner = k_person | k_assessment;

constexpr std::array k_types{
    Type{"MicroCredential", "Annex I asks for it", k_learner | k_profile | k_qualification,
         detail::check_micro_credential},
    Type{"PracticeStatement", "a practice statement has to say it",
         k_learner | k_qualification | k_work_processes | k_practice,
         detail::check_practice_statement},
    Type{"MboCertificate", "an mbo certificate has to say it",
         k_learner | k_qualification | k_parts, detail::check_mbo_certificate},
    Type{"SafetyCertificate", "a safety certificate has to say it", k_learner | k_registration,
         detail::check_safety_certificate},
    Type{"Endorsement", "an endorsement has to say it", k_endorsement, detail::check_endorsement},
    Type{"Accreditation", "an accreditation has to say it", k_accreditation,
         detail::check_accreditation}};

/// "1991", "1991-07" or "1991-07-03": papers do not always say the day. Gives the first day it can
/// mean.
std::optional<std::chrono::year_month_day> birth_date(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  const std::string full =
      std::string(text) + std::string("-01-01").substr(text.size() == 4 ? 0 : 3);
  const auto date = parse_date(text.size() == 10 ? std::string(text) : full);
  if (!date) return std::nullopt;
  return *date;
}

void check_birth_date(const LearningRecord& record, Findings& findings) {
  const std::string& text = record.person.birth_date;
  if (text.empty()) return;
  const auto born = birth_date(text);
  if (!born) {
    findings.add(Code::malformed, "/person/birth_date",
                 "has to be a date of the calendar as in 2004-03-17, or 2004-03 or 2004 when "
                 "papers say no more");
  } else if (record.awarded && *born > *record.awarded) {
    findings.add(Code::out_of_range, "/person/birth_date", "lies behind the date of the award");
  }
}

void check_alternative_names(const Person& person, Findings& findings) {
  for (std::size_t i = 0; i < person.alternative_names.size(); ++i) {
    const AlternativeName& name = person.alternative_names[i];
    const std::string at = "/person/alternative_names/" + std::to_string(i);
    findings.require(!name.family_name.empty(), at + "/family_name", "the name");
    detail::check_name(name.family_name, at + "/family_name", findings);
    detail::check_name(name.name_prefix, at + "/name_prefix", findings);
    detail::check_name(name.given_name, at + "/given_name", findings);
    findings.require(!name.language.empty(), at + "/language",
                     "the language or script of the name");
    if (!name.language.empty() && !detail::is_language_tag(name.language)) {
      findings.add(Code::malformed, at + "/language",
                   "has to be a BCP 47 tag such as 'uk' or 'uk-Cyrl'");
    }
  }
}

void check_person(const LearningRecord& record, Findings& findings) {
  const Person& person = record.person;
  if (person.family_name.empty() && !person.given_name.empty()) {
    findings.add(Code::missing, "/person/family_name",
                 "somebody with one name has it as family name; put it there");
  } else {
    findings.require(!person.family_name.empty(), "/person/family_name", "the learner's name");
  }
  detail::check_name(person.family_name, "/person/family_name", findings);
  detail::check_name(person.name_prefix, "/person/name_prefix", findings);
  detail::check_name(person.given_name, "/person/given_name", findings);
  check_line(person.learner_id, "/person/learner_id", findings);
  detail::check_did(person.id, "/person/id", findings);
  if (number_holds_bsn(person.learner_id)) {
    findings.add(Code::forbidden, "/person/learner_id",
                 "looks like a citizen service number (BSN), which may not be in a credential; use "
                 "the school's own number, with letters of its own in front if it has nine digits");
  }
  check_birth_date(record, findings);
  check_alternative_names(person, findings);
}

void check_evidence(const std::vector<Evidence>& evidence, Findings& findings) {
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const std::string at = "/evidence/" + std::to_string(i);
    detail::require_line(evidence[i].name, at + "/name", "the name of the document", findings);
    findings.require(!evidence[i].digest.empty(), at + "/digest",
                     "the SHA-256 digest of the document");
    detail::check_digest(evidence[i].digest, at + "/digest", findings);
    const std::string& type = evidence[i].media_type;
    const std::size_t slash = type.find('/');
    const bool whole = slash != std::string::npos && slash > 0 && slash + 1 < type.size();
    if (!type.empty() && (!whole || type.find(' ') != std::string::npos)) {
      findings.add(Code::malformed, at + "/media_type",
                   "has to be a media type such as application/pdf");
    }
  }
}

void check_co_signers(const std::vector<CoSigner>& signers, Findings& findings) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < signers.size(); ++i) {
    const CoSigner& signer = signers[i];
    const std::string at = "/co_signers/" + std::to_string(i);
    findings.require(!signer.id.empty(), at + "/id", "the DID of who has to sign");
    detail::check_did(signer.id, at + "/id", findings);
    detail::require_line(signer.name, at + "/name", "the name of who has to sign", findings);
    detail::check_name(signer.signatory, at + "/signatory", findings);
    findings.require(!signer.role.empty(), at + "/role", "the role of who has to sign");
    detail::check_word(signer.role, k_roles, at + "/role", findings);
    if (!signer.id.empty() && !seen.insert(signer.id).second) {
      findings.add(Code::conflict, at + "/id", "is named twice; each party signs once");
    }
  }
}

void check_replaces(const Reference& replaces, Findings& findings) {
  if (replaces == Reference{}) return;
  findings.require(!replaces.id.empty(), "/replaces/id", "the id of the credential it replaces");
  detail::check_iri(replaces.id, "/replaces/id", "urn:uuid:…", findings);
  findings.require(!replaces.digest.empty(), "/replaces/digest",
                   "the SHA-256 digest of the credential it replaces");
  detail::check_credential_digest(replaces.digest, "/replaces/digest", findings);
}

/// Whether a part says anything.
template <class T>
bool says(const T& part) {
  return !(part == T{});
}

void check_parts_of_type(const LearningRecord& record, const Type& type, Findings& findings) {
  const auto refuse = [&](bool there, Part part, const char* where) {
    if (!there || (type.parts & part) != 0) return;
    findings.add(Code::forbidden, where,
                 "a record of type '" + record.type + "' has no such member; leave it out");
  };
  refuse(says(record.profile), k_profile, "/profile");
  refuse(says(record.person), k_person, "/person");
  refuse(says(record.assessment), k_assessment, "/assessment");
  refuse(says(record.qualification), k_qualification, "/qualification");
  refuse(says(record.work_processes), k_work_processes, "/work_processes");
  refuse(says(record.parts), k_parts, "/parts");
  refuse(says(record.practice), k_practice, "/practice");
  refuse(says(record.registration), k_registration, "/registration");
  refuse(says(record.endorsement), k_endorsement, "/endorsement");
  refuse(says(record.accreditation), k_accreditation, "/accreditation");
}

/// What every type has in common.
void check_common(const LearningRecord& record, const Type& type, Findings& findings) {
  check_parts_of_type(record, type, findings);
  if ((type.parts & k_person) != 0) check_person(record, findings);
  detail::require_title(record.awarding_body.name, "/awarding_body/name", "the awarding body",
                        findings);
  detail::check_organisation(record.awarding_body, "/awarding_body", findings);
  detail::require_title(record.achievement.title, "/achievement/title", "the title", findings);
  detail::check_word(record.achievement.learning_setting, k_learning_settings,
                     "/achievement/learning_setting", findings);
  detail::check_text(record.notes, "/notes", findings);
  check_evidence(record.evidence, findings);
  check_co_signers(record.co_signers, findings);
  check_replaces(record.replaces, findings);
  findings.require(record.awarded.has_value(), "/awarded", "the date of issuing");
  if (record.valid_from && record.valid_until && *record.valid_until < *record.valid_from) {
    findings.add(Code::out_of_range, "/valid_until", "lies before valid_from");
  }
}

}  // namespace

std::vector<Error> check_personal(const LearningRecord& record) {
  const auto type = std::find_if(k_types.begin(), k_types.end(),
                                 [&](const Type& t) { return t.name == record.type; });
  if (type == k_types.end()) return {};
  Findings findings(type->who_asks);
  if ((type->parts & k_person) != 0) check_person(record, findings);
  if ((type->parts & k_registration) != 0)
    detail::check_register_number(record.registration, findings);
  return findings.take();
}

std::vector<Error> check(const LearningRecord& record) {
  const auto type = std::find_if(k_types.begin(), k_types.end(),
                                 [&](const Type& t) { return t.name == record.type; });
  if (type == k_types.end()) {
    std::string known;
    for (const Type& t : k_types)
      known += (known.empty() ? "'" : ", '") + std::string(t.name) + "'";
    return {fail(Code::unsupported, "/type", "has to be one of " + known)};
  }
  Findings findings(type->who_asks);
  check_common(record, *type, findings);
  type->check(record, findings);
  return findings.take();
}

}  // namespace credenza::learning_record
