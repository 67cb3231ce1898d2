#include "issuer/acting.h"

#include <algorithm>

#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/history.h"
#include "issuer/last_published.h"
#include "issuer/ledger_words.h"
#include "issuer/publishing.h"

namespace credenza::issuer {
namespace {

constexpr std::size_t k_most_names = 100;

Result<OpenHome> open(const VerbOptions& common, std::optional<host::FileLock> lock) {
  Home home = TRY(load_home(home_folder(common)));
  auto store = TRY(lock ? open_store_to_write(home) : open_store(home));
  Secrets secrets = TRY(open_secrets(common, home));
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
void tell_withdrawn(const VerbOptions& common, const std::vector<Target>& targets) {
  const std::size_t replaced = count_of(targets, State::superseded);
  const std::string rest = std::to_string(targets.size() - replaced);
  const std::string number = std::to_string(replaced);
  if (replaced < targets.size())
    tell(common, Sentence{rest + " already withdrawn.", rest + " al ingetrokken."});
  if (replaced > 0) {
    tell(common, Sentence{number + " replaced before; their newer versions are others.",
                          number + " al eerder vervangen; de nieuwere zijn andere bewijzen."});
  }
}

/// Those that stay as they are, and why.
void tell_unchanged(const VerbOptions& common, const ChangePlan& plan) {
  const std::string already = std::to_string(plan.already.size());
  const std::string fixed = std::to_string(plan.fixed.size());
  if (!plan.already.empty()) {
    switch (plan.change) {
      case Change::suspend:
        tell(common, Sentence{already + " already suspended.", already + " al opgeschort."});
        break;
      case Change::reinstate:
        tell(common, Sentence{already + " already in force.", already + " al geldig."});
        break;
      case Change::revoke:
      case Change::replace:
      case Change::renew:
        tell_withdrawn(common, plan.already);
        break;
    }
  }
  const bool suspended = plan.change == Change::replace || plan.change == Change::renew;
  if (!plan.fixed.empty() && suspended) {
    tell(common, Sentence{fixed + " suspended; reinstate or revoke them first.",
                          fixed + " opgeschort; maak ze eerst weer geldig of trek ze in."});
  } else if (!plan.fixed.empty()) {
    tell(common, Sentence{fixed + " withdrawn for good; they stay so.",
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

Result<OpenHome> open_to_look(const VerbOptions& common) {
  return open(common, std::nullopt);
}

Result<OpenHome> open_to_change(const VerbOptions& common) {
  const std::string folder = home_folder(common);
  // Whether there is one, before a lock is put into it.
  static_cast<void>(TRY(load_home(folder)));
  std::optional<host::FileLock> lock = TRY(lock_home(folder));
  return open(common, std::move(lock));
}

Result<std::optional<Where>> read_where(const std::string& expression) {
  if (expression.empty()) return std::optional<Where>();
  return std::optional<Where>(TRY(Where::parse(expression)));
}

Result<std::vector<Target>> find_targets(const TargetOptions& asked, Snapshot& snapshot,
                                         const Ledger& ledger) {
  if (asked.where.empty() && asked.ids.empty()) {
    return fail(Code::missing, "--where", "name credentials by their ids, or with --where");
  }
  if (asked.where.empty()) return find_all(snapshot, asked.ids);
  const std::optional<Where> where = TRY(read_where(asked.where));
  auto targets = TRY(select(snapshot, ledger, where));
  if (targets.empty()) {
    return fail(Code::not_found, "--where", "no credential is meant by " + asked.where);
  }
  return targets;
}

Result<GivenAccount> given_account(const ReasonOptions& why, Change change) {
  GivenReason given = TRY(read_reason(change, why.reason, why.note));
  std::string by = why.by;
  if (by.empty()) by = host::environment("CREDENZA_OPERATOR").value_or("");
  return GivenAccount{given.reason,
                      {std::string(given.reason->code), std::move(given.note), std::move(by)}};
}

Status preview(const VerbOptions& common, Snapshot& snapshot, const Ledger& ledger,
               const ChangePlan& plan) {
  LedgerReader reader(snapshot, ledger);
  std::size_t shown = 0;
  for (const Target& target : plan.affected) {
    if (shown++ == k_most_names) break;
    const auto entry = TRY(snapshot.issued(target.position));
    must(entry.has_value());
    const LedgerLine line = TRY(reader.line(*entry));
    host::write_talk(line_text(line, common.language()));
  }
  if (plan.affected.size() > k_most_names) {
    const std::string more = std::to_string(plan.affected.size() - k_most_names);
    tell(common, Sentence{"… and " + more + " more", "… en nog " + more});
  }
  tell_unchanged(common, plan);
  return {};
}

Status agreed(const VerbOptions& common, const std::optional<std::size_t>& yes, std::size_t count,
              const host::Text& question) {
  const std::string number = std::to_string(count);
  if (yes) {
    if (*yes == count) return {};
    return fail(Code::mismatch, "--yes",
                "says " + std::to_string(*yes) + ", and these are " + number);
  }
  const std::string answer = TRY(host::ask(with_number(question.in(common.language()), count),
                                           common.passphrase.no_input, "--yes " + number));
  if (answer != number) return fail(Code::mismatch, "answer", "not the number that was asked for");
  return {};
}

Published publish_change(const VerbOptions& common, const OpenHome& opened,
                         const std::string& out) {
  if (out.empty()) {
    return {host::k_exit_done,
            {},
            {"Readers see it after: credenza-issuer publish.",
             "Lezers zien het na: credenza-issuer publish."}};
  }
  const SecretsSource secrets = [&opened]() -> Result<const Secrets*> { return &opened.secrets; };
  const auto done =
      publish_into({opened.home, *opened.store, out, host::SystemClock().now()}, secrets);
  if (done && done->changes() == 0) {
    return {host::k_exit_done,
            {{"out", out}, {"written", 0}},
            {"Everything is published in " + out + ".", "Alles is gepubliceerd in " + out + "."}};
  }
  if (done) {
    const std::string count = std::to_string(done->changes());
    return {host::k_exit_done,
            {{"out", out}, {"written", done->changes()}},
            {"Published in " + out + " (" + count + " files); readers see it from now on.",
             "Gepubliceerd in " + out + " (" + count + " bestanden); lezers zien het vanaf nu."}};
  }
  // One object is printed, and that is the verb's.
  VerbOptions spoken = common;
  spoken.json = false;
  const Error& error = done.error();
  const int exit = report(spoken, error);
  return {exit,
          {{"out", out},
           {"written", 0},
           {"error",
            {{"code", to_string(error.code)}, {"where", error.where}, {"detail", error.detail}}}},
          {"The change stands in the ledger, and is not published yet. When this is put right: "
           "credenza-issuer publish --out " +
               out,
           "De verandering staat in het register, maar is nog niet gepubliceerd. Als dit verholpen "
           "is: credenza-issuer publish --out " +
               out}};
}

Status check_before_change(const OpenHome& opened, const std::string& out) {
  if (out.empty()) return {};
  return check_site(opened.home, *opened.store, out, host::SystemClock().now());
}

void tell_nothing_changed(const VerbOptions& common) {
  talk(common, host::Text{"Nothing was changed.", "Er is niets veranderd."});
}

void tell_dry_run(const VerbOptions& common, const std::string& publish) {
  if (!publish.empty()) {
    tell(common, Sentence{"It would be published in " + publish + ".",
                          "Het zou worden gepubliceerd in " + publish + "."});
  }
  tell_nothing_changed(common);
}

std::vector<std::string> urns_of(const std::vector<Target>& targets) {
  std::vector<std::string> out;
  out.reserve(targets.size());
  for (const Target& target : targets)
    out.push_back(to_urn(target.id));
  return out;
}

}  // namespace credenza::issuer
