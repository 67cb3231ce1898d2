#include "issuer/refusals.h"

#include <algorithm>

#include "issuer/folding.h"

namespace credenza::issuer {
namespace {

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// A letter or a digit, of whatever script.
bool is_of_word(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

bool has_letter(std::string_view word) noexcept {
  return std::any_of(word.begin(), word.end(),
                     [](char c) { return is_of_word(c) && !is_digit(c); });
}

/// Whether `word` stands in `text` with nothing of a word on either side.
bool has_word(std::string_view text, std::string_view word) noexcept {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_of_word(text[at - 1])) && (end == text.size() || !is_of_word(text[end])))
      return true;
  }
  return false;
}

/// Whether one letter more, less or another one makes `a` of `b`.
bool is_one_slip(std::string_view a, std::string_view b) noexcept {
  if (a.size() < b.size()) std::swap(a, b);
  if (a.size() > b.size() + 1) return false;
  std::size_t same = 0;
  while (same < b.size() && a[same] == b[same])
    ++same;
  const std::size_t skip = a.size() == b.size() ? 1 : 0;
  return a.substr(std::min(same + 1, a.size())) == b.substr(std::min(same + skip, b.size()));
}

/// "5" of "05", "5,0" and "5.00"; empty for what is no number.
std::string number_of(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), ',', '.');
  const bool form =
      !out.empty() && is_digit(out.front()) && is_digit(out.back()) &&
      std::count(out.begin(), out.end(), '.') <= 1 &&
      std::all_of(out.begin(), out.end(), [](char c) { return is_digit(c) || c == '.'; });
  if (!form) return {};
  if (out.find('.') != std::string::npos) {
    out.erase(out.find_last_not_of('0') + 1);
    if (out.back() == '.') out.pop_back();
  }
  out.erase(0, std::min(out.find_first_not_of('0'), out.size() - 1));
  return out;
}

bool is_same_word(std::string_view cell, std::string_view word) {
  // Of words of this length the accepted one is two slips away: "voldoende", "onvoldoende".
  constexpr std::size_t k_long_word = 8;
  constexpr std::size_t k_short_word = 3;
  if (cell == word) return true;
  if (has_letter(word)) {
    return (word.size() >= k_short_word && has_word(cell, word)) ||
           (word.size() >= k_long_word && is_one_slip(cell, word));
  }
  const std::string number = number_of(word);
  return !number.empty() && number_of(cell) == number;
}

Sentence list_of(const Hole& hole) {
  constexpr std::size_t k_most_words = 8;
  std::string list;
  for (std::size_t i = 0; i < hole.map.size() && i < k_most_words; ++i)
    list += (i == 0 ? "" : ", ") + issuer::quoted(hole.map[i].first);
  if (hole.map.size() > k_most_words) list += ", …";
  return {"it knows " + list, "het kent " + list};
}

Sentence did_you_mean_word(std::string_view word) {
  return {"did you mean " + issuer::quoted(word) + "?", "bedoelt u " + issuer::quoted(word) + "?"};
}

}  // namespace

bool is_refused(const Hole& hole, std::string_view cell) {
  if (hole.refused.empty()) return false;
  const std::string text = folded(cell);
  const std::string_view word = bare(text);
  return std::any_of(hole.refused.begin(), hole.refused.end(),
                     [word](const std::string& refused) { return is_same_word(word, refused); });
}

Sentence which_known_word(const Hole& hole, std::string_view cell) {
  const std::string text = folded(cell);
  const std::string_view said = bare(text);
  std::vector<std::string> words;
  for (const auto& [word, value] : hole.map) {
    const std::string known = folded(word);
    if (bare(known) == said) return did_you_mean_word(word);
    words.push_back(word);
  }
  // Refused words come first, so that of two that are as near the refused one counts.
  std::vector<std::string> all = hole.refuse;
  all.insert(all.end(), words.begin(), words.end());
  const std::string_view best = nearest(cell, all);
  const bool accepted = std::find(words.begin(), words.end(), best) != words.end();
  if (best.empty() || !accepted) return list_of(hole);
  const std::string wanted = folded(best);
  const std::size_t at = text.find(wanted);
  if (at != std::string::npos && at > 0) return list_of(hole);
  return did_you_mean_word(best);
}

std::vector<std::string> known_and_refused(const Hole& hole) {
  std::vector<std::string> out;
  for (const auto& [word, value] : hole.map) {
    const std::string known = folded(word);
    const bool refused =
        std::find(hole.refused.begin(), hole.refused.end(), bare(known)) != hole.refused.end();
    if (refused) out.push_back(word);
  }
  return out;
}

}  // namespace credenza::issuer
