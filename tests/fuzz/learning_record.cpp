// learning_record::from_json: a record that was read is written so that it reads as the same
// record, and can be checked.
#include "learning_record/learning_record.h"

#include "driver.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace learning_record = credenza::learning_record;
  const auto document = credenza::json::Document::parse(credenza::as_text({data, size}));
  if (!document) return 0;
  const auto record = learning_record::from_json(document->root());
  if (!record) return 0;
  const auto text = credenza::json::to_document(learning_record::to_json(*record));
  property(text.has_value());
  const auto again = learning_record::from_json(text->root());
  property(again.has_value() && *again == *record);
  static_cast<void>(learning_record::check(*record));
  return 0;
}
