// jcs::canonicalize: a canonical text parses, means the same, and is its own canonical text.
#include "jcs/jcs.h"

#include "driver.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document = credenza::json::Document::parse(credenza::as_text({data, size}));
  if (!document) return 0;
  const auto canonical = credenza::jcs::canonicalize(document->root());
  if (!canonical) return 0;
  const auto again = credenza::json::Document::parse(*canonical);
  property(again.has_value());
  property(credenza::json::equal(document->root(), again->root()));
  property(*credenza::jcs::canonicalize(again->root()) == *canonical);
  return 0;
}
