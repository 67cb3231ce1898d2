// ids: what completion offers. Only of a vault that is unlocked: what somebody holds is nobody
// else's business, so it never asks for a passphrase and says nothing when it cannot tell.
#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "wallet/agent_client.h"
#include "wallet/filter.h"
#include "wallet/session.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

constexpr std::size_t k_shown_digits = 8;

struct IdsOptions {
  VerbOptions common;
};

Result<std::vector<Id>> unlocked_credentials(const VerbOptions& options) {
  if (options.ephemeral || options.no_agent) return std::vector<Id>{};
  LockedVault locked = TRY(LockedVault::open(vault_path(options), Access::read));
  auto keys = keys_from_agent(locked.id());
  if (!keys) return std::vector<Id>{};
  const Vault vault = TRY(std::move(locked).unlock_with(*std::move(keys)));
  Filter all;
  all.history = true;
  std::vector<Id> ids;
  for (const Entry& entry : TRY(select_entries(vault, all)))
    ids.push_back(entry.id);
  return ids;
}

Result<int> ids(const IdsOptions& options) {
  const std::vector<Id> all = TRY(unlocked_credentials(options.common));
  std::string out;
  Json list = Json::array();
  for (const Id id : all) {
    out += to_text(id).substr(0, k_shown_digits) + "\n";
    list.push_back(to_text(id));
  }
  if (options.common.json) {
    TRY(host::write_json({{"schema", "credenza.wallet.ids/1"}, {"ids", std::move(list)}}));
  } else {
    TRY(host::write_output(out));
  }
  return host::k_exit_done;
}

}  // namespace

void add_ids(CommandLine& line) {
  const auto [verb, options] =
      line.verb<IdsOptions>({"ids",
                             {"Print the ids that completion offers: of an unlocked vault only",
                              "Toon de nummers voor het aanvullen: alleen als de kluis open staat"},
                             Needs::nothing},
                            ids);
  host::set_example(verb, "credenza-wallet ids");
}

}  // namespace credenza::wallet
