// Which credentials of a ledger an expression means (where.h), and which ids do.
//
// An expression is looked at in steps: once for every cohort, then for those that hang on it for
// the entry, and only then for the person, whose part has to be opened for it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "issuer/ledger.h"
#include "issuer/where_questions.h"

namespace credenza::issuer {

/// A credential that is meant.
struct Target {
  Position position = 0;
  CredentialId id{};
  State state = State::in_force;
};

/// What an expression can ask of credentials of one ledger, and the answers.
class Selection {
 public:
  /// Looks at the cohorts, each once.
  /// @param where  nothing: all credentials are meant
  /// @error malformed    as check_facts()
  /// @error unsupported  at "--where, column 9": no credential of the ledger has something under
  ///                     this name; never for a ledger without credentials
  /// @error (store's)    malformed at "store": damaged
  [[nodiscard]] static Result<Selection> prepare(Snapshot& snapshot, const Ledger& ledger,
                                                 const std::optional<Where>& where);

  /// Calls `visit` for every credential that is meant, in the order of issuing, until it fails.
  /// Memory does not grow with the ledger. Persons are opened by as many threads as there are
  /// processors, when there are many.
  /// @param reader  of the same snapshot and ledger
  /// @error (visit's)  and the store's
  using Visit = std::function<Status(const IssuedEntry&)>;
  [[nodiscard]] Status walk(Snapshot& snapshot, LedgerReader& reader, const Visit& visit);

  /// How many could not be looked at by walk(), because they hang on what was forgotten. They do
  /// not count as meant.
  [[nodiscard]] std::uint64_t forgotten() const noexcept { return forgotten_; }

 private:
  Selection() = default;

  std::optional<Questions> questions_;  ///< nothing: all credentials are meant
  std::uint64_t forgotten_ = 0;
};

/// All credentials that are meant.
/// @error as Selection::prepare() and walk()
[[nodiscard]] Result<std::vector<Target>> select(Snapshot& snapshot, const Ledger& ledger,
                                                 const std::optional<Where>& where);

/// The credentials that ids, or beginnings of ids, name; each once, in the order of issuing.
/// @error as find_entry()
[[nodiscard]] Result<std::vector<Target>> find_all(Snapshot& snapshot,
                                                   const std::vector<std::string>& ids);

}  // namespace credenza::issuer
