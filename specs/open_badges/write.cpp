#include <algorithm>

#include "open_badges/open_badges.h"
#include "open_badges/terms_detail.h"
#include "vcdm/vcdm.h"

namespace credenza::open_badges {
namespace {

using learning_record::Achievement;
using learning_record::Concept;
using learning_record::LanguageMap;
using learning_record::LearningRecord;

constexpr std::string_view k_schema =
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";
constexpr std::string_view k_education_schemas =
    "https://raw.githubusercontent.com/educredentials/obv3-examples/refs/heads/main/schemas/";
constexpr std::string_view k_schema_type = "1EdTechJsonSchemaValidator2019";

/// Whether `code` comes back the same when it is written as a JSON number.
bool is_exact_number(std::string_view code) {
  constexpr std::size_t k_exact_digits = 15;
  return !code.empty() && code.size() <= k_exact_digits && code[0] != '0' &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Builds one credential and writes down what it cannot say.
class Writer {
 public:
  Writer(const LearningRecord& record, const Options& options)
      : record_(record), options_(options) {}
  Rendering write() &&;

 private:
  void lose(std::string where, std::string detail) {
    losses_.push_back({std::move(where), std::move(detail)});
  }
  void put(Json& node, const char* name, const std::string& text) const {
    if (!text.empty()) node[name] = text;
  }
  /// The one text that a member has room for. `language` is what its reader will take it to be in.
  std::string text(const LanguageMap& map, std::string_view language, const std::string& where);
  std::string in_achievement(const LanguageMap& map, const std::string& where) {
    return text(map, record_.achievement.language, where);
  }

  Json issuer();
  Json subject();
  Json identities();
  Json achievement();
  void put_programme_code(Json& node);
  Json alignments(const std::string& id);
  Json alignment(const Concept& term, detail::AlignmentKind kind, const std::string& where,
                 const std::string& id);
  std::string target_type(const Concept& term, detail::AlignmentKind kind) const;
  Json schemas();
  /// What the JSON Schema of the record's profile asks for and the record has not, as words.
  std::string missing_for_profile() const;
  std::string achievement_id() const;

  const LearningRecord& record_;
  const Options& options_;
  std::vector<Loss> losses_;
};

std::string Writer::text(const LanguageMap& map, std::string_view language,
                         const std::string& where) {
  if (map.empty()) return {};
  const auto exact = map.find(language);
  const auto chosen = exact != map.end() ? exact : map.begin();
  if (chosen->first != language) {
    lose(where, "the language of this text cannot be said");
  }
  for (const auto& [tag, other] : map) {
    if (tag != chosen->first)
      lose(where + "/" + json::pointer_token(tag), "there is room for one language only");
  }
  return chosen->second;
}

Json Writer::issuer() {
  const learning_record::Organisation& body = record_.awarding_body;
  Json out = Json::object();
  const std::string& id = options_.issuer.empty() ? body.id : options_.issuer;
  if (!body.id.empty() && body.id != id)
    lose("/awarding_body/id", "the id is that of the one who signs");
  out["id"] = id;
  out["type"] = {"Profile"};
  put(out, "name", text(body.name, "", "/awarding_body/name"));
  put(out, "url", body.url);
  if (!body.country.empty())
    out["address"] = {{"type", {"Address"}}, {"addressCountryCode", body.country}};
  for (std::size_t i = 0; i < body.identifiers.size(); ++i) {
    const auto& [scheme, value] = body.identifiers[i];
    const bool known = detail::is_identifier_type(scheme);
    if (!known && !detail::is_extension_word(scheme)) {
      lose("/awarding_body/identifiers/" + std::to_string(i),
           "the name of its scheme has to be letters and digits");
      continue;
    }
    out["otherIdentifier"].push_back(
        {{"type", "IdentifierEntry"},
         {"identifier", value},
         {"identifierType", known ? scheme : std::string(detail::k_extension) + scheme}});
  }
  return out;
}

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
  add(detail::k_name, person.full_name());
  add(detail::k_family_name, person.family_name);
  add(detail::k_name_prefix, person.name_prefix);
  add(detail::k_given_name, person.given_name);
  add(detail::k_birth_date, person.birth_date);
  add(detail::k_learner_id, person.learner_id);
  return out;
}

std::string Writer::achievement_id() const {
  const std::string& id = record_.achievement.id;
  return id.empty() ? options_.id + std::string(detail::k_achievement_suffix) : id;
}

std::string Writer::target_type(const Concept& term, detail::AlignmentKind kind) const {
  if (kind == detail::AlignmentKind::quality_assurance)
    return std::string(detail::k_quality_assurance);
  const std::string extended = std::string(detail::k_extension) + term.framework;
  if (detail::is_extension_word(term.framework) && detail::alignment_kind(extended, {}) == kind)
    return extended;
  return kind == detail::AlignmentKind::level ? std::string(detail::k_other_level) : std::string();
}

Json Writer::alignment(const Concept& term, detail::AlignmentKind kind, const std::string& where,
                       const std::string& id) {
  Json out = Json::object();
  out["type"] = {"Alignment"};
  const std::string type = target_type(term, kind);
  put(out, "targetType", type);
  put(out, "targetName", in_achievement(term.name, where + "/name"));
  put(out, "targetCode", term.code);
  put(out, "targetDescription", term.description);
  put(out, "targetFramework", term.framework);
  out["targetUrl"] = term.id.empty() ? id : term.id;
  if (detail::alignment_kind(type, term.id) != kind) {
    lose(where, "reads as something else: take another framework or id");
  }
  return out;
}

Json Writer::alignments(const std::string& id) {
  Json out = Json::array();
  const Achievement& achievement = record_.achievement;
  const auto add = [&](const std::vector<Concept>& terms, detail::AlignmentKind kind,
                       const char* where) {
    for (const Concept& term : terms) {
      const std::string here = where + std::to_string(&term - terms.data());
      out.push_back(
          alignment(term, kind, here,
                    id + std::string(detail::k_outcome_suffix) + std::to_string(out.size() + 1)));
    }
  };
  add(achievement.outcomes, detail::AlignmentKind::outcome, "/achievement/outcomes/");
  add(achievement.levels, detail::AlignmentKind::level, "/achievement/levels/");
  add(achievement.quality_assurance, detail::AlignmentKind::quality_assurance,
      "/achievement/quality_assurance/");
  return out;
}

/// "educationProgramIdentifier" is a number, "humanCode" any text.
void Writer::put_programme_code(Json& node) {
  const std::string& code = record_.achievement.programme_code;
  if (is_exact_number(code)) {
    node["educationProgramIdentifier"] = std::stoull(code);
  } else {
    put(node, "humanCode", code);
  }
}

Json Writer::achievement() {
  const Achievement& from = record_.achievement;
  const learning_record::Assessment& assessment = record_.assessment;
  Json out = Json::object();
  const std::string id = achievement_id();
  out["id"] = id;
  out["type"] = {"Achievement", "EducredentialAchievement"};
  if (!record_.type.empty()) {
    out["achievementType"] = detail::is_achievement_type(record_.type)
                                 ? record_.type
                                 : std::string(detail::k_extension) + record_.type;
  }
  put(out, "name", in_achievement(from.title, "/achievement/title"));
  put(out, "description", in_achievement(from.description, "/achievement/description"));
  if (!from.criteria.empty()) {
    out["criteria"] = {{"narrative", in_achievement(from.criteria, "/achievement/criteria")}};
  }
  put(out, "inLanguage", from.language);
  if (!from.image.empty()) out["image"] = {{"id", from.image}, {"type", "Image"}};
  put_programme_code(out);
  if (from.workload.half_ects) {
    const unsigned halves = *from.workload.half_ects;
    out["ECTS"] = halves % 2 == 0 ? Json(halves / 2) : Json(halves / 2.0);
  }
  if (from.workload.sbu) out["SBU"] = *from.workload.sbu;
  put(out, "participationType", from.participation);
  put(out, "assessmentType", assessment.type);
  put(out, "supervisionType", assessment.supervision);
  if (assessment.identity_checked) out["identityChecked"] = *assessment.identity_checked;
  Json aligned = alignments(id);
  if (!aligned.empty()) out["alignment"] = std::move(aligned);
  if (!assessment.result_scale.empty()) {
    out["resultDescription"].push_back(
        {{"id", id + "#result"},
         {"type", {"ResultDescription"}},
         {"name", in_achievement(assessment.result_scale, "/assessment/result_scale")},
         {"resultType", "Result"}});
  }
  if (!from.prerequisites.empty())
    lose("/achievement/prerequisites", "Open Badges has no member for prerequisites");
  if (!from.stackability.empty())
    lose("/achievement/stackability", "Open Badges has no member for stackability");
  return out;
}

Json Writer::subject() {
  Json out = Json::object();
  put(out, "id", record_.person.id);
  out["type"] = {"AchievementSubject"};
  Json identifiers = identities();
  if (!identifiers.empty()) out["identifier"] = std::move(identifiers);
  out["achievement"] = achievement();
  if (!record_.assessment.grade.empty()) {
    Json result = {{"type", {"Result"}}};
    if (!record_.assessment.result_scale.empty())
      result["resultDescription"] = achievement_id() + "#result";
    result["value"] = record_.assessment.grade;
    out["result"].push_back(std::move(result));
  }
  return out;
}

std::string Writer::missing_for_profile() const {
  const Achievement& from = record_.achievement;
  const learning_record::Assessment& assessment = record_.assessment;
  std::string out;
  const auto need = [&out](bool present, const char* what) {
    if (!present) out += (out.empty() ? "" : ", ") + std::string(what);
  };
  need(!from.title.empty(), "title");
  need(!from.description.empty(), "description");
  need(!from.image.empty(), "image");
  need(!from.criteria.empty(), "criteria");
  need(!from.language.empty(), "language");
  need(!assessment.result_scale.empty(), "result_scale");
  need(!assessment.grade.empty(), "grade");
  if (record_.profile == "extracurricular") return out;
  need(!from.outcomes.empty() || !from.levels.empty(), "outcomes or levels");
  need(from.workload.half_ects.has_value() != from.workload.sbu.has_value(), "workload");
  if (record_.profile == "regular") {
    need(is_exact_number(from.programme_code), "programme_code (a number)");
    return out;
  }
  need(!assessment.type.empty(), "type of assessment");
  need(!assessment.supervision.empty(), "supervision");
  need(assessment.identity_checked.has_value(), "identity_checked");
  need(!from.participation.empty(), "participation");
  return out;
}

/// A credential names the schemas that it keeps to. That of the profile is also where the profile
/// is read from.
Json Writer::schemas() {
  Json out = Json::array();
  const auto add = [&out](const std::string& id) {
    out.push_back({{"id", id}, {"type", k_schema_type}});
  };
  add(std::string(k_schema));
  const std::string& profile = record_.profile;
  if (profile.empty()) return out;
  if (profile != "microcredential" && profile != "regular" && profile != "extracurricular") {
    lose("/profile", "there is no schema of this name");
    return out;
  }
  const std::string missing = missing_for_profile();
  if (!missing.empty()) {
    lose("/profile",
         "the schema of this profile also asks for " + missing + ", so it cannot be named");
    return out;
  }
  const std::string stem = std::string(k_education_schemas) + profile;
  add(stem + ".json");
  if (profile != "extracurricular")
    add(stem + (record_.achievement.workload.sbu ? "_sbu.json" : "_ects.json"));
  return out;
}

Rendering Writer::write() && {
  Json out = Json::object();
  out["@context"] = {vcdm::k_context_v2, k_context, k_education_context};
  out["id"] = options_.id;
  out["type"] = {"VerifiableCredential", "OpenBadgeCredential"};
  Json subject_node = subject();
  if (subject_node["achievement"].contains("name"))
    out["name"] = subject_node["achievement"]["name"];
  out["issuer"] = issuer();
  const std::optional<Instant> from = record_.valid_from ? record_.valid_from : options_.valid_from;
  if (from) out["validFrom"] = format_instant(*from);
  if (record_.valid_until) out["validUntil"] = format_instant(*record_.valid_until);
  if (record_.awarded) out["awardedDate"] = format_date(*record_.awarded) + "T00:00:00Z";
  out["credentialSubject"] = std::move(subject_node);
  out["credentialSchema"] = schemas();
  return {std::move(out), std::move(losses_)};
}

}  // namespace

Rendering to_achievement_credential(const LearningRecord& record, const Options& options) {
  return Writer(record, options).write();
}

}  // namespace credenza::open_badges
