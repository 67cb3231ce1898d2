// A trust list that is read makes the same list again, and every entry is found by its DID.
#include "trust_list/trust_list.h"

#include "driver.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace trust_list = credenza::trust_list;
  const auto document = credenza::json::Document::parse(credenza::as_text({data, size}));
  if (!document) return 0;
  const auto list = trust_list::TrustList::read(document->root());
  if (!list) return 0;
  for (const trust_list::Entry& entry : list->contents().entries)
    property(list->find(entry.id) == &entry);
  const auto written = credenza::json::to_document(trust_list::make(list->contents()));
  if (!written) return 0;
  const auto again = trust_list::TrustList::read(written->root());
  property(again.has_value());
  property(again->contents() == list->contents());
  return 0;
}
