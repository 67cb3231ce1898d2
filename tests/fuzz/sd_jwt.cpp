// SdJwt::parse and present: who reveals everything gives on what was received, who reveals nothing
// gives no disclosure on.
#include "sd_jwt/sd_jwt.h"

#include "driver.h"

using credenza::sd_jwt::SdJwt;

namespace {

void look_through(const SdJwt& held) {
  const std::string_view text = held.text();
  property(text.ends_with('~') && held.header().is_object() && held.payload().is_object());
  const auto list = credenza::sd_jwt::disclosable(held);
  const auto whole = credenza::sd_jwt::present(held, std::vector<std::string>{""});
  property(list.has_value() == whole.has_value());
  if (!list) return;
  property(*whole == text);
  const auto least = credenza::sd_jwt::present(held, {});
  property(least.has_value() && *least == text.substr(0, text.find('~') + 1));
  for (const auto& one : *list) {
    const auto shown = credenza::sd_jwt::present(held, std::vector{one.pointer});
    property(shown.has_value() && SdJwt::parse(*shown).has_value());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = credenza::as_text({data, size});
  if (const auto held = SdJwt::parse(text)) {
    property(text.starts_with(held->text()));
    look_through(*held);
  }
  if (const auto held = SdJwt::parse_json(text)) look_through(*held);
  return 0;
}
