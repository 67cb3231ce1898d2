// gap: what a job asks for, beside what is in the vault. Counted here; nothing is sent.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "wallet/gap_view.h"
#include "wallet/session.h"

namespace credenza::wallet {
namespace {

struct GapOptions {
  VerbOptions common;
  std::string profile;
  std::vector<std::string> crosswalks;
  bool check = false;
};

/// The same error, with the file in front of the place in it.
Error in_file(const std::string& path, const Error& error) {
  const std::string file = host::printable(path);
  return fail(error.code, error.where.empty() ? file : file + ", " + error.where, error.detail);
}

Result<JobProfile> read_profile(const std::string& path) {
  const std::string text = TRY(host::read_file(path, k_max_profile_bytes));
  Result<JobProfile> profile = parse_job_profile(text);
  return profile ? std::move(profile) : in_file(path, profile.error());
}

Status check_pinned(const JobProfile& profile, const Crosswalk& crosswalk,
                    const std::string& path) {
  const bool counts =
      profile.crosswalks.empty() ||
      std::ranges::find(profile.crosswalks, crosswalk.digest) != profile.crosswalks.end();
  if (counts) return {};
  return fail(
      Code::mismatch, host::printable(path),
      "the job profile names another table than this one, whose SHA-256 is " + crosswalk.digest);
}

Result<std::vector<Crosswalk>> read_crosswalks(const GapOptions& options,
                                               const JobProfile& profile) {
  std::vector<Crosswalk> out;
  for (const std::string& path : options.crosswalks) {
    const std::string text = TRY(host::read_file(path, k_max_crosswalk_bytes));
    Result<Crosswalk> crosswalk = parse_crosswalk(text);
    if (!crosswalk) return in_file(path, crosswalk.error());
    TRY(check_pinned(profile, *crosswalk, path));
    out.push_back(std::move(*crosswalk));
  }
  return out;
}

/// Says which tables the profile names that were not given: without them the answer can be smaller.
void tell_missing(const GapOptions& options, const JobProfile& profile,
                  const std::vector<Crosswalk>& given) {
  const auto missing = std::ranges::count_if(profile.crosswalks, [&given](const std::string& each) {
    return std::ranges::find(given, each, &Crosswalk::digest) == given.end();
  });
  if (missing == 0) return;
  talk(options.common,
       {"This employer also counts by a table that you did not give. Ask for it, and use "
        "--crosswalk FILE.",
        "Deze werkgever telt ook met een tabel die u niet gaf. Vraag erom, en gebruik "
        "--crosswalk BESTAND."});
}

Json crosswalks_json(const std::vector<Crosswalk>& crosswalks) {
  Json out = Json::array();
  for (const Crosswalk& each : crosswalks)
    out.push_back({{"release", each.release}, {"sha256", each.digest}});
  return out;
}

Result<int> gap(const GapOptions& options) {
  JobProfile profile = TRY(read_profile(options.profile));
  const std::vector<Crosswalk> crosswalks = TRY(read_crosswalks(options, profile));
  const Vault vault = TRY(open_vault(options.common, Access::read));
  const Instant now = host::SystemClock().now();
  const std::vector<SkillClaim> claims = TRY(skill_claims(vault, now));
  const SkillRelations relations(crosswalks);
  for (Demand& demand : profile.demands)
    demand.skill = relations.named(demand.skill);
  const Gap found = find_gap(profile, claims, relations);
  const bool has_all = found.must.met == found.must.of;
  const int exit = options.check && !has_all ? host::k_exit_not_accepted : host::k_exit_done;
  if (options.common.json) {
    Json out{{"schema", "credenza.wallet.gap/1"}, {"exit", exit}, {"at", format_instant(now)}};
    out.update(gap_json(profile, found, now));
    out["crosswalks"] = crosswalks_json(crosswalks);
    TRY(host::write_json(out));
  } else {
    TRY(host::write_output(gap_text(profile, found, now, options.common.language())));
  }
  tell_missing(options, profile, crosswalks);
  talk(options.common, {"Counted on this computer; nothing was sent.",
                        "Op deze computer geteld; er is niets verstuurd."});
  return exit;
}

}  // namespace

void add_gap(CommandLine& line) {
  const auto [verb, options] =
      line.verb<GapOptions>({"gap",
                             {"Show what a job asks for, and what of it you can prove",
                              "Toon wat een baan vraagt, en wat u daarvan kunt bewijzen"}},
                            gap);
  verb.add_option("--profile", options.profile,
                  line.in({"What the job asks for (TOML; - is standard input)",
                           "Wat de baan vraagt (TOML; - is de invoer)"}))
      ->required();
  verb.add_option("--crosswalk", options.crosswalks,
                  line.in({"Table between lists of skills, as CompetentNL and ESCO; once for each",
                           "Tabel tussen lijsten van vaardigheden, zoals CompetentNL en ESCO; "
                           "voor elke een keer"}))
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  verb.add_flag("--check", options.check,
                line.in({"For scripts: exit 6 when a must-have is not met; without it 0, because "
                         "a gap is an answer and no failure",
                         "Voor scripts: exit 6 als iets ontbreekt dat moet; anders 0, want ook "
                         "dat is een antwoord"}));
  host::set_example(verb, "credenza-wallet gap --profile team-leader.toml");
}

}  // namespace credenza::wallet
