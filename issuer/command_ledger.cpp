// `list`, `show`, `revoke`.
#include <algorithm>

#include "crypto/random.h"
#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/ledger.h"
#include "issuer/session.h"

namespace credenza::issuer {
namespace {

constexpr std::size_t k_page = 200;

Json line_json(const LedgerLine& line) {
  Json out = {{"id", line.id},
              {"issued", format_instant(line.issued)},
              {"status", line.revoked ? "revoked" : "in_force"},
              {"name", line.name},
              {"title", line.title},
              {"list", line.place.list},
              {"index", line.place.index}};
  if (line.revoked) {
    out["revoked"] = format_instant(*line.revoked);
    out["reason"] = line.reason;
  }
  return out;
}

std::string line_text(const Options& options, const LedgerLine& line) {
  const host::Text status =
      line.revoked ? host::Text{"withdrawn", "ingetrokken"} : host::Text{"in force", "geldig"};
  return host::printable(line.id.substr(line.id.rfind(':') + 1) + "  " +
                         format_instant(line.issued) + "  " +
                         std::string(status.in(options.common.language())) + "  " + line.name +
                         "  " + line.title) +
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

Result<IssuedCredential> find(Store& store, const std::string& text) {
  const std::string id = TRY(find_id(store, text));
  const auto transaction = TRY(store.begin());
  auto credential = TRY(transaction->find(id));
  must(credential.has_value());
  return *std::move(credential);
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

}  // namespace

Result<int> list(const Options& options) {
  const Opened opened = TRY(open(options));
  Json credentials = Json::array();
  for (std::int64_t position = 0;;) {
    const Store::Page page = TRY(opened.store->page(position, k_page));
    for (const IssuedCredential& credential : page.credentials) {
      const LedgerLine line = TRY(opened.ledger.read(credential));
      if (options.common.json) {
        credentials.push_back(line_json(line));
      } else {
        TRY(host::write_output(line_text(options, line)));
      }
    }
    if (page.credentials.size() < k_page) break;
    position = page.position;
  }
  if (options.common.json)
    TRY(host::write_json({{"schema", schema_of("list")}, {"credentials", std::move(credentials)}}));
  return host::k_exit_done;
}

Result<int> show(const Options& options) {
  const Opened opened = TRY(open(options));
  const IssuedCredential credential = TRY(find(*opened.store, options.ids.front()));
  const LedgerLine line = TRY(opened.ledger.read(credential));
  const std::string text = TRY(opened.ledger.open_text(credential));
  const json::Document document = TRY(json::Document::parse(text));
  Json value = json::to_value(document.root());
  if (options.common.json) {
    Json out = {{"schema", schema_of("show")}};
    out.update(line_json(line));
    out["credential"] = std::move(value);
    TRY(host::write_json(out));
    return host::k_exit_done;
  }
  host::write_talk(line_text(options, line));
  if (line.revoked) host::write_talk(host::printable(line.reason) + "\n");
  const std::string pretty = TRY(json::to_pretty_text(value));
  TRY(host::write_output(pretty));
  return host::k_exit_done;
}

Result<int> revoke_ids(const Options& options) {
  const std::string folder = home_folder(options);
  static_cast<void>(TRY(load_home(folder)));
  const host::FileLock lock = TRY(lock_home(folder));
  const Opened opened = TRY(open(options));
  std::vector<std::string> ids;
  for (const std::string& text : options.ids) {
    std::string id = TRY(find_id(*opened.store, text));
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
  }
  std::size_t withdrawn = 0;
  if (!options.dry_run) {
    const bool yes = TRY(agreed(options, ids.size()));
    if (!yes) {
      talk(options, host::Text{"Nothing was changed.", "Er is niets veranderd."});
      return host::k_exit_error;
    }
    crypto::SystemRandom random;
    withdrawn = TRY(revoke(*opened.store, opened.ledger, ids, options.reason,
                           host::SystemClock().now(), random));
  }
  TRY(tell_revoked(options, ids, withdrawn));
  return host::k_exit_done;
}

}  // namespace credenza::issuer
