#include <algorithm>

#include "open_badges/write_detail.h"

namespace credenza::open_badges::detail {

using learning_record::Achievement;
using learning_record::Concept;
using learning_record::Qualification;
using learning_record::Unit;

bool is_exact_number(std::string_view code) {
  constexpr std::size_t k_exact_digits = 15;
  return !code.empty() && code.size() <= k_exact_digits && code[0] != '0' &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string Writer::achievement_id() const {
  const std::string& id = record_.achievement.id;
  return id.empty() ? options_.id + std::string(k_achievement_suffix) : id;
}

std::string Writer::target_type(const Concept& term, AlignmentKind kind) const {
  if (kind == AlignmentKind::quality_assurance) return std::string(k_quality_assurance);
  const std::string extended = std::string(k_extension) + term.framework;
  if (is_extension_word(term.framework) && alignment_kind(extended, {}) == kind) return extended;
  return kind == AlignmentKind::level ? std::string(k_other_level) : std::string();
}

Json Writer::alignment(const Concept& term, AlignmentKind kind, const std::string& where,
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
  if (alignment_kind(type, term.id) != kind) {
    lose(where, "reads as something else: take another framework or id");
  }
  return out;
}

Json Writer::alignments(const std::string& id) {
  Json out = Json::array();
  const Achievement& achievement = record_.achievement;
  const auto add = [&](const std::vector<Concept>& terms, AlignmentKind kind, const char* where) {
    for (const Concept& term : terms) {
      const std::string here = where + std::to_string(&term - terms.data());
      out.push_back(alignment(term, kind, here,
                              id + std::string(k_outcome_suffix) + std::to_string(out.size() + 1)));
    }
  };
  add(achievement.outcomes, AlignmentKind::outcome, "/achievement/outcomes/");
  add(achievement.levels, AlignmentKind::level, "/achievement/levels/");
  add(achievement.quality_assurance, AlignmentKind::quality_assurance,
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

/// A crebo code says which qualification it is; without one nothing here would be read as that.
void Writer::put_qualification(Json& node) {
  const Qualification& qualification = record_.qualification;
  if (qualification.crebo.empty()) {
    if (!(qualification == Qualification{})) keep_whole("qualification");
    return;
  }
  node["otherIdentifier"] = {{{"type", "IdentifierEntry"},
                              {"identifier", qualification.crebo},
                              {"identifierType", k_crebo}}};
  put(node, "specialization", main_text(qualification.name, "/qualification/name"));
  put(node, "version", qualification.version);
  keep("/qualification/kind", qualification.kind);
  keep("/qualification/level", qualification.level);
}

void Writer::put_education_members(Json& node) {
  const Achievement& from = record_.achievement;
  const learning_record::Assessment& assessment = record_.assessment;
  if (from.workload.half_ects) {
    const unsigned halves = *from.workload.half_ects;
    node["ECTS"] = halves % 2 == 0 ? Json(halves / 2) : Json(halves / 2.0);
  }
  if (from.workload.sbu) node["SBU"] = *from.workload.sbu;
  put(node, "participationType", from.participation);
  put(node, "assessmentType", assessment.type);
  put(node, "supervisionType", assessment.supervision);
  if (assessment.identity_checked) node["identityChecked"] = *assessment.identity_checked;
}

Json Writer::description_of(const Unit& unit, const std::string& id, const std::string& where) {
  const std::string title = in_achievement(unit.title, where + "/title");
  Json out = {{"id", id}, {"type", {"ResultDescription"}}};
  put(out, "name", title);
  out["resultType"] = "Result";
  if (unit.code.empty()) return out;
  Json aligned = {{"type", {"Alignment"}}, {"targetName", title}, {"targetCode", unit.code}};
  aligned["targetUrl"] = id;
  out["alignment"].push_back(std::move(aligned));
  return out;
}

void Writer::put_result_descriptions(Json& node) {
  Json out = Json::array();
  const std::string id = achievement_id();
  if (!record_.assessment.result_scale.empty()) {
    out.push_back({{"id", id + std::string(k_grade_suffix)},
                   {"type", {"ResultDescription"}},
                   {"name", main_text(record_.assessment.result_scale, "/assessment/result_scale")},
                   {"resultType", "Result"}});
  }
  const auto add = [&](const std::vector<Unit>& units, std::string_view suffix, const char* where) {
    for (std::size_t i = 0; i < units.size(); ++i) {
      out.push_back(description_of(units[i], id + std::string(suffix) + std::to_string(i + 1),
                                   where + std::to_string(i)));
    }
  };
  add(record_.work_processes, k_work_process_suffix, "/work_processes/");
  add(record_.parts, k_part_suffix, "/parts/");
  if (!out.empty()) node["resultDescription"] = std::move(out);
}

Json Writer::achievement() {
  const Achievement& from = record_.achievement;
  Json out = Json::object();
  const std::string id = achievement_id();
  out["id"] = id;
  out["type"] = {"Achievement", "EducredentialAchievement"};
  if (!record_.type.empty()) {
    out["achievementType"] =
        is_achievement_type(record_.type) ? record_.type : std::string(k_extension) + record_.type;
  }
  put(out, "name", main_text(from.title, "/achievement/title"));
  put(out, "description", main_text(from.description, "/achievement/description"));
  if (!from.criteria.empty())
    out["criteria"] = {{"narrative", main_text(from.criteria, "/achievement/criteria")}};
  put(out, "inLanguage", from.language);
  if (!from.image.empty()) out["image"] = {{"id", from.image}, {"type", "Image"}};
  put_programme_code(out);
  put_qualification(out);
  put_education_members(out);
  Json aligned = alignments(id);
  if (!aligned.empty()) out["alignment"] = std::move(aligned);
  put_result_descriptions(out);
  keep("/achievement/prerequisites", from.prerequisites);
  keep("/achievement/stackability", from.stackability);
  keep("/achievement/learning_setting", from.learning_setting);
  return out;
}

}  // namespace credenza::open_badges::detail
