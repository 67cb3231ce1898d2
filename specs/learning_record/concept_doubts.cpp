// Terms that are well formed and hardly meant.
#include <algorithm>

#include "learning_record/concepts.h"

namespace credenza::learning_record {
namespace {

constexpr std::string_view k_esco = "http://data.europa.eu/esco/";

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

bool has_known_name(const Concept& term, const KnownConcept& known) {
  return std::any_of(term.name.begin(), term.name.end(), [&known](const auto& name) {
    const std::string said = lower(name.second);
    return said == lower(known.en) || said == lower(known.nl);
  });
}

/// Whether the names have only languages of which labels are known.
bool is_comparable(const Concept& term) {
  return std::any_of(term.name.begin(), term.name.end(), [](const auto& name) {
    const std::string tag = lower(name.first.substr(0, 2));
    return tag.empty() || tag == "en" || tag == "nl";
  });
}

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// The numbers of levels that stand in a text: "4+".
std::vector<std::string> numbers_in(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_digit(text[end]))
      ++end;
    if (end == i) {
      ++i;
      continue;
    }
    if (end < text.size() && text[end] == '+') ++end;
    out.emplace_back(text.substr(i, end - i));
    i = end;
  }
  return out;
}

void look_at_level(const Concept& term, const std::string& where, std::vector<Error>& out) {
  const auto known = find_concept(term.id);
  const std::string code(known ? known->code : std::string_view(term.code));
  if (code.empty() || !is_digit(code.front())) return;
  for (const auto& [tag, name] : term.name) {
    const auto numbers = numbers_in(name);
    if (numbers.empty() || std::find(numbers.begin(), numbers.end(), code) != numbers.end())
      continue;
    out.push_back(fail(Code::mismatch, where + "/name",
                       "is '" + name + "', but the code is that of level " + code +
                           "; look which of the two is meant"));
    return;
  }
}

void look_at_skill(const Concept& term, const std::string& where, std::vector<Error>& out) {
  if (!term.id.starts_with(k_esco) || term.name.empty()) return;
  const std::string& name = term.name.begin()->second;
  const auto known = find_concept(term.id);
  if (!known) {
    out.push_back(
        fail(Code::not_found, where + "/id",
             "is no identifier of ESCO that is known here; look whether it is the one of '" + name +
                 "'"));
  } else if (is_comparable(term) && !has_known_name(term, *known)) {
    out.push_back(fail(Code::mismatch, where + "/name",
                       "is '" + name + "', and ESCO calls it '" + std::string(known->nl) + "' ('" +
                           std::string(known->en) + "'); look which of the two is meant"));
  }
}

}  // namespace

std::vector<Error> doubts(const LearningRecord& record) {
  std::vector<Error> out;
  const auto look = [&out](const std::vector<Concept>& terms, const std::string& where) {
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const std::string at = where + "/" + std::to_string(i);
      look_at_skill(terms[i], at, out);
      look_at_level(terms[i], at, out);
    }
  };
  look(record.achievement.outcomes, "/achievement/outcomes");
  look(record.achievement.levels, "/achievement/levels");
  look(record.achievement.quality_assurance, "/achievement/quality_assurance");
  look(record.endorsement.skills, "/endorsement/skills");
  return out;
}

}  // namespace credenza::learning_record
