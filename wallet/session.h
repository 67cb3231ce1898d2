// What most verbs begin with: the vault opened, and the world in which credentials are verified.
#pragma once

#include <string>
#include <string_view>

#include "crypto/random.h"
#include "did/did.h"
#include "host/http_client.h"
#include "host/system.h"
#include "verify/verify.h"
#include "wallet/commands.h"
#include "wallet/issuer_copies.h"
#include "wallet/vault.h"
#include "wallet/verbs.h"

namespace credenza::wallet {

/// Of a file that is added.
inline constexpr std::size_t k_max_credential_bytes = std::size_t{4} << 20;

/// --vault, else CREDENZA_VAULT, else "wallet.vault" in the data folder.
[[nodiscard]] std::string vault_path(const VerbOptions& options);

/// Whether the vault was named: by --vault or CREDENZA_VAULT.
[[nodiscard]] bool names_vault(const VerbOptions& options);

/// Whether who opens a vault to write is told that it has changes without a backup.
enum class Reminder : std::uint8_t { none, backup };

/// Finds the vault, asks for what opens it, and opens it. Tells when it is an older copy than the
/// one that was used here last, and what can be read of a damaged one.
/// @error as LockedVault, read_opener()
[[nodiscard]] Result<Vault> open_vault(const VerbOptions& options, Access access,
                                       Reminder reminder = Reminder::backup);

/// The options of who opens the vault by hand, also when it is unlocked: for what changes the ways
/// in.
[[nodiscard]] VerbOptions without_agent(VerbOptions options);

/// As open_vault(), of the vault at `path`.
[[nodiscard]] Result<Vault> open_vault_at(const std::string& path, const VerbOptions& options,
                                          Access access);

/// That a verb may write a file: nothing is at `path`, or with `force` something that is no vault.
/// A vault, which may be somebody's only one, is written over by nothing. "-" and "" name no file.
/// @error conflict  something is there (`where` is `path`), or a vault (`where` is "output")
[[nodiscard]] Status check_output(const std::string& path, bool force);

/// Tells why a verb could not be done; the exit codes are those of docs/vault_format.md,
/// section 10.
/// @return the exit code
int report(const VerbOptions& options, const Error& error);

using host::Sentence;
using host::talk;
using host::tell;

/// What verification needs: keys and status lists, from the network or from copies.
class World {
 public:
  explicit World(const WorldOptions& options);
  /// Takes in the copies in `world.published`; tells which files are none.
  /// @error not_found, unavailable, out_of_range  a folder that cannot be read
  [[nodiscard]] Status load(const VerbOptions& options, const WorldOptions& world);
  /// Lets the copies in `vault` stand in for what cannot be had from an issuer; `vault` outlives
  /// the calls of verify() and verify_shared().
  /// @error as published_copies()
  [[nodiscard]] Status use_copies(Vault& vault) { return copies_.use(vault); }
  /// Judges what is held or received: genuine, in force, not withdrawn; the issuer is shown, not
  /// judged.
  [[nodiscard]] verify::Report verify(std::string_view text);
  /// Judges a presentation as the one for whom it is made will.
  [[nodiscard]] verify::Report verify_shared(std::string_view text, const std::string& audience,
                                             const std::optional<std::string>& nonce);

  /// The copies of the vault that stood in when `text` was verified.
  [[nodiscard]] std::vector<PublishedCopy> copies_used(std::string_view text) const {
    return copies_.used_for(text);
  }
  /// Puts among `changes`, of a commit that this outlives, what `text` was verified with.
  /// @error as published_copies()
  [[nodiscard]] Status keep_copies(std::string_view text, const verify::CredentialReport& report,
                                   const Vault& vault, Changes& changes) {
    return copies_.keep(text, report, vault, now_, random_, changes);
  }

  /// Where the keys of whoever signed something are found.
  [[nodiscard]] cid::MethodResolver& methods() noexcept { return methods_; }

  [[nodiscard]] Instant now() const noexcept { return now_; }
  [[nodiscard]] Random& random() noexcept { return random_; }

 private:
  [[nodiscard]] verify::Report judge(std::string_view text, const verify::Policy& policy);

  Instant now_;  ///< one reading of the clock for all that a verb does
  crypto::SystemRandom random_;
  host::HttpFetcher network_;
  RememberingFetcher fetcher_;
  did::Resolver methods_;
  verify::StatusLists statuses_;
  verify::Statements statements_;
  IssuerCopies copies_;
};

}  // namespace credenza::wallet
