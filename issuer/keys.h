// The issuer's secrets, sealed in one file: signature keys, and the data key under which personal
// data lies in the store. One key derived from the passphrase (Argon2id) seals each of them,
// together with whose it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "base/json_value.h"
#include "base/ports.h"
#include "crypto/keys.h"
#include "crypto/password.h"
#include "crypto/secret_bytes.h"

namespace credenza::issuer {

inline constexpr std::string_view k_keys_schema = "credenza.issuer.keys/1";
/// The key that credentials and status lists are signed with.
inline constexpr std::string_view k_ed25519_id = "key-ed25519";
/// Kept for formats that ask for P-256.
inline constexpr std::string_view k_p256_id = "key-p256";

/// What anybody may know of a key.
struct PublicKeyEntry {
  std::string id;  ///< the fragment of its verification method: "key-ed25519"
  crypto::PublicKey key;
  Instant created;
};

/// The secrets, open.
struct Secrets {
  std::vector<std::pair<std::string, crypto::PrivateKey>> keys;  ///< by id
  crypto::SecretBytes data_key;

  /// Null when there is no such key.
  [[nodiscard]] const crypto::PrivateKey* find(std::string_view id) const noexcept;
};

/// The file, closed.
class KeyFile {
 public:
  /// Makes new secrets for the issuer `did`: an Ed25519 key, a P-256 key and a data key.
  /// @error out_of_range, unavailable  as crypto::derive_key()
  [[nodiscard]] static Result<KeyFile> create(std::string_view did,
                                              const crypto::SecretBytes& passphrase,
                                              const crypto::PasswordCost& cost, Instant now,
                                              Random& random);
  /// @error malformed, missing, out_of_range  not such a file
  /// @error unsupported                       at "version": made by a newer version
  [[nodiscard]] static Result<KeyFile> parse(std::string_view text);

  [[nodiscard]] const std::string& did() const noexcept { return did_; }
  [[nodiscard]] const std::vector<PublicKeyEntry>& keys() const noexcept { return keys_; }
  /// @error bad_signature  at "passphrase": another passphrase, or the file was changed
  /// @error unavailable    as crypto::derive_key()
  [[nodiscard]] Result<Secrets> open(const crypto::SecretBytes& passphrase) const;
  /// What parse() reads.
  [[nodiscard]] Json to_json() const;

 private:
  KeyFile() = default;
  std::string did_;
  crypto::PasswordCost cost_;
  Bytes salt_;
  std::vector<PublicKeyEntry> keys_;
  std::vector<Bytes> sealed_;  ///< of keys_, in their order
  Bytes sealed_data_key_;
};

}  // namespace credenza::issuer
