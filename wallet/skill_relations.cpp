#include "wallet/skill_relations.h"

#include <algorithm>
#include <queue>
#include <set>

#include "learning_record/concept_relations.h"
#include "learning_record/concepts.h"
#include "wallet/words.h"

namespace credenza::wallet {
namespace {

using learning_record::LanguageMap;

/// Beyond this many steps nobody would follow the explanation.
constexpr std::size_t k_max_steps = 6;

LanguageMap as_texts(const learning_record::Labels& labels) {
  LanguageMap out{{"en", std::string(labels.en)}};
  if (!labels.nl.empty()) out.emplace("nl", labels.nl);
  return out;
}

/// Every name of a skill, folded: its own, and those that its code has here.
std::set<std::string> names_of(const Skill& skill) {
  std::set<std::string> out;
  for (const auto& [language, name] : skill.name)
    out.insert(folded(name));
  if (const auto labels = learning_record::labels_of(skill.code)) {
    out.insert(folded(labels->en));
    out.insert(folded(labels->nl));
  }
  out.erase("");
  return out;
}

bool share_a_name(const Skill& a, const Skill& b) {
  const std::set<std::string> names = names_of(a);
  return std::ranges::any_of(names_of(b),
                             [&names](const std::string& name) { return names.contains(name); });
}

/// The known ESCO term that one of `names` is a label of; nothing when it is none.
std::optional<std::string_view> term_called(const std::set<std::string>& names) {
  for (const learning_record::KnownConcept& known : learning_record::known_concepts()) {
    const bool is_it = names.contains(folded(known.en)) || names.contains(folded(known.nl));
    if (known.framework == "ESCO" && is_it) return known.id;
  }
  for (const learning_record::OtherLabel& other : learning_record::other_labels()) {
    if (names.contains(folded(other.label))) return other.id;
  }
  return std::nullopt;
}

Relation weaker(Relation a, Relation b) {
  return std::max(a, b);
}

}  // namespace

std::string_view to_string(Relation relation) noexcept {
  switch (relation) {
    case Relation::same:
      return "same";
    case Relation::name:
      return "name";
    case Relation::synonym:
      return "synonym";
    case Relation::exact:
      return "exact";
    case Relation::narrower:
      return "narrower";
    case Relation::close:
      return "close";
    case Relation::broader:
      return "broader";
  }
  return "";
}

std::optional<Link> Around::find(const Skill& held) const {
  if (!held.code.empty() && held.code == asked_.code) return Link{};
  const bool both_coded = !held.code.empty() && !asked_.code.empty();
  // Two codes are two skills, whatever they are called.
  if (!both_coded && share_a_name(held, asked_)) return Link{Relation::name, {}};
  std::string code = held.code;
  Link link;
  if (code.empty()) {
    const auto term = term_called(names_of(held));
    if (!term) return std::nullopt;
    code = *term;
    const auto labels = learning_record::labels_of(code);
    link.relation = Relation::synonym;
    link.steps.push_back({held, Relation::synonym,
                          Skill{code, labels ? as_texts(*labels) : LanguageMap{}},
                          std::string(learning_record::k_esco_release)});
  }
  const auto way = ways_.find(code);
  if (way == ways_.end()) return std::nullopt;
  if (way->second.relation == Relation::broader) return way->second;
  link.relation = weaker(link.relation, way->second.relation);
  link.steps.insert(link.steps.end(), way->second.steps.begin(), way->second.steps.end());
  return link;
}

SkillRelations::SkillRelations(const std::vector<Crosswalk>& crosswalks) {
  const auto add = [this](const std::string& from, Relation relation, const std::string& to,
                          std::string_view source) {
    up_.emplace(from, Edge{to, relation, source});
    down_.emplace(to, Edge{from, relation, source});
  };
  for (const learning_record::BroaderTerm& each : learning_record::broader_terms()) {
    add(std::string(each.id), Relation::narrower, std::string(each.broader),
        learning_record::k_esco_release);
  }
  for (const Crosswalk& crosswalk : crosswalks) {
    for (const CrosswalkRow& row : crosswalk.rows) {
      if (!row.name.empty()) names_.emplace(row.from, row.name);
      const bool is_narrow = row.match == Match::narrow;
      const Relation relation = row.match == Match::exact   ? Relation::exact
                                : row.match == Match::close ? Relation::close
                                                            : Relation::narrower;
      add(is_narrow ? row.to : row.from, relation, is_narrow ? row.from : row.to,
          crosswalk.release);
      if (relation != Relation::narrower) add(row.to, relation, row.from, crosswalk.release);
    }
  }
}

Skill SkillRelations::skill_of(const std::string& code) const {
  Skill out{code, {}};
  if (const auto labels = learning_record::labels_of(code)) {
    out.name = as_texts(*labels);
  } else if (const auto name = names_.find(code); name != names_.end()) {
    out.name = {{"", name->second}};
  }
  return out;
}

/// Finds what is the same as, or narrower than, what is asked for, and is not found yet. Of close
/// matches one can be on the way: that two are close to a third says nothing of the two (SKOS
/// §10.1).
void SkillRelations::walk_down(Around& around, bool narrower, bool close) const {
  struct Place {
    std::string code;
    bool was_close;
    Link way;
  };
  std::set<std::pair<std::string, bool>> seen{{around.code_, false}};
  std::queue<Place> places;
  const Relation by = around.by_name_.empty() ? Relation::same : Relation::synonym;
  places.push({around.code_, false, {by, around.by_name_}});
  for (; !places.empty(); places.pop()) {
    const Place& at = places.front();
    around.ways_.emplace(at.code, at.way);
    if (at.way.steps.size() == k_max_steps) continue;
    const auto [begin, end] = down_.equal_range(at.code);
    for (auto each = begin; each != end; ++each) {
      const Edge& edge = each->second;
      const bool is_close = edge.relation == Relation::close;
      if (is_close ? (!close || at.was_close) : (edge.relation == Relation::narrower && !narrower))
        continue;
      if (!seen.emplace(edge.to, at.was_close || is_close).second) continue;
      Link way{weaker(at.way.relation, edge.relation), at.way.steps};
      way.steps.insert(way.steps.begin(), {skill_of(edge.to), edge.relation, skill_of(at.code),
                                           std::string(edge.source)});
      places.push({edge.to, at.was_close || is_close, std::move(way)});
    }
  }
}

/// Finds what is broader than what is asked for.
void SkillRelations::walk_up(Around& around) const {
  std::set<std::string> seen{around.code_};
  std::queue<std::pair<std::string, Link>> places;
  places.push({around.code_, {Relation::broader, {}}});
  for (; !places.empty(); places.pop()) {
    const auto& [code, way] = places.front();
    around.ways_.emplace(code, way);
    if (way.steps.size() == k_max_steps) continue;
    const auto [begin, end] = up_.equal_range(code);
    for (auto each = begin; each != end; ++each) {
      const Edge& edge = each->second;
      if (edge.relation == Relation::close || !seen.insert(edge.to).second) continue;
      Link further = way;
      further.steps.push_back(
          {skill_of(code), edge.relation, skill_of(edge.to), std::string(edge.source)});
      places.push({edge.to, std::move(further)});
    }
  }
}

Around SkillRelations::around(const Skill& asked, bool exact) const {
  Around out;
  out.asked_ = asked;
  out.code_ = asked.code;
  if (out.code_.empty()) {
    const auto term = term_called(names_of(asked));
    if (!term) return out;
    out.code_ = *term;
    out.by_name_.push_back({skill_of(out.code_), Relation::synonym, asked,
                            std::string(learning_record::k_esco_release)});
  }
  walk_down(out, false, false);
  if (exact) return out;
  walk_down(out, true, false);
  walk_down(out, true, true);
  walk_up(out);
  return out;
}

}  // namespace credenza::wallet
