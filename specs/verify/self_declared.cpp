// Self-declared: somebody who signs what is said of themselves attests nothing (F14 of the fraud
// list). The signature holds, so this is no forgery; it is shown for what it is.
#include <algorithm>

#include "did/did.h"
#include "jose/jwk.h"
#include "verify/verify_detail.h"

namespace credenza::verify::detail {

bool is_self_declared(const vcdm::Credential& credential, const std::optional<Shown>& shown) {
  bool about_somebody_else = false;
  for (const json::Cursor subject : credential.subjects) {
    const std::string_view id = text_at(subject, "id");
    if (id.empty()) continue;
    if (id == credential.issuer) return true;
    about_somebody_else = about_somebody_else || did::begins_like_did(id);
  }
  if (about_somebody_else || !shown || shown->problem) return false;
  return std::find(shown->presenters.begin(), shown->presenters.end(), credential.issuer) !=
         shown->presenters.end();
}

bool is_bound_to_signer(json::Cursor header, json::Cursor claims, const Context& context) {
  const auto confirmation = claims.find("cnf");
  if (!confirmation || !confirmation->is_object()) return false;
  const auto jwk = confirmation->find("jwk");
  if (!jwk) return false;
  const auto holder = jose::from_jwk(*jwk);
  if (!holder) return false;
  const auto method = context.ports.methods.resolve(
      text_at(header, "kid"), cid::Relationship::assertion_method, context.now);
  return method && method->key == *holder;
}

}  // namespace credenza::verify::detail
