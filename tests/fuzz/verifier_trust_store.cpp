// A list that is read prints and reads to the same list.
#include "driver.h"
#include "verifier/trust_store.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using credenza::verifier::TrustStore;
  const auto store = TrustStore::parse(credenza::as_text({data, size}));
  if (!store) return 0;
  const std::string printed = store->to_json().dump();
  const auto again = TrustStore::parse(printed);
  property(again.has_value());
  property(again->to_json().dump() == printed);
  return 0;
}
