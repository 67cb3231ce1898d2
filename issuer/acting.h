// What the verbs that look into the ledger or change what stands in it have in common.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "issuer/acts.h"
#include "issuer/session.h"

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
/// @error as load_home(), lock_home(), open_secrets(), open_store()
[[nodiscard]] Result<OpenHome> open_to_look(const Options& options);
[[nodiscard]] Result<OpenHome> open_to_change(const Options& options);

/// --where, read; nothing when it was not given. Tells people what is wrong with it.
/// @error as Where::parse()
[[nodiscard]] Result<std::optional<Where>> read_where(const Options& options);

/// The credentials that the ids, or --where, mean. Tells people what is wrong.
/// @error as read_where(), select(), find_all()
/// @error missing    at "ID": neither was given
/// @error not_found  at "--where": it means none
[[nodiscard]] Result<std::vector<Target>> find_targets(const Options& options, Snapshot& snapshot,
                                                       const Ledger& ledger);

/// --reason and --note and --operator (else CREDENZA_OPERATOR). Tells people what is wrong.
/// @error as read_reason()
struct GivenAccount {
  const Reason* reason = nullptr;  ///< never null
  Account account;
};
[[nodiscard]] Result<GivenAccount> given_account(const Options& options, Change change);

/// Tells people who is meant: the first hundred by name, and how many there are.
/// @error as LedgerReader::line()
[[nodiscard]] Status preview(const Options& options, Snapshot& snapshot, const Ledger& ledger,
                             const ChangePlan& plan);

/// How many of `targets` are in this state.
[[nodiscard]] std::size_t count_of(const std::vector<Target>& targets, State state) noexcept;

/// `error` about `entry`, which was replaced or made again before, with the id of the newest.
/// Another error stays as it is.
[[nodiscard]] Error name_newest(const Error& error, Snapshot& snapshot, const Ledger& ledger,
                                const IssuedEntry& entry);

/// Whether that many may be changed: --yes with the right number, or the number typed on the
/// terminal.
/// @param question  what is asked; "{}" is the number
/// @error mismatch  at "--yes": another number
/// @error as host::ask()
[[nodiscard]] Result<bool> agreed(const Options& options, std::size_t count,
                                  const host::Text& question);

/// Says in Dutch what report() says in English: what is wrong, and where.
void tell_problem(const Options& options, const std::string& where, const Sentence& what);

/// "Nothing was changed."
void tell_nothing_changed(const Options& options);

/// The ids of `targets`, as URNs.
[[nodiscard]] std::vector<std::string> urns_of(const std::vector<Target>& targets);

}  // namespace credenza::issuer
