// Whether a sentence is Dutch.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace credenza::test {

/// The words of a sentence, without what stands between quotation marks: those are names.
[[nodiscard]] inline std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> out;
  std::string word;
  bool quoted = false;
  for (const char c : std::string(text) + " ") {
    if (c == '\'' || c == '"') quoted = !quoted;
    // "requirement-not-met" is one word, and a name.
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    if (letter && !quoted) {
      word += c;
    } else {
      if (!word.empty()) out.insert(word);
      word.clear();
    }
  }
  return out;
}

/// Whether `text` has a word that only English has.
[[nodiscard]] inline bool looks_english(std::string_view text) {
  const auto words = words_of(text);
  for (const char* word :
       {"the", "has", "have", "had", "must", "with", "which", "and", "missing", "leave", "out",
        "take", "write", "not", "no", "there", "before", "than"}) {
    if (words.contains(word)) return true;
  }
  return false;
}

}  // namespace credenza::test
