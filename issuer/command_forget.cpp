// `forget`: takes away what is personal of credentials; what is left can still be counted, proven
// and withdrawn.
#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/acting.h"

namespace credenza::issuer {
namespace {

/// Those that still have something personal.
Result<std::vector<Target>> known(Snapshot& snapshot, const std::vector<Target>& targets) {
  std::vector<Target> out;
  for (const Target& target : targets) {
    const auto personal = TRY(snapshot.personal(target.position));
    if (personal) out.push_back(target);
  }
  return out;
}

struct ForgetOptions {
  VerbOptions common;
  TargetOptions targets;
  std::optional<std::size_t> yes;
};

Result<int> forget(const ForgetOptions& options) {
  const OpenHome opened = TRY(open_to_change(options.common));
  ChangePlan plan;
  std::size_t before = 0;
  {
    const auto snapshot = TRY(opened.store->look());
    const auto targets = TRY(find_targets(options.targets, *snapshot, opened.ledger));
    plan.affected = TRY(known(*snapshot, targets));
    before = targets.size() - plan.affected.size();
    TRY(preview(options.common, *snapshot, opened.ledger, plan));
  }
  if (before > 0) {
    const std::string number = std::to_string(before);
    tell(options.common, Sentence{number + " already forgotten.", number + " al vergeten."});
  }
  bool done = false;
  if (!options.common.dry_run && !plan.affected.empty()) {
    TRY(agreed(options.common, options.yes, plan.affected.size(),
               {"Type {} to forget the person of {} credential(s). This cannot be undone: ",
                "Typ {} om de persoon van {} bewijs(zen) te vergeten. Dit kan niet ongedaan worden "
                "gemaakt: "}));
    const auto transaction = TRY(opened.store->begin());
    TRY(forget_all(*transaction, plan.affected, host::SystemClock().now()));
    TRY(transaction->commit());
    done = true;
  }
  if (options.common.dry_run) {
    const std::string number = std::to_string(plan.affected.size());
    tell(options.common,
         Sentence{"The person of " + number + " credential(s) would be forgotten.",
                  "De persoon van " + number + " bewijs(zen) zou worden vergeten."});
  }
  if (!done) tell_nothing_changed(options.common);
  if (options.common.json) {
    TRY(host::write_json({{"schema", schema_of("forget")},
                          {"ids", urns_of(plan.affected)},
                          {"forgotten", done ? plan.affected.size() : 0},
                          {"forgotten_before", before},
                          {"dry_run", options.common.dry_run}}));
    return host::k_exit_done;
  }
  for (const Target& target : plan.affected)
    TRY(host::write_output(to_urn(target.id) + "\n"));
  return host::k_exit_done;
}

}  // namespace

void add_forget(CommandLine& line) {
  const auto [verb, options] =
      line.verb<ForgetOptions>({"forget",
                                {"Take away what is personal; counts and proofs stay",
                                 "Verwijder wat persoonlijk is; aantallen en bewijskracht blijven"},
                                Needs::passphrase},
                               forget);
  add_targets(line, verb, options.targets);
  add_count(line, verb, options.yes);
  add_dry_run(line, verb, options.common);
  host::set_example(verb, "credenza-issuer forget 5f2a7c1e --yes 1");
}

}  // namespace credenza::issuer
