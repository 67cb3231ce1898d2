#include "wallet/own_words.h"

#include <algorithm>

#include "host/terminal.h"
#include "learning_record/concepts.h"
#include "wallet/words.h"

namespace credenza::wallet {
namespace {

std::string text_at(json::Cursor entry, std::string_view name) {
  return std::string(entry.string_at(name).value_or(std::string_view{}));
}

Result<OwnWords> read_own_words(const Entry& entry) {
  OwnWords words;
  words.id = entry.id;
  words.name = TRY(entry.entry.string_at("name"));
  words.title = TRY(entry.entry.string_at("title"));
  const std::string_view made = TRY(entry.entry.string_at("made"));
  words.made = TRY(parse_instant(made));
  words.digest = TRY(entry.entry.string_at("digest"));
  words.place = text_at(entry.entry, "place");
  words.text = text_at(entry.entry, "text");
  words.from = text_at(entry.entry, "from");
  words.until = text_at(entry.entry, "until");
  if (const auto skills = entry.entry.find("skills")) words.skills = read_skills(*skills);
  return words;
}

/// What stands in the document and in the index.
Json common_members(const OwnWords& words) {
  Json out{{"title", words.title}};
  const auto put = [&out](const char* name, const std::string& text) {
    if (!text.empty()) out[name] = text;
  };
  put("place", words.place);
  put("from", words.from);
  put("until", words.until);
  put("text", words.text);
  if (!words.skills.empty()) out["skills"] = to_json(words.skills);
  out["made"] = format_instant(words.made);
  return out;
}

}  // namespace

Json to_document(const OwnWords& words) {
  Json out{{"schema", "credenza.wallet.own-words/1"}, {"id", words.name}};
  out.update(common_members(words));
  return out;
}

Json to_meta(const OwnWords& words, std::string_view document) {
  Json out = common_members(words);
  out["name"] = words.name;
  out["digest"] = digest_of_credential(document);
  SearchWords found;
  found.add(words.title);
  found.next_field();
  for (const Skill& skill : words.skills) {
    for (const auto& [language, name] : skill.name)
      found.add(name);
  }
  found.next_field();
  found.add(words.place);
  found.add(words.text);
  out["words"] = std::move(found).text();
  return out;
}

Result<std::vector<OwnWords>> own_words(const Vault& vault) {
  std::vector<OwnWords> all;
  for (const Entry& entry : vault.index().entries()) {
    if (entry.kind != Kind::own_words) continue;
    Result<OwnWords> words = read_own_words(entry);
    if (!words) return fail(words.error().code, "index", "own words are not as expected");
    all.push_back(std::move(*words));
  }
  std::ranges::sort(all, [](const OwnWords& a, const OwnWords& b) {
    return std::pair(a.made, a.id) < std::pair(b.made, b.id);
  });
  return all;
}

Status check_own_text(std::string_view text, std::size_t max_bytes, const std::string& option) {
  if (text.size() > max_bytes)
    return fail(Code::out_of_range, option, "at most " + std::to_string(max_bytes) + " bytes");
  if (host::printable(text) != text)
    return fail(Code::malformed, option, "one line, with characters that can be seen");
  return {};
}

Skill typed_skill(const std::string& typed, const Vault& vault) {
  const std::string plain = folded(typed);
  for (const learning_record::KnownConcept& known : learning_record::known_concepts()) {
    if (known.framework != "ESCO") continue;
    if (known.id == typed || folded(known.en) == plain || folded(known.nl) == plain)
      return {std::string(known.id),
              {{"en", std::string(known.en)}, {"nl", std::string(known.nl)}}};
  }
  const bool is_code =
      typed.starts_with("http://") || typed.starts_with("https://") || typed.starts_with("urn:");
  if (!is_code) return {{}, {{"", typed}}};
  for (const Entry& entry : vault.index().entries()) {
    const auto skills = entry.entry.find("skills");
    if (!skills) continue;
    for (const Skill& skill : read_skills(*skills)) {
      if (skill.code == typed) return skill;
    }
  }
  return {typed, {}};
}

}  // namespace credenza::wallet
