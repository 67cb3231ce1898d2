#include "issuer/corrections.h"

#include <algorithm>
#include <array>

#include "issuer/record_path.h"
#include "learning_record/learning_record.h"

namespace credenza::issuer {
namespace {

constexpr std::array<std::string_view, 3> k_name_members = {"family_name", "name_prefix",
                                                            "given_name"};

struct Block {
  char32_t first;
  char32_t last;
  std::string_view script;
};

/// Letters of the scripts that names in schools are written in (Unicode, Blocks.txt).
constexpr std::array k_blocks = {
    Block{0x41, 0x5a, "Latn"},     Block{0x61, 0x7a, "Latn"},     Block{0xc0, 0x24f, "Latn"},
    Block{0x370, 0x3ff, "Grek"},   Block{0x400, 0x52f, "Cyrl"},   Block{0x530, 0x58f, "Armn"},
    Block{0x590, 0x5ff, "Hebr"},   Block{0x600, 0x6ff, "Arab"},   Block{0x700, 0x74f, "Syrc"},
    Block{0x750, 0x77f, "Arab"},   Block{0x900, 0x97f, "Deva"},   Block{0x980, 0x9ff, "Beng"},
    Block{0xa00, 0xa7f, "Guru"},   Block{0xb80, 0xbff, "Taml"},   Block{0xe00, 0xe7f, "Thai"},
    Block{0x10a0, 0x10ff, "Geor"}, Block{0x1200, 0x139f, "Ethi"}, Block{0x1e00, 0x1eff, "Latn"},
    Block{0x3040, 0x309f, "Hira"}, Block{0x30a0, 0x30ff, "Kana"}, Block{0x4e00, 0x9fff, "Hani"},
    Block{0xac00, 0xd7af, "Hang"},
};

/// The character that begins at `at`, which then is behind it. `text` is UTF-8.
char32_t next_character(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  char32_t out = lead;
  if (lead >= 0xf0U) {
    out = lead & 0x07U;
  } else if (lead >= 0xe0U) {
    out = lead & 0x0fU;
  } else if (lead >= 0xc0U) {
    out = lead & 0x1fU;
  }
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U)
    out = out << 6U | (static_cast<unsigned char>(text[at++]) & 0x3fU);
  return out;
}

/// "--set person.given_name: …"
Error refuse(Code code, std::string_view path, std::string_view problem) {
  return fail(code, "--set", "--set " + std::string(path) + ": " + std::string(problem));
}

struct Change {
  std::string path;
  std::string value;
};

Result<Change> read_change(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    return fail(Code::malformed, "--set",
                issuer::quoted(text) + " is not of the form member=value");
  Change out{member_path(std::string_view(text).substr(0, equals)), text.substr(equals + 1)};
  if (out.value == "\"\"") out.value.clear();
  return out;
}

Json::json_pointer pointer_of(const std::string& path) {
  Json::json_pointer out;
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t dot = std::min(path.find('.', start), path.size());
    out.push_back(path.substr(start, dot - start));
    start = dot + 1;
  }
  return out;
}

/// The value in the type of what it replaces.
Result<Json> typed_value(const Json* before, const Change& change) {
  const bool is_number = before != nullptr && before->is_number();
  const bool is_boolean = before != nullptr && before->is_boolean();
  if (before != nullptr && before->is_structured())
    return refuse(Code::unsupported, change.path,
                  "name the member in it, as in " + change.path + ".nl for a text in Dutch");
  if (!is_number && !is_boolean) return Json(change.value);
  const auto document = json::Document::parse(change.value);
  const Json value = document ? json::to_value(document->root()) : Json();
  if ((is_number && value.is_number()) || (is_boolean && value.is_boolean())) return value;
  return refuse(
      Code::malformed, change.path,
      issuer::quoted(change.value) + (is_number ? " is no number" : " is neither true nor false"));
}

/// Objects on the way that are not there yet are made; a list, or a text, is no way.
bool has_way(const Json& record, const Json::json_pointer& at) {
  for (auto parent = at.parent_pointer(); !parent.empty(); parent = parent.parent_pointer()) {
    if (record.contains(parent) && !record.at(parent).is_object()) return false;
  }
  return true;
}

Status apply(Json& record, const Change& change) {
  const Json::json_pointer at = pointer_of(change.path);
  if (!has_way(record, at))
    return refuse(Code::unsupported, change.path, "items of a list cannot be changed so");
  const Json* before = record.contains(at) ? &record.at(at) : nullptr;
  if (change.value.empty()) {
    if (before != nullptr) record.at(at.parent_pointer()).erase(at.back());
    return {};
  }
  record[at] = TRY(typed_value(before, change));
  return {};
}

bool is_awarder(std::string_view path) noexcept {
  return path == "awarding_body" || path.starts_with("awarding_body.");
}

std::string member(const Json& person, std::string_view name) {
  const auto found = person.find(std::string(name));
  return found != person.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The name as it was, when it was in another script.
void keep_old_name(const Json& before, Json& after) {
  const auto old_person = before.find("person");
  const auto person = after.find("person");
  if (old_person == before.end() || person == after.end()) return;
  const std::string old_name = member(*old_person, "family_name");
  const std::string_view old_script = script_of(old_name);
  const std::string_view script = script_of(member(*person, "family_name"));
  if (old_script.empty() || script.empty() || old_script == script) return;
  // The language of a name is not known; its script is.
  Json kept = {{"language", "und-" + std::string(old_script)}};
  for (const std::string_view name : k_name_members) {
    if (const std::string text = member(*old_person, name); !text.empty())
      kept[std::string(name)] = text;
  }
  (*person)["alternative_names"].push_back(std::move(kept));
}

}  // namespace

std::string_view script_of(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    const auto* const found =
        std::find_if(k_blocks.begin(), k_blocks.end(),
                     [c](const Block& block) { return c >= block.first && c <= block.last; });
    if (found != k_blocks.end()) return found->script;
  }
  return {};
}

Result<Json> corrected(const Json& record, const std::vector<std::string>& changes) {
  Json out = record;
  std::vector<std::string> seen;
  for (const std::string& text : changes) {
    const Change change = TRY(read_change(text));
    if (std::find(seen.begin(), seen.end(), change.path) != seen.end())
      return refuse(Code::conflict, change.path, "it stands there twice");
    seen.push_back(change.path);
    if (change.path == "type" || is_awarder(change.path))
      return refuse(Code::unsupported, change.path,
                    "what it is and who awards it say the template and the issuer; revoke this "
                    "one and issue another");
    TRY(apply(out, change));
  }
  if (out == record)
    return fail(Code::conflict, "--set", "nothing would change: it says so already");
  keep_old_name(record, out);
  const auto document = json::to_document(out);
  const auto read = document ? learning_record::from_json(document->root())
                             : Result<learning_record::LearningRecord>(document.error());
  if (read) return out;
  const std::string path = member_path(read.error().where);
  if (read.error().code == Code::unsupported)
    return fail(Code::unsupported, "--set",
                "a record has no member " + issuer::quoted(path) +
                    did_you_mean_path(path, paths_in(record)));
  return fail(Code::malformed, "--set", path + ": this value does not fit here");
}

}  // namespace credenza::issuer
