// `forget`: takes away what is personal of credentials; what is left can still be counted, proven
// and withdrawn.
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

}  // namespace

Result<int> forget(const Options& options) {
  const OpenHome opened = TRY(open_to_change(options));
  ChangePlan plan;
  std::size_t before = 0;
  {
    const auto snapshot = TRY(opened.store->look());
    const auto targets = TRY(find_targets(options, *snapshot, opened.ledger));
    plan.affected = TRY(known(*snapshot, targets));
    before = targets.size() - plan.affected.size();
    TRY(preview(options, *snapshot, opened.ledger, plan));
  }
  if (before > 0) {
    const std::string number = std::to_string(before);
    talk(options, Sentence{number + " already forgotten.", number + " al vergeten."});
  }
  bool done = false;
  if (!options.dry_run && !plan.affected.empty()) {
    TRY(agreed(options, plan.affected.size(),
               {"Type {} to forget the person of {} credential(s). This cannot be undone: ",
                "Typ {} om de persoon van {} bewijs(zen) te vergeten. Dit kan niet ongedaan worden "
                "gemaakt: "}));
    const auto transaction = TRY(opened.store->begin());
    TRY(forget_all(*transaction, plan.affected, host::SystemClock().now()));
    TRY(transaction->commit());
    done = true;
  }
  if (!done) tell_nothing_changed(options);
  if (options.common.json) {
    TRY(host::write_json({{"schema", schema_of("forget")},
                          {"ids", urns_of(plan.affected)},
                          {"forgotten", done ? plan.affected.size() : 0},
                          {"forgotten_before", before},
                          {"dry_run", options.dry_run}}));
    return host::k_exit_done;
  }
  for (const Target& target : plan.affected)
    TRY(host::write_output(to_urn(target.id) + "\n"));
  return host::k_exit_done;
}

}  // namespace credenza::issuer
