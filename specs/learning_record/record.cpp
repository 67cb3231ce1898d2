#include "learning_record/learning_record.h"

namespace credenza::learning_record {
namespace {

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// "al-", "d'" and "O’" are written against the name that follows; "van der" and "'t" are not.
bool joins_without_space(std::string_view prefix) {
  return ends_with(prefix, "-") || ends_with(prefix, "'") || ends_with(prefix, "\u2019");
}

std::string put_together(const std::string& given, const std::string& prefix,
                         const std::string& family) {
  std::string out = given;
  for (const std::string* part : {&prefix, &family}) {
    if (part->empty()) continue;
    const bool glued = part == &family && joins_without_space(prefix);
    if (!out.empty() && !glued) out += ' ';
    out += *part;
  }
  return out;
}

}  // namespace

std::string_view in_language(const LanguageMap& text, std::string_view language) noexcept {
  if (text.empty()) return {};
  if (const auto exact = text.find(language); exact != text.end()) return exact->second;
  const std::string_view primary = language.substr(0, language.find('-'));
  for (const auto& [tag, value] : text) {
    if (!primary.empty() && std::string_view(tag).substr(0, tag.find('-')) == primary) return value;
  }
  return text.begin()->second;
}

std::string Person::full_name() const {
  return put_together(given_name, name_prefix, family_name);
}

std::string AlternativeName::full_name() const {
  return put_together(given_name, name_prefix, family_name);
}

}  // namespace credenza::learning_record
