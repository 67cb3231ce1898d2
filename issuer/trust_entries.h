// What a keeper writes down of a trust list: a name, and a table [[entry]] for each issuer, with
// the members that an entry has in the list (docs/trust_list_format.md).
//
//   register.toml ── parse_trust_entries ──► TrustEntries ──► trust_list::make
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "trust_list/trust_list.h"

namespace credenza::issuer {

struct TrustEntries {
  std::string name;  ///< of the list
  std::vector<trust_list::Entry> entries;
};

/// Days may be dates of TOML or texts.
/// @error malformed     not TOML ("line 3"); a member of the wrong form; two entries of one DID
/// @error missing, out_of_range, unsupported  as trust_list::read_entry(), at "/entry/2/until"
[[nodiscard]] Result<TrustEntries> parse_trust_entries(std::string_view text);

}  // namespace credenza::issuer
