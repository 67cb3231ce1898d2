// issuer::KeyFile: what is read is written and read to the same, and the key that signs is found in
// bounded time, whoever succeeds whom.
#include "driver.h"
#include "issuer/keys.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = credenza::issuer::KeyFile::parse(credenza::as_text({data, size}));
  if (!file) return 0;
  const auto text = credenza::json::to_text(file->to_json());
  property(text.has_value());
  const auto again = credenza::issuer::KeyFile::parse(*text);
  property(again.has_value());
  property(again->to_json() == file->to_json());
  for (const auto& entry : file->keys())
    (void)file->signing_key(entry.id);
  return 0;
}
