// Verifying with what the issuer's site says, and where it does not answer with the copies in the
// vault.
//
//   verify ── could not be determined ──► stand_in(text) ── something new ──► verify again
//   verified for sure ──► keep(text) ──► records for the vault
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/ports.h"
#include "did/did.h"
#include "verify/verify.h"
#include "wallet/published_copy.h"

namespace credenza::wallet {

/// Asks each address once, and remembers what came.
class RememberingFetcher final : public Fetcher {
 public:
  /// `behind` outlives this.
  explicit RememberingFetcher(Fetcher& behind) noexcept : behind_(behind) {}
  [[nodiscard]] Result<Fetched> fetch(const FetchRequest& request) override;

  /// What came from `url`; null when it was not asked for, or did not answer.
  [[nodiscard]] const Bytes* answer(const Url& url) const;
  [[nodiscard]] bool has_failed(const Url& url) const;

 private:
  Fetcher& behind_;
  std::map<std::string, Result<Fetched>, std::less<>> answers_;  ///< by Url::text()
};

/// The copies of one run of a program. All that it is made with outlives it.
class IssuerCopies {
 public:
  IssuerCopies(RememberingFetcher& fetcher, did::Resolver& methods, verify::StatusLists& statuses,
               verify::Statements& statements) noexcept
      : fetcher_(fetcher), methods_(methods), statuses_(statuses), statements_(statements) {}

  /// Remembers a document from a folder, which verification was given too.
  void add_from_folder(std::string text);

  /// From now on the copies in `vault`, which outlives this or is not used any more, may stand in.
  /// @error as published_copies()
  [[nodiscard]] Status use(Vault& vault);

  /// Hands verification those copies of what `text` needs that could not be had otherwise.
  /// @return whether there was a new one
  /// @error as Vault::read()
  [[nodiscard]] Result<bool> stand_in(std::string_view text);

  /// The copies that stand in for what `text` needs.
  [[nodiscard]] std::vector<PublishedCopy> used_for(std::string_view text) const;

  /// Puts among `changes` what `text` was verified with. Nothing when `report` did not find out
  /// everything, or when a copy of the vault stood in: what verified together is kept together, so
  /// that a list is never newer than the keys beside it. A copy from the network is not replaced by
  /// one from a folder.
  /// @param changes  of a commit that this outlives
  /// @error as published_copies()
  [[nodiscard]] Status keep(std::string_view text, const verify::CredentialReport& report,
                            const Vault& vault, Instant now, Random& random, Changes& changes);

 private:
  struct Found {
    std::string_view text;
    CopySource source;
  };
  [[nodiscard]] PublishedNames names_for(std::string_view text) const;
  [[nodiscard]] std::vector<std::string> statements_of(const std::vector<std::string>& dids) const;
  [[nodiscard]] bool is_missing(const std::string& name) const;
  [[nodiscard]] std::optional<Found> find(const std::string& name) const;

  RememberingFetcher& fetcher_;
  did::Resolver& methods_;
  verify::StatusLists& statuses_;
  verify::Statements& statements_;
  std::map<std::string, std::string, std::less<>> from_folder_;
  Vault* vault_ = nullptr;
  std::vector<PublishedCopy> held_;
  std::map<std::string, PublishedCopy, std::less<>> standing_in_;
  std::set<std::string, std::less<>> kept_;  ///< in this run
};

}  // namespace credenza::wallet
