// How a skill that is held stands to one that is asked for: the same, another name of it, a
// narrower term, a close one, a broader one. By what ESCO says of the terms known by heart, and by
// crosswalks that were given. docs/job_profile.md, section 3.
//
//   ESCO's table + crosswalks ──► SkillRelations ── around(asked) ──► Around ── find(held) ──► Link
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "wallet/crosswalk.h"
#include "wallet/held.h"

namespace credenza::wallet {

/// What is held is, to what is asked for, …; the surest in front.
enum class Relation : std::uint8_t {
  same,      ///< it, by its code
  name,      ///< called the same, and one of the two has no code
  synonym,   ///< called by another name that ESCO has for it
  exact,     ///< the same in another vocabulary
  narrower,  ///< a narrower term of it: who can do this, does some of that
  close,     ///< close to it in another vocabulary, not the same
  broader    ///< a broader term: says less than what is asked for, and does not count
};

/// The name in lower case: "narrower".
[[nodiscard]] std::string_view to_string(Relation relation) noexcept;

/// `from` is `relation` to `to`, says `source` ("ESCO v1.1.1", a crosswalk's release, or nobody).
struct Step {
  Skill from;
  Relation relation = Relation::same;
  Skill to;
  std::string source;
};

/// The way from what is held to what is asked for; for a broader term, the other way.
struct Link {
  Relation relation = Relation::same;  ///< the least sure of the steps
  std::vector<Step> steps;             ///< empty: the same code, or the same name
};

/// One direct relation of two codes, as it is read from one of them to the other.
struct Edge {
  std::string_view to;
  Relation relation;  ///< exact, narrower or close
  std::string_view source;
};
using Edges = std::map<std::string_view, std::vector<Edge>>;

class SkillRelations;

/// What stands around one skill that is asked for.
class Around {
 public:
  /// How `held` stands to it; nothing when they have nothing to do with each other.
  [[nodiscard]] std::optional<Link> find(const Skill& held) const;

 private:
  friend class SkillRelations;
  /// A code that a way leads to.
  struct Place {
    std::string_view code;
    Relation relation;           ///< of the whole way
    std::size_t steps = 0;       ///< of the way
    std::size_t before = 0;      ///< the place one step nearer to what is asked for
    const Edge* edge = nullptr;  ///< the step; none at the first place
  };
  explicit Around(const SkillRelations& relations) : relations_(&relations) {}
  bool add(const Place& place);
  [[nodiscard]] Link way_to(const Place& place) const;

  const SkillRelations* relations_;
  Skill asked_;
  std::vector<Step> by_name_;  ///< how its code was found, when it has none
  std::vector<Place> places_;
  std::unordered_map<std::string_view, std::size_t> found_;  ///< by code, among places_
};

/// Outlives what around() returns.
class SkillRelations {
 public:
  /// @param crosswalks  outlive this
  explicit SkillRelations(const std::vector<Crosswalk>& crosswalks);
  SkillRelations(const SkillRelations&) = delete;
  SkillRelations& operator=(const SkillRelations&) = delete;
  ~SkillRelations() = default;

  /// Work is linear in the relations that there are.
  /// @param exact  only what is the same: no narrower, close or broader term
  [[nodiscard]] Around around(const Skill& asked, bool exact) const;
  /// `skill` with the name that its code has here, when it has none of its own.
  [[nodiscard]] Skill named(const Skill& skill) const;

 private:
  void add(std::string_view from, Relation relation, std::string_view to, std::string_view source);
  void walk_down(Around& around, bool exact) const;
  void walk_up(Around& around) const;

  Edges up_;    ///< from a code to what is the same, close or broader
  Edges down_;  ///< from a code to what is the same, close or narrower
  std::unordered_map<std::string_view, std::string_view> names_;  ///< that crosswalks give
};

}  // namespace credenza::wallet
