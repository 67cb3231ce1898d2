// Another key in the place of one that was lost, or that somebody may have: what its owner sends to
// each issuer, so that certificates are bound to the new key.
//
// A letter for people, and beside it a presentation (VC Data Model 2.0 §4.13) of what is bound to
// the old key, with a proof by the old key and one by the new: whoever made it had both. It is made
// for that issuer (`domain`), and ends. Where the old key is lost there is a letter only, and the
// issuer finds out by its own means who asks.
#pragma once

#include <string>
#include <vector>

#include "host/arguments.h"
#include "wallet/held.h"
#include "wallet/holder_key.h"

namespace credenza::wallet {

/// How long an issuer has to look at it.
inline constexpr std::chrono::seconds k_rotation_ends{std::chrono::days{30}};

/// What goes to one issuer.
struct RotationMail {
  std::string issuer;        ///< its DID
  std::string letter;        ///< plain text
  std::string presentation;  ///< empty when the old key is lost
  std::vector<Id> credentials;
};

struct Rotation {
  std::string old_did;
  HolderKey next;
  bool has_old_key;  ///< whether the old key is in the vault
};

/// One mail for each issuer of certificates that are bound to the old key, in the order of their
/// DIDs. Empty when nothing is bound to it. A certificate that is held in several forms is named
/// once, and the presentation has its document.
/// @error as held_credentials(), Vault::read(), open_holder_key(), make_presentation()
[[nodiscard]] Result<std::vector<RotationMail>> rotation_mails(Vault& vault,
                                                               const Rotation& rotation,
                                                               host::Language language, Instant now,
                                                               Random& random);

}  // namespace credenza::wallet
