// crypto::open: bytes that were not sealed never open; sealed, they open to themselves.
#include "crypto/seal.h"
#include "driver.h"
#include "support/ports.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace crypto = credenza::crypto;
  credenza::test::SeededRandom random;
  const auto key = crypto::SecretBytes::random(crypto::k_seal_key_bytes, random);
  property(!crypto::open(key, {data, size}, {}).has_value());
  const auto sealed = crypto::seal(key, {data, size}, {data, size / 2}, random);
  const auto opened = crypto::open(key, sealed, {data, size / 2});
  property(opened.has_value() && crypto::equal(opened->reveal(), {data, size}));
  return 0;
}
