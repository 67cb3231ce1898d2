// Slots: ways to the vault's data key. docs/vault_format.md, section 4.
//
//   data key + passphrase ── make_passphrase_slot ──► Slot ── open_slot(passphrase) ──► data key
#pragma once

#include <cstdint>
#include <vector>

#include "crypto/password.h"
#include "wallet/vault_format.h"

namespace credenza::wallet {

inline constexpr std::size_t k_data_key_bytes = 32;

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

/// A slot that opens with `passphrase`. `cost` is used as given: who makes a vault that is to be
/// kept asks for no less than crypto::k_password_cost_floor.
/// @error out_of_range, unavailable  as crypto::derive_key()
[[nodiscard]] Result<Slot> make_passphrase_slot(const VaultId& vault,
                                                const crypto::SecretBytes& data_key,
                                                const crypto::SecretBytes& passphrase,
                                                const crypto::PasswordCost& cost, Random& random);

/// The data key.
/// @error bad_signature  the passphrase is another one; `where` is "passphrase"
/// @error unsupported    the slot does not open with a passphrase, or not by a way known here
/// @error malformed      parameters or key have not their form
/// @error out_of_range, unavailable  as crypto::derive_key()
[[nodiscard]] Result<crypto::SecretBytes> open_slot(const Slot& slot, const VaultId& vault,
                                                    const crypto::SecretBytes& passphrase);

}  // namespace credenza::wallet
