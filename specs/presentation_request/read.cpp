#include <algorithm>
#include <initializer_list>

#include "presentation_request/presentation_request.h"

namespace credenza::presentation_request {
namespace {

constexpr std::size_t k_max_languages = 8;
constexpr std::size_t k_max_depth = 16;

Status only(json::Cursor object, std::initializer_list<std::string_view> known) {
  if (!object.is_object()) return fail(Code::malformed, object.pointer(), "has to be an object");
  for (const json::Cursor member : object.items()) {
    if (std::ranges::find(known, member.name()) == known.end())
      return fail(Code::unsupported, member.pointer(), "a request has no such member");
  }
  return {};
}

/// One line: nothing that moves a cursor or turns the direction of what stands beside it.
bool is_one_line(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7f) return false;
    const std::string_view three = text.substr(i, 3);
    // U+0080 to U+009F; U+200B to U+200F and U+2028 to U+202E; U+2060 to U+2069; U+FEFF.
    if (byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0)
      return false;
    if (three == "\xef\xbb\xbf") return false;
    if (three.size() == 3 && (three.starts_with("\xe2\x80") || three.starts_with("\xe2\x81"))) {
      const auto last = static_cast<unsigned char>(three[2]);
      const bool is_hidden = three[1] == '\x80'
                                 ? (last >= 0x8b && last <= 0x8f) || (last >= 0xa8 && last <= 0xae)
                                 : last >= 0xa0 && last <= 0xa9;
      if (is_hidden) return false;
    }
  }
  return true;
}

Result<std::string> text(json::Cursor value, std::size_t most = k_max_text_bytes) {
  const std::string_view found = TRY(value.string());
  if (found.empty() || found.size() > most || !is_one_line(found))
    return fail(Code::malformed, value.pointer(),
                "a text of one line, of 1 to " + std::to_string(most) + " bytes");
  return std::string(found);
}

Result<std::string> text_at(json::Cursor object, std::string_view name,
                            std::size_t most = k_max_text_bytes) {
  const json::Cursor value = TRY(object.at(name));
  return text(value, most);
}

/// A name without spaces and commas, so that it can stand in a list.
Result<std::string> word(json::Cursor value, std::size_t most = k_max_text_bytes) {
  std::string found = TRY(text(value, most));
  if (found.find_first_of(" ,") != std::string::npos)
    return fail(Code::malformed, value.pointer(), "a name without spaces and commas");
  return found;
}

Result<std::string> did(json::Cursor value) {
  std::string found = TRY(word(value, k_max_identifier_bytes));
  if (!found.starts_with("did:") || found.find_first_of("#?/") != std::string::npos)
    return fail(Code::malformed, value.pointer(), "a DID: did:web:…, did:key:…");
  return found;
}

template <class Read>
Result<std::vector<std::string>> names(json::Cursor object, std::string_view name,
                                       const Read& read) {
  const json::Cursor list = TRY(object.at(name));
  if (!list.is_array()) return fail(Code::malformed, list.pointer(), "has to be an array");
  if (list.size() == 0 || list.size() > k_max_names)
    return fail(Code::out_of_range, list.pointer(),
                "1 to " + std::to_string(k_max_names) + " of them");
  std::vector<std::string> out;
  for (const json::Cursor item : list.items()) {
    std::string one = TRY(read(item));
    if (std::ranges::find(out, one) != out.end())
      return fail(Code::conflict, item.pointer(), "it stands there twice");
    out.push_back(std::move(one));
  }
  return out;
}

Result<learning_record::LanguageMap> purpose(json::Cursor value) {
  if (value.is_string()) return learning_record::LanguageMap{{"", TRY(text(value))}};
  if (!value.is_object())
    return fail(Code::malformed, value.pointer(), "a text, or texts by language");
  if (value.size() == 0 || value.size() > k_max_languages)
    return fail(Code::out_of_range, value.pointer(), "a text in one to eight languages");
  learning_record::LanguageMap out;
  for (const json::Cursor one : value.items()) {
    const std::string_view tag = one.name();
    const bool is_tag = tag.size() >= 2 && tag.size() <= 35 && std::ranges::all_of(tag, [](char c) {
                          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                 (c >= '0' && c <= '9') || c == '-';
                        });
    if (!is_tag)
      return fail(Code::malformed, one.pointer(), "a language is named by its code: nl, en");
    out.emplace(tag, TRY(text(one)));
  }
  return out;
}

