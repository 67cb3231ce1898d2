#include <algorithm>
#include <array>
#include <span>

#include "base/url.h"
#include "learning_record/check_detail.h"

namespace credenza::learning_record {
namespace {

using detail::Findings;

// The enumerations of the Dutch education members of Open Badges (see README.md).
constexpr std::array<std::string_view, 4> k_assessment_types{
    "testing", "application of a skill", "portfolio", "recognition of prior learning"};
constexpr std::array<std::string_view, 5> k_participations{"online", "onsite or blended",
                                                           "volunteering", "work experience",
                                                           "personalized learning activities"};
constexpr std::array<std::string_view, 4> k_supervisions{
    "unsupervised with no identity verification", "supervised with no identity verification",
    "supervised online", "onsite with identity verification"};

constexpr unsigned k_microcredential_min_half_ects = 6;
constexpr unsigned k_microcredential_max_half_ects = 60;
constexpr unsigned k_microcredential_min_sbu = 240;
constexpr unsigned k_regular_max_half_ects = 480;

/// A word outside its enumeration, with the words that there are.
void check_word(std::string_view word, std::span<const std::string_view> words, std::string where,
                Findings& findings) {
  if (word.empty() || std::find(words.begin(), words.end(), word) != words.end()) return;
  std::string known;
  for (const std::string_view w : words)
    known += (known.empty() ? "'" : ", '") + std::string(w) + "'";
  findings.add(Code::unsupported, std::move(where), "has to be one of " + known);
}

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

void check_person(const LearningRecord& record, Findings& findings) {
  const Person& person = record.person;
  if (person.family_name.empty()) {
    const char* detail = "the learner's name is missing (Annex I asks for it)";
    if (!person.given_name.empty()) detail = "somebody with one name has it as family name";
    findings.add(Code::missing, "/person/family_name", detail);
  }
  check_line(person.family_name, "/person/family_name", findings);
  check_line(person.name_prefix, "/person/name_prefix", findings);
  check_line(person.given_name, "/person/given_name", findings);
  check_line(person.learner_id, "/person/learner_id", findings);
  if (!person.id.empty() && person.id.rfind("did:", 0) != 0) {
    findings.add(Code::malformed, "/person/id",
                 "has to be a DID as in did:key:z6Mk…; leave it out when there is none");
  }
  if (looks_like_bsn(person.learner_id)) {
    findings.add(
        Code::forbidden, "/person/learner_id",
        "looks like a citizen service number (BSN), which may not be in a credential; a number of "
        "your own can be told from one by letters before it");
  }
  if (person.birth_date.empty()) return;
  const auto born = birth_date(person.birth_date);
  if (!born) {
    findings.add(Code::malformed, "/person/birth_date",
                 "has to be a date of the calendar as in 2004-03-17, or 2004-03 or 2004 when "
                 "papers say no more");
  } else if (record.awarded && *born > *record.awarded) {
    findings.add(Code::out_of_range, "/person/birth_date", "lies behind the date of the award");
  }
}

void check_body(const Organisation& body, Findings& findings) {
  findings.require(!body.name.empty(), "/awarding_body/name", "the awarding body");
  detail::check_text(body.name, "/awarding_body/name", findings);
  findings.require(!body.country.empty(), "/awarding_body/country",
                   "the country of the awarding body");
  if (!body.country.empty() && !detail::is_country(body.country)) {
    findings.add(Code::malformed, "/awarding_body/country",
                 "has to be an ISO 3166-1 code of two letters, as in NL");
  }
  if (!body.url.empty() && !Url::parse(body.url)) {
    findings.add(Code::malformed, "/awarding_body/url", "has to be an https address");
  }
  for (std::size_t i = 0; i < body.identifiers.size(); ++i) {
    const std::string where = "/awarding_body/identifiers/" + std::to_string(i);
    if (body.identifiers[i].scheme.empty())
      findings.add(Code::missing, where + "/scheme", "says no scheme, as in BRIN");
    if (body.identifiers[i].value.empty())
      findings.add(Code::missing, where + "/value", "says no value");
  }
}

void check_workload(const LearningRecord& record, Findings& findings) {
  const Workload& workload = record.achievement.workload;
  const std::string where = "/achievement/workload";
  findings.require(workload.half_ects || workload.sbu, where, "the notional workload");
  if (workload.half_ects && workload.sbu) {
    findings.add(Code::malformed, where,
                 "says ECTS and study load hours; one of the two decides, leave out the other");
  }
  const unsigned halves = workload.half_ects.value_or(k_microcredential_min_half_ects);
  const unsigned hours = workload.sbu.value_or(k_microcredential_min_sbu);
  if (record.profile == "microcredential") {
    if (halves < k_microcredential_min_half_ects || halves > k_microcredential_max_half_ects) {
      findings.add(Code::out_of_range, where + "/ects",
                   "a microcredential has 3 to 30 ECTS; for other sizes use profile 'regular' or "
                   "'extracurricular'");
    }
    if (hours < k_microcredential_min_sbu) {
      findings.add(Code::out_of_range, where + "/sbu",
                   "a microcredential has 240 study load hours or more; for less use profile "
                   "'regular' or 'extracurricular'");
    }
  } else if (record.profile == "regular") {
    if (halves < 1 || halves > k_regular_max_half_ects) {
      findings.add(Code::out_of_range, where + "/ects", "regular education has 0.5 to 240 ECTS");
    }
    if (hours < 1)
      findings.add(Code::out_of_range, where + "/sbu",
                   "regular education has 1 study load hour or more");
  }
}

void check_achievement(const LearningRecord& record, Findings& findings) {
  const Achievement& achievement = record.achievement;
  const std::string at = "/achievement";
  findings.require(!achievement.title.empty(), at + "/title", "the title");
  detail::check_text(achievement.title, at + "/title", findings);
  detail::check_text(achievement.description, at + "/description", findings);
  detail::check_text(achievement.criteria, at + "/criteria", findings);
  if (!achievement.language.empty() && !detail::is_language_tag(achievement.language)) {
    findings.add(Code::malformed, at + "/language", "has to be a BCP 47 tag such as 'nl'");
  }
  findings.require(!achievement.outcomes.empty(), at + "/outcomes",
                   "what was learned (the learning outcomes)");
  detail::check_concepts(achievement.outcomes, at + "/outcomes", findings);
  detail::check_concepts(achievement.levels, at + "/levels", findings);
  check_workload(record, findings);
  findings.require(!achievement.participation.empty(), at + "/participation",
                   "the form of participation");
  check_word(achievement.participation, k_participations, at + "/participation", findings);
  findings.require(!achievement.quality_assurance.empty(), at + "/quality_assurance",
                   "the type of quality assurance");
  detail::check_concepts(achievement.quality_assurance, at + "/quality_assurance", findings);
  if (!achievement.image.empty() && !Url::parse(achievement.image)) {
    findings.add(Code::malformed, at + "/image", "has to be an https address");
  }
}

void check_assessment(const Assessment& assessment, Findings& findings) {
  findings.require(!assessment.type.empty(), "/assessment/type", "the type of assessment");
  check_word(assessment.type, k_assessment_types, "/assessment/type", findings);
  check_word(assessment.supervision, k_supervisions, "/assessment/supervision", findings);
  detail::check_line(assessment.grade, "/assessment/grade", findings);
  detail::check_text(assessment.result_scale, "/assessment/result_scale", findings);
}

}  // namespace

std::vector<Error> check(const LearningRecord& record) {
  Findings findings;
  if (record.type != "MicroCredential") {
    findings.add(Code::unsupported, "/type", "this build knows records of type 'MicroCredential'");
    return findings.take();
  }
  constexpr std::array<std::string_view, 3> profiles{"microcredential", "regular",
                                                     "extracurricular"};
  if (record.profile.empty()) {
    findings.add(Code::missing, "/profile",
                 "has to be 'microcredential', 'regular' or 'extracurricular'");
  }
  check_word(record.profile, profiles, "/profile", findings);
  check_person(record, findings);
  check_body(record.awarding_body, findings);
  check_achievement(record, findings);
  check_assessment(record.assessment, findings);
  findings.require(record.awarded.has_value(), "/awarded", "the date of issuing");
  if (record.valid_from && record.valid_until && *record.valid_until < *record.valid_from) {
    findings.add(Code::out_of_range, "/valid_until", "lies before valid_from");
  }
  return findings.take();
}

}  // namespace credenza::learning_record
