// unlock, lock, status: an agent keeps the keys of a vault for a while.
#include <CLI/CLI.hpp>

#include "base/encoding.h"
#include "host/exit_codes.h"
#include "host/files.h"
#include "wallet/agent_client.h"
#include "wallet/session.h"
#include "wallet/share.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

using std::chrono::seconds;

constexpr seconds k_longest_unlocked{std::chrono::hours{24}};

struct UnlockOptions {
  VerbOptions common;
  std::string idle = "10m";
  std::string longest = "8h";
};

struct AgentOptions {
  VerbOptions common;
};

/// @error malformed, out_of_range  `where` is the option
Result<seconds> time_limit(const std::string& text, const std::string& option) {
  auto limit = parse_duration(text);
  if (!limit) return fail(limit.error().code, option, limit.error().detail);
  if (*limit > k_longest_unlocked)
    return fail(Code::out_of_range, option, "a vault stays unlocked for 24 hours at most");
  return limit;
}

/// "10 min", "8 h"
std::string said(seconds time) {
  const std::int64_t minutes = (time.count() + 59) / 60;
  if (minutes >= 120 && minutes % 60 == 0) return std::to_string(minutes / 60) + " h";
  return std::to_string(minutes) + " min";
}

Result<int> unlock(const UnlockOptions& options) {
  if (options.common.ephemeral) {
    return fail(Code::malformed, "--ephemeral",
                "a vault does not stay unlocked on a computer of others");
  }
  const seconds longest = TRY(time_limit(options.longest, "--max"));
  const seconds idle = std::min(TRY(time_limit(options.idle, "--idle")), longest);
  AgentStarter agent = TRY(AgentStarter::make());
  // Who wants more time shows the passphrase again.
  const Vault vault = TRY(open_vault(without_agent(options.common), Access::read));
  const std::string path = TRY(host::absolute_path(vault_path(options.common)));
  TRY(agent.start({vault.id(), idle, longest, path, vault.keys()}));
  if (options.common.json) {
    TRY(host::write_json({{"schema", "credenza.wallet.unlock/1"},
                          {"vault", host::printable(path)},
                          {"vault_id", to_hex(vault.id())},
                          {"idle_seconds", idle.count()},
                          {"longest_seconds", longest.count()}}));
  }
  const std::string times[] = {said(idle), said(longest)};
  talk(options.common,
       {"The vault is unlocked. It locks after " + times[0] + " without use, and after " +
            times[1] + " in any case. Lock it now: credenza-wallet lock",
        "De kluis is open. Hij gaat dicht na " + times[0] + " zonder gebruik. Hij gaat dicht na " +
            times[1] + ", wat u ook doet. Nu dicht: credenza-wallet lock"});
  return host::k_exit_done;
}

Result<int> lock(const AgentOptions& options) {
  const std::size_t locked = TRY(lock_agents());
  if (options.common.json)
    TRY(host::write_json({{"schema", "credenza.wallet.lock/1"}, {"locked", locked}}));
  if (locked == 0) {
    talk(options.common, {"No vault was unlocked.", "Er stond geen kluis open."});
  } else {
    talk(options.common,
         {"Locked. The passphrase is needed again.", "Dicht. De wachtzin is weer nodig."});
  }
  return host::k_exit_done;
}

Result<int> status(const AgentOptions& options) {
  const std::vector<AgentStatus> agents = TRY(running_agents());
  if (options.common.json) {
    Json list = Json::array();
    for (const AgentStatus& agent : agents) {
      list.push_back({{"vault", host::printable(agent.path)},
                      {"vault_id", to_hex(agent.vault)},
                      {"idle_seconds_left", agent.idle_left.count()},
                      {"seconds_left", agent.left.count()}});
    }
    TRY(host::write_json({{"schema", "credenza.wallet.status/1"}, {"unlocked", std::move(list)}}));
    return host::k_exit_done;
  }
  if (agents.empty()) talk(options.common, {"No vault is unlocked.", "Er staat geen kluis open."});
  const Language language = options.common.language();
  std::string out;
  for (const AgentStatus& agent : agents) {
    const Text unused{"; locks without use in ", "; gaat zonder gebruik dicht over "};
    const Text always{", in any case in ", ", altijd over "};
    const Text open{"unlocked", "open"};
    out += std::string(open.in(language)) + ": " + host::printable(agent.path) +
           std::string(unused.in(language)) + said(agent.idle_left) +
           std::string(always.in(language)) + said(agent.left) + "\n";
  }
  TRY(host::write_output(out));
  return host::k_exit_done;
}

}  // namespace

void add_agent_verbs(CommandLine& line) {
  const auto [made, options] = line.verb<UnlockOptions>(
      {"unlock", {"Keep the vault unlocked for a while", "Houd de kluis een tijdje open"}}, unlock);
  made.add_option("--idle", options.idle,
                  line.in({"Lock when it is not used for so long: 10m, 1h",
                           "Gaat dicht na zo lang zonder gebruik: 10m, 1h"}));
  made.add_option("--max", options.longest,
                  line.in({"Lock after so long in any case: 8h; at most 24h",
                           "Gaat altijd dicht na zo lang: 8h; hoogstens 24h"}));
  host::set_example(made, "credenza-wallet unlock --idle 5m");
  const auto [locking, lock_options] = line.verb<AgentOptions>(
      {"lock", {"Lock every unlocked vault", "Sluit elke kluis die open staat"}, Needs::nothing},
      lock);
  host::set_example(locking, "credenza-wallet lock");
  const auto [telling, status_options] =
      line.verb<AgentOptions>({"status",
                               {"Show which vaults are unlocked, and for how long",
                                "Toon welke kluizen open staan, en hoe lang nog"},
                               Needs::nothing},
                              status);
  host::set_example(telling, "credenza-wallet status");
}

}  // namespace credenza::wallet
