// `replace` and `renew`: a new credential in the place of an old one, which says so.
#include "crypto/random.h"
#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/acting.h"
#include "issuer/corrections.h"
#include "issuer/history.h"
#include "issuer/issuing.h"
#include "issuer/making.h"
#include "issuer/published.h"
#include "issuer/record_texts.h"
#include "issuer/replacement.h"

namespace credenza::issuer {
namespace {

using learning_record::LearningRecord;

/// Tells people everything that is wrong with a record.
Error tell_findings(const Options& options, const std::string& id,
                    const std::vector<Error>& findings) {
  for (const Error& finding : findings) {
    const Sentence what = whole(say_finding(finding));
    talk(options, Sentence{id + ", " + finding.where + ": " + what.en,
                           id + ", " + finding.where + ": " + what.nl});
  }
  return fail(Code::malformed, "record", "the new credential of " + id + " would be wrong");
}

Status write_files(const Options& options, const std::vector<Replacement>& made) {
  TRY(host::make_folder(options.out));
  for (const Replacement& one : made) {
    TRY(host::write_file(options.out + "/" + file_name_of(one.id), as_bytes(one.text),
                         {.mode = 0600, .overwrite = true}));
  }
  return {};
}

Status tell(const Options& options, Change change, const std::vector<Replacement>& made) {
  if (!options.common.json) {
    for (const Replacement& one : made)
      TRY(host::write_output(host::printable(options.out + "/" + file_name_of(one.id)) + "\n"));
    return {};
  }
  Json list = Json::array();
  for (const Replacement& one : made) {
    list.push_back({{"id", one.id},
                    {options.again ? "withdrawn" : "replaces", one.replaces},
                    {"file", options.out + "/" + file_name_of(one.id)}});
  }
  return host::write_json({{"schema", schema_of(to_string(change))},
                           {"credentials", std::move(list)},
                           {"dry_run", options.dry_run}});
}

/// A credential that will get a successor, and what that one will say.
struct Prepared {
  Predecessor old;
  LearningRecord record;
};

/// What takes the place of what.
enum class Kind : std::uint8_t { correction, renewal, again };

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

Result<Prepared> prepare_correction(const Options& options, const OpenHome& opened,
                                    Snapshot& snapshot, Instant now) {
  LedgerReader reader(snapshot, opened.ledger);
  const IssuedEntry entry = TRY(find_entry(snapshot, options.ids.front()));
  auto old = read_predecessor(reader, entry);
  if (!old) return name_newest(old.error(), snapshot, opened.ledger, entry);
  Sentence what;
  const auto record = corrected(old->record, options.set, what);
  if (!record) {
    tell_problem(options, record.error().where, what);
    return record.error();
  }
  const LearningRecord read = TRY(read_own_record(*record, opened.home.config));
  const auto findings = check_making(read, opened.home.config, now);
  if (!findings.empty()) return tell_findings(options, to_urn(entry.what.id), findings);
  return Prepared{*std::move(old), read};
}

/// The end of validity that was asked for.
Result<std::optional<Instant>> read_until(const Options& options) {
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
Result<Prepared> prepare_renewal(const Options& options, const OpenHome& opened, Predecessor old,
                                 Instant now) {
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
  if (!findings.empty()) return tell_findings(options, id, findings);
  return Prepared{std::move(old), std::move(record)};
}

Result<std::vector<Prepared>> prepare_renewals(const Options& options, const OpenHome& opened,
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
Result<ChangePlan> plan_renewal(const Options& options, const OpenHome& opened,
                                Snapshot& snapshot) {
  const std::vector<Target> targets = TRY(find_targets(options, snapshot, opened.ledger));
  ChangePlan plan;
  plan.change = Change::renew;
  if (options.where.empty()) {
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

void tell_done(const Options& options, const Home& home, std::size_t count) {
  const std::string number = std::to_string(count);
  tell_unpublished_key(options, home);
  if (options.again) {
    talk(options, Sentence{number + " issued again. The withdrawn ones stay withdrawn.",
                           number + " opnieuw uitgegeven. De ingetrokken bewijzen blijven "
                                    "ingetrokken."});
    return;
  }
  talk(options,
       Sentence{number + " replaced. Readers of the old one see it after: credenza-issuer publish.",
                number + " vervangen. Lezers van het oude zien het na: credenza-issuer publish."});
}

}  // namespace

Result<int> replace(const Options& options) {
  const GivenAccount given = TRY(given_account(options, Change::replace));
  const OpenHome opened = TRY(open_to_change(options));
  const Instant now = host::SystemClock().now();
  std::vector<Prepared> prepared;
  {
    const auto snapshot = TRY(opened.store->look());
    prepared.push_back(TRY(prepare_correction(options, opened, *snapshot, now)));
  }
  std::vector<Replacement> made;
  if (options.dry_run) {
    tell_nothing_changed(options);
  } else {
    made = TRY(make_all(opened, prepared, Kind::correction, given.account, now));
    TRY(write_files(options, made));
    tell_done(options, opened.home, made.size());
  }
  TRY(tell(options, Change::replace, made));
  return host::k_exit_done;
}

Result<int> renew(const Options& options) {
  const GivenAccount given = TRY(given_account(options, Change::renew));
  const OpenHome opened = TRY(open_to_change(options));
  const Instant now = host::SystemClock().now();
  ChangePlan plan;
  std::vector<Prepared> prepared;
  {
    const auto snapshot = TRY(opened.store->look());
    plan = TRY(plan_renewal(options, opened, *snapshot));
    prepared = TRY(prepare_renewals(options, opened, *snapshot, plan, now));
    TRY(preview(options, *snapshot, opened.ledger, plan));
  }
  std::vector<Replacement> made;
  if (options.dry_run || plan.affected.empty()) {
    tell_nothing_changed(options);
  } else {
    const host::Text question =
        options.again
            ? host::Text{"Type {} to issue {} withdrawn credential(s) again: ",
                         "Typ {} om {} ingetrokken bewijs(zen) opnieuw uit te geven: "}
            : host::Text{
                  "Type {} to issue {} credential(s) anew and withdraw the old: ",
                  "Typ {} om {} bewijs(zen) opnieuw uit te geven en de oude in te trekken: "};
    const bool yes = TRY(agreed(options, plan.affected.size(), question));
    if (!yes) {
      tell_nothing_changed(options);
      return host::k_exit_error;
    }
    made = TRY(make_all(opened, prepared, options.again ? Kind::again : Kind::renewal,
                        given.account, now));
    TRY(write_files(options, made));
    tell_done(options, opened.home, made.size());
  }
  TRY(tell(options, Change::renew, made));
  return host::k_exit_done;
}

}  // namespace credenza::issuer
