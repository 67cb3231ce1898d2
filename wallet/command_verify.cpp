// verify: what is held can be verified again.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "wallet/copies_view.h"
#include "wallet/endorsement.h"
#include "wallet/held.h"
#include "wallet/session.h"
#include "wallet/supersede.h"
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

/// What is to be written, and what was found.
struct Findings {
  std::vector<Content> contents;
  Changes changes;
  Json list = Json::array();
  Verdict worst = Verdict::accepted;
};

Status verify_one(const VerifyOptions& options, World& world, Vault& vault, HeldCredential& one,
                  Findings& findings) {
  const Content& content = findings.contents.emplace_back(TRY(vault.read(one.id)));
  const std::string_view text = as_text(content.body());
  const verify::Report report = world.verify(text);
  const std::vector<PublishedCopy> copies = world.copies_used(text);
  Held held = describe(text, report.credentials.front(), world.now());
  keep_own_words(held, one.held);
  held.checked = known_as_of(copies, world.now());
  findings.worst = std::max(findings.worst, held.verdict);
  const std::string id = to_text(one.id);
  host::write_talk(id.substr(0, 8) + "  " + title_of(held, options.common.language()) + "\n" +
                   render(report.credentials.front(), options.common.language()) +
                   copies_text(copies, options.world.offline, options.common.language()));
  findings.list.push_back({{"id", id},
                           {"state", state_word(held, world.now())},
                           {"copies", to_json(copies)},
                           {"report", verify::to_json(report, "credenza.wallet.report/1")}});
  findings.changes.puts.push_back({one.id, Kind::credential, to_meta(held), content.body()});
  TRY(world.keep_copies(text, report.credentials.front(), vault, findings.changes));
  one.held = std::move(held);
  return {};
}

/// Who takes whose place may be another matter now.
Status add_superseded(Vault& vault, const std::vector<HeldCredential>& all, Findings& findings) {
  for (const HeldCredential& one : find_superseded(all)) {
    const auto put = std::ranges::find(findings.changes.puts, one.id, &Put::id);
    if (put != findings.changes.puts.end()) {
      put->meta = to_meta(one.held);
      continue;
    }
    const Content& content = findings.contents.emplace_back(TRY(vault.read(one.id)));
    findings.changes.puts.push_back({one.id, Kind::credential, to_meta(one.held), content.body()});
  }
  return {};
}

/// Endorsements keep what they are about; their mark is found anew. They change no verdict: an
/// opinion is not what is verified.
Status verify_endorsements(World& world, Vault& vault, Findings& findings) {
  for (const HeldEndorsement& one : TRY(endorsements(vault))) {
    const Content& content = findings.contents.emplace_back(TRY(vault.read(one.id)));
    const verify::Report report = world.verify(as_text(content.body()));
    HeldEndorsement again = one;
    again.verdict = report.verdict();
    again.code = describe(as_text(content.body()), report.credentials.front(), world.now()).code;
    again.checked = world.now();
    findings.changes.puts.push_back({one.id, Kind::endorsement, to_meta(again), content.body()});
  }
  return {};
}

Result<int> verify_held(const VerifyOptions& options) {
  World world(options.world);
  TRY(world.load(options.common, options.world));
  Vault vault = TRY(open_vault(options.common, Access::write));
  TRY(world.use_copies(vault));
  std::vector<Id> ids;
  for (const std::string& prefix : options.ids) {
    ids.push_back(TRY(find_by_prefix(vault, prefix, {Kind::credential})));
  }
  std::vector<HeldCredential> all = TRY(held_credentials(vault));
  Findings findings;
  for (HeldCredential& one : all) {
    if (!options.all && std::ranges::find(ids, one.id) == ids.end()) continue;
    TRY(verify_one(options, world, vault, one, findings));
  }
  TRY(add_superseded(vault, all, findings));
  if (options.all) TRY(verify_endorsements(world, vault, findings));
  if (!findings.changes.puts.empty())
    TRY(vault.commit(findings.changes, world.now(), world.random()));
  const int exit = verify::exit_code(findings.worst);
  if (options.common.json) {
    TRY(host::write_json({{"schema", "credenza.wallet.verify/1"},
                          {"exit", exit},
                          {"credentials", std::move(findings.list)}}));
  }
  return exit;
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
