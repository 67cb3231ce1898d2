#include <array>

#include "base/url.h"
#include "learning_record/check_detail.h"

namespace credenza::learning_record::detail {
namespace {

// The enumerations of the Dutch education members of Open Badges (see README.md).
constexpr std::array<std::string_view, 3> k_profiles{"microcredential", "regular",
                                                     "extracurricular"};
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

void check_profile(const LearningRecord& record, Findings& findings) {
  if (record.profile.empty()) {
    findings.add(Code::missing, "/profile",
                 "has to be 'microcredential', 'regular' or 'extracurricular'");
  }
  check_word(record.profile, k_profiles, "/profile", findings);
}

void check_size(const LearningRecord& record, Findings& findings) {
  const Workload& workload = record.achievement.workload;
  const std::string where = "/achievement/workload";
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

}  // namespace

void check_assessment(const Assessment& assessment, Findings& findings) {
  check_word(assessment.type, k_assessment_types, "/assessment/type", findings);
  check_word(assessment.supervision, k_supervisions, "/assessment/supervision", findings);
  check_line(assessment.grade, "/assessment/grade", findings);
  check_text(assessment.result_scale, "/assessment/result_scale", findings);
}

void check_achievement(const Achievement& achievement, Findings& findings) {
  const std::string at = "/achievement";
  check_text(achievement.description, at + "/description", findings);
  check_text(achievement.criteria, at + "/criteria", findings);
  if (!achievement.language.empty() && !is_language_tag(achievement.language)) {
    findings.add(Code::malformed, at + "/language", "has to be a BCP 47 tag such as 'nl'");
  }
  check_concepts(achievement.outcomes, at + "/outcomes", findings);
  check_levels(achievement.levels, at + "/levels", findings);
  if (achievement.workload.half_ects && achievement.workload.sbu) {
    findings.add(Code::malformed, at + "/workload",
                 "says ECTS and study load hours; one of the two decides, leave out the other");
  }
  check_word(achievement.participation, k_participations, at + "/participation", findings);
  check_concepts(achievement.quality_assurance, at + "/quality_assurance", findings);
  if (!achievement.image.empty() && !Url::parse(achievement.image)) {
    findings.add(Code::malformed, at + "/image", "has to be an https address");
  }
}

void check_micro_credential(const LearningRecord& record, Findings& findings) {
  const Achievement& achievement = record.achievement;
  const std::string at = "/achievement";
  check_profile(record, findings);
  findings.require(!record.awarding_body.country.empty(), "/awarding_body/country",
                   "the country of the awarding body");
  check_achievement(achievement, findings);
  findings.require(!achievement.outcomes.empty(), at + "/outcomes",
                   "what was learned (the learning outcomes)");
  findings.require(achievement.workload.half_ects || achievement.workload.sbu, at + "/workload",
                   "the notional workload");
  check_size(record, findings);
  findings.require(!achievement.participation.empty(), at + "/participation",
                   "the form of participation");
  findings.require(!achievement.quality_assurance.empty(), at + "/quality_assurance",
                   "the type of quality assurance");
  findings.require(!record.assessment.type.empty(), "/assessment/type", "the type of assessment");
  check_assessment(record.assessment, findings);
}

}  // namespace credenza::learning_record::detail
