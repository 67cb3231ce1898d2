// did::web_document_url: what has a document's address is a DID, and so is the name given to that
// address; both lead to the same document. No address, no step up, nothing but https.
#include "did/did.h"
#include "driver.h"

namespace did = credenza::did;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = credenza::as_text({data, size});
  const std::string_view base = did::without_fragment(text);
  property(text.starts_with(base) && base.find_first_of("#?/") == std::string_view::npos);
  const auto url = did::web_document_url(text);
  if (!url) return 0;
  property(did::is_did(text) && base == text);
  property(url->scheme() == "https" && url->text().ends_with("/did.json"));
  property(url->resolve(url->path()).has_value() && *url->resolve(url->path()) == *url);
  std::string folder = url->text();
  folder.resize(folder.size() - (text.find(':', 8) == std::string_view::npos ? 21 : 9));
  const auto again = did::web_document_url(did::web_did(*credenza::Url::parse(folder)));
  property(again.has_value() && *again == *url);
  return 0;
}
