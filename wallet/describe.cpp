// What an index entry says of a credential: taken from its text, cut to the bounds of
// docs/vault_format.md, section 7.
#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "did/did.h"
#include "jcs/jcs.h"
#include "open_badges/open_badges.h"
#include "vcdm/vcdm.h"
#include "wallet/held.h"

namespace credenza::wallet {
namespace {

using learning_record::LanguageMap;
using learning_record::LearningRecord;
using verify::Verdict;

constexpr std::size_t k_max_text_bytes = 200;
constexpr std::size_t k_max_id_bytes = 1024;
constexpr std::size_t k_max_language_bytes = 35;
constexpr std::size_t k_max_languages = 4;
constexpr std::size_t k_max_skills = 24;
/// Of all skills together as JSON, in which a character can take six bytes.
constexpr std::size_t k_max_skills_bytes = 8192;
constexpr json::Limits k_limits{.max_bytes = std::size_t{4} << 20, .max_depth = 64};

std::string_view trim(std::string_view text) {
  constexpr std::string_view k_white_space = " \t\r\n";
  const std::size_t first = std::min(text.find_first_not_of(k_white_space), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(k_white_space) + 1);
}

std::string short_text(std::string_view text) {
  return bounded(text, k_max_text_bytes);
}

LanguageMap short_texts(const LanguageMap& text) {
  LanguageMap out;
  for (const auto& [language, value] : text) {
    if (out.size() == k_max_languages) break;
    out.emplace(bounded(language, k_max_language_bytes), short_text(value));
  }
  return out;
}

/// The name of a credential that carries no learning record: its own, else its type.
LanguageMap plain_title(const vcdm::Credential& credential) {
  LanguageMap out;
  if (const auto name = credential.root.find("name")) {
    for (const std::string language : {"nl", "en"}) {
      if (const auto text = vcdm::text_in(*name, language)) out[language] = short_text(*text);
    }
  }
  for (const std::string_view type : credential.types) {
    if (out.empty() && type != "VerifiableCredential") out[""] = short_text(type);
  }
  return out;
}

void describe_document(Held& held, const vcdm::Credential& credential) {
  held.credential_id = bounded(credential.id, k_max_id_bytes);
  held.issuer_id = bounded(credential.issuer, k_max_id_bytes);
  if (credential.issuer_node) {
    if (const auto name = credential.issuer_node->find("name"))
      held.issuer_name = short_text(vcdm::text_in(*name, "nl").value_or(std::string_view{}));
  }
  for (const json::Cursor subject : credential.subjects) {
    const std::string_view id = subject.string_at("id").value_or(std::string_view{});
    if (held.subject_id.empty() && did::begins_like_did(id))
      held.subject_id = bounded(id, k_max_id_bytes);
  }
  held.valid_from = credential.valid_from;
  held.valid_until = credential.valid_until;
  held.title = plain_title(credential);
  for (const std::string_view type : credential.types) {
    if (type != "VerifiableCredential") held.type = short_text(type);
  }
}

/// Of a token, which is no document: what its issuer's signature covers.
void describe_report(Held& held, const verify::CredentialReport& report) {
  held.credential_id = bounded(report.id, k_max_id_bytes);
  held.issuer_id = bounded(report.issuer_id, k_max_id_bytes);
  held.issuer_name = short_text(report.issuer_name_claimed);
  if (did::begins_like_did(report.subject_id))
    held.subject_id = bounded(report.subject_id, k_max_id_bytes);
  held.valid_from = report.valid_from;
  held.valid_until = report.valid_until;
  for (const std::string& type : report.types) {
    if (type != "VerifiableCredential") held.type = short_text(type);
  }
  if (!held.type.empty()) held.title[""] = held.type;
}

void describe_record(Held& held, const LearningRecord& record) {
  if (!record.achievement.title.empty()) held.title = short_texts(record.achievement.title);
  if (record.awarded) held.awarded = format_date(*record.awarded);
  if (!record.type.empty()) held.type = short_text(record.type);
  held.person = short_text(record.person.full_name());
  held.achievement = bounded(record.achievement.id, k_max_id_bytes);
  held.replaces = bounded(record.replaces.id, k_max_id_bytes);
  held.skills = skills_of(record.achievement.outcomes);
  held.basis.law = short_text(record.registration.legal_basis);
  held.basis.scheme = short_text(record.registration.scheme);
  held.basis.equipment = short_text(record.registration.equipment);
  if (record.registration.examined_on)
    held.basis.examined = format_date(*record.registration.examined_on);
}

/// Why it was not accepted: the first check that failed or stayed open.
std::string deciding_code(const verify::CredentialReport& report) {
  const Verdict verdict = report.verdict();
  if (verdict == Verdict::accepted) return {};
  const verify::Outcome wanted =
      verdict == Verdict::undetermined ? verify::Outcome::indeterminate : verify::Outcome::failed;
  for (const verify::Check& check : report.checks) {
    if (check.outcome == wanted && check.reason) return std::string(to_string(check.reason->code));
  }
  return {};
}

}  // namespace

std::string bounded(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return std::string(text);
  std::size_t end = max_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return std::string(text.substr(0, end));
}

std::vector<Skill> skills_of(const std::vector<learning_record::Concept>& terms) {
  std::vector<Skill> out;
  std::size_t room = k_max_skills_bytes;
  for (const learning_record::Concept& term : terms) {
    Skill skill{short_text(term.id), {}};
    for (const auto& [language, name] : term.name) {
      const bool is_ours = language == "nl" || language == "en";
      if (is_ours || term.name.size() <= 2) skill.name.emplace(language, short_text(name));
    }
    if (skill.name.empty() && !term.name.empty()) skill.name = {*short_texts(term.name).begin()};
    if (std::ranges::find(out, skill) != out.end()) continue;
    const std::size_t bytes = to_json(std::vector{skill}).dump().size();
    if (bytes > room || out.size() == k_max_skills) break;
    room -= bytes;
    out.push_back(std::move(skill));
  }
  return out;
}

std::string digest_of_credential(std::string_view text) {
  const std::string_view trimmed = trim(text);
  const auto document = json::Document::parse(trimmed, k_limits);
  if (document) {
    const auto canonical = jcs::canonicalize(document->root());
    if (canonical) return to_hex(digest_of(as_bytes(*canonical)));
  }
  return to_hex(digest_of(as_bytes(trimmed)));
}

Held describe(std::string_view text, const verify::CredentialReport& report, Instant now) {
  Held held;
  held.format = to_string(report.format);
  held.added = now;
  held.checked = now;
  held.verdict = report.verdict();
  held.code = deciding_code(report);
  held.digest = digest_of_credential(text);
  const auto document = json::Document::parse(text, k_limits);
  if (document) {
    const auto credential = vcdm::Credential::read(document->root());
    if (credential) describe_document(held, *credential);
  } else {
    describe_report(held, report);
  }
  if (report.record) {
    describe_record(held, *report.record);
  } else if (document) {
    const auto record = open_badges::read_record(document->root());
    if (record) describe_record(held, *record);
  }
  return held;
}

}  // namespace credenza::wallet
