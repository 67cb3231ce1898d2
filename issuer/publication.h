// What an issuer publishes: its DID document and its status lists, as files for any web server.
#pragma once

#include <string>
#include <vector>

#include "issuer/home.h"
#include "issuer/status_registry.h"

namespace credenza::issuer {

/// A file below the root of the web site.
struct PublishedFile {
  std::string path;  ///< "/status/revocation-1.json"
  std::string url;
  std::string text;
};

/// The DID document with the issuer's public keys.
/// @error malformed  the did in issuer.toml has no web address
[[nodiscard]] Result<PublishedFile> publish_did(const Home& home);

/// A signed BitstringStatusListCredential.
/// @error not_found  no secret for `signing_key`
/// @error malformed  as published()
[[nodiscard]] Result<PublishedFile> publish_list(const Home& home, const Secrets& secrets,
                                                 const StatusListState& list, Instant now);

}  // namespace credenza::issuer
