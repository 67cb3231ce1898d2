// StatusList::decode: what is decoded encodes and decodes to the same list, and stays within its
// limit.
#include "status_list/status_list.h"

#include "driver.h"

using credenza::status_list::StatusList;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t k_limit = std::size_t{1} << 18;
  const auto text = credenza::as_text({data, size});
  const auto list = StatusList::decode(text, 1, {.max_bytes = k_limit});
  if (!list) return 0;
  property(list->entries() >= credenza::status_list::k_minimum_entries);
  property(list->entries() <= k_limit * 8);
  property(list->at(0).has_value() && list->at(list->entries() - 1).has_value());
  property(!list->at(list->entries()).has_value());
  const std::string once = list->encode();
  const auto again = StatusList::decode(once, 1, {.max_bytes = k_limit});
  property(again.has_value() && again->encode() == once);
  return 0;
}
