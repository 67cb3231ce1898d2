// The issuer's secrets, sealed in one file: signature keys, and the data key under which personal
// data lies in the store. One key derived from the passphrase (Argon2id) seals each of them,
// together with whose it is.
#pragma once

#include <cstdint>
#include <optional>
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

inline constexpr std::string_view k_keys_schema = "credenza.issuer.keys/2";
/// The key that credentials and status lists are signed with, until it is rotated.
inline constexpr std::string_view k_ed25519_id = "key-ed25519";
/// Kept for formats that ask for P-256.
inline constexpr std::string_view k_p256_id = "key-p256";

/// The life of a key. Only an active one signs, and only an active one has a secret: what is not
/// there cannot be stolen.
enum class KeyState : std::uint8_t {
  active,
  retired,      ///< what it signed stays good
  compromised,  ///< somebody else may have signed with it since some moment
};

/// "active", "retired", "compromised".
[[nodiscard]] std::string_view to_string(KeyState state) noexcept;

/// What anybody may know of a key.
struct PublicKeyEntry {
  std::string id;  ///< the fragment of its verification method: "key-ed25519"
  crypto::PublicKey key;
  Instant created;
  KeyState state = KeyState::active;
  /// Retired: when. Compromised: the moment from which on its signatures are not relied on.
  std::optional<Instant> since{};
  std::string successor{};  ///< id of the key that took its place
};

/// The secrets of the active keys, open.
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
  /// Version 1, in which every key is active, is read too.
  [[nodiscard]] static Result<KeyFile> parse(std::string_view text);

  [[nodiscard]] const std::string& did() const noexcept { return did_; }
  [[nodiscard]] const std::vector<PublicKeyEntry>& keys() const noexcept { return keys_; }
  /// Null when there is no such key.
  [[nodiscard]] const PublicKeyEntry* find(std::string_view id) const noexcept;
  /// The key that signs where `id` was to: itself, or the active one at the end of its successors.
  /// So a change of keys holds from the moment that this file is in place.
  [[nodiscard]] std::string signing_key(std::string_view id) const;

  /// Makes a key of the same type in the place of the active key `id`, which is retired.
  /// @return the id of the new one: "key-ed25519-2"
  /// @error not_found      at "key": there is no such key
  /// @error conflict       at "key": it is not active
  /// @error out_of_range   at "key": there are 256 keys
  /// @error bad_signature, unavailable  as open()
  [[nodiscard]] Result<std::string> rotate(std::string_view id,
                                           const crypto::SecretBytes& passphrase, Instant now,
                                           Random& random);
  /// Retires an active key without a successor.
  /// @error not_found, conflict  as rotate()
  [[nodiscard]] Status retire(std::string_view id, Instant now);
  /// Says that signatures of `id` made from `since` on are not to be relied on. An active key gets
  /// a successor. What was said before may be corrected to an earlier moment, and not to a later
  /// one.
  /// @return the id of the successor; empty when the key was not active
  /// @error not_found, out_of_range, bad_signature, unavailable  as rotate()
  /// @error conflict  at "--since": an earlier moment was said before
  [[nodiscard]] Result<std::string> compromised(std::string_view id, Instant since,
                                                const crypto::SecretBytes& passphrase, Instant now,
                                                Random& random);

  /// @error bad_signature  at "passphrase": another passphrase, or the file was changed
  /// @error unavailable    as crypto::derive_key()
  [[nodiscard]] Result<Secrets> open(const crypto::SecretBytes& passphrase) const;
  /// What parse() reads.
  [[nodiscard]] Json to_json() const;

 private:
  KeyFile() = default;
  [[nodiscard]] Result<std::size_t> index_of(std::string_view id) const;
  /// The key under which the others are sealed, once it opened one of them.
  [[nodiscard]] Result<crypto::SecretBytes> wrapping_key(
      const crypto::SecretBytes& passphrase) const;
  void add(const std::string& id, crypto::KeyType type, const crypto::SecretBytes& wrapping,
           Instant now, Random& random);
  [[nodiscard]] std::string next_id(crypto::KeyType type) const;
  std::string did_;
  crypto::PasswordCost cost_;
  Bytes salt_;
  std::vector<PublicKeyEntry> keys_;
  std::vector<Bytes> sealed_;  ///< of keys_, in their order; empty of those that are not active
  Bytes sealed_data_key_;
};

}  // namespace credenza::issuer
