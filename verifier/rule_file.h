// The reader's rule file: which credentials are accepted, how sure it has to be, and what is needed
// together. docs/policy_format.md.
//
//   policy.toml ── parse_rule_file ──► RuleFile ──┬── find_contradictions ──► what cannot be meant
//                                                 └── rule_on(report) ──► checks, requirement
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "host/terminal.h"
#include "learning_record/learning_record.h"

namespace credenza::verifier {

inline constexpr std::size_t k_max_rule_file_bytes = std::size_t{64} << 10;
inline constexpr std::size_t k_max_rules = 100;
/// How deep rules may be made of rules.
inline constexpr std::size_t k_max_rule_depth = 16;

/// "24h", "30d", "2w", "5y".
struct Age {
  enum class Unit : std::uint8_t { hours, days, weeks, years };
  std::int64_t count = 0;
  Unit unit = Unit::hours;

  /// `moment` less this age. Years are years of the calendar in Amsterdam: of 29 February, 28.
  [[nodiscard]] Instant before(Instant moment) const;
  /// `moment` and this age.
  [[nodiscard]] Instant behind(Instant moment) const;
  /// "5y", as it is written.
  [[nodiscard]] std::string text() const;
  /// In hours, a year as 365 days; to compare two of them.
  [[nodiscard]] std::int64_t hours() const noexcept;

  friend bool operator==(const Age&, const Age&) = default;
};

/// What is to be done where it could not be found out whether something was withdrawn.
enum class Unreachable : std::uint8_t { undetermined, accept, ask, reject };

/// One thing that is needed.
struct Rule {
  enum class Kind : std::uint8_t { credential, all, any, at_least };
  std::string name;
  learning_record::LanguageMap label;  ///< empty when not said
  Kind kind = Kind::credential;

  std::size_t least = 0;        ///< of at_least
  std::vector<std::size_t> of;  ///< of all, any and at_least: places in RuleFile::rules

  // Of a credential; what is empty is not asked.
  std::vector<std::string> types;
  std::vector<std::string> issuers;
  std::string scheme;  ///< "VCA-VOL"
  std::string skill;   ///< an IRI
  std::optional<unsigned> eqf;
  std::optional<Age> newer_than;
  bool self_declared = false;  ///< what somebody issued to themselves will do
};

struct RuleFile {
  std::string name;
  learning_record::LanguageMap purpose;
  std::vector<std::string> types;    ///< that are accepted; empty: any
  std::vector<std::string> issuers;  ///< that are accepted, if trusted; empty: any
  bool holder_required = false;
  std::optional<Age> status_max_age;
  Unreachable on_unreachable = Unreachable::undetermined;
  std::optional<std::chrono::year_month_day> valid_on;  ///< else when it is checked
  std::optional<Age> remaining;                         ///< for so long it still has to be valid
  std::vector<Rule> rules;
  std::optional<std::size_t> require;  ///< the rule that has to be met
};

/// Reads a rule file (TOML).
/// @error malformed     no TOML, or a member of another kind; `where` is "line N" or "rule vca,
///                      type"
/// @error missing       no name; a rule that asks for nothing
/// @error unsupported   a member that is not known; a likely one is named
/// @error not_found     a rule of a name that is nowhere in the file; a likely one is named
/// @error conflict      rules that are made of each other in a circle; a rule that is of two kinds
/// @error out_of_range  longer than k_max_rule_file_bytes, more than k_max_rules, deeper than
///                      k_max_rule_depth, or more than 1000 parts in one rule
[[nodiscard]] Result<RuleFile> parse_rule_file(std::string_view text);

/// Reads `path`, and refuses what nothing could ever meet.
/// @error (host::read_file's, parse_rule_file()'s)  `where` begins with the path
/// @error conflict  it contradicts itself; the first of find_contradictions() that is an error
[[nodiscard]] Result<RuleFile> read_rule_file(const std::string& path);

/// What cannot be meant.
struct Contradiction {
  bool is_error = false;  ///< nothing could ever meet it; else it is only strange
  std::string where;      ///< "rule vca, type"
  host::Sentence what;    ///< what is wrong and what to do
};

/// Looks through a rule file for what nothing can meet and for what does not do what it seems to.
/// @param now  against which days are held
[[nodiscard]] std::vector<Contradiction> find_contradictions(const RuleFile& rules, Instant now);

/// What a rule file asks for, in lines of plain words.
[[nodiscard]] std::string explain(const RuleFile& rules, host::Language language);

/// The words for `on_unreachable`: "accept", "ask", "reject".
/// @error unsupported  another word
[[nodiscard]] Result<Unreachable> parse_unreachable(std::string_view word);

}  // namespace credenza::verifier
