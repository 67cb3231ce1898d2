// crypto::PublicKey::from_raw and crypto::verify: a key that was read is read again from its own
// bytes, and no signature of 64 equal bytes matches under it. The first byte chooses the key type.
#include "crypto/keys.h"
#include "driver.h"

using credenza::crypto::KeyType;
using credenza::crypto::PublicKey;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto type = static_cast<KeyType>(data[0] % 3);
  const auto key = PublicKey::from_raw(type, {data + 1, size - 1});
  if (!key) return 0;
  const auto again = PublicKey::from_raw(type, key->raw());
  property(again.has_value() && *again == *key);
  const credenza::Bytes signature(type == KeyType::p384 ? 96 : 64, data[0]);
  property(!verify(*key, {data, size}, signature).has_value());
  return 0;
}
