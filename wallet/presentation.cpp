#include "wallet/presentation.h"

#include "base/json_value.h"
#include "crypto/random.h"
#include "data_integrity/data_integrity.h"
#include "did/did.h"
#include "vcdm/vcdm.h"

namespace credenza::wallet {
namespace {

constexpr json::Limits k_limits{.max_bytes = std::size_t{16} << 20, .max_depth = 64};

/// The presentation without proof. The credentials go in as the texts that they are, each parsed
/// before: one that went through a JSON value could come out with other escapes or digits than its
/// issuer wrote.
Result<json::Document> assemble(const PresentationRequest& request, const std::string& id) {
  const Json envelope{{"@context", {vcdm::k_context_v2}},
                      {"id", id},
                      {"type", {"VerifiablePresentation"}},
                      {"holder", did::key_did(request.holders.front()->public_key())}};
  std::string text = TRY(json::to_text(envelope));
  text.pop_back();
  text += ",\"verifiableCredential\":[";
  for (const std::string_view credential : request.credentials) {
    const json::Document parsed = TRY(json::Document::parse(credential, k_limits));
    if (!parsed.root().is_object())
      return fail(Code::malformed, "", "a credential has to be a JSON object");
    if (!text.ends_with('[')) text += ',';
    text += credential;
  }
  text += "]}";
  return json::Document::parse(text, k_limits);
}

}  // namespace

Result<Presentation> make_presentation(const PresentationRequest& request, Random& random) {
  must(!request.holders.empty());
  Presentation made{crypto::make_urn_uuid(random), {}};
  json::Document document = TRY(assemble(request, made.id));
  for (const crypto::PrivateKey* holder : request.holders) {
    data_integrity::ProofOptions options;
    options.verification_method = did::key_method(holder->public_key());
    options.purpose = cid::Relationship::authentication;
    options.created = request.created;
    options.expires = request.expires;
    options.domain = {request.audience};
    options.challenge = request.nonce;
    made.text = TRY(data_integrity::add_proof(document, options, *holder));
    document = TRY(json::Document::parse(made.text, k_limits));
  }
  return made;
}

}  // namespace credenza::wallet
