#include "wallet/skills.h"

#include <algorithm>
#include <map>

#include "wallet/texts.h"
#include "wallet/words.h"

namespace credenza::wallet {
namespace {

constexpr std::string_view k_in_order = "ok";

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

void add_credential(std::vector<SkillClaim>& claims, const HeldCredential& one,
                    const std::vector<HolderKey>& keys, Instant now) {
  const Held& held = one.held;
  SkillClaim claim;
  claim.from = one.id;
  claim.title = held.title;
  claim.until = held.valid_until;
  claim.state = state_word(held, now);
  if (is_self_issued(held, keys)) {
    claim.proof = Proof::self_declared;
    claim.in_order = true;
  } else {
    claim.proof = held.type == "PracticeStatement" ? Proof::practice : Proof::certificate;
    claim.by = held.issuer_name.empty() ? held.issuer_id : held.issuer_name;
    claim.in_order = holds(held.verdict_at(now));
  }
  for (const Skill& skill : held.skills) {
    claim.skill = skill;
    claims.push_back(claim);
  }
}

void add_own_words(std::vector<SkillClaim>& claims, const OwnWords& words) {
  for (const Skill& skill : words.skills)
    claims.push_back({skill,
                      Proof::self_declared,
                      true,
                      words.id,
                      {{"", words.title}},
                      {},
                      std::string(k_in_order),
                      {}});
}

void add_endorsement(std::vector<SkillClaim>& claims, const HeldEndorsement& one,
                     const std::vector<Subject>& subjects, Instant now) {
  const auto subject = std::ranges::find(subjects, one.about, &Subject::id);
  const bool is_there = subject != subjects.end();
  const std::vector<Skill> all = is_there ? subject->skills : std::vector<Skill>{};
  // The words for its state are those of a credential in the same state.
  Held state;
  state.verdict = one.verdict;
  state.code = one.code;
  state.valid_until = one.valid_until;
  for (const Skill& skill : one.skills.empty() ? all : one.skills) {
    claims.push_back({skill, Proof::endorsement, holds(one.verdict_at(now)), one.id,
                      is_there ? subject->title : learning_record::LanguageMap{},
                      one.issuer_name.empty() ? one.issuer_id : one.issuer_name,
                      std::string(state_word(state, now)), one.valid_until});
  }
}

void count(SkillLine& line, const SkillClaim& claim) {
  if (claim.proof == Proof::self_declared) {
    ++line.declared;
  } else if (!claim.in_order) {
    ++line.lapsed;
  } else if (claim.proof == Proof::practice) {
    ++line.practice;
  } else if (claim.proof == Proof::endorsement) {
    ++line.endorsements;
  } else {
    ++line.certificates;
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

bool is_self_issued(const Held& held, const std::vector<HolderKey>& keys) {
  return held.issuer_id == held.subject_id ||
         std::ranges::find(keys, held.issuer_id, &HolderKey::did) != keys.end();
}

Result<std::vector<SkillClaim>> skill_claims(const Vault& vault, Instant now) {
  std::vector<SkillClaim> claims;
  const std::vector<HolderKey> keys = TRY(holder_keys(vault));
  for (const HeldCredential& one : TRY(held_credentials(vault))) {
    // What a newer one took the place of is counted there.
    if (!one.held.superseded_by) add_credential(claims, one, keys, now);
  }
  for (const OwnWords& words : TRY(own_words(vault)))
    add_own_words(claims, words);
  const std::vector<Subject> all = TRY(subjects(vault));
  for (const HeldEndorsement& one : TRY(endorsements(vault)))
    add_endorsement(claims, one, all, now);
  return claims;
}

Result<std::vector<SkillLine>> skill_lines(const Vault& vault, Instant now) {
  Lines lines;
  for (const SkillClaim& claim : TRY(skill_claims(vault, now)))
    count(lines.line_for(claim.skill, claim.from), claim);
  std::vector<SkillLine> out = std::move(lines).take();
  std::ranges::stable_sort(out, [](const SkillLine& a, const SkillLine& b) {
    return std::pair(a.proof(), sorting_name(a)) < std::pair(b.proof(), sorting_name(b));
  });
  return out;
}

}  // namespace credenza::wallet
