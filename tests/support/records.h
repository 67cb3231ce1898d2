// A learning record with nothing wrong, and the changes that tests make to one.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/json_value.h"
#include "learning_record/learning_record.h"
#include "support/vectors.h"

namespace credenza::test {

/// Every member that a record can have, all of it right.
[[nodiscard]] inline Json sample_record_json() {
  return json::to_value(document(R"({
    "type": "MicroCredential", "profile": "microcredential",
    "person": {"id": "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
      "family_name": "Heijden", "name_prefix": "van der", "given_name": "Sanne",
      "birth_date": "2004-03-17", "learner_id": "100231"},
    "awarding_body": {"id": "did:web:rocwaterkant.example", "name": "ROC Waterkant", "country": "NL",
      "url": "https://rocwaterkant.example/", "identifiers": [{"scheme": "BRIN", "value": "99ZZ"}]},
    "achievement": {"id": "https://rocwaterkant.example/achievements/mc-log-02",
      "title": {"nl": "Veilig werken in het magazijn"},
      "description": {"nl": "Goederen veilig verplaatsen, opslaan en verzamelen."},
      "criteria": {"nl": "Praktijkopdracht in een magazijn, beoordeeld door twee examinatoren."},
      "language": "nl",
      "outcomes": [
        {"id": "http://data.europa.eu/esco/skill/28cb374e-6261-4133-8371-f9a5470145da",
         "name": {"nl": "heftruck bedienen"}, "framework": "ESCO", "description": "operate forklift"},
        {"name": {"nl": "een onveilige stelling melden"}}],
      "levels": [
        {"id": "http://data.europa.eu/snb/eqf/2", "name": {"nl": "EQF-niveau 2"}, "framework": "EQF", "code": "2"},
        {"id": "http://data.europa.eu/snb/qdr/c_c749fa23", "name": {"nl": "NLQF-niveau 2"}, "framework": "NLQF", "code": "2"}],
      "workload": {"sbu": 240}, "participation": "onsite or blended",
      "quality_assurance": [{"id": "http://data.europa.eu/snb/accreditation/820101cba6",
        "name": {"nl": "kwaliteitsborging van de opleiding"}}],
      "prerequisites": "Geen.", "stackability": "Telt mee voor een mbo-certificaat.",
      "image": "https://rocwaterkant.example/badges/mc-log-02.png", "programme_code": "25391"},
    "assessment": {"type": "application of a skill", "supervision": "onsite with identity verification",
      "identity_checked": true, "grade": "voldoende", "result_scale": {"nl": "onvoldoende, voldoende, goed"}},
    "awarded": "2026-06-12", "valid_from": "2026-06-12T09:00:00Z", "valid_until": "2031-06-12T09:00:00Z"})")
                            .root());
}

/// The types of which there is a whole record, MicroCredential first.
inline constexpr std::array<std::string_view, 6> k_record_types{
    "MicroCredential",   "PracticeStatement", "MboCertificate",
    "SafetyCertificate", "Endorsement",       "Accreditation"};

/// A record of `type` with nothing wrong, in which many members say something.
[[nodiscard]] inline Json sample_record_json(std::string_view type) {
  if (type == k_record_types[0]) return sample_record_json();
  const std::string text = read_vector("records/" + std::string(type) + ".json");
  return json::to_value(document(text).root());
}

/// `value` with each member of `changes` (JSON Pointer → new value, null to take away) applied.
[[nodiscard]] inline Json changed(Json value, const Json& changes) {
  for (const auto& [pointer, change] : changes.items()) {
    const Json::json_pointer at(pointer);
    if (!change.is_null()) {
      value[at] = change;
    } else if (value[at.parent_pointer()].is_array()) {
      value[at.parent_pointer()].erase(static_cast<std::size_t>(std::stoul(at.back())));
    } else {
      value[at.parent_pointer()].erase(at.back());
    }
  }
  return value;
}

[[nodiscard]] inline Result<learning_record::LearningRecord> record_from(const Json& value) {
  const json::Document text = document(value);
  return learning_record::from_json(text.root());
}

[[nodiscard]] inline learning_record::LearningRecord sample_record() {
  return *record_from(sample_record_json());
}

}  // namespace credenza::test
