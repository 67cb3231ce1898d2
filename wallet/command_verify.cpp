// verify: what is held can be verified again.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "wallet/copies_view.h"
#include "wallet/held.h"
#include "wallet/session.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

using verify::Verdict;

struct VerifyOptions {
  VerbOptions common;
  std::vector<std::string> ids;
  bool all = false;
  WorldOptions world;
};

Result<int> verify_held(const VerifyOptions& options) {
  World world(options.world);
  TRY(world.load(options.common, options.world));
  Vault vault = TRY(open_vault(options.common, Access::write));
  TRY(world.use_copies(vault));
  std::vector<Id> ids;
  for (const std::string& prefix : options.ids) {
    ids.push_back(TRY(find_by_prefix(vault, prefix, {Kind::credential})));
  }
  const std::vector<HeldCredential> all = TRY(held_credentials(vault));
  std::vector<Content> contents;
  Changes changes;
  Json list = Json::array();
  Verdict worst = Verdict::accepted;
  for (const HeldCredential& one : all) {
    if (!options.all && std::ranges::find(ids, one.id) == ids.end()) continue;
    const Content& content = contents.emplace_back(TRY(vault.read(one.id)));
    const std::string_view text = as_text(content.body());
    const verify::Report report = world.verify(text);
    const std::vector<PublishedCopy> copies = world.copies_used(text);
    Held held = describe(text, report.credentials.front(), world.now());
    held.added = one.held.added;
    held.checked = known_as_of(copies, world.now());
    worst = std::max(worst, held.verdict);
    const std::string id = to_text(one.id);
    host::write_talk(id.substr(0, 8) + "  " + title_of(held, options.common.language()) + "\n" +
                     render(report.credentials.front(), options.common.language()) +
                     copies_text(copies, options.world.offline, options.common.language()));
    list.push_back({{"id", id},
                    {"state", state_word(held, world.now())},
                    {"copies", to_json(copies)},
                    {"report", verify::to_json(report, "credenza.wallet.report/1")}});
    changes.puts.push_back({one.id, Kind::credential, to_meta(held), content.body()});
    TRY(world.keep_copies(text, report.credentials.front(), vault, changes));
  }
  if (!changes.puts.empty()) TRY(vault.commit(changes, world.now(), world.random()));
  if (options.common.json) {
    TRY(host::write_json({{"schema", "credenza.wallet.verify/1"},
                          {"exit", verify::exit_code(worst)},
                          {"credentials", std::move(list)}}));
  }
  return verify::exit_code(worst);
}

}  // namespace

void add_verify(CommandLine& line) {
  const auto [verb, options] = line.verb<VerifyOptions>(
      {"verify", {"Verify again what is held", "Controleer opnieuw wat u bewaart"}}, verify_held);
  CLI::App* which =
      verb.add_option_group(line.in({"Which of them (one of these)", "Welke (een van deze)"}));
  which->add_option("ID", options.ids, line.in({"Their ids", "De nummers"}));
  which->add_flag("--all", options.all, line.in({"Everything", "Alles"}));
  which->require_option(1);
  add_world(line, verb, options.world);
  host::set_example(verb, "credenza-wallet verify --all");
}

}  // namespace credenza::wallet
