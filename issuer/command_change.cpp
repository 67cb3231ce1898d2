// `revoke`, `suspend`, `reinstate`: one entry in the ledger, and one change of the status lists,
// for all that are meant.
#include <CLI/CLI.hpp>

#include "crypto/random.h"
#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/acting.h"
#include "issuer/ledger_words.h"

namespace credenza::issuer {
namespace {

struct ChangeOptions {
  VerbOptions common;
  TargetOptions targets;
  ReasonOptions why;
  std::optional<std::size_t> yes;
  std::string letters;  ///< a table to make letters from
  std::string publish;  ///< a web site
};

struct ChangeWords {
  host::Text question;  ///< "{}" is the number
  host::Text done;      ///< goes on after the number
  host::Text would;     ///< the same, of a dry run
};

ChangeWords words_of(Change change) {
  switch (change) {
    case Change::suspend:
      return {
          {"Type {} to suspend {} credential(s): ", "Typ {} om {} bewijs(zen) op te schorten: "},
          {" suspended.", " opgeschort."},
          {" would be suspended.", " zou(den) worden opgeschort."}};
    case Change::reinstate:
      return {{"Type {} to set {} credential(s) in force again: ",
               "Typ {} om {} bewijs(zen) weer geldig te maken: "},
              {" in force again.", " weer geldig."},
              {" would be in force again.", " zou(den) weer geldig zijn."}};
    case Change::revoke:
    case Change::replace:
    case Change::renew:
      break;
  }
  return {{"Type {} to withdraw {} credential(s). This cannot be undone: ",
           "Typ {} om {} bewijs(zen) in te trekken. Dit kan niet ongedaan worden gemaakt: "},
          {" withdrawn.", " ingetrokken."},
          {" would be withdrawn.", " zou(den) worden ingetrokken."}};
}

/// What was named one by one has to be changed; what an expression means may stay as it is. Who
/// names a replaced one means the person's credential, which is another one by now.
Status check_fixed(const ChangeOptions& options, const ChangePlan& plan, Snapshot& snapshot,
                   const Ledger& ledger) {
  if (!options.targets.where.empty()) return {};
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

Status write_letters(const ChangeOptions& options, const OpenHome& opened, const ChangePlan& plan,
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

Status tell(const ChangeOptions& options, const ChangePlan& plan, const GivenAccount& given,
            const std::optional<Transaction::Appended>& made, const Published& published) {
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
              {"dry_run", options.common.dry_run}};
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
  if (!published.json.is_null()) out["published"] = published.json;
  return host::write_json(out);
}

Result<Transaction::Appended> apply(const OpenHome& opened, const ChangePlan& plan,
                                    const Account& account) {
  crypto::SystemRandom random;
  const auto transaction = TRY(opened.store->begin());
  const auto made = TRY(
      apply_change(*transaction, opened.ledger, plan, account, host::SystemClock().now(), random));
  TRY(transaction->commit());
  return made;
}

/// All of them are as they should be. What was changed before may not be published yet.
Result<int> nothing_to_change(const ChangeOptions& options, const OpenHome& opened,
                              const ChangePlan& plan, const GivenAccount& given) {
  tell_nothing_changed(options.common);
  Published published;
  if (!options.publish.empty()) {
    published = publish_change(options.common, opened, options.publish);
    tell(options.common, published.words);
  }
  TRY(tell(options, plan, given, std::nullopt, published));
  return published.exit;
}

Result<int> change_standings(const ChangeOptions& options, Change change) {
  const GivenAccount given = TRY(given_account(options.why, change));
  if (!options.letters.empty() && host::exists(options.letters))
    return fail(Code::conflict, "--letters", options.letters + " is there already");
  const OpenHome opened = TRY(open_to_change(options.common));
  TRY(check_before_change(opened, options.publish));
  ChangePlan plan;
  {
    const auto snapshot = TRY(opened.store->look());
    plan = plan_change(change, TRY(find_targets(options.targets, *snapshot, opened.ledger)));
    TRY(check_fixed(options, plan, *snapshot, opened.ledger));
    TRY(preview(options.common, *snapshot, opened.ledger, plan));
  }
  const ChangeWords words = words_of(change);
  const std::string number = std::to_string(plan.affected.size());
  if (options.common.dry_run) {
    tell(options.common,
         Sentence{number + std::string(words.would.en), number + std::string(words.would.nl)});
    tell_dry_run(options.common, options.publish);
    TRY(tell(options, plan, given, std::nullopt, {}));
    return host::k_exit_done;
  }
  if (plan.affected.empty()) return nothing_to_change(options, opened, plan, given);
  TRY(agreed(options.common, options.yes, plan.affected.size(), words.question));
  const Transaction::Appended made = TRY(apply(opened, plan, given.account));
  const Published published = publish_change(options.common, opened, options.publish);
  TRY(tell(options, plan, given, made, published));
  tell(options.common, Sentence{number + std::string(words.done.en) + " " + published.words.en,
                                number + std::string(words.done.nl) + " " + published.words.nl});
  if (!options.letters.empty()) TRY(write_letters(options, opened, plan, *given.reason, made.at));
  return published.exit;
}

void add_change(CommandLine& line, const VerbName& name, Change change, const char* example) {
  const auto [verb, options] = line.verb<ChangeOptions>(
      name, [change](const ChangeOptions& given) { return change_standings(given, change); });
  add_targets(line, verb, options.targets);
  add_reason(line, verb, options.why);
  add_count(line, verb, options.yes);
  verb.add_option("--letters", options.letters,
                  line.in({"Write a table with a row per person, to make letters from",
                           "Schrijf een tabel met een rij per persoon, om brieven van te maken"}));
  add_publish_to(line, verb, options.publish);
  add_dry_run(line, verb, options.common);
  host::set_example(verb, example);
}

}  // namespace

void add_changes(CommandLine& line) {
  add_change(
      line,
      {"revoke", {"Withdraw credentials for good", "Trek bewijzen voorgoed in"}, Needs::passphrase},
      Change::revoke,
      "credenza-issuer revoke --where 'session=\"2026-06-12-A\"' --reason "
      "exam-irregularity --yes 37");
  add_change(line,
             {"suspend",
              {"Suspend credentials; reinstate undoes it",
               "Schort bewijzen op; reinstate maakt dat ongedaan"},
              Needs::passphrase},
             Change::suspend,
             "credenza-issuer suspend 5f2a7c1e --reason under-investigation --yes 1");
  add_change(line,
             {"reinstate",
              {"Set suspended credentials in force again", "Maak opgeschorte bewijzen weer geldig"},
              Needs::passphrase},
             Change::reinstate,
             "credenza-issuer reinstate 5f2a7c1e --reason investigation-closed --yes 1");
}

}  // namespace credenza::issuer
