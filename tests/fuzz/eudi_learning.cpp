// eudi_learning::check and read_record: what is of the right form can be read, and what was read
// and can be said again reads as the same.
#include "eudi_learning/eudi_learning.h"

#include "driver.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace eudi_learning = credenza::eudi_learning;
  const auto document = credenza::json::Document::parse(credenza::as_text({data, size}));
  if (!document) return 0;
  const auto findings = eudi_learning::check(document->root());
  const auto record = eudi_learning::read_record(document->root());
  property(!findings.empty() || record.has_value());
  if (!record) return 0;
  const auto rendering = eudi_learning::to_claims(*record, "");
  if (!rendering) return 0;
  const auto said = credenza::json::to_document(rendering->claims);
  property(said.has_value());
  property(eudi_learning::check(said->root()).empty());
  return 0;
}
