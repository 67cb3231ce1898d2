// cid::from_multikey and from_secret_multikey: a Multikey has exactly one spelling, and a text is
// never both a public and a secret key.
#include "cid/cid.h"
#include "driver.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = credenza::as_text({data, size});
  const auto key = credenza::cid::from_multikey(text);
  property(!key || credenza::cid::to_multikey(*key) == text);
  const auto secret =
      credenza::cid::from_secret_multikey(credenza::crypto::SecretBytes::copy_of({data, size}));
  property(!key || !secret);
  return 0;
}
