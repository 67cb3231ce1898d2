// open_badges::read_record and check: what was read can be said again, and reads as the same but
// for the losses.
#include "open_badges/open_badges.h"

#include "driver.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace open_badges = credenza::open_badges;
  const auto document = credenza::json::Document::parse(credenza::as_text({data, size}));
  if (!document) return 0;
  static_cast<void>(open_badges::check(document->root()));
  const auto record = open_badges::read_record(document->root());
  if (!record) return 0;
  const auto rendering = open_badges::to_credential(
      *record, {.id = "urn:x:y", .issuer = "", .valid_from = std::nullopt});
  const auto text = credenza::json::to_document(rendering.credential);
  property(text.has_value());
  const auto again = open_badges::read_record(text->root());
  property(again.has_value());
  property(!rendering.losses.empty() || again->achievement.title == record->achievement.title);
  return 0;
}
