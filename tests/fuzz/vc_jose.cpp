// vc_jose: what is signed verifies and says what it said; what verifies obeys the rules of its
// claims.
#include "vc_jose/vc_jose.h"

#include "base/encoding.h"
#include "driver.h"
#include "jose/jws.h"

using namespace credenza;  // NOLINT(google-build-using-namespace): a program of one file

namespace {

constexpr std::string_view k_owner = "did:example:school";
constexpr const char* k_kid = "did:example:school#key-1";

const crypto::PrivateKey& key() {
  static const auto made = crypto::PrivateKey::from_raw(
      crypto::KeyType::ed25519, crypto::SecretBytes::copy_of(Bytes(32, std::uint8_t{1})));
  return *made;
}

class OneKey final : public vc_jose::KeyFinder {
 public:
  [[nodiscard]] Result<cid::VerificationMethod> find(const vc_jose::KeyHint& /*hint*/,
                                                     Instant /*now*/) override {
    return cid::VerificationMethod{k_kid, std::string(k_owner), key().public_key(), {}, {}};
  }
};

void check_claims(const vc_jose::VerifiedCredential& credential) {
  property(credential.credential().issuer == k_owner);
  property(!credential.claims().find("vc") && !credential.claims().find("vp"));
  const auto iss = credential.claims().find("iss");
  property(!iss || iss->raw_string() == k_owner);
}

void check_envelopes(const vc_jose::VerifiedPresentation& presentation, OneKey& keys) {
  const auto opened = vc_jose::open_credentials(presentation, {}, keys);
  property(opened.size() == presentation.presentation().credentials.size());
  property(opened.size() <= vc_jose::k_max_credentials);
  for (const auto& one : opened) {
    property(vc_jose::read_envelope(one.envelope).has_value());
    if (one.credential) check_claims(*one.credential);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text({data, size});
  OneKey keys;
  if (const auto credential = vc_jose::verify_credential(text, {}, keys)) check_claims(*credential);
  if (const auto presentation = vc_jose::verify_presentation(text, {}, keys))
    check_envelopes(*presentation, keys);

  const auto document = json::Document::parse(text);
  if (!document || !document->root().is_object()) return 0;
  if (const auto token = vc_jose::sign_credential(*document, {.kid = k_kid}, key())) {
    const auto verified = vc_jose::verify_credential(*token, {.leave_dates = true}, keys);
    const bool for_somebody = document->root().find("aud").has_value();
    property(verified.has_value() || for_somebody);
    if (verified) property(json::equal(verified->claims(), document->root()));
  }
  const auto token = jose::sign({{"typ", "vp+jwt"}, {"kid", k_kid}}, as_bytes(text), key());
  if (const auto presentation = vc_jose::verify_presentation(*token, {}, keys))
    check_envelopes(*presentation, keys);
  return 0;
}
