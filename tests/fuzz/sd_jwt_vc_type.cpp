// TypeCatalog::add and resolve_type: a document that is taken resolves or says why, and what a type
// says of a claim is said once for each path.
#include "driver.h"
#include "sd_jwt_vc/type_metadata.h"

namespace vc = credenza::sd_jwt_vc;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = credenza::as_text({data, size});
  vc::TypeCatalog catalog;
  if (!catalog.add(text)) return 0;
  property(!catalog.add(text));
  const auto document = credenza::json::Document::parse(text);
  const auto type = vc::resolve_type(catalog, *document->root().string_at("vct"), std::nullopt);
  if (!type) return 0;
  property(type->types.size() == 1);
  for (std::size_t i = 0; i < type->claims.size(); ++i) {
    property(!type->claims[i].path.empty());
    for (std::size_t k = 0; k < i && i < 64; ++k)
      property(type->claims[i].path != type->claims[k].path);
  }
  if (type->display) static_cast<void>(vc::display_for(*type->display, {"nl-BE", "en"}));
  return 0;
}
