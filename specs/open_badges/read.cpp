#include <cmath>

#include "open_badges/open_badges.h"
#include "open_badges/terms_detail.h"

namespace credenza::open_badges {
namespace {

using json::Cursor;
using learning_record::Achievement;
using learning_record::Assessment;
using learning_record::Concept;
using learning_record::LanguageMap;
using learning_record::LearningRecord;
using learning_record::Organisation;
using learning_record::Person;

bool ends_with(std::string_view text, std::string_view end) noexcept {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

Status read_string(std::string& out, Cursor value) {
  out = TRY(value.string());
  return {};
}

/// A string, a language value object, or several of them. A string is in `language`.
Status read_text(LanguageMap& out, Cursor value, std::string_view language) {
  for (const Cursor item : value.one_or_many()) {
    if (item.is_object()) {
      const std::string_view text = TRY(item.string_at("@value"));
      const auto tag = item.find("@language");
      const std::string_view in = tag ? TRY(tag->string()) : language;
      out.insert_or_assign(std::string(in), std::string(text));
    } else {
      out.insert_or_assign(std::string(language), std::string(TRY(item.string())));
    }
  }
  return {};
}

/// An object with the `id`, or the id itself.
Status read_id(std::string& out, Cursor value) {
  const auto id = value.find("id");
  if (!id && value.is_object()) return {};
  return read_string(out, id ? *id : value);
}

Status read_instant(std::optional<Instant>& out, Cursor value) {
  const auto instant = parse_instant(TRY(value.string()));
  if (!instant)
    return fail(Code::malformed, value.pointer(), "has to be a date and time with offset");
  out = *instant;
  return {};
}

/// The calendar date as its issuer wrote it: the day of an award does not move with the reader's
/// time zone.
Status read_awarded(std::optional<std::chrono::year_month_day>& out, Cursor value) {
  const std::string_view text = TRY(value.string());
  const auto date = parse_date(text.substr(0, text.find('T')));
  if (!date || !parse_instant(text)) {
    return fail(Code::malformed, value.pointer(), "has to be a date and time with offset");
  }
  out = *date;
  return {};
}

std::string_view string_or_empty(Cursor node, std::string_view name) noexcept {
  const auto member = node.find(name);
  return member && member->is_string() ? member->raw_string() : std::string_view{};
}

Status read_issuer(Organisation& out, Cursor issuer) {
  if (!issuer.is_object()) return read_string(out.id, issuer);
  for (const Cursor member : issuer.items()) {
    const std::string_view name = member.name();
    if (name == "id") {
      TRY(read_string(out.id, member));
    } else if (name == "name") {
      TRY(read_text(out.name, member, ""));
    } else if (name == "url") {
      TRY(read_string(out.url, member));
    } else if (name == "address") {
      if (const auto code = member.find("addressCountryCode")) TRY(read_string(out.country, *code));
    } else if (name == "otherIdentifier") {
      for (const Cursor entry : member.one_or_many()) {
        std::string_view scheme = TRY(entry.string_at("identifierType"));
        if (scheme.rfind(detail::k_extension, 0) == 0)
          scheme.remove_prefix(detail::k_extension.size());
        const std::string_view value = TRY(entry.string_at("identifier"));
        out.identifiers.push_back({std::string(scheme), std::string(value)});
      }
    }
  }
  return {};
}

/// The identities that are not hashed and that a record has a member for.
Status read_identities(Person& out, Cursor identities) {
  std::string_view whole_name;
  for (const Cursor entry : identities.one_or_many()) {
    const auto hashed = entry.find("hashed");
    if (hashed && hashed->kind() == json::Kind::boolean && hashed->raw_boolean()) continue;
    const std::string_view type = TRY(entry.string_at("identityType"));
    const std::string_view value = TRY(entry.string_at("identityHash"));
    if (type == detail::k_name) whole_name = value;
    if (type == detail::k_family_name) out.family_name = value;
    if (type == detail::k_name_prefix) out.name_prefix = value;
    if (type == detail::k_given_name) out.given_name = value;
    if (type == detail::k_birth_date) out.birth_date = value;
    if (type == detail::k_learner_id) out.learner_id = value;
  }
  if (out.family_name.empty() && out.given_name.empty()) out.family_name = whole_name;
  return {};
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
  if (term.framework.empty()) term.framework = detail::framework_of(type);
  switch (detail::alignment_kind(type, term.id)) {
    case detail::AlignmentKind::level:
      out.levels.push_back(std::move(term));
      break;
    case detail::AlignmentKind::quality_assurance:
      out.quality_assurance.push_back(std::move(term));
      break;
    case detail::AlignmentKind::outcome:
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
    if (out.type.rfind(detail::k_extension, 0) == 0) out.type.erase(0, detail::k_extension.size());
  } else if (name == "resultDescription") {
    const auto descriptions = member.one_or_many();
    if (descriptions.begin() == descriptions.end()) return {};
    if (const auto scale = (*descriptions.begin()).find("name")) {
      return read_text(out.assessment.result_scale, *scale, out.achievement.language);
    }
  }
  return {};
}

Status read_achievement(LearningRecord& record, Cursor achievement) {
  Achievement& out = record.achievement;
  if (!achievement.is_object()) {
    return fail(Code::unsupported, achievement.pointer(),
                "has to be one achievement, written out as an object");
  }
  out.language = string_or_empty(achievement, "inLanguage");
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

/// Ids that the writer made up because Open Badges demands some.
void forget_made_up_ids(Achievement& achievement, std::string_view credential_id) {
  const auto is_made_up = [&achievement](std::string_view id) {
    return id.starts_with(achievement.id) &&
           id.substr(achievement.id.size()).starts_with(detail::k_outcome_suffix);
  };
  for (std::vector<Concept>* terms :
       {&achievement.outcomes, &achievement.levels, &achievement.quality_assurance}) {
    for (Concept& term : *terms) {
      if (!achievement.id.empty() && is_made_up(term.id)) term.id.clear();
    }
  }
  if (achievement.id.rfind(credential_id, 0) == 0 &&
      achievement.id.substr(credential_id.size()) == detail::k_achievement_suffix) {
    achievement.id.clear();
  }
}

Status read_subject(LearningRecord& record, Cursor subjects, std::string_view credential_id) {
  const auto range = subjects.one_or_many();
  if (subjects.is_array() && subjects.size() != 1) {
    return fail(Code::unsupported, subjects.pointer(), "an Open Badge has one subject");
  }
  const Cursor subject = *range.begin();
  if (!subject.is_object()) return fail(Code::malformed, subject.pointer(), "has to be an object");
  for (const Cursor member : subject.items()) {
    const std::string_view name = member.name();
    if (name == "id") {
      TRY(read_string(record.person.id, member));
    } else if (name == "identifier") {
      TRY(read_identities(record.person, member));
    } else if (name == "achievement") {
      TRY(read_achievement(record, member));
    } else if (name == "result") {
      const auto results = member.one_or_many();
      if (results.begin() == results.end()) continue;
      if (const auto value = (*results.begin()).find("value"))
        TRY(read_string(record.assessment.grade, *value));
    }
  }
  forget_made_up_ids(record.achievement, credential_id);
  return {};
}

void read_profile(std::string& out, Cursor schemas) {
  for (const Cursor schema : schemas.one_or_many()) {
    const std::string_view id = string_or_empty(schema, "id");
    if (id.find("/educredentials/") == std::string_view::npos) continue;
    for (const std::string_view profile : {"microcredential", "regular", "extracurricular"}) {
      if (ends_with(id, std::string("/").append(profile).append(".json"))) out = profile;
    }
  }
}

Status read_credential(LearningRecord& record, Cursor credential) {
  if (!is_open_badge(credential)) return fail(Code::unsupported, "/type", "this is no Open Badge");
  const Cursor subject = TRY(credential.at("credentialSubject"));
  for (const Cursor member : credential.items()) {
    const std::string_view name = member.name();
    if (name == "issuer") {
      TRY(read_issuer(record.awarding_body, member));
    } else if (name == "validFrom") {
      TRY(read_instant(record.valid_from, member));
    } else if (name == "validUntil") {
      TRY(read_instant(record.valid_until, member));
    } else if (name == "awardedDate") {
      TRY(read_awarded(record.awarded, member));
    } else if (name == "credentialSchema") {
      read_profile(record.profile, member);
    }
  }
  return read_subject(record, subject, string_or_empty(credential, "id"));
}

}  // namespace

Result<LearningRecord> read_record(Cursor credential) {
  // Filled where it stands: a record has forty texts, and moving them costs more than reading them.
  Result<LearningRecord> record{LearningRecord{}};
  if (Status read = read_credential(*record, credential); !read) record = std::move(read).error();
  return record;
}

}  // namespace credenza::open_badges
