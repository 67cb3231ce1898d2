// wallet::Query and SearchWords: what was written is found by each of its own words.
#include "driver.h"
#include "wallet/words.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)
  const std::string_view text = credenza::as_text({data, size});
  SearchWords words;
  words.add(text);
  const std::string kept = std::move(words).text();
  property(kept.size() <= k_max_search_bytes);
  property(folded(folded(text)) == folded(text));
  if (kept.size() + 200 > k_max_search_bytes) return 0;
  for (const std::string& word : words_of(text)) {
    const Query query = Query::parse(word);
    property(query.is_empty() || query.score(kept) > 0);
  }
  return 0;
}
