// What a receipt says was shown: what is read is written to bytes that read to the same.
#include "driver.h"
#include "wallet/receipt.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<Id> asked{1, 2};
  const auto shown = read_receipt_body(as_text(ByteView(data, size)), asked);
  if (!shown) return 0;
  property(shown->size() == asked.size());
  property(shown->front().id == asked.front());
  const auto body = receipt_body(*shown);
  property(body.has_value());
  const auto again = read_receipt_body(*body, asked);
  property(again.has_value());
  property(*receipt_body(*again) == *body);
  return 0;
}
