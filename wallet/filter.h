// Which of the credentials a list shows, by what the index says of them: no record is opened.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "wallet/held.h"
#include "wallet/verbs.h"
#include "wallet/words.h"

namespace credenza::wallet {

/// What does not say anything fits everything.
struct Filter {
  Query words;                        ///< ranks what is found, too
  std::string skill;                  ///< a code exactly, or words of a skill's name
  std::string issuer;                 ///< a DID exactly, or a part of the name
  std::string type;                   ///< "SafetyCertificate", or words of what people call it
  std::string tag;                    ///< exactly, but for case
  std::string from;                   ///< a date: awarded on it or later
  std::string until;                  ///< a date: awarded on it or earlier
  bool history = false;               ///< those that a newer one took the place of, too
  std::optional<std::set<Id>> among;  ///< of these ids only
};

/// The credentials that fit `filter`: the one added first in front; where there are words, the best
/// hit, and of equal ones the newest.
/// @error as listed_of(); where the filter asks for a code of a skill, as held_of()
[[nodiscard]] Result<std::vector<Entry>> select_entries(const Vault& vault, const Filter& filter);

/// Whether a word or a code asks for this skill: `wanted` is its code, or words of its name.
[[nodiscard]] bool is_skill(const Skill& skill, const std::string& wanted);

/// What list and search are told.
struct FilterOptions {
  std::string skill;
  std::string issuer;
  std::string type;
  std::string tag;
  std::string from;
  std::string until;
  std::string profile;
  bool all = false;
};

/// --skill, --issuer, --type, --tag, --from, --until, --profile, --all.
void add_filter(const CommandLine& line, CLI::App& verb, FilterOptions& options);

/// @error malformed  at "--from" or "--until": no date
/// @error not_found  at "--profile": there is none of this name
[[nodiscard]] Result<Filter> filter_of(const FilterOptions& options, const Vault& vault);

}  // namespace credenza::wallet
