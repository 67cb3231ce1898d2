// issuer::Where::parse: what was read is written and read again as the same, and what is known of
// it beforehand changes no answer.
#include "issuer/where.h"

#include "driver.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace issuer = credenza::issuer;
  issuer::Sentence what;
  const auto read = issuer::Where::parse(credenza::as_text({data, size}), what);
  property(read.has_value() || (!what.en.empty() && !what.nl.empty()));
  if (!read) return 0;
  const std::string text = read->text();
  const auto again = issuer::Where::parse(text, what);
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
