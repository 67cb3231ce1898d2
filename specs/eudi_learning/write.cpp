#include <algorithm>
#include <array>
#include <charconv>

#include "eudi_learning/eudi_learning.h"
#include "eudi_learning/eudi_learning_detail.h"

namespace credenza::eudi_learning {
namespace {

using learning_record::Concept;
using learning_record::LanguageMap;
using learning_record::LearningRecord;

class Writer {
 public:
  Writer(const LearningRecord& record, std::string_view language)
      : record_(record), language_(language) {}

  Result<Json> write() {
    const auto& body = record_.awarding_body;
    const auto& person = record_.person;
    const auto& achievement = record_.achievement;
    put("issuing_authority", text(body.name));
    put("issuing_country", body.country);
    if (record_.awarded) put("date_of_issuance", format_date(*record_.awarded));
    if (record_.valid_until)
      put("date_of_expiry", format_date(date_in_amsterdam(*record_.valid_until)));
    put("family_name", with_prefix(person));
    put("given_name", person.given_name);
    put("achievement_title", text(achievement.title));
    put("achievement_description", text(achievement.description));
    put("learning_outcomes", names(achievement.outcomes));
    put("assessment_grade", record_.assessment.grade);
    put("language_of_classes", list(achievement.language));
    put("learner_identification", person.learner_id);
    put("expected_study_time", detail::study_time(achievement.workload));
    TRY(put_level());
    put("types_of_quality_assurance", names(achievement.quality_assurance));
    put("prerequisites_to_enroll", list(achievement.prerequisites));
    if (!achievement.stackability.empty()) claims_["integration_stackability_options"] = true;
    TRY(check_whole());
    return std::move(claims_);
  }

 private:
  [[nodiscard]] std::string text(const LanguageMap& map) const {
    return std::string(learning_record::in_language(map, language_));
  }

  /// "van der Heijden": there is no claim for what stands in front of a name.
  static std::string with_prefix(learning_record::Person person) {
    person.given_name.clear();
    return person.full_name();
  }

  [[nodiscard]] Json names(const std::vector<Concept>& terms) const {
    Json out = Json::array();
    for (const Concept& term : terms) {
      if (std::string name = text(term.name); !name.empty()) out.push_back(std::move(name));
    }
    return out;
  }

  static Json list(const std::string& text) {
    return text.empty() ? Json::array() : Json::array({text});
  }

  void put(const char* name, const std::string& text) {
    if (!text.empty()) claims_[name] = text;
  }
  void put(const char* name, Json list) {
    if (!list.empty()) claims_[name] = std::move(list);
  }

  Status put_level() {
    const auto& levels = record_.achievement.levels;
    const auto eqf = std::ranges::find(levels, "EQF", &Concept::framework);
    if (eqf == levels.end()) return {};
    unsigned level = 0;
    const std::string& code = eqf->code;
    const auto [end, error] = std::from_chars(code.data(), code.data() + code.size(), level);
    constexpr unsigned k_levels = 8;
    if (error != std::errc{} || end != code.data() + code.size() || level < 1 || level > k_levels) {
      return fail(Code::malformed,
                  "/achievement/levels/" + std::to_string(eqf - levels.begin()) + "/code",
                  "a level of the EQF, from 1 to 8");
    }
    claims_["level_of_learning_experience"] = level;
    return {};
  }

  /// Where in a record that is what a mandatory claim says.
  static const char* member_for(std::string_view claim) noexcept {
    struct Source {
      std::string_view claim;
      const char* member;
    };
    constexpr std::array k_sources = {
        Source{"issuing_authority", "/awarding_body/name"},
        Source{"issuing_country", "/awarding_body/country"},
        Source{"date_of_issuance", "/awarded"},
        Source{"family_name", "/person/family_name"},
        Source{"achievement_title", "/achievement/title"},
        Source{"language_of_classes", "/achievement/language"},
        Source{"learner_identification", "/person/learner_id"},
        Source{"expected_study_time", "/achievement/workload"},
        Source{"level_of_learning_experience", "/achievement/levels"},
        Source{"types_of_quality_assurance", "/achievement/quality_assurance"}};
    const auto* found = std::ranges::find(k_sources, claim, &Source::claim);
    return found == k_sources.end() ? "" : found->member;
  }

  [[nodiscard]] Status check_whole() const {
    for (const Claim& claim : eudi_learning::claims()) {
      if (claim.mandatory && !claims_.contains(claim.name)) {
        return fail(Code::missing, member_for(claim.name),
                    "a European micro-credential attestation has to say this (" +
                        std::string(claim.name) + "); nothing is made up");
      }
    }
    return {};
  }

  const LearningRecord& record_;
  std::string_view language_;
  Json claims_ = Json::object();
};

std::vector<std::string> disclosable_in(const Json& claims) {
  std::vector<std::string> out;
  for (const Claim& claim : eudi_learning::claims()) {
    const auto value = claims.find(claim.name);
    if (value == claims.end() || !claim.disclosable) continue;
    const std::string pointer = "/" + std::string(claim.name);
    out.push_back(pointer);
    if (claim.form != Form::texts) continue;
    for (std::size_t i = 0; i < value->size(); ++i)
      out.push_back(pointer + "/" + std::to_string(i));
  }
  return out;
}

}  // namespace

Result<Rendering> to_claims(const LearningRecord& record, std::string_view language) {
  if (record.type != "MicroCredential") {
    return fail(Code::unsupported, "/type",
                "a European micro-credential attestation is of a MicroCredential only");
  }
  Rendering out;
  out.claims = TRY(Writer(record, language).write());
  out.disclosable = disclosable_in(out.claims);
  const json::Document read = TRY(json::to_document(out.claims));
  out.losses = learning_record::compare(record, TRY(read_record(read.root())));
  return out;
}

}  // namespace credenza::eudi_learning
