#include <cmath>

#include "open_badges/read_detail.h"

namespace credenza::open_badges::detail {

using json::Cursor;
using learning_record::Achievement;
using learning_record::Concept;
using learning_record::LearningRecord;
using learning_record::Qualification;

namespace {

/// An object with the `id`, or the id itself.
Status read_id(std::string& out, Cursor value) {
  const auto id = value.find("id");
  if (!id && value.is_object()) return {};
  return read_string(out, id ? *id : value);
}

Status read_alignment(Achievement& out, Cursor alignment, std::string_view language) {
  Concept term;
  std::string_view type;
  if (!alignment.is_object())
    return fail(Code::malformed, alignment.pointer(), "has to be an object");
  for (const Cursor member : alignment.items()) {
    const std::string_view name = member.name();
    if (name == "targetType") {
      type = TRY(member.string());
    } else if (name == "targetName") {
      TRY(read_text(term.name, member, language));
    } else if (name == "targetUrl") {
      TRY(read_string(term.id, member));
    } else if (name == "targetFramework") {
      TRY(read_string(term.framework, member));
    } else if (name == "targetCode") {
      TRY(read_string(term.code, member));
    } else if (name == "targetDescription") {
      TRY(read_string(term.description, member));
    }
  }
  if (term.framework.empty()) term.framework = framework_of(type);
  switch (alignment_kind(type, term.id)) {
    case AlignmentKind::level:
      out.levels.push_back(std::move(term));
      break;
    case AlignmentKind::quality_assurance:
      out.quality_assurance.push_back(std::move(term));
      break;
    case AlignmentKind::outcome:
      out.outcomes.push_back(std::move(term));
      break;
  }
  return {};
}

Status read_workload(learning_record::Workload& out, Cursor member) {
  constexpr double k_most = 1e6;
  const bool credits = member.name() == "ECTS";
  const double units = TRY(member.number()) * (credits ? 2 : 1);
  if (units < 0 || units > k_most || std::trunc(units) != units) {
    return fail(Code::malformed, member.pointer(),
                credits ? "has to be a multiple of 0.5" : "has to be a whole number");
  }
  (credits ? out.half_ects : out.sbu) = static_cast<unsigned>(units);
  return {};
}

/// "educationProgramIdentifier": SURF's schema says a number, badges in use write strings too.
Status read_programme_code(std::string& out, Cursor member) {
  if (member.is_string()) return read_string(out, member);
  out = std::to_string(TRY(member.unsigned_integer()));
  return {};
}

/// A qualification of Dutch vocational education is told by its crebo code; what other badges say
/// in the same members is something else.
Status read_qualification(Qualification& out, Cursor achievement, std::string_view language) {
  const auto identifiers = achievement.find("otherIdentifier");
  if (!identifiers) return {};
  for (const Cursor entry : identifiers->one_or_many()) {
    if (string_or_empty(entry, "identifierType") == k_crebo)
      out.crebo = string_or_empty(entry, "identifier");
  }
  if (out.crebo.empty()) return {};
  if (const auto name = achievement.find("specialization"))
    TRY(read_text(out.name, *name, language));
  out.version = string_or_empty(achievement, "version");
  return {};
}

/// The first description that does not belong to a unit is the scale of the grade.
Status read_result_scale(LearningRecord& out, Cursor descriptions) {
  for (const Cursor description : descriptions.one_or_many()) {
    const std::string_view id = string_or_empty(description, "id");
    if (result_kind(id, out.achievement.id) != ResultKind::grade) continue;
    const auto scale = description.find("name");
    if (scale) TRY(read_text(out.assessment.result_scale, *scale, out.achievement.language));
    return {};
  }
  return {};
}

/// Members that say how somebody took part and was assessed.
Status read_education_member(LearningRecord& out, std::string_view name, Cursor member) {
  if (name == "ECTS" || name == "SBU") return read_workload(out.achievement.workload, member);
  if (name == "participationType") return read_string(out.achievement.participation, member);
  if (name == "assessmentType") return read_string(out.assessment.type, member);
  if (name == "supervisionType") return read_string(out.assessment.supervision, member);
  if (name == "identityChecked") {
    out.assessment.identity_checked = TRY(member.boolean());
  } else if (name == "educationProgramIdentifier") {
    return read_programme_code(out.achievement.programme_code, member);
  } else if (name == "humanCode" && out.achievement.programme_code.empty()) {
    return read_string(out.achievement.programme_code, member);
  } else if (name == "achievementType") {
    TRY(read_string(out.type, member));
    if (out.type.rfind(k_extension, 0) == 0) out.type.erase(0, k_extension.size());
  } else if (name == "resultDescription") {
    return read_result_scale(out, member);
  }
  return {};
}

}  // namespace

Status read_achievement(LearningRecord& record, Cursor achievement) {
  Achievement& out = record.achievement;
  if (!achievement.is_object()) {
    return fail(Code::unsupported, achievement.pointer(),
                "has to be one achievement, written out as an object");
  }
  out.language = string_or_empty(achievement, "inLanguage");
  out.id = string_or_empty(achievement, "id");
  TRY(read_qualification(record.qualification, achievement, out.language));
  for (const Cursor member : achievement.items()) {
    const std::string_view name = member.name();
    if (name == "id") {
      TRY(read_string(out.id, member));
    } else if (name == "inLanguage") {
      TRY(member.string());
    } else if (name == "name") {
      TRY(read_text(out.title, member, out.language));
    } else if (name == "description") {
      TRY(read_text(out.description, member, out.language));
    } else if (name == "criteria") {
      const auto narrative = member.find("narrative");
      if (narrative) TRY(read_text(out.criteria, *narrative, out.language));
    } else if (name == "image") {
      TRY(read_id(out.image, member));
    } else if (name == "alignment") {
      out.outcomes.reserve(member.size());
      for (const Cursor item : member.one_or_many())
        TRY(read_alignment(out, item, out.language));
    } else {
      TRY(read_education_member(record, name, member));
    }
  }
  return {};
}

}  // namespace credenza::open_badges::detail
