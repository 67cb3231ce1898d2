// data_integrity: what add_proof takes, verify_proofs accepts; what it did not make, it refuses.
#include "data_integrity/data_integrity.h"

#include "did/did.h"
#include "driver.h"
#include "support/ports.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace di = credenza::data_integrity;
  static credenza::test::Town town;
  static credenza::test::SeededRandom random;
  static const auto key =
      credenza::crypto::PrivateKey::generate(credenza::crypto::KeyType::ed25519, random);
  static credenza::did::Resolver resolver(town);
  const auto document = credenza::json::Document::parse(credenza::as_text({data, size}));
  if (!document) return 0;
  property(!di::verify_proofs(document->root(),
                              {.controller = credenza::did::key_did(key.public_key())}, resolver));
  di::ProofOptions options;
  options.verification_method = credenza::did::key_method(key.public_key());
  const auto secured = di::add_proof(*document, options, key);
  if (!secured || document->root().find("proof")) return 0;
  const auto again = credenza::json::Document::parse(*secured);
  property(again.has_value());
  property(di::verify_proofs(again->root(), {}, resolver).has_value());
  return 0;
}
