#include <map>

#include "open_badges/read_detail.h"

namespace credenza::open_badges::detail {

using json::Cursor;
using learning_record::Achievement;
using learning_record::Concept;
using learning_record::LearningRecord;
using learning_record::Person;
using learning_record::Unit;

namespace {

/// The identities that are not hashed and that a record has a member for.
Status read_identities(Person& out, Cursor identities) {
  std::string_view whole_name;
  for (const Cursor entry : identities.one_or_many()) {
    const auto hashed = entry.find("hashed");
    if (hashed && hashed->kind() == json::Kind::boolean && hashed->raw_boolean()) continue;
    const std::string_view type = TRY(entry.string_at("identityType"));
    const std::string_view value = TRY(entry.string_at("identityHash"));
    if (type == k_name) whole_name = value;
    if (type == k_family_name) out.family_name = value;
    if (type == k_name_prefix) out.name_prefix = value;
    if (type == k_given_name) out.given_name = value;
    if (type == k_birth_date) out.birth_date = value;
    if (type == k_learner_id) out.learner_id = value;
  }
  if (out.family_name.empty() && out.given_name.empty()) out.family_name = whole_name;
  return {};
}

/// Ids that the writer made up because Open Badges demands some.
void forget_made_up_ids(LearningRecord& record, std::string_view credential_id) {
  Achievement& achievement = record.achievement;
  std::string& company = record.practice.learning_company.id;
  if (company.starts_with(credential_id) &&
      company.substr(credential_id.size()) == k_company_suffix) {
    company.clear();
  }
  const auto is_made_up = [&achievement](std::string_view id) {
    return id.starts_with(achievement.id) &&
           id.substr(achievement.id.size()).starts_with(k_outcome_suffix);
  };
  for (std::vector<Concept>* terms :
       {&achievement.outcomes, &achievement.levels, &achievement.quality_assurance}) {
    for (Concept& term : *terms) {
      if (!achievement.id.empty() && is_made_up(term.id)) term.id.clear();
    }
  }
  if (achievement.id.rfind(credential_id, 0) == 0 &&
      achievement.id.substr(credential_id.size()) == k_achievement_suffix) {
    achievement.id.clear();
  }
}

/// The day of a date and time. What others write in other forms is passed over.
void read_day(std::optional<std::chrono::year_month_day>& out, Cursor value) {
  if (!value.is_string()) return;
  const std::string_view text = value.raw_string();
  if (const auto date = parse_date(text.substr(0, text.find('T')))) out = *date;
}

/// Descriptions of results by their ids.
using Descriptions = std::map<std::string_view, Cursor>;

Descriptions read_descriptions(Cursor subject) {
  Descriptions out;
  const auto achievement = subject.find("achievement");
  const auto descriptions =
      achievement ? achievement->find("resultDescription") : std::optional<Cursor>();
  if (!descriptions) return out;
  for (const Cursor description : descriptions->one_or_many())
    out.emplace(string_or_empty(description, "id"), description);
  return out;
}

Status read_unit(std::vector<Unit>& out, Cursor result, const Descriptions& descriptions,
                 std::string_view language) {
  Unit& unit = out.emplace_back();
  unit.result = string_or_empty(result, "value");
  unit.method = string_or_empty(result, k_result_method);
  if (const auto date = result.find(k_result_date)) {
    const auto day = parse_date(TRY(date->string()));
    if (!day) return fail(Code::malformed, date->pointer(), "has to be a date of the calendar");
    unit.date = *day;
  }
  const auto found = descriptions.find(string_or_empty(result, "resultDescription"));
  if (found == descriptions.end()) return {};
  if (const auto title = found->second.find("name")) TRY(read_text(unit.title, *title, language));
  const auto alignments = found->second.find("alignment");
  if (!alignments) return {};
  for (const Cursor alignment : alignments->one_or_many()) {
    if (unit.code.empty()) unit.code = string_or_empty(alignment, "targetCode");
  }
  return {};
}

/// The first result that belongs to no unit is the grade.
Status read_results(LearningRecord& record, Cursor results, const Descriptions& descriptions) {
  bool graded = false;
  for (const Cursor result : results.one_or_many()) {
    const std::string_view id = string_or_empty(result, "resultDescription");
    const std::string& language = record.achievement.language;
    switch (result_kind(id, record.achievement.id)) {
      case ResultKind::work_process:
        TRY(read_unit(record.work_processes, result, descriptions, language));
        break;
      case ResultKind::part:
        TRY(read_unit(record.parts, result, descriptions, language));
        break;
      case ResultKind::grade:
        if (graded) break;
        graded = true;
        if (const auto value = result.find("value"))
          TRY(read_string(record.assessment.grade, *value));
        break;
    }
  }
  return {};
}

Status read_member(LearningRecord& record, Cursor member) {
  const std::string_view name = member.name();
  if (name == "id") return read_string(record.person.id, member);
  if (name == "identifier") return read_identities(record.person, member);
  if (name == "achievement") return read_achievement(record, member);
  if (name == "licenseNumber") return read_string(record.registration.number, member);
  if (name == "source") return read_profile(record.practice.learning_company, member);
  if (name == "activityStartDate") read_day(record.practice.period.from, member);
  if (name == "activityEndDate") read_day(record.practice.period.until, member);
  return {};
}

/// The subject of an accreditation is the organisation.
void move_organisation(LearningRecord& record) {
  if (record.type != k_accreditation) return;
  record.accreditation.organisation.id = std::move(record.person.id);
  record.person = {};
}

}  // namespace

ResultKind result_kind(std::string_view description, std::string_view achievement) noexcept {
  if (achievement.empty() || !description.starts_with(achievement)) return ResultKind::grade;
  const std::string_view rest = description.substr(achievement.size());
  if (rest.starts_with(k_work_process_suffix)) return ResultKind::work_process;
  return rest.starts_with(k_part_suffix) ? ResultKind::part : ResultKind::grade;
}

Status read_subject(LearningRecord& record, Cursor subjects, std::string_view credential_id) {
  const auto range = subjects.one_or_many();
  if (subjects.is_array() && subjects.size() != 1) {
    return fail(Code::unsupported, subjects.pointer(), "an Open Badge has one subject");
  }
  const Cursor subject = *range.begin();
  if (!subject.is_object()) return fail(Code::malformed, subject.pointer(), "has to be an object");
  std::optional<Cursor> results;
  for (const Cursor member : subject.items()) {
    if (member.name() == "result") {
      results = member;
    } else {
      TRY(read_member(record, member));
    }
  }
  // They are told apart by the id of the achievement, which may stand behind them.
  if (results) TRY(read_results(record, *results, read_descriptions(subject)));
  forget_made_up_ids(record, credential_id);
  move_organisation(record);
  return {};
}

}  // namespace credenza::open_badges::detail
