#include "issuer/acting.h"

#include <algorithm>

#include "host/system.h"
#include "issuer/history.h"
#include "issuer/ledger_words.h"

namespace credenza::issuer {
namespace {

constexpr std::size_t k_most_names = 100;

Result<OpenHome> open(const Options& options, std::optional<host::FileLock> lock) {
  Home home = TRY(load_home(home_folder(options)));
  Secrets secrets = TRY(open_secrets(options, home));
  auto store = TRY(open_store(home));
  Ledger ledger(secrets.data_key);
  return OpenHome{std::move(lock), std::move(home), std::move(secrets), std::move(store),
                  std::move(ledger)};
}

std::string with_number(std::string_view text, std::size_t number) {
  std::string out(text);
  for (std::size_t at = out.find("{}"); at != std::string::npos; at = out.find("{}"))
    out.replace(at, 2, std::to_string(number));
  return out;
}

/// Those that hold no more: withdrawn, or replaced by something newer.
void tell_withdrawn(const Options& options, const std::vector<Target>& targets) {
  const std::size_t replaced = count_of(targets, State::superseded);
  const std::string rest = std::to_string(targets.size() - replaced);
  const std::string number = std::to_string(replaced);
  if (replaced < targets.size())
    talk(options, Sentence{rest + " already withdrawn.", rest + " al ingetrokken."});
  if (replaced > 0) {
    talk(options, Sentence{number + " replaced before; their newer versions are others.",
                           number + " al eerder vervangen; de nieuwere zijn andere bewijzen."});
  }
}

/// Those that stay as they are, and why.
void tell_unchanged(const Options& options, const ChangePlan& plan) {
  const std::string already = std::to_string(plan.already.size());
  const std::string fixed = std::to_string(plan.fixed.size());
  if (!plan.already.empty()) {
    switch (plan.change) {
      case Change::suspend:
        talk(options, Sentence{already + " already suspended.", already + " al opgeschort."});
        break;
      case Change::reinstate:
        talk(options, Sentence{already + " already in force.", already + " al geldig."});
        break;
      case Change::revoke:
      case Change::replace:
      case Change::renew:
        tell_withdrawn(options, plan.already);
        break;
    }
  }
  const bool suspended = plan.change == Change::replace || plan.change == Change::renew;
  if (!plan.fixed.empty() && suspended) {
    talk(options, Sentence{fixed + " suspended; reinstate or revoke them first.",
                           fixed + " opgeschort; maak ze eerst weer geldig of trek ze in."});
  } else if (!plan.fixed.empty()) {
    talk(options, Sentence{fixed + " withdrawn for good; they stay so.",
                           fixed + " voorgoed ingetrokken; dat blijft zo."});
  }
}

}  // namespace

std::size_t count_of(const std::vector<Target>& targets, State state) noexcept {
  return static_cast<std::size_t>(
      std::count_if(targets.begin(), targets.end(),
                    [state](const Target& target) { return target.state == state; }));
}

Error name_newest(const Error& error, Snapshot& snapshot, const Ledger& ledger,
                  const IssuedEntry& entry) {
  if (error.code != Code::conflict || error.where != "superseded") return error;
  const auto newest = newest_of(snapshot, ledger, entry);
  if (!newest) return newest.error();
  return fail(error.code, error.where, error.detail + "; the newest is " + to_urn(newest->what.id));
}

Result<OpenHome> open_to_look(const Options& options) {
  return open(options, std::nullopt);
}

Result<OpenHome> open_to_change(const Options& options) {
  const std::string folder = home_folder(options);
  // Whether there is one, before a lock is put into it.
  static_cast<void>(TRY(load_home(folder)));
  std::optional<host::FileLock> lock = TRY(lock_home(folder));
  return open(options, std::move(lock));
}

Result<std::optional<Where>> read_where(const Options& options) {
  if (options.where.empty()) return std::optional<Where>();
  Sentence what;
  auto where = Where::parse(options.where, what);
  if (where) return std::optional<Where>(*std::move(where));
  talk(options,
       Sentence{where.error().where + ": " + what.en, where.error().where + ": " + what.nl});
  return where.error();
}

Result<std::vector<Target>> find_targets(const Options& options, Snapshot& snapshot,
                                         const Ledger& ledger) {
  if (options.where.empty() && options.ids.empty()) {
    return fail(Code::missing, "--where", "name credentials by their ids, or with --where");
  }
  if (options.where.empty()) return find_all(snapshot, options.ids);
  const std::optional<Where> where = TRY(read_where(options));
  Sentence what;
  auto targets = select(snapshot, ledger, where, what);
  if (!targets) tell_problem(options, targets.error().where, what);
  if (targets && targets->empty()) {
    return fail(Code::not_found, "--where", "no credential is meant by " + options.where);
  }
  return targets;
}

Result<GivenAccount> given_account(const Options& options, Change change) {
  Sentence what;
  auto given = read_reason(change, options.reason, options.note, what);
  if (!given) {
    tell_problem(options, given.error().where, what);
    return given.error();
  }
  std::string by = options.by;
  if (by.empty()) by = host::environment("CREDENZA_OPERATOR").value_or("");
  return GivenAccount{given->reason,
                      {std::string(given->reason->code), std::move(given->note), std::move(by)}};
}

Status preview(const Options& options, Snapshot& snapshot, const Ledger& ledger,
               const ChangePlan& plan) {
  LedgerReader reader(snapshot, ledger);
  std::size_t shown = 0;
  for (const Target& target : plan.affected) {
    if (shown++ == k_most_names) break;
    const auto entry = TRY(snapshot.issued(target.position));
    must(entry.has_value());
    const LedgerLine line = TRY(reader.line(*entry));
    host::write_talk(line_text(line, options.common.language()));
  }
  if (plan.affected.size() > k_most_names) {
    const std::string more = std::to_string(plan.affected.size() - k_most_names);
    talk(options, Sentence{"… and " + more + " more", "… en nog " + more});
  }
  tell_unchanged(options, plan);
  return {};
}

Result<bool> agreed(const Options& options, std::size_t count, const host::Text& question) {
  const std::string number = std::to_string(count);
  if (options.yes) {
    if (*options.yes == count) return true;
    return fail(Code::mismatch, "--yes",
                "says " + std::to_string(*options.yes) + ", and these are " + number);
  }
  const std::string answer =
      TRY(host::ask(with_number(question.in(options.common.language()), count),
                    options.common.passphrase.no_input, "--yes " + number));
  return answer == number;
}

void tell_problem(const Options& options, const std::string& where, const Sentence& what) {
  if (options.common.language() == host::Language::nl && !what.nl.empty())
    host::write_talk(host::printable(where + ": " + what.nl) + "\n");
}

void tell_nothing_changed(const Options& options) {
  talk(options, host::Text{"Nothing was changed.", "Er is niets veranderd."});
}

std::vector<std::string> urns_of(const std::vector<Target>& targets) {
  std::vector<std::string> out;
  out.reserve(targets.size());
  for (const Target& target : targets)
    out.push_back(to_urn(target.id));
  return out;
}

}  // namespace credenza::issuer
