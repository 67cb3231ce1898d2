// jose::from_jwk: a key that is read is written to a JWK that reads as the same key, and holds
// nothing secret.
#include "jose/jwk.h"

#include "driver.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document = credenza::json::Document::parse(credenza::as_text({data, size}));
  if (!document) return 0;
  const auto key = credenza::jose::from_jwk(document->root());
  if (!key) return 0;
  property(!document->root().find("d") && !document->root().find("k"));
  const auto written = credenza::json::to_document(credenza::jose::to_jwk(*key));
  property(written.has_value());
  for (const auto member : written->root().items()) {
    property(credenza::json::equal(member, *document->root().at(member.name())));
  }
  const auto again = credenza::jose::from_jwk(written->root());
  property(again.has_value() && *again == *key);
  property(credenza::jose::thumbprint(*key).size() == 43);
  return 0;
}
