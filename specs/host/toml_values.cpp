// toml++ throws unless it is told not to; compiled in here, it answers with a value.
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include "host/toml_values.h"

#include <algorithm>
#include <optional>

#include "host/nearest.h"
#include "host/terminal.h"

namespace credenza::host {
namespace {

constexpr std::size_t k_max_line_bytes = 200;
constexpr std::size_t k_max_languages = 8;

bool is_language(std::string_view tag) {
  return tag.size() >= 2 && tag.size() <= 35 && std::ranges::all_of(tag, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-';
         });
}

}  // namespace

Error unknown_member(std::string_view name, const std::vector<std::string>& known,
                     std::string_view what, std::string where) {
  std::string detail = std::string(what) + " has no such member";
  const std::string_view meant = nearest(name, known);
  if (!meant.empty()) detail += "; did you mean '" + std::string(meant) + "'?";
  return fail(Code::unsupported, std::move(where), std::move(detail));
}

Result<std::string> read_line(const toml::node& node, const std::string& where) {
  const auto text = node.value_exact<std::string>();
  const bool fits = text && !text->empty() && text->size() <= k_max_line_bytes;
  if (!fits || printable(*text) != *text)
    return fail(Code::malformed, where, "a text of one line, of at most 200 bytes");
  return *text;
}

Result<TextsByLanguage> read_lines_by_language(const toml::node& node, const std::string& where) {
  const toml::table* table = node.as_table();
  if (table == nullptr) return TextsByLanguage{{"", TRY(read_line(node, where))}};
  if (table->empty() || table->size() > k_max_languages)
    return fail(Code::out_of_range, where, "a text in one to eight languages");
  TextsByLanguage out;
  for (const auto& [language, text] : *table) {
    const std::string place = where + "." + printable(language.str());
    if (!is_language(language.str()))
      return fail(Code::malformed, place, "a language is named by its code: nl, en");
    out.emplace(language.str(), TRY(read_line(text, place)));
  }
  return out;
}

Result<bool> read_flag(const toml::node& node, const std::string& where) {
  const auto flag = node.value_exact<bool>();
  if (!flag) return fail(Code::malformed, where, "true or false");
  return *flag;
}

Result<toml::table> parse_toml(std::string_view text, std::size_t max_bytes,
                               std::string_view what) {
  if (text.size() > max_bytes) {
    return fail(Code::out_of_range, std::string(what),
                "longer than " + std::string(what) + " can be");
  }
  toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    return fail(Code::malformed, "line " + std::to_string(parsed.error().source().begin.line),
                "this is no TOML, or it says something twice");
  }
  return std::move(parsed).table();
}

}  // namespace credenza::host
