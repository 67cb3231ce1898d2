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

/// ESCO has a label of `from` as another one of `to`, or the other way round.
Step synonym(Skill from, Skill to) {
  return {std::move(from), Relation::synonym, std::move(to),
          std::string(learning_record::k_esco_release)};
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
  std::string_view code = held.code;
  if (code.empty()) code = term_called(names_of(held)).value_or(std::string_view{});
  const auto at = found_.find(code);
  if (code.empty() || at == found_.end()) return std::nullopt;
  Link link = way_to(places_[at->second]);
  if (held.code.empty() && link.relation != Relation::broader) {
    link.relation = std::max(link.relation, Relation::synonym);
    link.steps.insert(link.steps.begin(),
                      synonym(held, relations_->named({std::string(code), {}})));
  }
  return link;
}

/// @return whether nothing led there before
bool Around::add(const Place& place) {
  const bool is_new = found_.emplace(place.code, places_.size()).second;
  places_.push_back(place);
  return is_new;
}

Link Around::way_to(const Place& place) const {
  const auto skill = [this](std::string_view code) {
    return relations_->named({std::string(code), {}});
  };
  Link link{place.relation, {}};
  const bool leads_up = place.relation == Relation::broader;
  for (const Place* at = &place; at->edge != nullptr; at = &places_[at->before]) {
    const std::string_view nearer = places_[at->before].code;
    link.steps.push_back({skill(leads_up ? nearer : at->code), at->edge->relation,
                          skill(leads_up ? at->code : nearer), std::string(at->edge->source)});
  }
  if (leads_up) {
    std::ranges::reverse(link.steps);
  } else {
    link.steps.insert(link.steps.end(), by_name_.begin(), by_name_.end());
  }
  return link;
}

SkillRelations::SkillRelations(const std::vector<Crosswalk>& crosswalks) {
  for (const learning_record::BroaderTerm& each : learning_record::broader_terms())
    add(each.id, Relation::narrower, each.broader, learning_record::k_esco_release);
  for (const Crosswalk& crosswalk : crosswalks) {
    for (const CrosswalkRow& row : crosswalk.rows) {
      if (!row.name.empty()) names_.emplace(row.from, row.name);
      switch (row.match) {
        case Match::exact:
        case Match::close: {
          const Relation relation = row.match == Match::exact ? Relation::exact : Relation::close;
          add(row.from, relation, row.to, crosswalk.release);
          add(row.to, relation, row.from, crosswalk.release);
          break;
        }
        case Match::broad:
          add(row.from, Relation::narrower, row.to, crosswalk.release);
          break;
        case Match::narrow:
          add(row.to, Relation::narrower, row.from, crosswalk.release);
          break;
      }
    }
  }
}

void SkillRelations::add(std::string_view from, Relation relation, std::string_view to,
                         std::string_view source) {
  up_[from].push_back({to, relation, source});
  down_[to].push_back({from, relation, source});
}

Skill SkillRelations::named(const Skill& skill) const {
  if (!skill.name.empty()) return skill;
  Skill out = skill;
  if (const auto labels = learning_record::labels_of(skill.code)) {
    out.name = as_texts(*labels);
  } else if (const auto name = names_.find(skill.code); name != names_.end()) {
    out.name = {{"", std::string(name->second)}};
  }
  return out;
}

/// Finds what is the same as, narrower than or close to what is asked for, the surest ways first.
/// Of close matches one can be on a way: that two are close to a third says nothing of the two
/// (SKOS §10.1).
void SkillRelations::walk_down(Around& around, bool exact) const {
  std::map<Relation, std::queue<std::size_t>> to_do;
  to_do[around.places_.front().relation].push(0);
  while (!to_do.empty()) {
    auto& [relation, queue] = *to_do.begin();
    const std::size_t number = queue.front();
    queue.pop();
    if (queue.empty()) to_do.erase(to_do.begin());
    const Around::Place at = around.places_[number];
    const auto edges = down_.find(at.code);
    // A surer way can have led here since this one was found.
    if (around.found_.at(at.code) != number || at.steps == k_max_steps || edges == down_.end())
      continue;
    for (const Edge& edge : edges->second) {
      const bool is_twice_close =
          edge.relation == Relation::close && at.relation == Relation::close;
      if (is_twice_close || (exact && edge.relation != Relation::exact)) continue;
      const Relation whole = std::max(at.relation, edge.relation);
      const auto known = around.found_.find(edge.to);
      if (known != around.found_.end()) {
        if (around.places_[known->second].relation <= whole) continue;
        around.found_.erase(known);
      }
      to_do[whole].push(around.places_.size());
      around.add({edge.to, whole, at.steps + 1, number, &edge});
    }
  }
}

/// Finds what is broader than what is asked for.
void SkillRelations::walk_up(Around& around) const {
  std::set<std::string_view> seen{around.places_.front().code};
  std::queue<std::size_t> to_do;
  Around::Place first = around.places_.front();
  first.relation = Relation::broader;
  to_do.push(around.places_.size());
  around.add(first);
  for (; !to_do.empty(); to_do.pop()) {
    const std::size_t number = to_do.front();
    const Around::Place at = around.places_[number];
    const auto edges = up_.find(at.code);
    if (at.steps == k_max_steps || edges == up_.end()) continue;
    for (const Edge& edge : edges->second) {
      if (edge.relation == Relation::close || !seen.insert(edge.to).second) continue;
      to_do.push(around.places_.size());
      around.add({edge.to, Relation::broader, at.steps + 1, number, &edge});
    }
  }
}

Around SkillRelations::around(const Skill& asked, bool exact) const {
  Around out(*this);
  out.asked_ = asked;
  const auto term =
      asked.code.empty() ? term_called(names_of(asked)) : std::optional<std::string_view>{};
  if (term) out.by_name_.push_back(synonym(named({std::string(*term), {}}), asked));
  const std::string_view code = term ? *term : std::string_view(asked.code);
  // A code that nothing is said of has nothing around it.
  const auto below = down_.find(code);
  const auto above = up_.find(code);
  if (below == down_.end() && above == up_.end() && !term) return out;
  const std::string_view lasting = term                   ? *term
                                   : below != down_.end() ? below->first
                                                          : above->first;
  out.add({lasting, term ? Relation::synonym : Relation::same});
  walk_down(out, exact);
  if (!exact) walk_up(out);
  return out;
}

}  // namespace credenza::wallet
