// sd_jwt::issue: claims of any form, every one of them hidden, come back as they were.
#include "driver.h"
#include "sd_jwt/sd_jwt.h"
#include "support/ports.h"

using credenza::json::Cursor;
namespace sd_jwt = credenza::sd_jwt;

namespace {

void add_pointers(Cursor value, std::string_view at, std::vector<std::string>& out) {
  std::size_t position = 0;
  for (const Cursor item : value.items()) {
    const std::string token =
        value.is_object() ? credenza::json::pointer_token(item.name()) : std::to_string(position++);
    const std::string pointer = std::string(at) + "/" + token;
    out.push_back(pointer);
    add_pointers(item, pointer, out);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static credenza::test::SeededRandom random;
  static const auto key =
      credenza::crypto::PrivateKey::generate(credenza::crypto::KeyType::ed25519, random);
  // What is issued grows with each level; a deep document would only take time.
  const auto claims = credenza::json::Document::parse(
      credenza::as_text({data, size}), {.max_bytes = std::size_t{1} << 12, .max_depth = 8});
  if (!claims) return 0;
  sd_jwt::IssueOptions options{.typ = "example+sd-jwt"};
  add_pointers(claims->root(), "", options.selectively_disclosable);
  const auto text = sd_jwt::issue(claims->root(), options, key, random);
  if (!text) return 0;
  auto parsed = sd_jwt::SdJwt::parse(*text);
  property(parsed.has_value());
  const auto list = sd_jwt::disclosable(*parsed);
  property(list.has_value() && list->size() == options.selectively_disclosable.size());
  const sd_jwt::Expectation expected{.typ = options.typ,
                                     .claims = {.now = {}, .allow_missing_expiration = true}};
  const auto verified =
      sd_jwt::VerifiedSdJwt::verify(*std::move(parsed), key.public_key(), expected);
  // Claims like exp can say that it has ended, or be no date; they still are what was issued.
  property(!verified ? verified.error().where.starts_with("claims/")
                     : credenza::json::equal(verified->claims(), claims->root()));
  return 0;
}
