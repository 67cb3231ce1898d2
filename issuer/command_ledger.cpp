// `list`, `show`, `revoke`.
#include <algorithm>

#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/ledger.h"
#include "issuer/session.h"
#include "issuer/status_registry.h"

namespace credenza::issuer {
namespace {

Json line_json(const LedgerLine& line) {
  Json out = {{"id", line.id},
              {"issued", format_instant(line.issued)},
              {"status", to_string(line.standing.state)},
              {"name", line.name},
              {"title", line.title},
              {"list", line.place.list},
              {"index", line.place.index}};
  if (line.standing.state != State::in_force) out["since"] = format_instant(line.standing.since);
  if (line.forgotten) out["forgotten"] = true;
  return out;
}

host::Text words_for(State state) {
  switch (state) {
    case State::in_force:
      return {"in force", "geldig"};
    case State::suspended:
      return {"suspended", "geschorst"};
    case State::revoked:
      return {"withdrawn", "ingetrokken"};
    case State::superseded:
      return {"replaced", "vervangen"};
  }
  return {};
}

std::string line_text(const Options& options, const LedgerLine& line) {
  const std::string_view status = words_for(line.standing.state).in(options.common.language());
  return host::printable(line.id.substr(line.id.rfind(':') + 1) + "  " +
                         format_instant(line.issued) + "  " + std::string(status) + "  " +
                         line.name + "  " + line.title) +
         "\n";
}

/// A home that is open for looking into its ledger.
struct Opened {
  Home home;
  std::unique_ptr<Store> store;
  Ledger ledger;
};

Result<Opened> open(const Options& options) {
  Home home = TRY(load_home(home_folder(options)));
  const Secrets secrets = TRY(open_secrets(options, home));
  auto store = TRY(open_store(home));
  return Opened{std::move(home), std::move(store), Ledger(secrets.data_key)};
}

/// Whether that many may be withdrawn: --yes with the right number, or an answer on the terminal.
Result<bool> agreed(const Options& options, std::size_t count) {
  if (options.yes) {
    if (*options.yes == count) return true;
    return fail(
        Code::mismatch, "--yes",
        "says " + std::to_string(*options.yes) + ", and these are " + std::to_string(count));
  }
  const std::string number = std::to_string(count);
  const Sentence question{
      "Withdraw " + number + " credential(s)? This cannot be undone.",
      number + " bewijs/bewijzen intrekken? Dit kan niet ongedaan worden gemaakt."};
  return host::confirm(options.common.language() == host::Language::nl ? question.nl : question.en,
                       options.common.passphrase.no_input, "--yes " + number);
}

Status tell_revoked(const Options& options, const std::vector<std::string>& ids,
                    std::size_t withdrawn) {
  if (options.common.json) {
    TRY(host::write_json(
        {{"schema", schema_of("revoke")},
         {"ids", ids},
         {"withdrawn", withdrawn},
         {"withdrawn_before", options.dry_run ? Json() : Json(ids.size() - withdrawn)},
         {"dry_run", options.dry_run}}));
  } else {
    for (const std::string& id : ids)
      TRY(host::write_output(id + "\n"));
  }
  if (options.dry_run) {
    talk(options, host::Text{"Nothing was changed.", "Er is niets veranderd."});
    return {};
  }
  const std::string number = std::to_string(withdrawn);
  talk(options, Sentence{number + " withdrawn. Readers see it after: credenza-issuer publish.",
                         number + " ingetrokken. Lezers zien het na: credenza-issuer publish."});
  return {};
}

/// Why the entry was made that brought a credential to its standing; empty when it says nothing.
Result<std::string> reason_of(Snapshot& snapshot, const Standing& standing) {
  if (standing.by_entry == 0) return std::string();
  const auto entry = TRY(snapshot.entry(standing.by_entry));
  if (!entry) return fail(Code::malformed, "store", "an entry of the store is missing");
  const json::Document body = TRY(json::Document::parse(as_text(entry->body)));
  const auto reason = body.root().find("reason");
  return reason && reason->is_string() ? std::string(reason->raw_string()) : std::string();
}

}  // namespace

Result<int> list(const Options& options) {
  const Opened opened = TRY(open(options));
  const auto snapshot = TRY(opened.store->look());
  LedgerReader reader(*snapshot, opened.ledger);
  Json credentials = Json::array();
  Status written;
  TRY(snapshot->walk(0, [&](const IssuedEntry& entry) {
    const auto line = reader.line(entry);
    const auto reason = reason_of(*snapshot, entry.standing);
    if (!line || !reason) {
      written = !line ? line.error() : reason.error();
    } else if (options.common.json) {
      Json& out = credentials.emplace_back(line_json(*line));
      if (!reason->empty()) out["reason"] = *reason;
    } else {
      written = host::write_output(line_text(options, *line));
    }
    return written.has_value();
  }));
  TRY(Status(written));
  if (options.common.json)
    TRY(host::write_json({{"schema", schema_of("list")}, {"credentials", std::move(credentials)}}));
  return host::k_exit_done;
}

Result<int> show(const Options& options) {
  const Opened opened = TRY(open(options));
  const auto snapshot = TRY(opened.store->look());
  LedgerReader reader(*snapshot, opened.ledger);
  const IssuedEntry entry = TRY(find_entry(*snapshot, options.ids.front()));
  const LedgerLine line = TRY(reader.line(entry));
  const std::string reason = TRY(reason_of(*snapshot, entry.standing));
  const std::string text = TRY(reader.text(entry));
  const json::Document document = TRY(json::Document::parse(text));
  Json value = json::to_value(document.root());
  if (options.common.json) {
    Json out = {{"schema", schema_of("show")}};
    out.update(line_json(line));
    if (!reason.empty()) out["reason"] = reason;
    out["credential"] = std::move(value);
    TRY(host::write_json(out));
    return host::k_exit_done;
  }
  host::write_talk(line_text(options, line));
  if (!reason.empty()) host::write_talk(host::printable(reason) + "\n");
  const std::string pretty = TRY(json::to_pretty_text(value));
  TRY(host::write_output(pretty));
  return host::k_exit_done;
}

namespace {

/// Withdraws those that are not withdrawn yet, as one change.
Result<std::size_t> withdraw(Store& store, const std::vector<Position>& positions,
                             std::string_view reason, Instant now) {
  if (positions.empty()) return std::size_t{0};
  const auto transaction = TRY(store.begin());
  TRY(change_standing(*transaction, k_revoked, State::revoked, positions, {{"reason", reason}},
                      now));
  TRY(transaction->commit());
  return positions.size();
}

}  // namespace

Result<int> revoke_ids(const Options& options) {
  const std::string folder = home_folder(options);
  static_cast<void>(TRY(load_home(folder)));
  const host::FileLock lock = TRY(lock_home(folder));
  const Opened opened = TRY(open(options));
  std::vector<std::string> ids;
  std::vector<Position> positions;
  {
    const auto snapshot = TRY(opened.store->look());
    for (const std::string& text : options.ids) {
      const IssuedEntry entry = TRY(find_entry(*snapshot, text));
      std::string id = to_urn(entry.what.id);
      if (std::find(ids.begin(), ids.end(), id) != ids.end()) continue;
      ids.push_back(std::move(id));
      const State state = entry.standing.state;
      if (state == State::in_force || state == State::suspended)
        positions.push_back(entry.position);
    }
    std::sort(positions.begin(), positions.end());
  }
  std::size_t withdrawn = 0;
  if (!options.dry_run) {
    const bool yes = TRY(agreed(options, ids.size()));
    if (!yes) {
      talk(options, host::Text{"Nothing was changed.", "Er is niets veranderd."});
      return host::k_exit_error;
    }
    withdrawn = TRY(withdraw(*opened.store, positions, options.reason, host::SystemClock().now()));
  }
  TRY(tell_revoked(options, ids, withdrawn));
  return host::k_exit_done;
}

}  // namespace credenza::issuer
