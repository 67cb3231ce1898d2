// Sharing: what is asked on the command line, and what is to go out for it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/keys.h"
#include "host/arguments.h"
#include "wallet/disclosure.h"
#include "wallet/held.h"
#include "wallet/receipt.h"

namespace credenza::wallet {

inline constexpr std::chrono::seconds k_default_share{std::chrono::hours{24}};
inline constexpr std::chrono::seconds k_longest_share{std::chrono::days{366}};

/// "30m", "24h", "7d": minutes, hours or days.
/// @error malformed     not of that form
/// @error out_of_range  nothing, or longer than k_longest_share
[[nodiscard]] Result<std::chrono::seconds> parse_duration(std::string_view text);

/// When a share ends: by `duration` (--for) or `until` (--until, a date or a moment), else after
/// k_default_share. A date is its last second in Europe/Amsterdam.
/// @error malformed, out_of_range  `where` is the option
[[nodiscard]] Result<Instant> share_end(std::string_view duration, std::string_view until,
                                        Instant now);

/// Whether it is a token, of which parts can be hidden.
[[nodiscard]] bool is_token(const Held& held);
/// Whether it is of a format that can be put in a presentation.
[[nodiscard]] bool is_shareable(const Held& held);

/// Credentials to be shared, opened, with the keys that sign for them.
struct Selection {
  std::vector<HeldCredential> credentials;  ///< endorsements among them
  std::vector<Content> contents;            ///< of each, as held
  std::vector<crypto::PrivateKey>
      keys;  ///< of each person DID among them; a fresh one when there is none
  bool fresh_key = false;

  /// Whether it is one token, of which parts can be hidden.
  [[nodiscard]] bool is_token() const;
};

/// @param prefixes  ids of credentials and endorsements, or their beginnings; one that is named
/// twice is taken once
/// @error not_found    no such credential, or (`where` "holder") one that is bound to a key that is
/// not here
/// @error unsupported  a credential of a format that cannot be put in a presentation, or at "ID" a
/// token beside others: a token is shown by itself
/// @error (others)     as find_by_prefix() and Vault::read()
[[nodiscard]] Result<Selection> select(Vault& vault, const std::vector<std::string>& prefixes,
                                       Random& random);

/// What somebody will see who is given the selection, in words. @param parts  of a token
[[nodiscard]] std::string preview(const Selection& selection, const Receipt& receipt,
                                  host::Language language, Instant now,
                                  const std::vector<Part>& parts = {});

}  // namespace credenza::wallet
