// process_disclosures with digests that are made up, so that the fuzzer reaches what is behind
// them:
// {"payload": …, "disclosures": [array, …]}, where "0" is the digest of the first array. What comes
// out is JSON without any digest.
#include "base/encoding.h"
#include "base/json_value.h"
#include "driver.h"
#include "sd_jwt/sd_jwt_detail.h"

using credenza::json::Cursor;
namespace detail = credenza::sd_jwt::detail;

namespace {

bool has_digests(Cursor value) {
  bool found = false;
  for (const Cursor item : value.items()) {
    found = found || (value.is_object() && detail::is_reserved(item.name())) || has_digests(item);
  }
  return found;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto input = credenza::json::Document::parse(credenza::as_text({data, size}));
  const auto payload = input ? input->root().find("payload") : std::nullopt;
  const auto arrays = input ? input->root().find("disclosures") : std::nullopt;
  if (!payload || !payload->is_object() || !arrays) return 0;
  std::vector<std::string> texts;
  for (const Cursor array : arrays->items()) {
    texts.push_back(credenza::to_base64url(
        credenza::as_bytes(*credenza::json::to_text(credenza::json::to_value(array)))));
  }
  std::vector<detail::Disclosure> disclosures;
  for (const std::string& text : texts)
    disclosures.push_back({text, std::to_string(disclosures.size())});
  const auto processed = detail::process_disclosures(*payload, disclosures);
  if (!processed) return 0;
  property(processed->disclosed.size() == disclosures.size());
  const auto claims = detail::parse_processed(processed->text);
  if (!claims) {
    property(claims.error().code == credenza::Code::conflict);
    return 0;
  }
  property(!has_digests(claims->root()));
  return 0;
}
