#include "wallet/own_words_view.h"

#include <algorithm>

namespace credenza::wallet {
namespace {

constexpr std::size_t k_label_width = 12;
constexpr std::size_t k_title_width = 36;

std::string period_text(const OwnWords& words, Language language) {
  if (words.from.empty() && words.until.empty()) return {};
  const auto day = [language](const std::string& text) {
    const auto read = parse_date(text);
    return read ? date_text(*read, language) : shown(text);
  };
  const Text until{" to ", " t/m "};
  return (words.from.empty() ? "" : day(words.from)) +
         (words.until.empty() ? "" : std::string(until.in(language)) + day(words.until));
}

std::string skills_text(const OwnWords& words, Language language) {
  std::string out;
  for (const Skill& skill : words.skills)
    out += (out.empty() ? "" : ", ") + skill_name(skill, language);
  return out;
}

bool holds(const Filter& filter, const OwnWords& words) {
  if (!filter.issuer.empty() || !filter.type.empty() || !filter.tag.empty()) return false;
  if (filter.among && !filter.among->contains(words.id)) return false;
  const std::string& day = words.from.empty() ? words.until : words.from;
  if (!filter.from.empty() && day < filter.from) return false;
  if (!filter.until.empty() && (day.empty() || day > filter.until)) return false;
  return filter.skill.empty() || std::ranges::any_of(words.skills, [&filter](const Skill& skill) {
           return is_skill(skill, filter.skill);
         });
}

}  // namespace

std::string labelled(Language language, const Text& label, const std::string& value) {
  if (value.empty()) return {};
  return padded(label.in(language), k_label_width) + value + "\n";
}

Result<std::vector<OwnWords>> select_own_words(const Vault& vault, const Filter& filter) {
  std::vector<OwnWords> found = TRY(own_words(vault));
  std::erase_if(found, [&](const OwnWords& words) {
    if (!holds(filter, words)) return true;
    if (filter.words.is_empty()) return false;
    const std::string_view text =
        vault.index().find(words.id)->entry.string_at("words").value_or(std::string_view{});
    return filter.words.score(text) == 0;
  });
  return found;
}

Json to_json(const OwnWords& words) {
  Json out{{"id", to_text(words.id)}, {"proof", "self-declared"}, {"title", words.title}};
  if (!words.place.empty()) out["place"] = words.place;
  if (!words.from.empty()) out["from"] = words.from;
  if (!words.until.empty()) out["until"] = words.until;
  if (!words.text.empty()) out["text"] = words.text;
  out["skills"] = to_json(words.skills);
  out["made"] = format_instant(words.made);
  return out;
}

std::string own_words_table(const std::vector<OwnWords>& all, Language language) {
  std::string table;
  for (const OwnWords& words : all) {
    table += padded(to_text(words.id).substr(0, 8), 8) + " " +
             padded(shown(words.title), k_title_width) + " " + shown(words.place);
    const std::string period = period_text(words, language);
    table += (words.place.empty() || period.empty() ? "" : ", ") + period + "\n";
  }
  return table;
}

std::string own_words_text(const OwnWords& words, Language language) {
  const Text kind{"your own words; nobody proved this", "uw eigen woorden; niemand bewees dit"};
  return labelled(language, {"id", "nummer"}, to_text(words.id)) +
         labelled(language, {"what", "wat"}, shown(words.title)) +
         labelled(language, {"kind", "soort"}, std::string(kind.in(language))) +
         labelled(language, {"where", "waar"}, shown(words.place)) +
         labelled(language, {"when", "wanneer"}, period_text(words, language)) +
         labelled(language, {"skill", "kunnen"}, skills_text(words, language)) +
         labelled(language, {"more", "meer"}, shown(words.text)) +
         labelled(language, {"declared", "opgeschreven"}, date_text(words.made, language));
}

}  // namespace credenza::wallet
