#include "vcdm/vcdm.h"

namespace credenza::vcdm {
namespace {

char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// BCP 47: tags compare without case; "nl" is meant by "nl-BE" too.
bool is_in_language(std::string_view tag, std::string_view language) noexcept {
  if (tag.size() < language.size()) return false;
  for (std::size_t i = 0; i < language.size(); ++i) {
    if (lower(tag[i]) != lower(language[i])) return false;
  }
  return tag.size() == language.size() || tag[language.size()] == '-';
}

}  // namespace

std::optional<std::string_view> text_in(json::Cursor value, std::string_view language) noexcept {
  std::optional<std::string_view> first;
  for (const json::Cursor item : value.one_or_many()) {
    const auto text = item.is_object() ? item.find("@value") : std::optional(item);
    if (!text || !text->is_string()) continue;
    if (!first) first = text->raw_string();
    const auto tag = item.find("@language");
    if (tag && tag->is_string() && is_in_language(tag->raw_string(), language)) {
      return text->raw_string();
    }
  }
  return first;
}

}  // namespace credenza::vcdm
