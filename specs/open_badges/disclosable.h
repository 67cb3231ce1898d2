// What of a badge its holder may leave out where the form it travels in lets a holder choose.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/json_value.h"

namespace credenza::open_badges {

/// Members of a badge that are somebody's own to show or not.
struct Disclosable {
  std::vector<std::string> pointers;  ///< JSON Pointers in the credential
  /// Lists in which how many there are says something of a person (a prefix, a birth date): JSON
  /// Pointer, and to how many it is filled up.
  struct Padded {
    std::string pointer;
    std::size_t count;
  };
  std::vector<Padded> padded;
};

/// The members that say who somebody is, how well they did and by which numbers they are known:
/// `id` and identities of the subject, results, number in a register, evidence, and of our own
/// member the person, the trainer and what a grade means. Never the title, the issuer, dates or
/// what was learned: without these nothing would be shown.
[[nodiscard]] Disclosable disclosable(json::Cursor credential);

}  // namespace credenza::open_badges
