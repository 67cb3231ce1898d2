// `--where`: which credentials of the ledger are meant.
//
//   session="2026-06-12-A"
//   (type=PracticeStatement or template="mc-log-02") and issued>=2026-03-03 and not status=revoked
//
// A name is a fact of the ledger (`issued`), a label of the template by its bare name (`session`),
// or a member of the record with dots between its steps (`achievement.title.nl`); lists are walked
// through. A value is a quoted text ("…" or '…', with \" \' \\ in it) or a bare word.
//
//   =  !=         any of the values equals the text. A bare number equals as a number, and a bare
//                 date also equals what is more exact: awarded=2026-06 is all of June
//   <  <= >  >=   numbers as numbers, dates and times as such (a day is one of the Netherlands),
//   all
//                 other texts by their bytes
//   not, and, or  bind in this order; ( ) group
//
// What is not known yet stays open, so that an expression is looked at for a whole cohort at once,
// then for the entry, and only where it has to be for the person.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace credenza::issuer {

enum class WhereOperator : std::uint8_t {
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal
};

/// One comparison.
struct WhereTerm {
  std::string name;    ///< "achievement.title.nl"
  std::size_t column;  ///< where the name stands in the expression, in characters from 1
  WhereOperator op;
  std::size_t value_column;  ///< where the value stands
  std::string value;
  bool quoted;  ///< the value stood between quotation marks: equal means equal to the letter

  friend bool operator==(const WhereTerm&, const WhereTerm&) = default;
};

/// What stands under a name.
struct WhereKnown {
  std::vector<std::string> values;  ///< texts, and numbers and instants as their text; none: absent
  bool complete = true;             ///< false: there may be others, which are not known here
};

class Where {
 public:
  using Lookup = std::function<WhereKnown(std::string_view name)>;

  /// Reads an expression of at most 4096 bytes, nested at most 64 deep.
  /// @error malformed     `where` is "--where, column 9"
  /// @error out_of_range  too long, or too deep
  [[nodiscard]] static Result<Where> parse(std::string_view text);

  /// The comparisons, in the order in which they stand.
  [[nodiscard]] const std::vector<WhereTerm>& terms() const noexcept { return terms_; }
  /// The names that are asked for, each once.
  [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }
  /// Whether it holds; nothing when that hangs on what is not known. Looks every name up once, so
  /// the time it takes grows with the expression and no faster. From any number of threads at once.
  [[nodiscard]] std::optional<bool> holds(const Lookup& lookup) const;
  /// Whether any of the values under a comparison's name compares(), where all of them are known.
  using Any = std::function<bool(const WhereTerm& term)>;
  /// As holds(), for a caller who has the values at hand and would have to copy them for a lookup.
  [[nodiscard]] bool holds_when(const Any& any) const;
  /// What is left to be asked when `lookup` is known: holds() of it is what holds() of this would
  /// be.
  [[nodiscard]] Where given(const Lookup& lookup) const;
  /// The expression, with every group in brackets; parse() reads it back. Not for one that is
  /// decided without a comparison.
  [[nodiscard]] std::string text() const;

 private:
  friend class WhereParser;
  enum class Kind : std::uint8_t { no, yes, term, negation, both, either };
  struct Node {
    Kind kind;
    std::size_t left = 0;   ///< a node, or of a term its number
    std::size_t right = 0;  ///< a node, or of a term the number of its name
  };
  /// Of each node, whether it holds.
  using Decisions = std::vector<std::optional<bool>>;
  struct Reduction;

  Where() = default;
  std::size_t add(Node node);
  std::size_t add(WhereTerm term);
  [[nodiscard]] Decisions decide(const Lookup& lookup) const;
  [[nodiscard]] bool holds_when(const Any& any, std::size_t node) const;
  [[nodiscard]] std::size_t reduce(std::size_t node, Reduction& reduction) const;
  [[nodiscard]] std::string text(std::size_t node) const;

  std::vector<WhereTerm> terms_;
  std::vector<std::string> names_;
  std::vector<Node> nodes_;  ///< children before parents: the root is the last one
};

/// Whether a text is a year, a month, a day or an instant: "2026", "2026-06", "2026-06-12",
/// "2026-06-12T09:00:00Z".
[[nodiscard]] bool is_moment(std::string_view text);

/// Whether `value` stands to what the term asks as its operator says; not_equal is told as equal.
[[nodiscard]] bool compares(const WhereTerm& term, std::string_view value);

}  // namespace credenza::issuer
