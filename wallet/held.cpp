#include "wallet/held.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "jcs/jcs.h"
#include "vcdm/vcdm.h"

namespace credenza::wallet {
namespace {

using verify::Verdict;

constexpr std::size_t k_max_text_bytes = 200;
constexpr std::size_t k_max_id_bytes = 1024;
constexpr std::size_t k_max_languages = 4;
constexpr std::array k_verdicts = {Verdict::accepted, Verdict::not_accepted, Verdict::undetermined,
                                   Verdict::not_genuine};

/// At most `max_bytes` of `text`, never ending inside a character.
std::string bounded(std::string_view text, std::size_t max_bytes = k_max_text_bytes) {
  if (text.size() <= max_bytes) return std::string(text);
  std::size_t end = max_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return std::string(text.substr(0, end));
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view k_white_space = " \t\r\n";
  const std::size_t first = std::min(text.find_first_not_of(k_white_space), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(k_white_space) + 1);
}

learning_record::LanguageMap bounded(const learning_record::LanguageMap& text) {
  learning_record::LanguageMap out;
  for (const auto& [language, value] : text) {
    if (out.size() == k_max_languages) break;
    out.emplace(bounded(language, 35), bounded(value));
  }
  return out;
}

/// The name of a credential that carries no learning record: its own, else its type.
learning_record::LanguageMap plain_title(const vcdm::Credential& credential) {
  learning_record::LanguageMap out;
  if (const auto name = credential.root.find("name")) {
    for (const std::string language : {"nl", "en"}) {
      if (const auto text = vcdm::text_in(*name, language)) out[language] = bounded(*text);
    }
  }
  for (const std::string_view type : credential.types) {
    if (out.empty() && type != "VerifiableCredential") out[""] = bounded(type);
  }
  return out;
}

void describe_document(Held& held, json::Cursor root) {
  const auto credential = vcdm::Credential::read(root);
  if (!credential) return;
  held.credential_id = bounded(credential->id, k_max_id_bytes);
  held.issuer_id = bounded(credential->issuer, k_max_id_bytes);
  if (credential->issuer_node) {
    if (const auto name = credential->issuer_node->find("name")) {
      held.issuer_name = bounded(vcdm::text_in(*name, "nl").value_or(std::string_view{}));
    }
  }
  for (const json::Cursor subject : credential->subjects) {
    const std::string_view id = subject.string_at("id").value_or(std::string_view{});
    if (held.subject_id.empty()) held.subject_id = bounded(id, k_max_id_bytes);
  }
  held.valid_from = credential->valid_from;
  held.valid_until = credential->valid_until;
  held.title = plain_title(*credential);
}

void describe_record(Held& held, const learning_record::LearningRecord& record) {
  if (!record.achievement.title.empty()) held.title = bounded(record.achievement.title);
  if (record.awarded) held.awarded = format_date(*record.awarded);
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

Result<Instant> instant_at(json::Cursor entry, std::string_view name) {
  const std::string_view text = TRY(entry.string_at(name));
  return parse_instant(text);
}

Result<std::optional<Instant>> maybe_instant_at(json::Cursor entry, std::string_view name) {
  if (!entry.find(name)) return std::optional<Instant>{};
  const Instant at = TRY(instant_at(entry, name));
  return std::optional(at);
}

std::string text_at(json::Cursor entry, std::string_view name) {
  return std::string(entry.string_at(name).value_or(std::string_view{}));
}

bool is_of(Kind kind, std::initializer_list<Kind> kinds) {
  return std::ranges::find(kinds, kind) != kinds.end();
}

}  // namespace

Verdict Held::verdict_at(Instant now) const noexcept {
  const bool ended = valid_until && *valid_until < now;
  return verdict == Verdict::accepted && ended ? Verdict::not_accepted : verdict;
}

std::string digest_of_credential(std::string_view text) {
  const std::string_view trimmed = trim(text);
  const auto document =
      json::Document::parse(trimmed, {.max_bytes = std::size_t{4} << 20, .max_depth = 64});
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
  const auto document =
      json::Document::parse(text, {.max_bytes = std::size_t{4} << 20, .max_depth = 64});
  if (document) describe_document(held, document->root());
  if (report.record) describe_record(held, *report.record);
  return held;
}

Json to_meta(const Held& held) {
  Json meta = Json::object();
  const auto put = [&meta](const char* name, const std::string& text) {
    if (!text.empty()) meta[name] = text;
  };
  Json title = Json::object();
  for (const auto& [language, text] : held.title)
    title[language] = text;
  meta["title"] = std::move(title);
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
  return meta;
}

Result<Held> read_held(json::Cursor entry) {
  Held held;
  const json::Cursor title = TRY(entry.at("title"));
  for (const json::Cursor text : title.items()) {
    held.title.emplace(text.name(), TRY(text.string()));
  }
  held.issuer_id = text_at(entry, "issuer");
  held.issuer_name = text_at(entry, "issuer_name");
  held.subject_id = text_at(entry, "subject");
  held.awarded = text_at(entry, "awarded");
  held.valid_from = TRY(maybe_instant_at(entry, "valid_from"));
  held.valid_until = TRY(maybe_instant_at(entry, "valid_until"));
  held.added = TRY(instant_at(entry, "added"));
  held.checked = TRY(instant_at(entry, "checked"));
  const std::string_view verdict = TRY(entry.string_at("verdict"));
  const auto known = std::ranges::find(k_verdicts, verdict, [](Verdict v) { return to_string(v); });
  // A word of a later version is nothing that this one can promise.
  held.verdict = known == k_verdicts.end() ? Verdict::undetermined : *known;
  held.code = text_at(entry, "code");
  held.credential_id = text_at(entry, "credential_id");
  held.format = text_at(entry, "format");
  held.digest = text_at(entry, "digest");
  return held;
}

Result<std::vector<HeldCredential>> held_credentials(const Vault& vault) {
  std::vector<HeldCredential> all;
  for (const Entry& entry : vault.index().entries()) {
    if (entry.kind != Kind::credential) continue;
    Result<Held> held = read_held(entry.entry);
    if (!held) return fail(held.error().code, "index", "a credential's entry is not as expected");
    all.push_back({entry.id, std::move(*held)});
  }
  std::ranges::sort(all, [](const HeldCredential& a, const HeldCredential& b) {
    return std::pair(a.held.added, a.id) < std::pair(b.held.added, b.id);
  });
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
