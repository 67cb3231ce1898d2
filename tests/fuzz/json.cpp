// json::Document::parse: what parses prints and parses to the same; what does not is refused with a
// reason.
#include "base/json_value.h"
#include "driver.h"

namespace json = credenza::json;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = credenza::as_text({data, size});
  const auto document = json::Document::parse(text);
  if (!document) {
    property(!document.error().detail.empty());
    property(!document.error().where.empty() || size > json::Limits{}.max_bytes);
    return 0;
  }
  property(document->text() == text);
  const auto again = json::to_document(json::to_value(document->root()));
  property(again.has_value() && json::equal(document->root(), again->root()));
  std::size_t children = 0;
  for (const auto item : document->root().items()) {
    property(!item.pointer().empty());
    ++children;
  }
  for ([[maybe_unused]] const auto item : document->root().canonical_items())
    --children;
  property(children == 0);
  return 0;
}
