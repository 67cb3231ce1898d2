// jose::CompactJwe::parse: a message that parses has exactly one spelling, one of two algorithms
// and bounded work; and it does not open for a stranger.
#include "jose/jwe.h"

#include "base/encoding.h"
#include "driver.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = credenza::as_text({data, size});
  const auto jwe = credenza::jose::CompactJwe::parse(text);
  if (!jwe) return 0;
  const auto alg = jwe->header().string_at("alg");
  property(alg.has_value() && (*alg == "ECDH-ES" || *alg == "PBES2-HS256+A128KW"));
  property(!jwe->header().find("crit") && !jwe->header().find("zip"));
  const auto header = credenza::from_base64url(text.substr(0, text.find('.')));
  property(header.has_value() && credenza::to_base64url(*header) == text.substr(0, text.find('.')));
  const auto key = credenza::crypto::PrivateKey::from_raw(credenza::crypto::KeyType::ed25519,
                                                          credenza::crypto::SecretBytes(32));
  property(key.has_value() && !jwe->open(*key));
  return 0;
}
