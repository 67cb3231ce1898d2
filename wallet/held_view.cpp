#include "wallet/held_view.h"

#include <algorithm>

namespace credenza::wallet {

bool is_mine(const std::vector<HolderKey>& keys, const Held& held) {
  return std::ranges::find(keys, held.subject_id, &HolderKey::did) != keys.end();
}

Json to_json(const HeldCredential& one, const std::vector<HolderKey>& keys, Instant now) {
  const Held& held = one.held;
  Json title = Json::object();
  for (const auto& [language, text] : held.title)
    title[language] = text;
  Json out{{"id", to_text(one.id)},
           {"state", state_word(held, now)},
           {"verdict", verify::to_string(held.verdict_at(now))},
           {"checked", format_instant(held.checked)},
           {"title", std::move(title)},
           {"issuer", {{"id", held.issuer_id}, {"name_claimed", held.issuer_name}}}};
  if (!held.subject_id.empty())
    out["subject"] = {{"id", held.subject_id}, {"key_held", is_mine(keys, held)}};
  if (!held.awarded.empty()) out["awarded"] = held.awarded;
  if (held.valid_from) out["valid_from"] = format_instant(*held.valid_from);
  if (held.valid_until) out["valid_until"] = format_instant(*held.valid_until);
  out["added"] = format_instant(held.added);
  out["credential_id"] = held.credential_id;
  out["format"] = held.format;
  if (!held.type.empty()) out["type"] = held.type;
  out["skills"] = to_json(held.skills);
  out["tags"] = held.tags;
  if (!held.note.empty()) out["note"] = held.note;
  if (held.superseded_by) out["superseded_by"] = to_text(*held.superseded_by);
  return out;
}

std::string awarded_text(const Listed& listed, Language language) {
  if (const auto date = parse_date(listed.awarded); date && language == Language::nl) {
    return listed.awarded.substr(8, 2) + "-" + listed.awarded.substr(5, 2) + "-" +
           listed.awarded.substr(0, 4);
  }
  if (!listed.awarded.empty()) return shown(listed.awarded);
  return listed.valid_from ? date_text(date_in_amsterdam(*listed.valid_from), language) : "";
}

std::string until_text(const Listed& listed, Language language) {
  return listed.valid_until ? date_text(date_in_amsterdam(*listed.valid_until), language)
                            : std::string(Text{"no end", "geen eind"}.in(language));
}

}  // namespace credenza::wallet
