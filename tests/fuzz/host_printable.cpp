// Whatever comes in, nothing comes out that a terminal would obey, and a second time changes
// nothing.
#include <algorithm>

#include "driver.h"
#include "host/terminal.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string shown = credenza::host::printable(credenza::as_text({data, size}));
  property(std::none_of(shown.begin(), shown.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7F;
  }));
  property(credenza::host::printable(shown) == shown);
  return 0;
}
