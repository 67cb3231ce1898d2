#include "learning_record/learning_record.h"

namespace credenza::learning_record {
namespace {

void put(Json& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

void put(Json& object, const char* name, const LanguageMap& text) {
  if (text.empty()) return;
  if (text.size() == 1 && text.begin()->first.empty()) {
    object[name] = text.begin()->second;
    return;
  }
  Json& out = object[name] = Json::object();
  for (const auto& [tag, value] : text)
    out[tag] = value;
}

void put(Json& object, const char* name, Json value) {
  if (!value.empty()) object[name] = std::move(value);
}

Json of(const Concept& term) {
  Json out = Json::object();
  put(out, "id", term.id);
  put(out, "name", term.name);
  put(out, "framework", term.framework);
  put(out, "code", term.code);
  put(out, "description", term.description);
  return out;
}

Json of(const Identifier& identifier) {
  return {{"scheme", identifier.scheme}, {"value", identifier.value}};
}

template <class T>
Json of(const std::vector<T>& items) {
  Json out = Json::array();
  for (const T& item : items)
    out.push_back(of(item));
  return out;
}

Json of(const Person& person) {
  Json out = Json::object();
  put(out, "id", person.id);
  put(out, "family_name", person.family_name);
  put(out, "name_prefix", person.name_prefix);
  put(out, "given_name", person.given_name);
  put(out, "birth_date", person.birth_date);
  put(out, "learner_id", person.learner_id);
  return out;
}

Json of(const Organisation& organisation) {
  Json out = Json::object();
  put(out, "id", organisation.id);
  put(out, "name", organisation.name);
  put(out, "country", organisation.country);
  put(out, "url", organisation.url);
  put(out, "identifiers", of(organisation.identifiers));
  return out;
}

Json of(const Workload& workload) {
  Json out = Json::object();
  if (workload.half_ects) {
    const unsigned halves = *workload.half_ects;
    out["ects"] = halves % 2 == 0 ? Json(halves / 2) : Json(halves / 2.0);
  }
  if (workload.sbu) out["sbu"] = *workload.sbu;
  return out;
}

Json of(const Achievement& achievement) {
  Json out = Json::object();
  put(out, "id", achievement.id);
  put(out, "title", achievement.title);
  put(out, "description", achievement.description);
  put(out, "criteria", achievement.criteria);
  put(out, "language", achievement.language);
  put(out, "outcomes", of(achievement.outcomes));
  put(out, "levels", of(achievement.levels));
  put(out, "workload", of(achievement.workload));
  put(out, "participation", achievement.participation);
  put(out, "quality_assurance", of(achievement.quality_assurance));
  put(out, "prerequisites", achievement.prerequisites);
  put(out, "stackability", achievement.stackability);
  put(out, "image", achievement.image);
  put(out, "programme_code", achievement.programme_code);
  return out;
}

Json of(const Assessment& assessment) {
  Json out = Json::object();
  put(out, "type", assessment.type);
  put(out, "supervision", assessment.supervision);
  if (assessment.identity_checked) out["identity_checked"] = *assessment.identity_checked;
  put(out, "grade", assessment.grade);
  put(out, "result_scale", assessment.result_scale);
  return out;
}

}  // namespace

Json to_json(const LearningRecord& record) {
  Json out = Json::object();
  out["type"] = record.type;
  put(out, "profile", record.profile);
  put(out, "person", of(record.person));
  put(out, "awarding_body", of(record.awarding_body));
  put(out, "achievement", of(record.achievement));
  put(out, "assessment", of(record.assessment));
  if (record.awarded) out["awarded"] = format_date(*record.awarded);
  if (record.valid_from) out["valid_from"] = format_instant(*record.valid_from);
  if (record.valid_until) out["valid_until"] = format_instant(*record.valid_until);
  return out;
}

}  // namespace credenza::learning_record
