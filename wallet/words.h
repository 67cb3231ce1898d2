// Words, as somebody looks for them: without case, without diacritics, without the endings of Dutch
// and English.
//
//   texts of a record ── SearchWords ──► text() ─► in the sealed index
//   what was typed ──── Query::parse ──► Query ── score(text) ──► how well it fits
//
// Folding is that of Unicode (utf8proc: compatibility decomposition, case folding, marks stripped);
// endings are cut by Snowball's Dutch and English algorithms. docs/adr/0032.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace credenza::wallet {

/// Of the text that the index holds for one record.
inline constexpr std::size_t k_max_search_bytes = 1500;

/// `text` without case and diacritics: "Zoë Brontë-Yıldız" becomes "zoe bronte-yildiz". Empty for
/// what is no UTF-8.
[[nodiscard]] std::string folded(std::string_view text);

/// The folded words of `text`: runs of letters and digits. Words that say nothing ("de", "the") are
/// left out.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

/// The words of a record, as the index holds them: field by field, and in each word by word, with
/// its Dutch and its English stem where those differ. Fields stand in the order of their weight.
class SearchWords {
 public:
  /// Adds to the field that is open. What was there already, and what is beyond
  /// k_max_search_bytes, is left out.
  void add(std::string_view text);
  /// Ends a field.
  void next_field();
  [[nodiscard]] std::string text() && { return std::move(text_); }

 private:
  void put(const std::string& word);
  std::string text_;
  std::size_t field_ = 0;  ///< where the open one begins
};

/// What is looked for: every word of it has to be there.
class Query {
 public:
  [[nodiscard]] static Query parse(std::string_view typed);

  /// Whether there is no word in it; such a query fits everything.
  [[nodiscard]] bool is_empty() const noexcept { return terms_.empty(); }

  /// How well the words of a record fit: 0 when a word of the query is not there; else for each
  /// word 8 points in the first field, 4 in the second, 2 in a later one, and half of that where it
  /// only begins a word. Of several places the best counts.
  /// @param words  as SearchWords::text() made them
  [[nodiscard]] unsigned score(std::string_view words) const noexcept;
  /// The same, of a record that says something beyond `words`: for each word of this query, what
  /// `elsewhere` has at its place counts too. It is asked only where `words` have nothing better.
  template <class Elsewhere>
  [[nodiscard]] unsigned score(std::string_view words, const Elsewhere& elsewhere) const {
    unsigned total = 0;
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      unsigned best = points_of(terms_[i], words);
      if (best < k_later_points) best = std::max(best, elsewhere()[i]);
      if (best == 0) return 0;
      total += best;
    }
    return total;
  }
  /// What each word of this query finds in `words` of a later field: k_later_points, half of that,
  /// or 0.
  [[nodiscard]] std::vector<unsigned> points_elsewhere(std::string_view words) const;

  static constexpr unsigned k_later_points = 2;

 private:
  struct Term {
    std::string common;              ///< what all of `forms` begin with
    std::vector<std::string> forms;  ///< as typed, and its stems
  };
  [[nodiscard]] static unsigned points_of(const Term& term, std::string_view words) noexcept;
  std::vector<Term> terms_;
};

}  // namespace credenza::wallet
