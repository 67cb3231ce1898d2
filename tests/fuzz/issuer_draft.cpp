// issuer::Draft::parse: a draft that was read is written and read again as the same, and nobody
// takes it for a credential.
#include "driver.h"
#include "issuer/draft.h"
#include "verify/verify.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace issuer = credenza::issuer;
  const auto draft = issuer::Draft::parse(credenza::as_text({data, size}));
  if (!draft) return 0;
  property(draft->party(draft->issuer()) != nullptr);
  property(draft->missing().size() <= draft->signers().size());
  const std::string text = draft->to_text();
  property(credenza::verify::detect(text) == credenza::verify::Format::draft);
  const auto again = issuer::Draft::parse(text);
  property(again.has_value());
  property(again->digest() == draft->digest());
  property(again->to_text() == text);
  return 0;
}
