#include "crypto/password.h"

#include "crypto/crypto_detail.h"

namespace credenza::crypto {
namespace {

constexpr std::size_t k_key_bytes = 32;
static_assert(k_password_salt_bytes == crypto_pwhash_argon2id_SALTBYTES);

/// Before anything is allocated: the cost may come from a file that somebody else wrote.
Status check_cost(const PasswordCost& cost) {
  if (cost.passes < crypto_pwhash_argon2id_OPSLIMIT_MIN ||
      cost.passes > k_password_cost_ceiling.passes) {
    return fail(Code::out_of_range, "passes", "Argon2id passes are at least 1 and at most 16");
  }
  if (cost.memory_bytes < crypto_pwhash_argon2id_MEMLIMIT_MIN ||
      cost.memory_bytes > k_password_cost_ceiling.memory_bytes) {
    return fail(Code::out_of_range, "memory",
                "Argon2id memory is at least 8 KiB and at most 2 GiB");
  }
  return {};
}

}  // namespace

Result<SecretBytes> derive_key(const SecretBytes& passphrase, ByteView salt,
                               const PasswordCost& cost) {
  must(salt.size() == k_password_salt_bytes);
  TRY(check_cost(cost));
  detail::ready();
  SecretBytes key(k_key_bytes);
  const auto* text = reinterpret_cast<const char*>(detail::address(passphrase.reveal()));
  const int derived = crypto_pwhash_argon2id(
      key.writable().data(), key.size(), text, passphrase.size(), salt.data(), cost.passes,
      cost.memory_bytes, crypto_pwhash_argon2id_ALG_ARGON2ID13);
  if (derived != 0) {
    return fail(Code::unavailable, "memory",
                "not enough memory to derive the key; close other programs and try again");
  }
  return key;
}

}  // namespace credenza::crypto
