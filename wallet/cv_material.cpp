#include "wallet/cv_material.h"

#include <algorithm>

#include "open_badges/open_badges.h"
#include "wallet/holder_key.h"
#include "wallet/session.h"

namespace credenza::wallet {
namespace {

using learning_record::LearningRecord;
using learning_record::Person;

bool holds(verify::Verdict verdict) {
  return verdict == verify::Verdict::accepted;
}

Result<json::Document> parse_body(const Content& content) {
  return json::Document::parse(as_text(content.body()),
                               {.max_bytes = k_max_credential_bytes, .max_depth = 64});
}

Result<CvCredential> read_credential(Vault& vault, const HeldCredential& one,
                                     const std::vector<HolderKey>& keys) {
  CvCredential out{one, {}, is_self_issued(one.held, keys)};
  const Content content = TRY(vault.read(one.id));
  const auto document = parse_body(content);
  if (!document) return out;
  auto record = open_badges::read_record(document->root());
  if (record) out.record = std::move(*record);
  return out;
}

Status add_credentials(CvMaterial& material, Vault& vault, Instant now) {
  const std::vector<HolderKey> keys = TRY(holder_keys(vault));
  for (const HeldCredential& one : TRY(held_credentials(vault))) {
    if (one.held.superseded_by) continue;
    if (!holds(one.held.verdict_at(now))) {
      ++material.left_out;
      continue;
    }
    material.credentials.push_back(TRY(read_credential(vault, one, keys)));
  }
  std::ranges::stable_sort(material.credentials, [](const CvCredential& a, const CvCredential& b) {
    return day_of(a.one.held) > day_of(b.one.held);
  });
  return {};
}

Status add_opinions(CvMaterial& material, Vault& vault, Instant now) {
  for (const HeldEndorsement& one : TRY(endorsements(vault))) {
    if (!holds(one.verdict_at(now))) {
      ++material.left_out;
      continue;
    }
    CvOpinion opinion{one, {}};
    const Content content = TRY(vault.read(one.id));
    const auto document = parse_body(content);
    if (document) {
      opinion.credential_id =
          bounded(document->root().string_at("id").value_or(std::string_view{}), 1024);
    }
    material.opinions.push_back(std::move(opinion));
  }
  return {};
}

/// Whether a claim stands behind a line of the overview.
bool is_of(const SkillClaim& claim, const SkillLine& line) {
  if (claim.proof != line.proof() || !claim.in_order) return false;
  if (!claim.skill.code.empty()) return claim.skill.code == line.skill.code;
  return std::ranges::any_of(claim.skill.name, [&line](const auto& one) {
    return std::ranges::any_of(line.skill.name,
                               [&one](const auto& other) { return other.second == one.second; });
  });
}

Status add_skills(CvMaterial& material, const Vault& vault, Instant now) {
  const std::vector<SkillClaim> claims = TRY(skill_claims(vault, now));
  for (const SkillLine& line : TRY(skill_lines(vault, now))) {
    if (line.proof() == Proof::none) continue;
    CvSkill skill{line, {}};
    std::ranges::copy_if(claims, std::back_inserter(skill.claims),
                         [&line](const SkillClaim& claim) { return is_of(claim, line); });
    material.skills.push_back(std::move(skill));
  }
  return {};
}

}  // namespace

Result<CvMaterial> cv_material(Vault& vault, Instant now) {
  CvMaterial material;
  TRY(add_credentials(material, vault, now));
  TRY(add_opinions(material, vault, now));
  TRY(add_skills(material, vault, now));
  material.own_words = TRY(own_words(vault));
  return material;
}

std::vector<Person> persons_of(const CvMaterial& material) {
  std::vector<Person> out;
  for (const CvCredential& each : material.credentials) {
    const Person& person = each.record.person;
    const std::string name = person.full_name();
    const bool is_new = std::ranges::none_of(
        out, [&name](const Person& other) { return other.full_name() == name; });
    if (!name.empty() && is_new) out.push_back(person);
  }
  return out;
}

}  // namespace credenza::wallet
