// cid::ControlledDocument: a method that is given out has the name that was asked for, the document
// as its controller, and a key that goes through a document of our own unchanged.
#include "cid/cid.h"
#include "driver.h"

namespace cid = credenza::cid;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view k_id = "did:web:school.example";
  const std::string url = std::string(k_id) + "#key-1";
  const auto document = cid::ControlledDocument::parse(credenza::as_text({data, size}), k_id);
  if (!document) return 0;
  const auto method =
      document->method(url, cid::Relationship::assertion_method, credenza::Instant{});
  if (!method) return 0;
  property(method->id == url && method->controller == k_id);
  const auto ours =
      cid::ControlledDocument::parse(cid::make_document(k_id, {*method}).dump(), k_id);
  property(ours.has_value());
  const auto again = ours->method(url, cid::Relationship::assertion_method, credenza::Instant{});
  property(again.has_value() && again->key == method->key && again->expires == method->expires);
  return 0;
}
