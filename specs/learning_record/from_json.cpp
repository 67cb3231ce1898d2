#include <cmath>

#include "learning_record/from_json_detail.h"

namespace credenza::learning_record {
namespace {

using detail::put;
using detail::read_members;
using json::Cursor;

constexpr double k_most_credits = 1e6;

Result<bool> put_ects(std::optional<unsigned>& out, Cursor value) {
  const double halves = 2 * TRY(value.number());
  if (halves < 0 || halves > k_most_credits || std::trunc(halves) != halves) {
    return fail(Code::out_of_range, value.pointer(), "ECTS credits come in halves: 3, 3.5, 4");
  }
  out = static_cast<unsigned>(halves);
  return true;
}

Result<bool> put_workload(Workload& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "ects") return put_ects(out.half_ects, member);
    if (name == "sbu") return detail::put_hours(out.sbu, member);
    return false;
  });
}

Result<bool> put_person(Person& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "id") return put(out.id, member);
    if (name == "family_name") return put(out.family_name, member);
    if (name == "name_prefix") return put(out.name_prefix, member);
    if (name == "given_name") return put(out.given_name, member);
    if (name == "birth_date") return put(out.birth_date, member);
    if (name == "learner_id") return put(out.learner_id, member);
    if (name == "alternative_names") return put(out.alternative_names, member);
    return false;
  });
}

Result<bool> put_assessment(Assessment& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "type") return put(out.type, member);
    if (name == "supervision") return put(out.supervision, member);
    if (name == "identity_checked") return put(out.identity_checked, member);
    if (name == "grade") return put(out.grade, member);
    if (name == "result_scale") return put(out.result_scale, member);
    return false;
  });
}

Result<bool> put_achievement(Achievement& out, Cursor value) {
  return read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "id") return put(out.id, member);
    if (name == "title") return put(out.title, member);
    if (name == "description") return put(out.description, member);
    if (name == "criteria") return put(out.criteria, member);
    if (name == "language") return put(out.language, member);
    if (name == "outcomes") return put(out.outcomes, member);
    if (name == "levels") return put(out.levels, member);
    if (name == "workload") return put_workload(out.workload, member);
    if (name == "participation") return put(out.participation, member);
    if (name == "quality_assurance") return put(out.quality_assurance, member);
    if (name == "prerequisites") return put(out.prerequisites, member);
    if (name == "stackability") return put(out.stackability, member);
    if (name == "image") return put(out.image, member);
    if (name == "programme_code") return put(out.programme_code, member);
    if (name == "learning_setting") return put(out.learning_setting, member);
    return false;
  });
}

Result<bool> put_member(LearningRecord& out, std::string_view name, Cursor member) {
  if (name == "type") return put(out.type, member);
  if (name == "profile") return put(out.profile, member);
  if (name == "person") return put_person(out.person, member);
  if (name == "awarding_body") return put(out.awarding_body, member);
  if (name == "achievement") return put_achievement(out.achievement, member);
  if (name == "assessment") return put_assessment(out.assessment, member);
  if (name == "qualification") return put(out.qualification, member);
  if (name == "work_processes") return put(out.work_processes, member);
  if (name == "parts") return put(out.parts, member);
  if (name == "practice") return put(out.practice, member);
  if (name == "registration") return put(out.registration, member);
  if (name == "endorsement") return put(out.endorsement, member);
  if (name == "accreditation") return put(out.accreditation, member);
  if (name == "evidence") return put(out.evidence, member);
  if (name == "co_signers") return put(out.co_signers, member);
  if (name == "notes") return put(out.notes, member);
  if (name == "replaces") return put(out.replaces, member);
  if (name == "awarded") return put(out.awarded, member);
  if (name == "valid_from") return detail::put_begin(out.valid_from, member);
  if (name == "valid_until") return detail::put_end(out.valid_until, member);
  return false;
}

}  // namespace

Result<LearningRecord> from_json(Cursor value) {
  LearningRecord out;
  TRY(read_members(value, [&out](std::string_view name, Cursor member) {
    return put_member(out, name, member);
  }));
  TRY(value.at("type"));
  return out;
}

}  // namespace credenza::learning_record
