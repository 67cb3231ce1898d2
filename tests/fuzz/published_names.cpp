// Which documents of issuers a credential names: bounded, each once, and only what can be looked
// for.
#include <algorithm>

#include "did/did.h"
#include "driver.h"
#include "wallet/published_copy.h"

using namespace credenza;  // NOLINT(google-build-using-namespace)

namespace {

bool has_no_twins(std::vector<std::string> names) {
  std::ranges::sort(names);
  return std::ranges::adjacent_find(names) == names.end();
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text(ByteView(data, size));
  const wallet::PublishedNames names = wallet::published_names(text);
  property(names.dids.size() <= 64 && names.lists.size() <= 64);
  property(has_no_twins(names.dids) && has_no_twins(names.lists));
  for (const std::string& did : names.dids)
    property(did.starts_with("did:web:") && did.find('#') == std::string::npos);
  for (const std::string& list : names.lists)
    property(!list.empty());
  property(wallet::name_of_published(text).size() <= size);
  return 0;
}
