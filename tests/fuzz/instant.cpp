// Instants and dates: what is read is written, and read back to the same.
#include "base/instant.h"

#include "driver.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = credenza::as_text({data, size});
  if (const auto instant = credenza::parse_instant(text)) {
    const std::string written = credenza::format_instant(*instant);
    const auto again = credenza::parse_instant(written);
    // Within a day of the last years, UTC may lie in a year that is not read.
    property(again ? *again == *instant : written.find("32767-") != std::string::npos);
  }
  if (const auto date = credenza::parse_date(text)) property(credenza::format_date(*date) == text);
  return 0;
}
