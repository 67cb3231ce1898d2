// The keys of the vault's owner: one for each credential, under a did:key of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/keys.h"
#include "wallet/vault.h"

namespace credenza::wallet {

struct HolderKey {
  Id id;
  std::string name;
  std::string did;
  Instant created;
  std::string next;  ///< the DID of the key that takes its place; empty while it is in use
};

/// Makes a fresh Ed25519 key and keeps it.
/// @error as Vault::commit()
[[nodiscard]] Result<HolderKey> add_holder_key(Vault& vault, std::string_view name, Instant now,
                                               Random& random);

/// Makes a fresh key that takes the place of `old`; the old one stays, for what is bound to it.
/// When it has one already, that one.
/// @error as holder_keys(), Vault::commit()
[[nodiscard]] Result<HolderKey> replace_holder_key(Vault& vault, const HolderKey& old, Instant now,
                                                   Random& random);

/// Every key of the vault, the oldest in front.
/// @error missing, malformed  an entry that is not as add_holder_key() writes it; `where` is
/// "index"
[[nodiscard]] Result<std::vector<HolderKey>> holder_keys(const Vault& vault);

/// The private key behind `did`.
/// @error not_found  it is not in this vault; `where` is `did`
/// @error (others)   as Vault::read()
[[nodiscard]] Result<crypto::PrivateKey> open_holder_key(Vault& vault, std::string_view did);

/// The key of a did:key, as add_holder_key() makes one.
/// @error malformed    no did:key; `where` is "did"
/// @error unsupported  a key of a kind that is not read here; `where` is "did"
[[nodiscard]] Result<crypto::PublicKey> public_key_of(std::string_view did);

}  // namespace credenza::wallet