Result<Verifier> verifier(json::Cursor value) {
  TRY(only(value, {"name", "id"}));
  Verifier out;
  out.name = TRY(text_at(value, "name"));
  if (const auto id = value.find("id")) out.id = TRY(did(*id));
  return out;
}

Result<std::vector<AskedClaim>> claims(json::Cursor list) {
  if (!list.is_array()) return fail(Code::malformed, list.pointer(), "has to be an array");
  if (list.size() > k_max_names)
    return fail(Code::out_of_range, list.pointer(),
                "at most " + std::to_string(k_max_names) + " of them");
  std::vector<AskedClaim> out;
  for (const json::Cursor item : list.items()) {
    TRY(only(item, {"claim", "needed"}));
    const json::Cursor name = TRY(item.at("claim"));
    AskedClaim one{TRY(word(name)), false};
    const json::Cursor needed = TRY(item.at("needed"));
    one.needed = TRY(needed.boolean());
    if (std::ranges::find(out, one.claim, &AskedClaim::claim) != out.end())
      return fail(Code::conflict, name.pointer(), "it stands there twice");
    out.push_back(std::move(one));
  }
  return out;
}

Result<AskedCredential> credential(json::Cursor value) {
  TRY(only(value, {"id", "types", "issuers", "claims"}));
  AskedCredential out;
  const json::Cursor id = TRY(value.at("id"));
  out.id = TRY(word(id));
  out.types = TRY(names(value, "types", [](json::Cursor item) { return word(item); }));
  if (value.find("issuers")) out.issuers = TRY(names(value, "issuers", did));
  if (const auto list = value.find("claims")) out.claims = TRY(claims(*list));
  return out;
}

}  // namespace

Result<json::Document> parse(std::string_view text) {
  return json::Document::parse(text, {.max_bytes = k_max_bytes, .max_depth = k_max_depth});
}

Result<Request> read(json::Cursor root) {
  const std::string_view schema = TRY(root.string_at("schema"));
  if (schema != k_schema) return fail(Code::unsupported, "/schema", "no request of this version");
  TRY(only(root, {"schema", "id", "verifier", "purpose", "audience", "nonce", "until",
                  "credentials", "proof"}));
  Request out;
  out.id = TRY(text_at(root, "id", k_max_identifier_bytes));
  const json::Cursor who = TRY(root.at("verifier"));
  out.verifier = TRY(verifier(who));
  const json::Cursor why = TRY(root.at("purpose"));
  out.purpose = TRY(purpose(why));
  out.audience = TRY(text_at(root, "audience", k_max_identifier_bytes));
  out.nonce = TRY(text_at(root, "nonce", k_max_identifier_bytes));
  const json::Cursor until = TRY(root.at("until"));
  const std::string_view moment = TRY(until.string());
  const auto instant = parse_instant(moment);
  if (!instant)
    return fail(Code::malformed, until.pointer(), "a moment with its zone: 2026-12-31T17:00:00Z");
  out.until = *instant;
  const json::Cursor list = TRY(root.at("credentials"));
  if (!list.is_array()) return fail(Code::malformed, list.pointer(), "has to be an array");
  if (list.size() == 0 || list.size() > k_max_credentials)
    return fail(Code::out_of_range, list.pointer(),
                "1 to " + std::to_string(k_max_credentials) + " of them");
  for (const json::Cursor item : list.items()) {
    AskedCredential one = TRY(credential(item));
    if (std::ranges::find(out.credentials, one.id, &AskedCredential::id) != out.credentials.end())
      return fail(Code::conflict, item.pointer() + "/id", "it stands there twice");
    out.credentials.push_back(std::move(one));
  }
  return out;
}

}  // namespace credenza::presentation_request
