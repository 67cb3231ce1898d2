// White space goes, and nothing else: a document stays the same value, with the same canonical
// form.
#include "base/json.h"
#include "driver.h"
#include "jcs/jcs.h"
#include "wallet/presentation.h"

using namespace credenza;  // NOLINT(google-build-using-namespace)

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text(ByteView(data, size));
  const auto document = json::Document::parse(text);
  const std::string compact = wallet::without_white_space(text);
  property(compact.size() <= text.size());
  if (!document) return 0;
  const auto again = json::Document::parse(compact);
  property(again.has_value());
  const auto before = jcs::canonicalize(document->root());
  const auto after = jcs::canonicalize(again->root());
  property(before.has_value() == after.has_value());
  if (before) property(*before == *after);
  property(wallet::without_white_space(compact) == compact);
  return 0;
}
