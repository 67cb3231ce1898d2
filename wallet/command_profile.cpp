// profile new, list, add, remove, rm: named sets of what is held.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/system.h"
#include "wallet/held.h"
#include "wallet/own_words.h"
#include "wallet/profile.h"
#include "wallet/session.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

constexpr std::size_t k_max_profiles = 100;
constexpr std::size_t k_max_records = 1000;
constexpr std::size_t k_max_name_bytes = 60;

struct ProfileOptions {
  VerbOptions common;
  std::string name;
  std::vector<std::string> ids;
};

Json to_json(const Profile& profile) {
  Json out{{"id", to_text(profile.id)}};
  out.update(to_meta(profile));
  return out;
}

Status say(const ProfileOptions& options, const Profile& profile, const char* schema) {
  if (options.common.json) {
    Json out{{"schema", schema}};
    out.update(to_json(profile));
    return host::write_json(out);
  }
  return host::write_output(shown(profile.name) + "  " + std::to_string(profile.records.size()) +
                            "\n");
}

Status keep(Vault& vault, const Profile& profile) {
  crypto::SystemRandom random;
  Changes changes;
  changes.puts.push_back({profile.id, Kind::profile, to_meta(profile), {}});
  return vault.commit(changes, host::SystemClock().now(), random);
}

Result<std::vector<Id>> named_records(const ProfileOptions& options, const Vault& vault) {
  std::vector<Id> ids;
  for (const std::string& prefix : options.ids)
    ids.push_back(TRY(find_by_prefix(vault, prefix, {Kind::credential, Kind::own_words})));
  return ids;
}

void include(Profile& profile, const std::vector<Id>& ids) {
  for (const Id id : ids) {
    if (std::ranges::find(profile.records, id) == profile.records.end())
      profile.records.push_back(id);
  }
}

Result<int> make(const ProfileOptions& options) {
  TRY(check_own_text(options.name, k_max_name_bytes, "NAME"));
  if (options.name.empty()) return fail(Code::missing, "NAME", "a name");
  Vault vault = TRY(open_vault(options.common, Access::write));
  const std::vector<Profile> all = TRY(profiles(vault));
  if (std::ranges::find(all, options.name, &Profile::name) != all.end())
    return fail(Code::conflict, "NAME", "there is a profile of this name already");
  if (all.size() == k_max_profiles)
    return fail(Code::out_of_range, "NAME", "a vault has at most 100 profiles");
  crypto::SystemRandom random;
  Profile profile{make_id(random), options.name, {}};
  include(profile, TRY(named_records(options, vault)));
  TRY(keep(vault, profile));
  TRY(say(options, profile, "credenza.wallet.profile.new/1"));
  return host::k_exit_done;
}

Result<int> list(const ProfileOptions& options) {
  const Vault vault = TRY(open_vault(options.common, Access::read));
  const std::vector<Profile> all = TRY(profiles(vault));
  if (options.common.json) {
    Json rows = Json::array();
    for (const Profile& profile : all)
      rows.push_back(to_json(profile));
    TRY(host::write_json(
        {{"schema", "credenza.wallet.profile.list/1"}, {"profiles", std::move(rows)}}));
    return host::k_exit_done;
  }
  std::string table;
  for (const Profile& profile : all)
    table += shown(profile.name) + "  " + std::to_string(profile.records.size()) + "\n";
  if (!table.empty()) TRY(host::write_output(table));
  return host::k_exit_done;
}

Result<int> add_to(const ProfileOptions& options) {
  Vault vault = TRY(open_vault(options.common, Access::write));
  Profile profile = TRY(find_profile(vault, options.name));
  include(profile, TRY(named_records(options, vault)));
  if (profile.records.size() > k_max_records)
    return fail(Code::out_of_range, "ID", "a profile has at most 1000");
  TRY(keep(vault, profile));
  TRY(say(options, profile, "credenza.wallet.profile.add/1"));
  return host::k_exit_done;
}

Result<int> remove_from(const ProfileOptions& options) {
  Vault vault = TRY(open_vault(options.common, Access::write));
  Profile profile = TRY(find_profile(vault, options.name));
  const std::vector<Id> ids = TRY(named_records(options, vault));
  std::erase_if(profile.records, [&ids](Id id) { return std::ranges::find(ids, id) != ids.end(); });
  TRY(keep(vault, profile));
  TRY(say(options, profile, "credenza.wallet.profile.remove/1"));
  return host::k_exit_done;
}

Result<int> forget(const ProfileOptions& options) {
  Vault vault = TRY(open_vault(options.common, Access::write));
  const Profile profile = TRY(find_profile(vault, options.name));
  crypto::SystemRandom random;
  const Changes changes{{}, {profile.id}};
  TRY(vault.commit(changes, host::SystemClock().now(), random));
  TRY(say(options, profile, "credenza.wallet.profile.rm/1"));
  talk(options.common, {"The profile is gone; what was in it stays.",
                        "Het profiel is weg; wat erin zat, blijft bewaard."});
  return host::k_exit_done;
}

void add_name(const CommandLine& line, CLI::App& verb, ProfileOptions& options) {
  verb.add_option("NAME", options.name,
                  line.in({"The name of the profile", "De naam van het profiel"}))
      ->required();
}

void add_ids(const CommandLine& line, CLI::App& verb, ProfileOptions& options, bool required) {
  verb.add_option("ID", options.ids,
                  line.in({"Credentials and own words", "Bewijzen en eigen woorden"}))
      ->required(required);
}

}  // namespace

void add_profile_verbs(CommandLine& line) {
  CLI::App& group = line.group("profile", {"Named sets of what you hold: work, volunteering",
                                           "Groepjes van wat u hebt: werk, vrijwilligerswerk"});
  const auto [made, made_options] =
      line.verb<ProfileOptions>(group, {"new", {"Make a profile", "Maak een profiel"}}, make);
  add_name(line, made, made_options);
  add_ids(line, made, made_options, false);
  host::set_example(made, "credenza-wallet profile new work 3fa8");
  const auto [lists, list_options] =
      line.verb<ProfileOptions>(group, {"list", {"Show the profiles", "Toon de profielen"}}, list);
  host::set_example(lists, "credenza-wallet profile list");
  const auto [add, add_options] = line.verb<ProfileOptions>(
      group, {"add", {"Put something into a profile", "Zet iets in een profiel"}}, add_to);
  add_name(line, add, add_options);
  add_ids(line, add, add_options, true);
  host::set_example(add, "credenza-wallet profile add volunteering 3fa8");
  const auto [remove, remove_options] = line.verb<ProfileOptions>(
      group, {"remove", {"Take something out of a profile", "Haal iets uit een profiel"}},
      remove_from);
  add_name(line, remove, remove_options);
  add_ids(line, remove, remove_options, true);
  host::set_example(remove, "credenza-wallet profile remove volunteering 3fa8");
  const auto [rm, rm_options] = line.verb<ProfileOptions>(
      group,
      {"rm", {"Remove a profile; what is in it stays", "Gooi een profiel weg; de inhoud blijft"}},
      forget);
  add_name(line, rm, rm_options);
  host::set_example(rm, "credenza-wallet profile rm volunteering");
}

}  // namespace credenza::wallet
