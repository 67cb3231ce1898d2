#include "wallet/words.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <libstemmer.h>
#include <memory>
#include <utf8proc.h>

namespace credenza::wallet {
namespace {

constexpr char k_field_end = '|';
constexpr std::size_t k_max_query_words = 16;
constexpr std::size_t k_max_word_bytes = 64;
/// A shorter beginning of a word would fit too much.
constexpr std::size_t k_least_beginning = 3;

/// Letters that Unicode does not take apart, and what people type for them.
struct Letter {
  std::string_view from;
  std::string_view to;
};
constexpr std::array k_letters = {Letter{"ı", "i"},  Letter{"ø", "o"},  Letter{"ł", "l"},
                                  Letter{"đ", "d"},  Letter{"æ", "ae"}, Letter{"œ", "oe"},
                                  Letter{"þ", "th"}, Letter{"ð", "d"}};

constexpr std::array<std::string_view, 24> k_said_by_all = {
    "aan", "an", "and", "at", "bij", "de", "den", "een", "en",  "het",  "in",   "is",
    "met", "of", "om",  "on", "op",  "te", "the", "to",  "van", "voor", "with", "for"};

struct DeleteStemmer {
  void operator()(sb_stemmer* stemmer) const noexcept { sb_stemmer_delete(stemmer); }
};
using Stemmer = std::unique_ptr<sb_stemmer, DeleteStemmer>;

Stemmer stemmer_for(const char* language) {
  return Stemmer(sb_stemmer_new(language, "UTF_8"));
}

/// The stem of a folded word; empty when there is none.
std::string stem(sb_stemmer* stemmer, const std::string& word) {
  if (stemmer == nullptr) return {};
  const auto* letters = reinterpret_cast<const sb_symbol*>(word.data());  // NOLINT
  const sb_symbol* found = sb_stemmer_stem(stemmer, letters, static_cast<int>(word.size()));
  if (found == nullptr) return {};
  const auto length = static_cast<std::size_t>(sb_stemmer_length(stemmer));
  return {reinterpret_cast<const char*>(found), length};  // NOLINT
}

/// A word and its stems, each once.
std::vector<std::string> forms_of(const std::string& word) {
  // Making one costs more than using it.
  thread_local const Stemmer dutch = stemmer_for("dutch");
  thread_local const Stemmer english = stemmer_for("english");
  std::vector<std::string> forms{word};
  for (sb_stemmer* stemmer : {dutch.get(), english.get()}) {
    std::string found = stem(stemmer, word);
    if (found.size() < 2 || std::ranges::find(forms, found) != forms.end()) continue;
    forms.push_back(std::move(found));
  }
  return forms;
}

bool is_word_character(utf8proc_int32_t code) noexcept {
  const utf8proc_category_t category = utf8proc_category(code);
  return category <= UTF8PROC_CATEGORY_LO ? category != UTF8PROC_CATEGORY_CN
                                          : category == UTF8PROC_CATEGORY_ND;
}

std::string common_beginning(const std::vector<std::string>& forms) {
  std::string_view common = forms.front();
  for (const std::string& form : forms) {
    const auto [end, unused] = std::ranges::mismatch(common, form);
    common = common.substr(0, static_cast<std::size_t>(end - common.begin()));
  }
  return std::string(common);
}

/// Where `word` begins a word of `words`, at or behind `from`.
std::size_t find_beginning(std::string_view words, std::string_view word, std::size_t from) {
  while (from < words.size()) {
    const void* found =
        ::memmem(words.data() + from, words.size() - from, word.data(), word.size());
    if (found == nullptr) break;
    const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - words.data());
    if (at > 0 && words[at - 1] == ' ') return at;
    from = at + 1;
  }
  return std::string_view::npos;
}

bool ends_word(std::string_view words, std::size_t at) noexcept {
  return at == words.size() || words[at] == ' ' || words[at] == k_field_end;
}

unsigned points_at(std::string_view words, std::size_t at) noexcept {
  const auto fields_before =
      std::count(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at), k_field_end);
  return fields_before == 0 ? 8 : fields_before == 1 ? 4 : 2;
}

}  // namespace

