#include "open_badges/write_detail.h"

namespace credenza::open_badges::detail {

using learning_record::Practice;
using learning_record::Registration;
using learning_record::Unit;

namespace {

std::string midnight(std::chrono::year_month_day date) {
  return format_date(date) + "T00:00:00Z";
}

}  // namespace

Json Writer::identities() {
  const learning_record::Person& person = record_.person;
  Json out = Json::array();
  const auto add = [&out](std::string_view type, const std::string& value) {
    if (value.empty()) return;
    out.push_back({{"type", "IdentityObject"},
                   {"hashed", false},
                   {"identityHash", value},
                   {"identityType", type}});
  };
  add(k_name, person.full_name());
  add(k_family_name, person.family_name);
  add(k_name_prefix, person.name_prefix);
  add(k_given_name, person.given_name);
  add(k_birth_date, person.birth_date);
  add(k_learner_id, person.learner_id);
  return out;
}

/// The subject of an accreditation is the organisation; what it may do is in our own member.
void Writer::put_accreditation(Json& subject) {
  const learning_record::Organisation& organisation = record_.accreditation.organisation;
  if (record_.type != k_accreditation) {
    if (!(record_.accreditation == learning_record::Accreditation{})) keep_whole("accreditation");
    return;
  }
  put(subject, "id", organisation.id);
  const auto name = learning_record::in_language(organisation.name, record_.achievement.language);
  if (!name.empty()) {
    subject["identifier"] = {{{"type", "IdentityObject"},
                              {"hashed", false},
                              {"identityHash", name},
                              {"identityType", k_name}}};
  }
  Json rest = form().value("accreditation", Json::object());
  if (rest.contains("organisation")) rest["organisation"].erase("id");
  keep("/accreditation", std::move(rest));
}

Json Writer::subject() {
  Json out = Json::object();
  put(out, "id", record_.person.id);
  out["type"] = {"AchievementSubject"};
  Json identifier = identities();
  if (!identifier.empty()) out["identifier"] = std::move(identifier);
  if (!record_.person.alternative_names.empty())
    keep("/person/alternative_names", form()["person"]["alternative_names"]);
  put_accreditation(out);
  out["achievement"] = achievement();
  put_practice(out);
  put_registration(out);
  put_results(out);
  if (!(record_.endorsement == learning_record::Endorsement{})) keep_whole("endorsement");
  return out;
}

/// The company assessed on behalf of the school, which is what `source` means.
void Writer::put_practice(Json& subject) {
  const Practice& practice = record_.practice;
  if (practice.period.from) subject["activityStartDate"] = midnight(*practice.period.from);
  if (practice.period.until) subject["activityEndDate"] = midnight(*practice.period.until);
  const learning_record::Organisation& company = practice.learning_company;
  if (!(company == learning_record::Organisation{})) {
    const std::string id =
        company.id.empty() ? options_.id + std::string(k_company_suffix) : company.id;
    subject["source"] = profile(company, id, "/practice/learning_company");
  }
  Json trainer = Json::object();
  put(trainer, "name", practice.trainer.name);
  put(trainer, "function", practice.trainer.function);
  keep("/practice/trainer", std::move(trainer));
  if (practice.hours) keep("/practice/hours", *practice.hours);
}

void Writer::put_registration(Json& subject) {
  const Registration& registration = record_.registration;
  put(subject, "licenseNumber", registration.number);
  Json rest = Json::object();
  put(rest, "scheme", registration.scheme);
  put(rest, "register", registration.register_name);
  put(rest, "legal_basis", registration.legal_basis);
  put(rest, "category", registration.category);
  put(rest, "equipment", registration.equipment);
  if (registration.examined_on) rest["examined_on"] = format_date(*registration.examined_on);
  keep("/registration", std::move(rest));
}

Json Writer::result_of(const Unit& unit, const std::string& description) {
  Json out = {{"type", {"Result"}}, {"resultDescription", description}};
  put(out, "value", unit.result);
  if (unit.date) {
    out[k_result_date] = format_date(*unit.date);
    says_date_ = true;
  }
  if (!unit.method.empty()) {
    out[k_result_method] = unit.method;
    says_method_ = true;
  }
  return out;
}

void Writer::put_results(Json& subject) {
  Json out = Json::array();
  const std::string id = achievement_id();
  if (!record_.assessment.grade.empty()) {
    Json result = {{"type", {"Result"}}};
    if (!record_.assessment.result_scale.empty())
      result["resultDescription"] = id + std::string(k_grade_suffix);
    result["value"] = record_.assessment.grade;
    out.push_back(std::move(result));
  }
  const auto add = [&](const std::vector<Unit>& units, std::string_view suffix) {
    for (std::size_t i = 0; i < units.size(); ++i)
      out.push_back(result_of(units[i], id + std::string(suffix) + std::to_string(i + 1)));
  };
  add(record_.work_processes, k_work_process_suffix);
  add(record_.parts, k_part_suffix);
  if (!out.empty()) subject["result"] = std::move(out);
}

}  // namespace credenza::open_badges::detail
