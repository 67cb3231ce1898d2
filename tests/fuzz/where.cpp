// issuer::Where::parse: what is wrong can be said in Dutch; what was read is written and read again
// as the same, and what is known of it beforehand changes no answer.
#include "issuer/where.h"

#include "driver.h"
#include "issuer/record_texts.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace issuer = credenza::issuer;
  const auto read = issuer::Where::parse(credenza::as_text({data, size}));
  property(read.has_value() || issuer::in_dutch(read.error().detail).has_value());
  if (!read) return 0;
  const std::string text = read->text();
  const auto again = issuer::Where::parse(text);
  // Every group in brackets can be too deep or too long.
  property(again.has_value() || again.error().code == credenza::Code::out_of_range);
  property(!again || again->text() == text);
  const auto all = [](std::string_view name) { return issuer::WhereKnown{{std::string(name)}}; };
  const auto some = [&all](std::string_view name) {
    return name.size() % 2 == 0 ? all(name) : issuer::WhereKnown{{}, false};
  };
  property(read->holds(all).has_value());
  property(read->given(some).holds(all) == read->holds(all));
  return 0;
}
