#include "wallet/profile.h"

#include <algorithm>

namespace credenza::wallet {
namespace {

Result<Profile> read_profile(const Entry& entry) {
  Profile profile;
  profile.id = entry.id;
  profile.name = TRY(entry.entry.string_at("name"));
  const json::Cursor records = TRY(entry.entry.at("records"));
  for (const json::Cursor record : records.items()) {
    const std::string_view id = TRY(record.string());
    profile.records.push_back(TRY(id_from_text(id)));
  }
  return profile;
}

}  // namespace

Json to_meta(const Profile& profile) {
  Json records = Json::array();
  for (const Id id : profile.records)
    records.push_back(to_text(id));
  return {{"name", profile.name}, {"records", std::move(records)}};
}

Result<std::vector<Profile>> profiles(const Vault& vault) {
  std::vector<Profile> all;
  for (const Entry& entry : vault.index().entries()) {
    if (entry.kind != Kind::profile) continue;
    Result<Profile> profile = read_profile(entry);
    if (!profile)
      return fail(profile.error().code, "index", "a profile's entry is not as expected");
    all.push_back(std::move(*profile));
  }
  std::ranges::sort(all, {}, &Profile::name);
  return all;
}

Result<Profile> find_profile(const Vault& vault, std::string_view name) {
  const std::vector<Profile> all = TRY(profiles(vault));
  const auto found = std::ranges::find(all, name, &Profile::name);
  if (found == all.end())
    return fail(Code::not_found, "--profile", "there is no profile of this name");
  return *found;
}

Status leave_profiles(const Vault& vault, const std::vector<Id>& gone, Changes& changes) {
  std::vector<Profile> all = TRY(profiles(vault));
  for (Profile& profile : all) {
    const auto left = std::erase_if(
        profile.records, [&gone](Id id) { return std::ranges::find(gone, id) != gone.end(); });
    if (left > 0) changes.puts.push_back({profile.id, Kind::profile, to_meta(profile), {}});
  }
  return {};
}

}  // namespace credenza::wallet
