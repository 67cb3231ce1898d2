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

void put(Json& object, const char* name, const std::optional<std::chrono::year_month_day>& date) {
  if (date) object[name] = format_date(*date);
}

void put(Json& object, const char* name, const std::vector<std::string>& texts) {
  if (!texts.empty()) object[name] = texts;
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

Json of(const AlternativeName& name);
Json of(const Unit& unit);
Json of(const Evidence& evidence);
Json of(const CoSigner& signer);

template <class T>
Json of(const std::vector<T>& items) {
  Json out = Json::array();
  for (const T& item : items)
    out.push_back(of(item));
  return out;
}

Json of(const AlternativeName& name) {
  Json out = Json::object();
  put(out, "language", name.language);
  put(out, "family_name", name.family_name);
  put(out, "name_prefix", name.name_prefix);
  put(out, "given_name", name.given_name);
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
  put(out, "alternative_names", of(person.alternative_names));
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
  put(out, "learning_setting", achievement.learning_setting);
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

Json of(const Qualification& qualification) {
  Json out = Json::object();
  put(out, "crebo", qualification.crebo);
  put(out, "version", qualification.version);
  put(out, "name", qualification.name);
  put(out, "kind", qualification.kind);
  put(out, "level", qualification.level);
  return out;
}

Json of(const Unit& unit) {
  Json out = Json::object();
  put(out, "code", unit.code);
  put(out, "title", unit.title);
  put(out, "result", unit.result);
  put(out, "date", unit.date);
  put(out, "method", unit.method);
  return out;
}

Json of(const Practice& practice) {
  Json trainer = Json::object();
  put(trainer, "name", practice.trainer.name);
  put(trainer, "function", practice.trainer.function);
  Json period = Json::object();
  put(period, "from", practice.period.from);
  put(period, "until", practice.period.until);
  Json out = Json::object();
  put(out, "learning_company", of(practice.learning_company));
  put(out, "trainer", std::move(trainer));
  put(out, "period", std::move(period));
  if (practice.hours) out["hours"] = *practice.hours;
  return out;
}

Json of(const Registration& registration) {
  Json out = Json::object();
  put(out, "scheme", registration.scheme);
  put(out, "register", registration.register_name);
  put(out, "number", registration.number);
  put(out, "legal_basis", registration.legal_basis);
  put(out, "category", registration.category);
  put(out, "equipment", registration.equipment);
  put(out, "examined_on", registration.examined_on);
  return out;
}

Json of(const Reference& reference) {
  Json out = Json::object();
  put(out, "id", reference.id);
  put(out, "digest", reference.digest);
  return out;
}

Json of(const Endorsement& endorsement) {
  Json out = Json::object();
  put(out, "target", of(endorsement.target));
  put(out, "relation", endorsement.relation);
  put(out, "text", endorsement.text);
  put(out, "skills", of(endorsement.skills));
  return out;
}

Json of(const Accreditation& accreditation) {
  Json out = Json::object();
  put(out, "organisation", of(accreditation.organisation));
  put(out, "types", accreditation.types);
  put(out, "co_sign_types", accreditation.co_sign_types);
  put(out, "framework", accreditation.framework);
  return out;
}

Json of(const Evidence& evidence) {
  Json out = Json::object();
  put(out, "name", evidence.name);
  put(out, "digest", evidence.digest);
  put(out, "media_type", evidence.media_type);
  return out;
}

Json of(const CoSigner& signer) {
  Json out = Json::object();
  put(out, "id", signer.id);
  put(out, "name", signer.name);
  put(out, "role", signer.role);
  put(out, "signatory", signer.signatory);
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
  put(out, "qualification", of(record.qualification));
  put(out, "work_processes", of(record.work_processes));
  put(out, "parts", of(record.parts));
  put(out, "practice", of(record.practice));
  put(out, "registration", of(record.registration));
  put(out, "endorsement", of(record.endorsement));
  put(out, "accreditation", of(record.accreditation));
  put(out, "evidence", of(record.evidence));
  put(out, "co_signers", of(record.co_signers));
  put(out, "notes", record.notes);
  put(out, "replaces", of(record.replaces));
  put(out, "awarded", record.awarded);
  if (record.valid_from) out["valid_from"] = format_instant(*record.valid_from);
  if (record.valid_until) out["valid_until"] = format_instant(*record.valid_until);
  return out;
}

}  // namespace credenza::learning_record
