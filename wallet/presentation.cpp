#include "wallet/presentation.h"

#include "base/json_value.h"
#include "crypto/random.h"
#include "data_integrity/data_integrity.h"
#include "did/did.h"
#include "vcdm/vcdm.h"
#include "verify/verify.h"

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
    text += request.compact ? without_white_space(credential) : std::string(credential);
  }
  text += "]}";
  return json::Document::parse(text, k_limits);
}

Error too_much(std::string what) {
  return fail(Code::out_of_range, "presentation", std::move(what));
}

}  // namespace

std::string without_white_space(std::string_view json) {
  constexpr std::string_view k_white_space = " \t\r\n";
  std::string out;
  out.reserve(json.size());
  bool in_string = false;
  bool escaped = false;
  for (const char c : json) {
    if (!in_string && k_white_space.find(c) != std::string_view::npos) continue;
    out += c;
    if (c == '"' && !escaped) in_string = !in_string;
    escaped = in_string && c == '\\' && !escaped;
  }
  return out;
}

Result<Presentation> make_presentation(const PresentationRequest& request, Random& random) {
  must(!request.holders.empty());
  const verify::Limits reader;
  if (request.credentials.size() > reader.max_credentials) {
    return too_much("at most " + std::to_string(reader.max_credentials) +
                    " credentials fit into one presentation");
  }
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
  if (made.text.size() > reader.max_bytes) {
    return too_much("this makes " + std::to_string(made.text.size()) +
                    " bytes, and a verifier reads at most " + std::to_string(reader.max_bytes));
  }
  return made;
}

}  // namespace credenza::wallet
