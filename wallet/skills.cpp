#include "wallet/skills.h"

#include <algorithm>
#include <map>

#include "wallet/holder_key.h"
#include "wallet/words.h"

namespace credenza::wallet {
namespace {

/// Skills by code and by name, each on one line.
class Lines {
 public:
  SkillLine& line_for(const Skill& skill, Id from) {
    const std::vector<std::string> names = names_of(skill);
    const std::size_t at = find(skill, names);
    SkillLine& line = lines_[at];
    if (line.skill.code.empty()) line.skill.code = skill.code;
    for (const auto& [language, name] : skill.name)
      line.skill.name.emplace(language, name);
    if (!skill.code.empty()) by_code_.emplace(skill.code, at);
    for (const std::string& name : names)
      by_name_.emplace(name, at);
    if (std::ranges::find(line.from, from) == line.from.end()) line.from.push_back(from);
    return line;
  }
  std::vector<SkillLine> take() && { return std::move(lines_); }

 private:
  static std::vector<std::string> names_of(const Skill& skill) {
    std::vector<std::string> names;
    for (const auto& [language, name] : skill.name)
      names.push_back(folded(name));
    return names;
  }
  /// Two codes are two skills, whatever they are called.
  std::size_t find(const Skill& skill, const std::vector<std::string>& names) {
    const auto coded = by_code_.find(skill.code);
    if (!skill.code.empty() && coded != by_code_.end()) return coded->second;
    for (const std::string& name : names) {
      const auto named = by_name_.find(name);
      const bool same = named != by_name_.end() &&
                        (skill.code.empty() || lines_[named->second].skill.code.empty());
      if (same) return named->second;
    }
    lines_.emplace_back();
    return lines_.size() - 1;
  }

  std::vector<SkillLine> lines_;
  std::map<std::string, std::size_t> by_code_;
  std::map<std::string, std::size_t> by_name_;
};

bool holds(verify::Verdict verdict) {
  return verdict == verify::Verdict::accepted;
}

/// Whoever issues to themselves only says so.
bool is_self_issued(const Held& held, const std::vector<HolderKey>& keys) {
  return held.issuer_id == held.subject_id ||
         std::ranges::find(keys, held.issuer_id, &HolderKey::did) != keys.end();
}

void count_credential(Lines& lines, const HeldCredential& one, const std::vector<HolderKey>& keys,
                      Instant now) {
  const bool self_issued = is_self_issued(one.held, keys);
  for (const Skill& skill : one.held.skills) {
    SkillLine& line = lines.line_for(skill, one.id);
    if (self_issued) {
      ++line.declared;
    } else if (!holds(one.held.verdict_at(now))) {
      ++line.lapsed;
    } else if (one.held.type == "PracticeStatement") {
      ++line.practice;
    } else {
      ++line.certificates;
    }
  }
}

void count_endorsement(Lines& lines, const HeldEndorsement& one,
                       const std::vector<Subject>& subjects, Instant now) {
  const auto subject = std::ranges::find(subjects, one.about, &Subject::id);
  const std::vector<Skill> all = subject == subjects.end() ? std::vector<Skill>{} : subject->skills;
  for (const Skill& skill : one.skills.empty() ? all : one.skills) {
    SkillLine& line = lines.line_for(skill, one.id);
    ++(holds(one.verdict_at(now)) ? line.endorsements : line.lapsed);
  }
}

std::string sorting_name(const SkillLine& line) {
  return line.skill.name.empty() ? line.skill.code : folded(line.skill.name.begin()->second);
}

}  // namespace

std::string_view to_string(Proof proof) noexcept {
  switch (proof) {
    case Proof::certificate:
      return "certificate";
    case Proof::practice:
      return "practice_statement";
    case Proof::endorsement:
      return "endorsed";
    case Proof::self_declared:
      return "self_declared";
    case Proof::none:
      return "none";
  }
  return "";
}

Proof SkillLine::proof() const noexcept {
  if (certificates > 0) return Proof::certificate;
  if (practice > 0) return Proof::practice;
  if (endorsements > 0) return Proof::endorsement;
  return declared > 0 ? Proof::self_declared : Proof::none;
}

Result<std::vector<SkillLine>> skill_lines(const Vault& vault, Instant now) {
  Lines lines;
  const std::vector<HolderKey> keys = TRY(holder_keys(vault));
  for (const HeldCredential& one : TRY(held_credentials(vault))) {
    // What a newer one took the place of is counted there.
    if (!one.held.superseded_by) count_credential(lines, one, keys, now);
  }
  for (const OwnWords& words : TRY(own_words(vault))) {
    for (const Skill& skill : words.skills)
      ++lines.line_for(skill, words.id).declared;
  }
  const std::vector<Subject> all = TRY(subjects(vault));
  for (const HeldEndorsement& one : TRY(endorsements(vault)))
    count_endorsement(lines, one, all, now);
  std::vector<SkillLine> out = std::move(lines).take();
  std::ranges::stable_sort(out, [](const SkillLine& a, const SkillLine& b) {
    return std::pair(a.proof(), sorting_name(a)) < std::pair(b.proof(), sorting_name(b));
  });
  return out;
}

}  // namespace credenza::wallet
