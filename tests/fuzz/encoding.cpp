// Encodings: bytes come back from their text, and a text that is read is the one that would be
// written.
#include "base/encoding.h"

#include "driver.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const credenza::ByteView raw{data, size};
  const auto is_raw = [raw](const credenza::Result<credenza::Bytes>& bytes) {
    return bytes && credenza::as_text(*bytes) == credenza::as_text(raw);
  };
  property(is_raw(credenza::from_hex(credenza::to_hex(raw))));
  property(is_raw(credenza::from_base64(credenza::to_base64(raw))));
  property(is_raw(credenza::from_base64url(credenza::to_base64url(raw))));
  if (size <= 700) property(is_raw(credenza::from_base58(credenza::to_base58(raw))));
  const auto text = credenza::as_text(raw);
  if (const auto bytes = credenza::from_base64(text)) property(credenza::to_base64(*bytes) == text);
  if (const auto bytes = credenza::from_base64url(text)) {
    property(credenza::to_base64url(*bytes) == text);
  }
  if (const auto bytes = credenza::from_base58(text)) property(credenza::to_base58(*bytes) == text);
  if (const auto bytes = credenza::from_multibase(text)) property(text[0] == 'z' || text[0] == 'u');
  return 0;
}
