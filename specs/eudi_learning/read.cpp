#include "eudi_learning/eudi_learning.h"
#include "eudi_learning/eudi_learning_detail.h"

namespace credenza::eudi_learning {
namespace {

using learning_record::Concept;
using learning_record::LanguageMap;
using learning_record::LearningRecord;

/// Claims whose forms were checked.
class Reader {
 public:
  explicit Reader(json::Cursor claims) : claims_(claims) {}

  [[nodiscard]] std::string text(const char* name) const {
    const auto value = claims_.find(name);
    return std::string(value && value->is_string() ? value->raw_string() : std::string_view{});
  }

  [[nodiscard]] LanguageMap any_language(const char* name) const {
    std::string value = text(name);
    return value.empty() ? LanguageMap{} : LanguageMap{{"", std::move(value)}};
  }

  [[nodiscard]] std::vector<std::string> texts(const char* name) const {
    std::vector<std::string> out;
    if (const auto list = claims_.find(name)) {
      for (const json::Cursor item : list->items())
        out.emplace_back(item.raw_string());
    }
    return out;
  }

  [[nodiscard]] std::vector<Concept> terms(const char* name) const {
    std::vector<Concept> out;
    for (std::string& each : texts(name))
      out.push_back({.id = {},
                     .name = {{"", std::move(each)}},
                     .framework = {},
                     .code = {},
                     .description = {}});
    return out;
  }

  [[nodiscard]] std::vector<Concept> levels() const {
    const auto value = claims_.find("level_of_learning_experience");
    if (!value) return {};
    const std::string code = std::to_string(*value->unsigned_integer());
    return {{.id = "http://data.europa.eu/snb/eqf/" + code,
             .name = {},
             .framework = "EQF",
             .code = code,
             .description = {}}};
  }

  [[nodiscard]] std::optional<std::chrono::year_month_day> date(const char* name) const {
    const auto value = claims_.find(name);
    return value ? std::optional(*parse_date(value->raw_string())) : std::nullopt;
  }

 private:
  json::Cursor claims_;
};

/// In one text, as a record has what is a list here.
std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts)
    out += (out.empty() ? "" : "; ") + text;
  return out;
}

}  // namespace

Result<LearningRecord> read_record(json::Cursor claims) {
  for (Error& finding : check(claims)) {
    if (finding.code != Code::missing) return std::move(finding);
  }
  const Reader reader(claims);
  LearningRecord record;
  record.type = "MicroCredential";
  if (const std::string issuer = reader.text("iss"); issuer.starts_with("did:"))
    record.awarding_body.id = issuer;
  record.awarding_body.name = reader.any_language("issuing_authority");
  record.awarding_body.country = reader.text("issuing_country");
  record.awarded = reader.date("date_of_issuance");
  if (const auto expiry = reader.date("date_of_expiry"))
    record.valid_until = TRY(end_of_day_in_amsterdam(*expiry));
  record.person.family_name = reader.text("family_name");
  record.person.given_name = reader.text("given_name");
  record.person.learner_id = reader.text("learner_identification");
  record.achievement.title = reader.any_language("achievement_title");
  record.achievement.description = reader.any_language("achievement_description");
  record.achievement.outcomes = reader.terms("learning_outcomes");
  record.achievement.levels = reader.levels();
  record.achievement.quality_assurance = reader.terms("types_of_quality_assurance");
  record.achievement.workload = detail::read_study_time(reader.text("expected_study_time"));
  record.achievement.prerequisites = joined(reader.texts("prerequisites_to_enroll"));
  if (const auto languages = reader.texts("language_of_classes"); languages.size() == 1)
    record.achievement.language = languages.front();
  record.assessment.grade = reader.text("assessment_grade");
  return record;
}

}  // namespace credenza::eudi_learning
