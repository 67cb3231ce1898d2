#include "wallet/surroundings.h"

#include <algorithm>
#include <array>

#include "wallet/evidence.h"
#include "wallet/held_view.h"
#include "wallet/own_words_view.h"

namespace credenza::wallet {
namespace {

constexpr std::size_t k_most_lines = 20;

struct Relation {
  std::string_view word;
  Text text;
};
constexpr std::array k_relations = {
    Relation{"manager", {"a manager", "een leidinggevende"}},
    Relation{"colleague", {"a colleague", "een collega"}},
    Relation{"customer", {"a customer", "een klant"}},
};

std::string relation_text(const std::string& relation, Language language) {
  const auto* known = std::ranges::find(k_relations, relation, &Relation::word);
  return known == k_relations.end() ? shown(relation) : std::string(known->text.in(language));
}

/// The state of an endorsement, by the words of a credential's.
Held as_held(const HeldEndorsement& one) {
  Held held;
  held.verdict = one.verdict;
  held.code = one.code;
  held.valid_until = one.valid_until;
  return held;
}

Result<std::vector<HeldEndorsement>> endorsements_of(const Vault& vault, Id id) {
  std::vector<HeldEndorsement> all = TRY(endorsements(vault));
  std::erase_if(all, [id](const HeldEndorsement& one) { return one.about != id; });
  return all;
}

Result<std::vector<EvidenceFile>> evidence_of(const Vault& vault, Id id) {
  std::vector<EvidenceFile> all = TRY(evidence_files(vault));
  std::erase_if(all, [id](const EvidenceFile& file) {
    return std::ranges::find(file.about, id) == file.about.end();
  });
  return all;
}

/// Those whose place `id` took.
Result<std::vector<HeldCredential>> older_than(const Vault& vault, Id id) {
  std::vector<HeldCredential> all = TRY(held_credentials(vault));
  std::erase_if(
      all, [id](const HeldCredential& one) { return one.held.superseded_by != std::optional(id); });
  return all;
}

std::string tags_text(const Held& held) {
  std::string out;
  for (const std::string& tag : held.tags)
    out += (out.empty() ? "" : ", ") + shown(tag);
  return out;
}

Result<std::string> own_marks(const Vault& vault, Id id, Language language) {
  const Entry* entry = vault.index().find(id);
  if (entry == nullptr || entry->kind != Kind::credential) return std::string();
  const Held held = TRY(held_of(vault, *entry));
  std::string out = labelled(language, {"tags", "labels"}, tags_text(held)) +
                    labelled(language, {"my note", "notitie"}, shown(held.note));
  if (held.superseded_by) {
    out +=
        labelled(language, {"replaced by", "vervangen"}, to_text(*held.superseded_by).substr(0, 8));
  }
  return out;
}

}  // namespace

std::string opinion_text(const HeldEndorsement& one, Instant now, Language language) {
  const std::string name =
      one.issuer_name.empty() ? shown(one.issuer_id) : "\"" + shown(one.issuer_name) + "\"";
  const std::string_view words =
      learning_record::in_language(one.text, language == Language::nl ? "nl" : "en");
  const Text opinion{"opinion of ", "mening van "};
  const Text say{" (as they say): ", " (zeggen zij): "};
  std::string out = std::string(opinion.in(language)) + relation_text(one.relation, language) +
                    ", " + name + std::string(say.in(language)) + "\"" + shown(words) + "\"";
  const Held held = as_held(one);
  if (held.verdict_at(now) != verify::Verdict::accepted)
    out += "  " + std::string(state_text(held, now).in(language));
  return out;
}

Json endorsement_json(const HeldEndorsement& one, Instant now) {
  return {{"id", to_text(one.id)},
          {"about", to_text(one.about)},
          {"state", state_word(as_held(one), now)},
          {"relation", one.relation},
          {"issuer", {{"id", one.issuer_id}, {"name_claimed", one.issuer_name}}},
          {"text", to_json(one.text)},
          {"skills", to_json(one.skills)},
          {"added", format_instant(one.added)},
          {"checked", format_instant(one.checked)}};
}

Result<std::string> surroundings_text(const Vault& vault, Id id, Instant now, Language language) {
  std::string out = TRY(own_marks(vault, id, language));
  const std::vector<HeldEndorsement> opinions = TRY(endorsements_of(vault, id));
  for (std::size_t i = 0; i < std::min(opinions.size(), k_most_lines); ++i)
    out += labelled(language, {"opinion", "mening"}, opinion_text(opinions[i], now, language));
  const std::vector<EvidenceFile> files = TRY(evidence_of(vault, id));
  for (std::size_t i = 0; i < std::min(files.size(), k_most_lines); ++i) {
    out += labelled(language, {"file", "bestand"},
                    to_text(files[i].id).substr(0, 8) + "  " + shown(files[i].name));
  }
  const std::vector<HeldCredential> older = TRY(older_than(vault, id));
  for (std::size_t i = 0; i < std::min(older.size(), k_most_lines); ++i) {
    const Text until{", until ", ", tot "};
    out += labelled(language, {"before it", "daarvoor"},
                    to_text(older[i].id).substr(0, 8) + "  " + title_of(older[i].held, language) +
                        "  " + awarded_text(older[i].held, language) +
                        std::string(until.in(language)) + until_text(older[i].held, language));
  }
  return out;
}

Result<Json> surroundings_json(const Vault& vault, Id id, Instant now) {
  Json out{{"endorsements", Json::array()}, {"evidence", Json::array()}, {"older", Json::array()}};
  for (const HeldEndorsement& one : TRY(endorsements_of(vault, id)))
    out["endorsements"].push_back(endorsement_json(one, now));
  for (const EvidenceFile& file : TRY(evidence_of(vault, id))) {
    Json one{{"id", to_text(file.id)}};
    one.update(to_meta(file));
    out["evidence"].push_back(std::move(one));
  }
  for (const HeldCredential& one : TRY(older_than(vault, id)))
    out["older"].push_back(to_text(one.id));
  return out;
}

}  // namespace credenza::wallet
