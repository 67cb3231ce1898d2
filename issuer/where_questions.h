// What an expression (where.h) leaves to be asked of the credentials of a ledger, once it was
// looked at for each cohort. Cohorts of which the same is left share one question, so memory grows
// with the cohorts by a few bytes each.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "issuer/ledger.h"
#include "issuer/where_facts.h"

namespace credenza::issuer {

/// What stands under a name for every credential of a cohort that has cut texts, in pieces: each is
/// the text, or one of the personal values that lie sealed.
struct PersonalName {
  struct Piece {
    std::string text;
    std::optional<std::size_t> member;  ///< number of the personal value

    friend bool operator==(const Piece&, const Piece&) = default;
  };
  std::string name;
  std::vector<Piece> pieces;
};

/// What is left to be asked of the credentials of some cohorts.
struct Question {
  std::size_t number = 0;             ///< from 0
  std::optional<bool> decided;        ///< it is the same for all of them
  std::shared_ptr<const Where> rest;  ///< there when it is not decided
  bool asks_entry = false;            ///< `rest` asks what the entries of the credentials say
  bool asks_own = false;              ///< and of that what no two have the same: id, index
  bool is_whole = false;              ///< the credentials lie whole in their personal parts
  std::vector<PersonalName> persons;  ///< names of `rest` that are not the entry's

  /// Whether `rest` holds for a credential with these personal values; not for `is_whole`.
  [[nodiscard]] bool holds(const Where& rest, std::span<const std::string_view> values) const;
};

class Questions {
 public:
  /// Looks at every cohort.
  /// @error malformed    as check_facts()
  /// @error unsupported  at "--where, column 9": no credential of the ledger has something under
  ///                     this name; never for a ledger without cohorts
  /// @error (store's)    malformed at "store": damaged
  [[nodiscard]] static Result<Questions> prepare(Snapshot& snapshot, const Ledger& ledger,
                                                 const Where& where);

  /// @return null: there is no such cohort
  [[nodiscard]] const Question* of(std::uint32_t cohort) const;
  /// How many different ones there are.
  [[nodiscard]] std::size_t size() const noexcept { return questions_.size(); }

 private:
  void add(std::uint32_t cohort, Question question);

  std::deque<Question> questions_;
  std::map<std::string, std::size_t> numbers_;  ///< of questions, by what they ask
  struct Asked {
    std::uint32_t cohort;
    std::uint32_t question;
  };
  std::vector<Asked> of_cohort_;  ///< in the order of their numbers
};

/// The keys that the proofs of a credential name.
[[nodiscard]] WhereKnown keys_in(const Json& proofs);

}  // namespace credenza::issuer
