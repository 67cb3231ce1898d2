// Copies of what issuers publish, kept in the vault beside the credentials that were verified with
// them, so that these still verify when the issuer's web site is gone. docs/vault_format.md,
// section 7; docs/adr/0030-copies-in-the-vault.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "wallet/vault.h"

namespace credenza::wallet {

/// How a copy came here.
enum class CopySource : std::uint8_t {
  network,  ///< from the issuer's own address
  folder,   ///< handed in with --published
};

/// The meta of a record of Kind::published_copy; its body is the document as it came.
struct PublishedCopy {
  Id id = 0;
  std::string of;      ///< a DID, or the URL of a status list or a statement
  std::string issuer;  ///< the DID whose credential it was needed for
  CopySource source = CopySource::folder;
  Instant at;          ///< when it came here
  std::string digest;  ///< SHA-256 of the body, in hexadecimal
};

[[nodiscard]] Json to_meta(const PublishedCopy& copy);

/// Every copy in the vault.
/// @error missing, malformed  an entry that is not as to_meta() writes it; `where` is "index"
[[nodiscard]] Result<std::vector<PublishedCopy>> published_copies(const Vault& vault);

/// The documents of issuers that a credential names.
struct PublishedNames {
  std::string issuer;              ///< a DID or another URL; empty: it names none
  std::vector<std::string> dids;   ///< did:web, of issuers and of who signs beside them
  std::vector<std::string> lists;  ///< URLs of status lists
};

/// @param text  a credential, or a presentation with credentials in it; what is neither names none
/// @return      each once, at most 64 of each
[[nodiscard]] PublishedNames published_names(std::string_view text);

/// Under which name a document is known that somebody publishes: its `id`; empty when it has none.
[[nodiscard]] std::string name_of_published(std::string_view text);

/// Copies that nothing needs any more once the credentials `removed` are gone: their issuers have
/// no other credential here.
/// @error as published_copies(), held_credentials()
[[nodiscard]] Result<std::vector<Id>> copies_without_credential(const Vault& vault,
                                                                const std::vector<Id>& removed);

}  // namespace credenza::wallet
