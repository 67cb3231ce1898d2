#include "base/url.h"
#include "vc_jose/vc_jose_detail.h"

namespace credenza::vc_jose {

Result<cid::VerificationMethod> ControlledKeys::find(const KeyHint& hint, Instant now) {
  constexpr std::string_view k_where = "header/kid";
  if (hint.kid.empty()) {
    return fail(Code::missing, std::string(k_where), "the token does not say which key signed it");
  }
  std::string url(hint.kid);
  if (url.starts_with('#')) url.insert(0, hint.owner);
  if (!is_absolute_uri(url)) {
    return fail(Code::unsupported, std::string(k_where),
                "names no verification method of a controlled identifier or DID document");
  }
  if (!hint.owner.empty() && !detail::is_method_of(hint.owner, url)) {
    return fail(Code::mismatch, std::string(k_where),
                "the key is in the document of somebody else");
  }
  return resolver_.resolve(url, hint.relationship, now);
}

}  // namespace credenza::vc_jose
