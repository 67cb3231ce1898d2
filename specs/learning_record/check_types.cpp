// Types that need no more than a few rules each.
#include <algorithm>
#include <array>
#include <set>

#include "learning_record/check_detail.h"

namespace credenza::learning_record::detail {
namespace {

constexpr std::array<std::string_view, 6> k_relations{"manager",  "colleague", "customer",
                                                      "employee", "teacher",   "mentor"};

bool is_type_word(std::string_view word) {
  return !word.empty() && word.front() >= 'A' && word.front() <= 'Z' &&
         std::all_of(word.begin(), word.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
         });
}

void check_type_words(const std::vector<std::string>& types, const std::string& where,
                      Findings& findings) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < types.size(); ++i) {
    const std::string at = where + "/" + std::to_string(i);
    if (!is_type_word(types[i])) {
      findings.add(Code::malformed, at,
                   "has to be the name of a type of credential, as in MicroCredential");
    } else if (!seen.insert(types[i]).second) {
      findings.add(Code::conflict, at, "stands twice; leave out one of the two");
    }
  }
}

}  // namespace

void check_register_number(const Registration& registration, Findings& findings) {
  const std::string where = "/registration/number";
  require_line(registration.number, where, "the number in the register", findings);
  if (number_holds_bsn(registration.number)) {
    findings.add(Code::forbidden, where,
                 "looks like a citizen service number (BSN), which may not be in a credential; "
                 "write the number that the register gave");
  }
}

void check_safety_certificate(const LearningRecord& record, Findings& findings) {
  const Registration& registration = record.registration;
  const std::string at = "/registration";
  check_achievement(record.achievement, findings);
  check_assessment(record.assessment, findings);
  require_line(registration.scheme, at + "/scheme", "the scheme", findings);
  require_line(registration.register_name, at + "/register", "the register", findings);
  check_register_number(registration, findings);
  require_line(registration.legal_basis, at + "/legal_basis", "the legal basis", findings);
  check_line(registration.category, at + "/category", findings);
  check_line(registration.equipment, at + "/equipment", findings);
  findings.require(registration.examined_on.has_value(), at + "/examined_on",
                   "the date of the exam");
  if (registration.examined_on && record.awarded && *record.awarded < *registration.examined_on) {
    findings.add(Code::out_of_range, "/awarded", "lies before the date of the exam");
  }
  findings.require(record.valid_until.has_value(), "/valid_until", "until when it is valid");
  if (registration.examined_on && record.valid_until &&
      date_in_amsterdam(*record.valid_until) < *registration.examined_on) {
    findings.add(Code::out_of_range, "/valid_until", "lies before the date of the exam");
  }
}

void check_endorsement(const LearningRecord& record, Findings& findings) {
  const Endorsement& endorsement = record.endorsement;
  const std::string at = "/endorsement";
  check_achievement(record.achievement, findings);
  findings.require(!endorsement.target.id.empty(), at + "/target/id",
                   "the id of the credential that is endorsed");
  check_iri(endorsement.target.id, at + "/target/id", "urn:uuid:…", findings);
  findings.require(!endorsement.target.digest.empty(), at + "/target/digest",
                   "the SHA-256 digest of the credential that is endorsed");
  check_credential_digest(endorsement.target.digest, at + "/target/digest", findings);
  findings.require(!endorsement.relation.empty(), at + "/relation",
                   "the relation of who endorses to the learner");
  check_word(endorsement.relation, k_relations, at + "/relation", findings);
  require_text(endorsement.text, at + "/text", "the text", findings);
  check_concepts(endorsement.skills, at + "/skills", findings);
}

void check_accreditation(const LearningRecord& record, Findings& findings) {
  const Accreditation& accreditation = record.accreditation;
  const std::string at = "/accreditation";
  check_achievement(record.achievement, findings);
  findings.require(!accreditation.organisation.id.empty(), at + "/organisation/id",
                   "the DID of the organisation");
  check_did(accreditation.organisation.id, at + "/organisation/id", findings);
  require_title(accreditation.organisation.name, at + "/organisation/name",
                "the name of the organisation", findings);
  check_organisation(accreditation.organisation, at + "/organisation", findings);
  findings.require(!accreditation.types.empty() || !accreditation.co_sign_types.empty(),
                   at + "/types",
                   "the types of credential that it may issue or sign beside others");
  check_type_words(accreditation.types, at + "/types", findings);
  check_type_words(accreditation.co_sign_types, at + "/co_sign_types", findings);
  require_line(accreditation.framework, at + "/framework", "by which rules it was recognised",
               findings);
  findings.require(record.valid_from.has_value(), "/valid_from", "from when it may");
  findings.require(record.valid_until.has_value(), "/valid_until", "until when it may");
}

}  // namespace credenza::learning_record::detail
