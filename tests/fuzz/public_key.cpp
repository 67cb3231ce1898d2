// crypto::PublicKey::from_raw and crypto::verify: a key that was read is read again from its own
// bytes, and no signature of equal bytes matches under it. The first byte chooses the key type.
#include "crypto/keys.h"
#include "driver.h"

using credenza::crypto::KeyType;
using credenza::crypto::PublicKey;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto type = static_cast<KeyType>(data[0] % 4);
  const auto key = PublicKey::from_raw(type, {data + 1, size - 1});
  if (!key) return 0;
  const auto again = PublicKey::from_raw(type, key->raw());
  property(again.has_value() && *again == *key);
  const bool is_edwards = type == KeyType::ed25519;
  const credenza::Bytes signature(is_edwards ? 64 : key->coordinates().size(), data[0]);
  property(!verify(*key, {data, size}, signature).has_value());
  return 0;
}
