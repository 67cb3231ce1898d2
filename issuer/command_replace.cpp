// `replace` and `renew`: a new credential in the place of an old one, which says so.
#include <CLI/CLI.hpp>

#include "crypto/random.h"
#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/acting.h"
#include "issuer/corrections.h"
#include "issuer/history.h"
#include "issuer/issuing.h"
#include "issuer/last_published.h"
#include "issuer/making.h"
#include "issuer/record_texts.h"
#include "issuer/replacement.h"

namespace credenza::issuer {
namespace {

using learning_record::LearningRecord;

struct ReplaceOptions {
  VerbOptions common;
  std::string id;
  std::vector<std::string> set;  ///< "familyName=Kovalenko"
  ReasonOptions why;
  std::string out;
  std::string publish;  ///< a web site
};

struct RenewOptions {
  VerbOptions common;
  TargetOptions targets;
  ReasonOptions why;
  std::optional<std::size_t> yes;
  std::string valid_until;  ///< a date or an instant
  bool again = false;       ///< what was withdrawn
  std::string out;
  std::string publish;  ///< a web site
};

/// Tells people everything that is wrong with a record.
Error tell_findings(const VerbOptions& common, const std::string& id,
                    const std::vector<Error>& findings) {
  for (const Error& finding : findings) {
    const Sentence what = whole(say_finding(finding));
    tell(common, Sentence{id + ", " + finding.where + ": " + what.en,
                          id + ", " + finding.where + ": " + what.nl});
  }
  return fail(Code::malformed, "record", "the new credential of " + id + " would be wrong");
}

Status write_files(const std::string& out, const std::vector<Replacement>& made) {
  TRY(host::make_folder(out));
  for (const Replacement& one : made) {
    TRY(host::write_file(out + "/" + file_name_of(one.id), as_bytes(one.text),
                         {.mode = 0600, .overwrite = true}));
  }
  return {};
}

/// What takes the place of what.
enum class Kind : std::uint8_t { correction, renewal, again };

/// What a verb of this file does with what it prepared.
struct Order {
  const VerbOptions& common;
  Kind kind;
  const std::string& out;
  const std::string& publish;
};

Status tell(const Order& order, const std::vector<Replacement>& made, const Published& published) {
  const std::string& out = order.out;
  if (!order.common.json) {
    for (const Replacement& one : made)
      TRY(host::write_output(host::printable(out + "/" + file_name_of(one.id)) + "\n"));
    return {};
  }
  Json list = Json::array();
  for (const Replacement& one : made) {
    list.push_back({{"id", one.id},
                    {order.kind == Kind::again ? "withdrawn" : "replaces", one.replaces},
                    {"file", out + "/" + file_name_of(one.id)}});
  }
  Json value = {{"schema", schema_of(order.kind == Kind::correction ? "replace" : "renew")},
                {"credentials", std::move(list)},
                {"dry_run", order.common.dry_run}};
  if (!published.json.is_null()) value["published"] = published.json;
  return host::write_json(value);
}

/// A credential that will get a successor, and what that one will say.
struct Prepared {
  Predecessor old;
  LearningRecord record;
};

/// All of them or none.
Result<std::vector<Replacement>> make_all(const OpenHome& opened,
                                          const std::vector<Prepared>& prepared, Kind kind,
                                          const Account& account, Instant now) {
  crypto::SystemRandom random;
  const auto transaction = TRY(opened.store->begin());
  ReplacementMaker maker = TRY(ReplacementMaker::prepare(
      *transaction, {opened.home, opened.secrets, opened.ledger, random}, prepared.size(), now));
  std::vector<Replacement> made;
  for (const Prepared& one : prepared) {
    made.push_back(kind == Kind::again ? TRY(maker.make_again(one.old, one.record))
                                       : TRY(maker.make(one.old, one.record)));
  }
  if (kind == Kind::again) {
    TRY(maker.finish_again(account));
  } else {
    TRY(maker.finish(kind == Kind::renewal ? Change::renew : Change::replace, account));
  }
  TRY(transaction->commit());
  return made;
}

Result<Prepared> prepare_correction(const ReplaceOptions& options, const OpenHome& opened,
                                    Snapshot& snapshot, Instant now) {
  LedgerReader reader(snapshot, opened.ledger);
  const IssuedEntry entry = TRY(find_entry(snapshot, options.id));
  auto old = read_predecessor(reader, entry);
  if (!old) return name_newest(old.error(), snapshot, opened.ledger, entry);
  const Json record = TRY(corrected(old->record, options.set));
  const LearningRecord read = TRY(read_own_record(record, opened.home.config));
  const auto findings = check_making(read, opened.home.config, now);
  if (!findings.empty()) return tell_findings(options.common, to_urn(entry.what.id), findings);
  return Prepared{*std::move(old), read};
}

/// The end of validity that was asked for.
Result<std::optional<Instant>> read_until(const RenewOptions& options) {
  if (options.valid_until.empty()) return std::optional<Instant>();
  const Json asked = {{"type", "MicroCredential"}, {"valid_until", options.valid_until}};
  const json::Document document = TRY(json::to_document(asked));
  const auto record = learning_record::from_json(document.root());
  if (!record) {
    return fail(Code::malformed, "--valid-until",
                "a date as 2031-06-12, or an instant as 2031-06-12T21:59:59Z");
  }
  return record->valid_until;
}

/// The same record with new dates.
Result<Prepared> prepare_renewal(const RenewOptions& options, const OpenHome& opened,
                                 Predecessor old, Instant now) {
  const IssuedEntry& entry = old.entry;
  const std::string id = to_urn(entry.what.id);
  const std::optional<Instant> until = TRY(read_until(options));
  LearningRecord record = TRY(read_own_record(old.record, opened.home.config));
  record.valid_from.reset();
  if (until) record.valid_until = until;
  if (record.valid_until && *record.valid_until <= now) {
    return fail(Code::expired, "--valid-until",
                id + " ended on " + format_instant(*record.valid_until) +
                    "; say until when the new one holds");
  }
  const auto findings = check_making(record, opened.home.config, now);
  if (!findings.empty()) return tell_findings(options.common, id, findings);
  return Prepared{std::move(old), std::move(record)};
}

Result<std::vector<Prepared>> prepare_renewals(const RenewOptions& options, const OpenHome& opened,
                                               Snapshot& snapshot, const ChangePlan& plan,
                                               Instant now) {
  LedgerReader reader(snapshot, opened.ledger);
  std::vector<Prepared> out;
  for (const Target& target : plan.affected) {
    const auto entry = TRY(snapshot.issued(target.position));
    must(entry.has_value());
    auto old = options.again ? read_withdrawn(snapshot, opened.ledger, reader, *entry)
                             : read_predecessor(reader, *entry);
    if (!old) return name_newest(old.error(), snapshot, opened.ledger, *entry);
    out.push_back(TRY(prepare_renewal(options, opened, *std::move(old), now)));
  }
  return out;
}

/// Which of those that are meant get a new one. Who names ids means each of them, so that what
/// cannot be renewed is an error then, which prepare_renewals() tells.
Result<ChangePlan> plan_renewal(const RenewOptions& options, const OpenHome& opened,
                                Snapshot& snapshot) {
  const std::vector<Target> targets = TRY(find_targets(options.targets, snapshot, opened.ledger));
  ChangePlan plan;
  plan.change = Change::renew;
  if (options.targets.where.empty()) {
    plan.affected = targets;
    return plan;
  }
  if (!options.again) return plan_change(Change::renew, targets);
  for (const Target& target : targets) {
    if (target.state != State::revoked) continue;
    const auto entry = TRY(snapshot.issued(target.position));
    must(entry.has_value());
    const IssuedEntry newest = TRY(newest_of(snapshot, opened.ledger, *entry));
    (newest.position == entry->position ? plan.affected : plan.already).push_back(target);
  }
  return plan;
}

/// Makes them, and publishes them when that was asked.
Result<int> carry_out(const Order& order, const OpenHome& opened,
                      const std::vector<Prepared>& prepared, const Account& account, Instant now) {
  const auto made = TRY(make_all(opened, prepared, order.kind, account, now));
  TRY(write_files(order.out, made));
  const Published published = publish_change(order.common, opened, order.publish);
  if (const auto note = note_of_unpublished_key(opened.home)) tell(order.common, *note);
  const std::string number = std::to_string(made.size());
  const bool again = order.kind == Kind::again;
  const Sentence what = again ? Sentence{" issued again; the withdrawn ones stay withdrawn. ",
                                         " opnieuw uitgegeven; de ingetrokken bewijzen blijven "
                                         "ingetrokken. "}
                              : Sentence{" replaced. ", " vervangen. "};
  tell(order.common,
       Sentence{number + what.en + published.words.en, number + what.nl + published.words.nl});
  TRY(tell(order, made, published));
  return published.exit;
}

/// A dry run, or none that is to be replaced.
Result<int> leave(const Order& order, const OpenHome& opened, std::size_t count) {
  Published published;
  if (order.common.dry_run) {
    const std::string number = std::to_string(count);
    tell(order.common,
         Sentence{
             number + " would be replaced; the new ones would go to " + order.out + ".",
             number + " zou(den) worden vervangen; de nieuwe kwamen dan in " + order.out + "."});
    tell_dry_run(order.common, order.publish);
  } else {
    tell_nothing_changed(order.common);
    if (!order.publish.empty()) {
      published = publish_change(order.common, opened, order.publish);
      tell(order.common, published.words);
    }
  }
  TRY(tell(order, {}, published));
  return published.exit;
}

Result<int> replace(const ReplaceOptions& options) {
  const GivenAccount given = TRY(given_account(options.why, Change::replace));
  const OpenHome opened = TRY(open_to_change(options.common));
  TRY(check_before_change(opened, options.publish));
  const Instant now = host::SystemClock().now();
  std::vector<Prepared> prepared;
  {
    const auto snapshot = TRY(opened.store->look());
    prepared.push_back(TRY(prepare_correction(options, opened, *snapshot, now)));
  }
  const Order order{options.common, Kind::correction, options.out, options.publish};
  if (options.common.dry_run) return leave(order, opened, prepared.size());
  return carry_out(order, opened, prepared, given.account, now);
}

Result<int> renew(const RenewOptions& options) {
  const GivenAccount given = TRY(given_account(options.why, Change::renew));
  const OpenHome opened = TRY(open_to_change(options.common));
  TRY(check_before_change(opened, options.publish));
  const Instant now = host::SystemClock().now();
  ChangePlan plan;
  std::vector<Prepared> prepared;
  {
    const auto snapshot = TRY(opened.store->look());
    plan = TRY(plan_renewal(options, opened, *snapshot));
    prepared = TRY(prepare_renewals(options, opened, *snapshot, plan, now));
    TRY(preview(options.common, *snapshot, opened.ledger, plan));
  }
  const Kind kind = options.again ? Kind::again : Kind::renewal;
  const Order order{options.common, kind, options.out, options.publish};
  if (options.common.dry_run || prepared.empty()) return leave(order, opened, prepared.size());
  const host::Text question =
      options.again
          ? host::Text{"Type {} to issue {} withdrawn credential(s) again: ",
                       "Typ {} om {} ingetrokken bewijs(zen) opnieuw uit te geven: "}
          : host::Text{"Type {} to issue {} credential(s) anew and withdraw the old: ",
                       "Typ {} om {} bewijs(zen) opnieuw uit te geven en de oude in te trekken: "};
  TRY(agreed(options.common, options.yes, prepared.size(), question));
  return carry_out(order, opened, prepared, given.account, now);
}

}  // namespace

void add_replace(CommandLine& line) {
  const auto [verb, options] =
      line.verb<ReplaceOptions>({"replace",
                                 {"Issue a corrected credential; the old one is withdrawn",
                                  "Geef een verbeterd bewijs uit; het oude wordt ingetrokken"},
                                 Needs::passphrase},
                                replace);
  add_id(line, verb, options.id);
  verb.add_option("--set", options.set,
                  line.in({"member=value, as in familyName=Kovalenko; nothing behind = takes it "
                           "away",
                           "onderdeel=waarde, zoals familyName=Kovalenko; niets achter = haalt het "
                           "weg"}))
      ->required()
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add_reason(line, verb, options.why);
  add_new_credentials(line, verb, options.out);
  add_publish_to(line, verb, options.publish);
  add_dry_run(line, verb, options.common);
  host::set_example(verb,
                    "credenza-issuer replace 5f2a7c1e --set familyName=Kovalenko --reason "
                    "\"spelling, passport seen\" --operator j.visser --out corrected");
}

void add_renew(CommandLine& line) {
  const auto [verb, options] = line.verb<RenewOptions>(
      {"renew",
       {"Issue credentials anew with today's key and date; the old ones are withdrawn",
        "Geef bewijzen opnieuw uit met de sleutel en datum van vandaag; de oude worden "
        "ingetrokken"},
       Needs::passphrase},
      renew);
  add_targets(line, verb, options.targets);
  add_reason(line, verb, options.why);
  add_count(line, verb, options.yes);
  verb.add_flag("--again", options.again,
                line.in({"Issue again what was withdrawn; that stays withdrawn",
                         "Geef opnieuw uit wat is ingetrokken; dat blijft ingetrokken"}));
  verb.add_option("--valid-until", options.valid_until,
                  line.in({"Until when the new ones hold; else as long as the old",
                           "Tot wanneer de nieuwe gelden; anders zo lang als de oude"}));
  add_new_credentials(line, verb, options.out);
  add_publish_to(line, verb, options.publish);
  add_dry_run(line, verb, options.common);
  host::set_example(verb,
                    "credenza-issuer renew --where 'kid=\"key-ed25519\" and "
                    "issued>=2026-03-03' --reason key-compromise --out renewed --yes 37");
}

}  // namespace credenza::issuer
