// The blobs of a vault: what decodes encodes to the same bytes; sealed ones that were not sealed do
// not open.
#include "driver.h"
#include "support/ports.h"
#include "wallet/slot.h"
#include "wallet/vault_index.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView input(data, size);
  const VaultId vault{};
  if (const auto header = decode_header(input)) property(encode(*header) == to_bytes(input));
  if (const auto slot = decode_slot(input, vault))
    property(encode(*slot, vault) == to_bytes(input));
  if (const auto manifest = decode_manifest(input)) property(encode(*manifest) == to_bytes(input));
  if (const auto cost = decode_password_parameters(input))
    property(encode(*cost) == to_bytes(input));
  test::SeededRandom random;
  const Keys keys = Keys::derive(crypto::SecretBytes::random(k_data_key_bytes, random));
  property(!open_record(keys, {vault, Kind::credential, 1, 1}, input).has_value());
  Index index;
  if (index.add_page(1, as_text(input), 2)) property(index.entries().size() <= k_page_entries);
  if (auto details = Index::parse_page(as_text(input))) {
    // As the details of a page that has what they name: the page itself.
    if (index.add_details(1, *std::move(details))) property(index.unread().empty());
  }
  return 0;
}