std::string folded(std::string_view text) {
  constexpr auto k_how =
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                     UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
  utf8proc_uint8_t* made = nullptr;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());  // NOLINT
  const utf8proc_ssize_t length =
      utf8proc_map(bytes, static_cast<utf8proc_ssize_t>(text.size()), &made, k_how);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(made, &std::free);
  if (length < 0) return {};
  std::string out(reinterpret_cast<const char*>(made), static_cast<std::size_t>(length));  // NOLINT
  for (const Letter& letter : k_letters) {
    for (std::size_t at = out.find(letter.from); at != std::string::npos;
         at = out.find(letter.from, at + letter.to.size())) {
      out.replace(at, letter.from.size(), letter.to);
    }
  }
  return out;
}

std::vector<std::string> words_of(std::string_view text) {
  const std::string plain = folded(text);
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    const bool says = !word.empty() && word.size() <= k_max_word_bytes &&
                      std::ranges::find(k_said_by_all, word) == k_said_by_all.end();
    if (says) words.push_back(word);
    word.clear();
  };
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(plain.data());  // NOLINT
  auto left = static_cast<utf8proc_ssize_t>(plain.size());
  while (left > 0) {
    utf8proc_int32_t code = 0;
    const utf8proc_ssize_t length = utf8proc_iterate(at, left, &code);
    if (length <= 0) break;
    if (is_word_character(code)) {
      word.append(reinterpret_cast<const char*>(at), static_cast<std::size_t>(length));  // NOLINT
    } else {
      end_word();
    }
    at += length;
    left -= length;
  }
  end_word();
  return words;
}

void SearchWords::put(const std::string& word) {
  if (text_.size() + word.size() + 2 > k_max_search_bytes) return;
  const std::string_view field = std::string_view(text_).substr(field_);
  for (std::size_t at = find_beginning(field, word, 0); at != std::string_view::npos;
       at = find_beginning(field, word, at + 1)) {
    if (ends_word(field, at + word.size())) return;
  }
  text_ += " " + word;
}

void SearchWords::add(std::string_view text) {
  for (const std::string& word : words_of(text)) {
    for (const std::string& form : forms_of(word))
      put(form);
  }
}

void SearchWords::next_field() {
  text_ += k_field_end;
  field_ = text_.size();
}

Query Query::parse(std::string_view typed) {
  Query query;
  for (const std::string& word : words_of(typed)) {
    if (query.terms_.size() == k_max_query_words) break;
    Term term;
    term.forms = forms_of(word);
    term.common = common_beginning(term.forms);
    query.terms_.push_back(std::move(term));
  }
  return query;
}

unsigned Query::points_of(const Term& term, std::string_view words) noexcept {
  unsigned best = 0;
  for (std::size_t at = find_beginning(words, term.common, 0);
       at != std::string_view::npos && best < 8; at = find_beginning(words, term.common, at + 1)) {
    const std::string_view here = words.substr(at);
    bool whole = false;
    for (const std::string& form : term.forms)
      whole = whole || (here.starts_with(form) && ends_word(here, form.size()));
    const std::string& typed = term.forms.front();
    const bool begins = typed.size() >= k_least_beginning && here.starts_with(typed);
    if (whole || begins) best = std::max(best, points_at(words, at) / (whole ? 1 : 2));
  }
  return best;
}

unsigned Query::score(std::string_view words) const noexcept {
  unsigned total = 0;
  for (const Term& term : terms_) {
    const unsigned best = points_of(term, words);
    if (best == 0) return 0;
    total += best;
  }
  return total;
}

std::vector<unsigned> Query::points_elsewhere(std::string_view words) const {
  std::vector<unsigned> points;
  for (const Term& term : terms_) {
    // In the first field, where it counts most.
    points.push_back(points_of(term, words) * k_later_points / 8);
  }
  return points;
}

}  // namespace credenza::wallet
