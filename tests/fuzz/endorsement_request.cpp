// wallet::read_request: a request that is read is written and read again as the same.
#include "driver.h"
#include "wallet/endorsement.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)
  const auto read = read_request(credenza::as_text({data, size}));
  if (!read) return 0;
  property(read->digest.size() == 64);
  const std::string written = to_request(*read, credenza::Instant{}).dump();
  const auto again = read_request(written);
  // It can be longer than what was read: an escape of six bytes for one.
  property(again.has_value() || again.error().code == credenza::Code::out_of_range);
  if (!again) return 0;
  property(again->name == read->name && again->digest == read->digest);
  property(again->title == read->title && again->skills == read->skills);
  return 0;
}
