#include "wallet/identities.h"

#include <algorithm>
#include <array>
#include <span>

#include "wallet/words.h"

namespace credenza::wallet {
namespace {

constexpr std::array<std::string_view, 16> k_particles = {"van", "der", "den", "de", "het", "ten",
                                                          "ter", "te",  "el",  "al", "bin", "von",
                                                          "di",  "da",  "la",  "le"};
constexpr std::array<std::string_view, 14> k_legal_forms = {
    "bv", "nv", "vof", "b", "v", "n", "o", "f", "stichting", "cv", "gmbh", "ltd", "inc", "the"};
constexpr std::array<std::string_view, 20> k_months = {
    "januari",  "februari",  "maart",   "april",    "mei",      "juni",    "juli",
    "augustus", "september", "oktober", "november", "december", "january", "february",
    "march",    "may",       "june",    "july",     "august",   "october"};
constexpr std::size_t k_least_digits = 6;

bool is_among(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_number(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, is_digit);
}

/// Digits with nothing but a space or one sign between their groups.
struct DigitRun {
  std::size_t digits = 0;
  std::vector<std::size_t> groups;
  std::size_t end = 0;  ///< behind it
};

DigitRun run_at(std::string_view text, std::size_t at) {
  constexpr std::string_view k_between = " -./()+";
  DigitRun run{0, {0}, at};
  for (; at < text.size(); ++at) {
    if (is_digit(text[at])) {
      ++run.digits;
      ++run.groups.back();
      run.end = at + 1;
    } else if (k_between.find(text[at]) == std::string_view::npos || at - run.end >= 2) {
      break;
    } else if (run.groups.back() != 0) {
      run.groups.push_back(0);
    }
  }
  if (run.groups.back() == 0) run.groups.pop_back();
  return run;
}

bool are_two_years(const DigitRun& run) {
  return run.groups == std::vector<std::size_t>{4, 4};
}

/// "1234 AB": four digits, two letters, and the word ends.
bool is_postcode(std::string_view text, const DigitRun& run) {
  if (run.groups.back() != 4) return false;
  std::size_t at = run.end;
  if (at < text.size() && text[at] == ' ') ++at;
  if (at + 2 > text.size() || !is_letter(text[at]) || !is_letter(text[at + 1])) return false;
  const bool ends = at + 2 == text.size() || !is_letter(text[at + 2]);
  const bool capitals = text[at] <= 'Z' && text[at + 1] <= 'Z';
  return ends && capitals;
}

bool has_number_of_somebody(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    const DigitRun run = run_at(text, at);
    if (is_postcode(text, run) || (run.digits >= k_least_digits && !are_two_years(run)))
      return true;
    at = run.end;
  }
  return false;
}

/// "17 maart 2004".
bool has_day(const std::vector<std::string>& words) {
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (is_among(words[i], k_months) && is_number(words[i - 1]) && is_number(words[i + 1]))
      return true;
  }
  return false;
}

bool has_address(std::string_view text) {
  constexpr std::array<std::string_view, 3> k_signs = {"@", "www.", "://"};
  return std::ranges::any_of(
      k_signs, [text](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
}

}  // namespace

void Identities::add_person(std::string_view name) {
  for (const std::string& word : words_of(name)) {
    if (word.size() > 1 && !is_among(word, k_particles)) sought_.push_back({word});
  }
}

void Identities::add_person(const learning_record::Person& person) {
  add_person(person.full_name());
  for (const learning_record::AlternativeName& other : person.alternative_names)
    add_person(other.full_name());
}

void Identities::add_organisation(std::string_view name) {
  std::vector<std::string> words = words_of(name);
  std::erase_if(words, [](const std::string& word) { return is_among(word, k_legal_forms); });
  if (words.empty()) return;
  sought_.push_back({words.front()});
  for (std::size_t i = 1; i < words.size(); ++i)
    sought_.push_back({words[i - 1], words[i]});
}

bool Identities::found_in(std::string_view text) const {
  const std::vector<std::string> words = words_of(text);
  const auto has = [&words](const std::vector<std::string>& sought) {
    return std::ranges::search(words, sought).begin() != words.end();
  };
  return std::ranges::any_of(sought_, has) || has_number_of_somebody(text) || has_day(words) ||
         has_address(text);
}

}  // namespace credenza::wallet
