// presentation_request::read: what is read asks for something, is written and read again as it
// was, and has nothing in it that a terminal would not show as one line.
#include "presentation_request/presentation_request.h"

#include "driver.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace credenza;                        // NOLINT(google-build-using-namespace)
  using namespace credenza::presentation_request;  // NOLINT(google-build-using-namespace)
  const auto document = parse(as_text({data, size}));
  if (!document) return 0;
  const auto request = read(document->root());
  if (!request) return 0;
  property(!request->credentials.empty() && request->credentials.size() <= k_max_credentials);
  property(!request->audience.empty() && !request->nonce.empty());
  property(request->verifier.name.find('\n') == std::string::npos);
  property(request->verifier.name.find('\x1b') == std::string::npos);
  const auto again = json::to_document(to_json(*request), {.max_bytes = 4 * k_max_bytes});
  property(again.has_value());
  const auto same = read(again->root());
  property(same.has_value() && *same == *request);
  return 0;
}
