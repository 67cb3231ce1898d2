// What the verbs that look into the ledger or change what stands in it have in common.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "issuer/acts.h"
#include "issuer/session.h"
#include "issuer/verbs.h"

namespace credenza::issuer {

/// A home that is open: its secrets, its store, its ledger. `lock` is held for a change.
struct OpenHome {
  std::optional<host::FileLock> lock;
  Home home;
  Secrets secrets;
  std::unique_ptr<Store> store;
  Ledger ledger;
};

/// Asks for the passphrase.
/// @error as load_home(), lock_home(), open_secrets(), open_store(), open_store_to_write()
[[nodiscard]] Result<OpenHome> open_to_look(const VerbOptions& common);
[[nodiscard]] Result<OpenHome> open_to_change(const VerbOptions& common);

/// --where, read; nothing when it was not given.
/// @error as Where::parse()
[[nodiscard]] Result<std::optional<Where>> read_where(const std::string& where);

/// The credentials that the ids, or --where, mean.
/// @error as read_where(), select(), find_all()
/// @error missing    at "ID": neither was given
/// @error not_found  at "--where": it means none
[[nodiscard]] Result<std::vector<Target>> find_targets(const TargetOptions& asked,
                                                       Snapshot& snapshot, const Ledger& ledger);

/// --reason and --note and --operator (else CREDENZA_OPERATOR).
/// @error as read_reason()
struct GivenAccount {
  const Reason* reason = nullptr;  ///< never null
  Account account;
};
[[nodiscard]] Result<GivenAccount> given_account(const ReasonOptions& why, Change change);

/// Tells people who is meant: the first hundred by name, and how many there are.
/// @error as LedgerReader::line()
[[nodiscard]] Status preview(const VerbOptions& common, Snapshot& snapshot, const Ledger& ledger,
                             const ChangePlan& plan);

/// How many of `targets` are in this state.
[[nodiscard]] std::size_t count_of(const std::vector<Target>& targets, State state) noexcept;

/// `error` about `entry`, which was replaced or made again before, with the id of the newest.
/// Another error stays as it is.
[[nodiscard]] Error name_newest(const Error& error, Snapshot& snapshot, const Ledger& ledger,
                                const IssuedEntry& entry);

/// That so many may be changed: --yes with the right number, or the number typed on the terminal.
/// @param yes       --yes
/// @param question  what is asked; "{}" is the number
/// @error mismatch  at "--yes": another number; at "answer": something else was typed
/// @error as host::ask()
[[nodiscard]] Status agreed(const VerbOptions& common, const std::optional<std::size_t>& yes,
                            std::size_t count, const host::Text& question);

/// What became of --publish.
struct Published {
  int exit = 0;    ///< of the verb: 0, or that of what went wrong
  Json json;       ///< null when it was not asked for
  Sentence words;  ///< when readers see the change; goes on after what was changed
};

/// Publishes a change that stands in the ledger, once for all of it. Nothing that goes wrong undoes
/// the change: it is told, and how to publish then.
/// @param out  the root of the web site; empty: not asked for
[[nodiscard]] Published publish_change(const VerbOptions& common, const OpenHome& opened,
                                       const std::string& out);

/// Before a change that will be published: whether the web site knows more of the ledger than it
/// has.
/// @param out  as for publish_change()
/// @error as check_site()
[[nodiscard]] Status check_before_change(const OpenHome& opened, const std::string& out);

/// "Nothing was changed."
void tell_nothing_changed(const VerbOptions& common);
/// The same, after a dry run. @param publish  --publish
void tell_dry_run(const VerbOptions& common, const std::string& publish);

/// The ids of `targets`, as URNs.
[[nodiscard]] std::vector<std::string> urns_of(const std::vector<Target>& targets);

}  // namespace credenza::issuer
