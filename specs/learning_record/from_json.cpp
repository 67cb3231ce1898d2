#include <cmath>

#include "learning_record/learning_record.h"

namespace credenza::learning_record {
namespace {

using json::Cursor;

constexpr double k_largest_number = 1e6;

/// Hands every member of an object to `read`, which says by `false` that it knows no such member.
template <class Read>
Status read_members(Cursor object, Read read) {
  if (!object.is_object()) return fail(Code::malformed, object.pointer(), "has to be an object");
  for (const Cursor member : object.items()) {
    const Result<bool> known = read(member.name(), member);
    if (!known) return known.error();
    if (!*known) {
      return fail(Code::unsupported, member.pointer(), "a learning record has no such member here");
    }
  }
  return {};
}

Result<bool> put(std::string& out, Cursor value) {
  out = TRY(value.string());
  return true;
}

Result<bool> put(LanguageMap& out, Cursor value) {
  if (value.is_string()) {
    out[""] = value.raw_string();
    return true;
  }
  if (!value.is_object()) {
    return fail(Code::malformed, value.pointer(),
                "has to be a text, or an object of language tags and texts");
  }
  for (const Cursor text : value.items())
    out[std::string(text.name())] = TRY(text.string());
  return true;
}

Result<bool> put(std::optional<Instant>& out, Cursor value) {
  const std::string_view text = TRY(value.string());
  const Result<Instant> instant = parse_instant(text);
  if (!instant) {
    return fail(Code::malformed, value.pointer(),
                "has to be an instant as in 2026-06-12T09:00:00Z");
  }
  out = *instant;
  return true;
}

Result<bool> put(std::optional<std::chrono::year_month_day>& out, Cursor value) {
  const std::string_view text = TRY(value.string());
  const auto date = parse_date(text);
  if (!date) {
    return fail(Code::malformed, value.pointer(),
                "has to be a date of the calendar as in 2026-06-12");
  }
  out = *date;
  return true;
}

Result<bool> put(std::optional<bool>& out, Cursor value) {
  out = TRY(value.boolean());
  return true;
}

Result<bool> put(Concept& out, Cursor value) {
  TRY(read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "id") return put(out.id, member);
    if (name == "name") return put(out.name, member);
    if (name == "framework") return put(out.framework, member);
    if (name == "code") return put(out.code, member);
    if (name == "description") return put(out.description, member);
    return false;
  }));
  return true;
}

Result<bool> put(Identifier& out, Cursor value) {
  TRY(read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "scheme") return put(out.scheme, member);
    if (name == "value") return put(out.value, member);
    return false;
  }));
  TRY(value.at("scheme"));
  TRY(value.at("value"));
  return true;
}

template <class T>
Result<bool> put(std::vector<T>& out, Cursor value) {
  if (!value.is_array()) return fail(Code::malformed, value.pointer(), "has to be an array");
  for (const Cursor item : value.items())
    TRY(put(out.emplace_back(), item));
  return true;
}

Result<bool> put_ects(std::optional<unsigned>& out, Cursor value) {
  const double halves = 2 * TRY(value.number());
  if (halves < 0 || halves > k_largest_number || std::trunc(halves) != halves) {
    return fail(Code::out_of_range, value.pointer(), "ECTS credits come in halves: 3, 3.5, 4");
  }
  out = static_cast<unsigned>(halves);
  return true;
}

Result<bool> put_hours(std::optional<unsigned>& out, Cursor value) {
  const std::uint64_t hours = TRY(value.unsigned_integer());
  if (hours > static_cast<std::uint64_t>(k_largest_number)) {
    return fail(Code::out_of_range, value.pointer(), "more hours than a life has");
  }
  out = static_cast<unsigned>(hours);
  return true;
}

Result<bool> put(Workload& out, Cursor value) {
  TRY(read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "ects") return put_ects(out.half_ects, member);
    if (name == "sbu") return put_hours(out.sbu, member);
    return false;
  }));
  return true;
}

Result<bool> put(Person& out, Cursor value) {
  TRY(read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "id") return put(out.id, member);
    if (name == "family_name") return put(out.family_name, member);
    if (name == "name_prefix") return put(out.name_prefix, member);
    if (name == "given_name") return put(out.given_name, member);
    if (name == "birth_date") return put(out.birth_date, member);
    if (name == "learner_id") return put(out.learner_id, member);
    return false;
  }));
  return true;
}

Result<bool> put(Organisation& out, Cursor value) {
  TRY(read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "id") return put(out.id, member);
    if (name == "name") return put(out.name, member);
    if (name == "country") return put(out.country, member);
    if (name == "url") return put(out.url, member);
    if (name == "identifiers") return put(out.identifiers, member);
    return false;
  }));
  return true;
}

Result<bool> put(Assessment& out, Cursor value) {
  TRY(read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "type") return put(out.type, member);
    if (name == "supervision") return put(out.supervision, member);
    if (name == "identity_checked") return put(out.identity_checked, member);
    if (name == "grade") return put(out.grade, member);
    if (name == "result_scale") return put(out.result_scale, member);
    return false;
  }));
  return true;
}

Result<bool> put(Achievement& out, Cursor value) {
  TRY(read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "id") return put(out.id, member);
    if (name == "title") return put(out.title, member);
    if (name == "description") return put(out.description, member);
    if (name == "criteria") return put(out.criteria, member);
    if (name == "language") return put(out.language, member);
    if (name == "outcomes") return put(out.outcomes, member);
    if (name == "levels") return put(out.levels, member);
    if (name == "workload") return put(out.workload, member);
    if (name == "participation") return put(out.participation, member);
    if (name == "quality_assurance") return put(out.quality_assurance, member);
    if (name == "prerequisites") return put(out.prerequisites, member);
    if (name == "stackability") return put(out.stackability, member);
    if (name == "image") return put(out.image, member);
    if (name == "programme_code") return put(out.programme_code, member);
    return false;
  }));
  return true;
}

}  // namespace

Result<LearningRecord> from_json(Cursor value) {
  LearningRecord out;
  TRY(read_members(value, [&out](std::string_view name, Cursor member) -> Result<bool> {
    if (name == "type") return put(out.type, member);
    if (name == "profile") return put(out.profile, member);
    if (name == "person") return put(out.person, member);
    if (name == "awarding_body") return put(out.awarding_body, member);
    if (name == "achievement") return put(out.achievement, member);
    if (name == "assessment") return put(out.assessment, member);
    if (name == "awarded") return put(out.awarded, member);
    if (name == "valid_from") return put(out.valid_from, member);
    if (name == "valid_until") return put(out.valid_until, member);
    return false;
  }));
  TRY(value.at("type"));
  return out;
}

}  // namespace credenza::learning_record
