// The issuer's home: a folder with its configuration, its sealed keys, its templates and its store.
#pragma once

#include <memory>
#include <string>

#include "host/files.h"
#include "issuer/config.h"
#include "issuer/keys.h"
#include "issuer/store.h"

namespace credenza::issuer {

struct Home {
  std::string folder;
  Config config;
  KeyFile keys;

  [[nodiscard]] std::string templates() const { return folder + "/templates"; }
  [[nodiscard]] std::string store_file() const { return folder + "/" + config.store; }
  /// What the issuer said of its successor, signed; there only when it said something.
  [[nodiscard]] std::string successor_file() const { return folder + "/successor.json"; }
  [[nodiscard]] std::string successor_url() const { return config.url + "successor.json"; }
  /// "did:web:school.example#key-ed25519"
  [[nodiscard]] std::string signing_method() const { return config.did + "#" + config.signing_key; }
};

/// Makes a home: keys and store first, issuer.toml last, so that there is a home or there is none.
/// @error conflict                   at "home": there is one already; at "lock": somebody is making
/// one
/// @error unavailable, out_of_range  the folder cannot be written; as KeyFile::create()
[[nodiscard]] Status create_home(const std::string& folder, const Config& config,
                                 const crypto::SecretBytes& passphrase, Instant now,
                                 Random& random);

/// @error not_found    at "home": there is no home in this folder
/// @error unsupported  at "version": made by a newer version
/// @error malformed, missing, mismatch, unavailable  a file of it is damaged or does not fit the
/// others
[[nodiscard]] Result<Home> load_home(const std::string& folder);

/// Puts the keys in their place, then their signing key into issuer.toml. The keys decide: where
/// issuer.toml still names the predecessor, load_home() follows it to its successor.
/// @error unavailable  cannot be written; nothing changed
[[nodiscard]] Status save_keys(const Home& home);

/// The only writer of a home. Held while something is issued, withdrawn or published.
/// @error conflict  at "lock": another process holds it
[[nodiscard]] Result<host::FileLock> lock_home(const std::string& folder);

/// @error as open_sqlite_store()
[[nodiscard]] Result<std::unique_ptr<Store>> open_store(const Home& home);

}  // namespace credenza::issuer
