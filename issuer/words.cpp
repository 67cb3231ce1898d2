#include "issuer/words.h"

#include <algorithm>

#include "host/nearest.h"

namespace credenza::issuer {
namespace {

constexpr std::size_t k_longest_quote = 60;

}  // namespace

std::string_view nearest(std::string_view word, std::span<const std::string> words) {
  return host::nearest(word, words);
}

std::string did_you_mean(std::string_view word, std::span<const std::string> words) {
  const std::string_view best = nearest(word, words);
  return best.empty() ? "" : " (did you mean " + quoted(best) + "?)";
}

Sentence which_word(std::string_view word, std::span<const std::string> words) {
  const std::string_view best = nearest(word, words);
  if (!best.empty()) {
    return {"did you mean " + quoted(best) + "?", "bedoelt u " + quoted(best) + "?"};
  }
  constexpr std::size_t k_most_words = 8;
  std::string list;
  for (std::size_t i = 0; i < words.size() && i < k_most_words; ++i)
    list += (i == 0 ? "" : ", ") + quoted(words[i]);
  if (words.size() > k_most_words) list += ", …";
  return {"it knows " + list, "het kent " + list};
}

std::string quoted(std::string_view text) {
  std::size_t end = std::min(text.size(), k_longest_quote);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
    --end;
  return "\"" + std::string(text.substr(0, end)) + (end < text.size() ? "…\"" : "\"");
}

}  // namespace credenza::issuer
