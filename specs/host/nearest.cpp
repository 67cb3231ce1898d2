#include "host/nearest.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace credenza::host {
namespace {

constexpr std::size_t k_longest_word = 64;
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

}  // namespace credenza::host
