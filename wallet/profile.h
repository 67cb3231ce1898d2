// Profiles: named sets of what is held, "work" beside "volunteering". docs/vault_format.md, section
// 7.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wallet/vault.h"

namespace credenza::wallet {

struct Profile {
  Id id = 0;
  std::string name;
  std::vector<Id> records;  ///< credentials and own words
};

[[nodiscard]] Json to_meta(const Profile& profile);

/// Every profile of the vault, by name.
/// @error missing, malformed  an entry that is not as to_meta() writes it; `where` is "index"
[[nodiscard]] Result<std::vector<Profile>> profiles(const Vault& vault);

/// @error not_found  at "--profile": there is none of this name
[[nodiscard]] Result<Profile> find_profile(const Vault& vault, std::string_view name);

/// Takes `gone` out of every profile that has one of them, as changes to be committed.
/// @error as profiles()
[[nodiscard]] Status leave_profiles(const Vault& vault, const std::vector<Id>& gone,
                                    Changes& changes);

}  // namespace credenza::wallet
