// jose::CompactJws::parse: a token that parses has exactly one spelling, names an algorithm and
// asks for no extension.
#include "jose/jws.h"

#include "base/encoding.h"
#include "driver.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = credenza::as_text({data, size});
  const auto jws = credenza::jose::CompactJws::parse(text);
  if (!jws) return 0;
  const auto alg = jws->header().string_at("alg");
  property(alg.has_value() && *alg != "none" && !alg->starts_with("HS"));
  property(!jws->header().find("crit") && !jws->header().find("b64"));
  const std::size_t first = text.find('.');
  const std::size_t second = text.rfind('.');
  const auto header = credenza::from_base64url(text.substr(0, first));
  property(header.has_value() && credenza::to_base64url(*header) == text.substr(0, first));
  property(credenza::to_base64url(jws->payload()) == text.substr(first + 1, second - first - 1));
  return 0;
}
