#include "wallet/held.h"

#include <algorithm>
#include <array>

#include "did/did.h"
#include "wallet/texts.h"
#include "wallet/words.h"

namespace credenza::wallet {
namespace {

using learning_record::LanguageMap;
using verify::Verdict;

constexpr std::array k_verdicts = {Verdict::accepted, Verdict::not_accepted, Verdict::undetermined,
                                   Verdict::not_genuine};

/// A member that is a text.
template <class Meta>
struct TextMember {
  std::string_view name;
  std::string Meta::*member;
};
constexpr std::array k_listed_texts = {
    TextMember<Listed>{"issuer", &Listed::issuer_id},
    TextMember<Listed>{"issuer_name", &Listed::issuer_name},
    TextMember<Listed>{"awarded", &Listed::awarded},
    TextMember<Listed>{"code", &Listed::code},
    TextMember<Listed>{"type", &Listed::type},
};
constexpr std::array k_texts = {
    TextMember<Held>{"subject", &Held::subject_id},
    TextMember<Held>{"credential_id", &Held::credential_id},
    TextMember<Held>{"format", &Held::format},
    TextMember<Held>{"digest", &Held::digest},
    TextMember<Held>{"person", &Held::person},
    TextMember<Held>{"achievement", &Held::achievement},
    TextMember<Held>{"replaces", &Held::replaces},
    TextMember<Held>{"note", &Held::note},
};

struct BasisMember {
  const char* name;
  std::string Basis::*member;
};
constexpr std::array k_basis = {
    BasisMember{"law", &Basis::law}, BasisMember{"scheme", &Basis::scheme},
    BasisMember{"equipment", &Basis::equipment}, BasisMember{"examined", &Basis::examined}};

Verdict verdict_of(std::string_view word) {
  const auto known = std::ranges::find(k_verdicts, word, [](Verdict v) { return to_string(v); });
  // A word of a later version is nothing that this one can promise.
  return known == k_verdicts.end() ? Verdict::undetermined : *known;
}

Result<Instant> read_moment(json::Cursor value) {
  const std::string_view text = TRY(value.string());
  return parse_instant(text);
}

/// Takes in a member that lists need. False: it is another.
Result<bool> take_listed(Listed& listed, json::Cursor value) {
  const std::string_view name = value.name();
  const auto* text = std::ranges::find(k_listed_texts, name, &TextMember<Listed>::name);
  if (text != k_listed_texts.end()) {
    listed.*(text->member) = value.string().value_or(std::string_view{});
  } else if (name == "title") {
    listed.title = read_texts(value);
  } else if (name == "valid_from") {
    listed.valid_from = TRY(read_moment(value));
  } else if (name == "valid_until") {
    listed.valid_until = TRY(read_moment(value));
  } else if (name == "added") {
    listed.added = TRY(read_moment(value));
  } else if (name == "verdict") {
    listed.verdict = verdict_of(TRY(value.string()));
  } else if (name == "tags") {
    listed.tags = read_strings(value);
  } else if (name == "superseded_by") {
    const std::string_view id = TRY(value.string());
    listed.superseded_by = TRY(id_from_text(id));
  } else {
    return false;
  }
  return true;
}

/// Takes in a member that to_meta() wrote; others stay unread.
Status take(Held& held, json::Cursor value) {
  const bool taken = TRY(take_listed(held, value));
  if (taken) return {};
  const std::string_view name = value.name();
  const auto* text = std::ranges::find(k_texts, name, &TextMember<Held>::name);
  if (text != k_texts.end()) {
    held.*(text->member) = value.string().value_or(std::string_view{});
    // Older programs wrote any URL here; what is no DID binds nobody.
    if (name == "subject" && !did::begins_like_did(held.subject_id)) held.subject_id.clear();
  } else if (name == "checked") {
    held.checked = TRY(read_moment(value));
  } else if (name == "skills") {
    held.skills = read_skills(value);
  } else if (name == "basis") {
    for (const BasisMember& member : k_basis)
      held.basis.*(member.member) = value.string_at(member.name).value_or(std::string_view{});
  }
  return {};
}

Error unexpected(const Error& error) {
  return fail(error.code, "index", "a credential's entry is not as expected");
}

std::string words_for(const Held& held) {
  SearchWords words;
  for (const auto& [language, text] : held.title)
    words.add(text);
  words.next_field();
  for (const Skill& skill : held.skills) {
    for (const auto& [language, text] : skill.name)
      words.add(text);
  }
  words.next_field();
  for (const std::string* text :
       {&held.basis.scheme, &held.basis.equipment, &held.person, &held.note})
    words.add(*text);
  for (const std::string& tag : held.tags)
    words.add(tag);
  return std::move(words).text();
}

bool is_of(Kind kind, std::initializer_list<Kind> kinds) {
  return std::ranges::find(kinds, kind) != kinds.end();
}

}  // namespace

Verdict Listed::verdict_at(Instant now) const noexcept {
  const bool ended = valid_until && *valid_until < now;
  return verdict == Verdict::accepted && ended ? Verdict::not_accepted : verdict;
}

std::string day_of(const Listed& listed) {
  if (!listed.awarded.empty()) return listed.awarded;
  return listed.valid_from ? format_date(date_in_amsterdam(*listed.valid_from)) : std::string();
}

Json to_json(const LanguageMap& text) {
  Json out = Json::object();
  for (const auto& [language, value] : text)
    out[language] = value;
  return out;
}

Json to_json(const std::vector<Skill>& skills) {
  Json out = Json::array();
  for (const Skill& skill : skills) {
    Json one = Json::object();
    if (!skill.code.empty()) one["code"] = skill.code;
    one["name"] = to_json(skill.name);
    out.push_back(std::move(one));
  }
  return out;
}

LanguageMap read_texts(json::Cursor value) {
  LanguageMap out;
  for (const json::Cursor text : value.items()) {
    if (text.is_string()) out.emplace(text.name(), text.raw_string());
  }
  return out;
}

std::vector<Skill> read_skills(json::Cursor value) {
  std::vector<Skill> out;
  for (const json::Cursor one : value.items()) {
    Skill& skill = out.emplace_back();
    skill.code = one.string_at("code").value_or(std::string_view{});
    if (const auto name = one.find("name")) skill.name = read_texts(*name);
  }
  return out;
}

std::vector<std::string> read_strings(json::Cursor value) {
  std::vector<std::string> out;
  for (const json::Cursor one : value.items()) {
    if (one.is_string()) out.emplace_back(one.raw_string());
  }
  return out;
}

Json to_meta(const Held& held) {
  Json meta = Json::object();
  const auto put = [&meta](const char* name, const std::string& text) {
    if (!text.empty()) meta[name] = text;
  };
  meta["title"] = to_json(held.title);
  put("issuer", held.issuer_id);
  put("issuer_name", held.issuer_name);
  put("subject", held.subject_id);
  put("awarded", held.awarded);
  if (held.valid_from) meta["valid_from"] = format_instant(*held.valid_from);
  if (held.valid_until) meta["valid_until"] = format_instant(*held.valid_until);
  meta["added"] = format_instant(held.added);
  meta["checked"] = format_instant(held.checked);
  meta["verdict"] = to_string(held.verdict);
  put("code", held.code);
  put("credential_id", held.credential_id);
  put("format", held.format);
  put("digest", held.digest);
  put("type", held.type);
  put("person", held.person);
  put("achievement", held.achievement);
  put("replaces", held.replaces);
  if (!held.skills.empty()) meta["skills"] = to_json(held.skills);
  Json basis = Json::object();
  for (const BasisMember& member : k_basis) {
    const std::string& text = held.basis.*(member.member);
    if (!text.empty()) basis[member.name] = text;
  }
  if (!basis.empty()) meta["basis"] = std::move(basis);
  if (!held.tags.empty()) meta["tags"] = held.tags;
  put("note", held.note);
  if (held.superseded_by) meta["superseded_by"] = to_text(*held.superseded_by);
  meta["words"] = words_for(held);
  return meta;
}

void keep_own_words(Held& held, const Held& known) {
  held.added = known.added;
  held.tags = known.tags;
  held.note = known.note;
  held.superseded_by = known.superseded_by;
}

Result<Held> read_held(json::Cursor entry, std::optional<json::Cursor> details) {
  Held held;
  for (const char* name : {"title", "added", "checked", "verdict"}) {
    if (!details || !details->find(name)) TRY(entry.at(name));
  }
  if (details) {
    for (const json::Cursor member : details->items())
      TRY(take(held, member));
  }
  for (const json::Cursor member : entry.items())
    TRY(take(held, member));
  return held;
}

Result<Listed> read_listed(json::Cursor entry) {
  Listed listed;
  for (const char* name : {"title", "added", "verdict"})
    TRY(entry.at(name));
  for (const json::Cursor member : entry.items())
    TRY(take_listed(listed, member));
  return listed;
}

Result<Held> held_of(const Vault& vault, const Entry& entry) {
  const std::optional<json::Cursor> details = TRY(vault.details(entry));
  Result<Held> held = read_held(entry.entry, details);
  if (!held) return unexpected(held.error());
  return held;
}

Result<json::Cursor> details_of(const Vault& vault, const Entry& entry) {
  const std::optional<json::Cursor> details = TRY(vault.details(entry));
  // Programs before there were any wrote all of it in the entry.
  return details.value_or(entry.entry);
}

Result<Listed> listed_of(const Entry& entry) {
  Result<Listed> listed = read_listed(entry.entry);
  if (!listed) return unexpected(listed.error());
  return listed;
}

Result<std::vector<HeldCredential>> held_credentials(const Vault& vault) {
  TRY(vault.read_details());
  std::vector<HeldCredential> all;
  for (const Entry& entry : vault.index().entries()) {
    if (entry.kind != Kind::credential) continue;
    all.push_back({entry.id, TRY(held_of(vault, entry))});
  }
  // Those of one second stay in the order in which they came.
  std::ranges::stable_sort(all, {}, [](const HeldCredential& one) { return one.held.added; });
  return all;
}

Result<Id> find_by_prefix(const Vault& vault, std::string_view prefix,
                          std::initializer_list<Kind> kinds) {
  const bool hexadecimal = std::ranges::all_of(
      prefix, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (prefix.size() < 4 || prefix.size() > 16 || !hexadecimal) {
    return fail(Code::malformed, "id",
                "an id has 4 to 16 of the characters 0-9 and a-f, as 'list' shows it");
  }
  std::optional<Id> found;
  for (const Entry& entry : vault.index().entries()) {
    if (!is_of(entry.kind, kinds) || !to_text(entry.id).starts_with(prefix)) continue;
    if (found) return fail(Code::conflict, "id", "several ids begin so; give more characters");
    found = entry.id;
  }
  if (!found)
    return fail(Code::not_found, std::string(prefix),
                "nothing in the vault has an id that begins so");
  return *found;
}

}  // namespace credenza::wallet
