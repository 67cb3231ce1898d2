// Slots: ways to the vault's data key. docs/vault_format.md, section 4.
//
//   data key + Way ── make_slot ──► Slot ── open_slot(Opener) ──► data key
//
// Every way leads to the same key, and there is no other: who has none of them opens nothing.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "crypto/envelope.h"
#include "crypto/keys.h"
#include "crypto/password.h"
#include "wallet/recovery_words.h"
#include "wallet/vault_format.h"

namespace credenza::wallet {

inline constexpr std::size_t k_data_key_bytes = 32;
/// A vault has at least one.
inline constexpr std::size_t k_max_slots = 32;

enum class SlotKind : std::uint8_t { passphrase = 1, words = 2, person = 3 };

/// A slot as stored. Kinds that are not named above are kept as they are.
struct Slot {
  std::uint8_t layout = 1;
  SlotKind kind = SlotKind::passphrase;
  Id id = 0;
  Bytes parameters;
  Bytes sealed_key;

  friend bool operator==(const Slot&, const Slot&) = default;
};

/// Of kinds 1 and 2.
struct PasswordParameters {
  crypto::PasswordCost cost;
  std::array<std::uint8_t, crypto::k_password_salt_bytes> salt{};

  friend bool operator==(const PasswordParameters&, const PasswordParameters&) = default;
};

[[nodiscard]] Bytes encode(const Slot& slot, const VaultId& vault);
/// @error malformed  no slot, or its digest does not fit: damaged, or of another vault
[[nodiscard]] Result<Slot> decode_slot(ByteView blob, const VaultId& vault);

[[nodiscard]] Bytes encode(const PasswordParameters& parameters);
/// @error malformed    not of the form of section 4
/// @error unsupported  another algorithm than Argon2id
[[nodiscard]] Result<PasswordParameters> decode_password_parameters(ByteView bytes);

// What a slot is made for. Who makes one that is to be kept takes no cost below
// crypto::k_password_cost_floor.
struct PassphraseWay {
  const crypto::SecretBytes& passphrase;
  crypto::PasswordCost cost = crypto::k_password_cost_floor;
};
struct WordsWay {
  const RecoveryWords& words;
  crypto::PasswordCost cost = crypto::k_password_cost_floor;
};
struct PersonWay {
  const crypto::PublicKey& key;  ///< Ed25519: whoever has the private one opens the vault
};
using Way = std::variant<PassphraseWay, WordsWay, PersonWay>;

/// A slot that opens by `way`.
/// @param id  the slot's own, make_id() for a new one
/// @error out_of_range, unavailable  as crypto::derive_key()
/// @error unsupported                the key of a person is not Ed25519; `where` is "key"
/// @error malformed                  as crypto::AgreementKey::of()
[[nodiscard]] Result<Slot> make_slot(const VaultId& vault, const crypto::SecretBytes& data_key,
                                     const Way& way, Id id, Random& random);

// What somebody opens a slot with.
struct Passphrase {
  crypto::SecretBytes text;
};
struct Identity {
  std::vector<crypto::PrivateKey> keys;  ///< each is tried
};
/// Tried on slots of its kind only.
using Opener = std::variant<Passphrase, RecoveryWords, Identity>;

[[nodiscard]] SlotKind kind_of(const Opener& opener) noexcept;
/// "passphrase", "words", "person"; "other" for a kind of later.
[[nodiscard]] std::string_view to_string(SlotKind kind) noexcept;

/// The data key.
/// @error bad_signature  `opener` is another one; `where` is "passphrase", "words" or "identity"
/// @error unsupported    the slot does not open with this kind of opener, or not by a way known
/// here
/// @error malformed      parameters or key have not their form
/// @error out_of_range, unavailable  as crypto::derive_key()
[[nodiscard]] Result<crypto::SecretBytes> open_slot(const Slot& slot, const VaultId& vault,
                                                    const Opener& opener);
/// The same with a passphrase.
[[nodiscard]] Result<crypto::SecretBytes> open_slot(const Slot& slot, const VaultId& vault,
                                                    const crypto::SecretBytes& passphrase);

}  // namespace credenza::wallet
