// Url: what parses prints and parses to the same; the input also as a reference stays within a URL.
#include "base/url.h"

#include "driver.h"

using credenza::Url;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = credenza::as_text({data, size});
  const auto url = Url::parse(text);
  if (url) {
    const auto again = Url::parse(url->text());
    property(again.has_value() && *again == *url);
    property(credenza::is_absolute_uri(url->text()));
    property(url->text().find_first_of("\r\n\t \\") == std::string::npos);
  }
  static const Url base = *Url::parse("https://a.example/b/c/d;p?q");
  const auto resolved = base.resolve(text);
  if (resolved) {
    const auto again = Url::parse(resolved->text());
    property(again.has_value() && *again == *resolved);
    property((resolved->path() + "/").find("/../") == std::string::npos);
  }
  return 0;
}
