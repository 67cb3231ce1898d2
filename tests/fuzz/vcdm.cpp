// vcdm: what is read is consistent with itself.
#include "vcdm/vcdm.h"

#include "driver.h"

namespace vcdm = credenza::vcdm;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document = credenza::json::Document::parse(credenza::as_text({data, size}));
  if (!document) return 0;
  if (const auto read = vcdm::Credential::read(document->root())) {
    property(read->has_type("VerifiableCredential") && vcdm::is_url(read->issuer));
    property(!read->subjects.empty());
    for (const auto& end : {read->valid_from, read->valid_until}) {
      property(!end || vcdm::check_validity(*read, *end).has_value());
    }
  }
  if (const auto presentation = vcdm::Presentation::read(document->root())) {
    for (const auto credential : presentation->credentials)
      property(credential.is_object());
  }
  return 0;
}
