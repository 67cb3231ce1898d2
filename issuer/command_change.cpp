// `revoke`, `suspend`, `reinstate`: one entry in the ledger, and one change of the status lists,
// for all that are meant.
#include "crypto/random.h"
#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/acting.h"
#include "issuer/ledger_words.h"

namespace credenza::issuer {
namespace {

struct ChangeWords {
  host::Text question;  ///< "{}" is the number
  host::Text done;      ///< goes on after the number
};

ChangeWords words_of(Change change) {
  switch (change) {
    case Change::suspend:
      return {
          {"Type {} to suspend {} credential(s): ", "Typ {} om {} bewijs(zen) op te schorten: "},
          {" suspended.", " opgeschort."}};
    case Change::reinstate:
      return {{"Type {} to set {} credential(s) in force again: ",
               "Typ {} om {} bewijs(zen) weer geldig te maken: "},
              {" in force again.", " weer geldig."}};
    case Change::revoke:
    case Change::replace:
    case Change::renew:
      break;
  }
  return {{"Type {} to withdraw {} credential(s). This cannot be undone: ",
           "Typ {} om {} bewijs(zen) in te trekken. Dit kan niet ongedaan worden gemaakt: "},
          {" withdrawn.", " ingetrokken."}};
}

/// What was named one by one has to be changed; what an expression means may stay as it is. Who
/// names a replaced one means the person's credential, which is another one by now.
Status check_fixed(const Options& options, const ChangePlan& plan, Snapshot& snapshot,
                   const Ledger& ledger) {
  if (!options.where.empty()) return {};
  for (const std::vector<Target>* list : {&plan.fixed, &plan.already}) {
    for (const Target& target : *list) {
      if (target.state != State::superseded) continue;
      const auto entry = TRY(snapshot.issued(target.position));
      must(entry.has_value());
      return name_newest(fail(Code::conflict, "superseded", to_urn(target.id) + " was replaced"),
                         snapshot, ledger, *entry);
    }
  }
  if (plan.fixed.empty()) return {};
  return fail(Code::forbidden, "withdrawn",
              to_urn(plan.fixed.front().id) + " was withdrawn, which is not undone");
}

Status write_letters(const Options& options, const OpenHome& opened, const ChangePlan& plan,
                     const Reason& reason, Instant at) {
  const auto snapshot = TRY(opened.store->look());
  LedgerReader reader(*snapshot, opened.ledger);
  // Excel takes a file for UTF-8 when it begins so.
  std::string text = "\xEF\xBB\xBF" + letter_names();
  for (const Target& target : plan.affected) {
    const auto entry = TRY(snapshot->issued(target.position));
    must(entry.has_value());
    LedgerLine line = TRY(reader.line(*entry));
    text += letter_row({std::move(line), at, reason});
  }
  return host::write_file(options.letters, as_bytes(text), {.mode = 0600, .overwrite = false});
}

Status tell(const Options& options, const ChangePlan& plan, const GivenAccount& given,
            const std::optional<Transaction::Appended>& made) {
  if (!options.common.json) {
    for (const Target& target : plan.affected)
      TRY(host::write_output(to_urn(target.id) + "\n"));
    return {};
  }
  const std::size_t changed = made ? plan.affected.size() : 0;
  Json out = {{"schema", schema_of(to_string(plan.change))},
              {"ids", urns_of(plan.affected)},
              {"already", urns_of(plan.already)},
              {"changed", changed},
              {"reason", given.account.reason},
              {"dry_run", options.dry_run}};
  if (plan.change == Change::revoke) {
    out["withdrawn"] = changed;
    out["withdrawn_before"] = count_of(plan.already, State::revoked);
    out["replaced_before"] = count_of(plan.already, State::superseded);
  } else {
    out["withdrawn_for_good"] = urns_of(plan.fixed);
  }
  if (made) {
    out["entry"] = made->position;
    out["at"] = format_instant(made->at);
  }
  return host::write_json(out);
}

Result<int> change_standings(const Options& options, Change change) {
  const GivenAccount given = TRY(given_account(options, change));
  if (!options.letters.empty() && host::exists(options.letters))
    return fail(Code::conflict, "--letters", options.letters + " is there already");
  const OpenHome opened = TRY(open_to_change(options));
  ChangePlan plan;
  {
    const auto snapshot = TRY(opened.store->look());
    plan = plan_change(change, TRY(find_targets(options, *snapshot, opened.ledger)));
    TRY(check_fixed(options, plan, *snapshot, opened.ledger));
    TRY(preview(options, *snapshot, opened.ledger, plan));
  }
  if (options.dry_run || plan.affected.empty()) {
    tell_nothing_changed(options);
    TRY(tell(options, plan, given, std::nullopt));
    return host::k_exit_done;
  }
  const ChangeWords words = words_of(change);
  const bool yes = TRY(agreed(options, plan.affected.size(), words.question));
  if (!yes) {
    tell_nothing_changed(options);
    return host::k_exit_error;
  }
  crypto::SystemRandom random;
  std::optional<Transaction::Appended> made;
  {
    const auto transaction = TRY(opened.store->begin());
    made = TRY(apply_change(*transaction, opened.ledger, plan, given.account,
                            host::SystemClock().now(), random));
    TRY(transaction->commit());
  }
  TRY(tell(options, plan, given, made));
  const std::string number = std::to_string(plan.affected.size());
  talk(options,
       Sentence{
           number + std::string(words.done.en) + " Readers see it after: credenza-issuer publish.",
           number + std::string(words.done.nl) + " Lezers zien het na: credenza-issuer publish."});
  if (!options.letters.empty()) TRY(write_letters(options, opened, plan, *given.reason, made->at));
  return host::k_exit_done;
}

}  // namespace

Result<int> revoke_ids(const Options& options) {
  return change_standings(options, Change::revoke);
}

Result<int> suspend_ids(const Options& options) {
  return change_standings(options, Change::suspend);
}

Result<int> reinstate_ids(const Options& options) {
  return change_standings(options, Change::reinstate);
}

}  // namespace credenza::issuer
