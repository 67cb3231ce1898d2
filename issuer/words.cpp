#include "issuer/words.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace credenza::issuer {
namespace {

constexpr std::size_t k_longest_word = 64;
constexpr std::size_t k_longest_quote = 60;
constexpr std::size_t k_most_slips = 2;

char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Levenshtein distance.
std::size_t slips(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t k = 0; k < b.size(); ++k) {
      const std::size_t replaced = diagonal + (lower(a[i]) == lower(b[k]) ? 0 : 1);
      diagonal = row[k + 1];
      row[k + 1] = std::min({replaced, diagonal + 1, row[k] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<const std::string> words) {
  std::string_view best;
  std::size_t least = std::min(k_most_slips, word.size() / 2) + 1;
  for (const std::string& candidate : words) {
    if (word.size() > k_longest_word || candidate.size() > k_longest_word) continue;
    const std::size_t distance = slips(word, candidate);
    if (distance >= least) continue;
    least = distance;
    best = candidate;
  }
  return best;
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
