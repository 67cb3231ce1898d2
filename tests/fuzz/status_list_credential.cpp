// status_list: entries are either references or unknown, never lost; what is published is read
// back.
#include "driver.h"
#include "status_list/status_list.h"

namespace status_list = credenza::status_list;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document = credenza::json::Document::parse(credenza::as_text({data, size}));
  if (!document) return 0;
  const auto root = document->root();
  if (const auto references = status_list::references_in(root)) {
    const auto statuses = root.find("credentialStatus");
    std::size_t entries = 0;
    if (statuses) entries = statuses->is_array() ? statuses->size() : 1;
    property(references->size() + status_list::unknown_entries(root).size() == entries);
    for (const auto& reference : *references) {
      property(reference.bits >= 1 && reference.bits <= 8);
      property(reference.index < status_list::k_maximum_entries);
    }
  }
  const auto published = status_list::PublishedList::read(root, 1);
  property(!published || !published->purposes.empty());
  return 0;
}
