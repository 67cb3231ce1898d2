// The rooms behind a pipe, for peers written in other languages. One request as JSON on stdin, one
// answer as JSON on stdout:
//
//   {"do": "sign", "document": "<text>", "secret": "<Multikey>", "purpose", "created",
//   "challenge"?, "domain"?}
//     → {"document": "<text>", "did": "…"}
//   {"do": "verify", "document": "<text>", "purpose", "controller"?, "challenge"?, "domain"?,
//   "now"}
//     → {"proofs": ["eddsa-jcs-2022", …]}
//   either → {"code": "bad_signature", "where": "…", "detail": "…"} when it could not be done or
//   does not hold
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/json_value.h"
#include "cid/cid.h"
#include "crypto/keys.h"
#include "data_integrity/data_integrity.h"
#include "did/did.h"

namespace credenza {
namespace {

/// No network: did:key needs none.
class NoFetcher final : public Fetcher {
 public:
  [[nodiscard]] Result<Fetched> fetch(const FetchRequest& request) override {
    return fail(Code::forbidden, request.url.text(), "there is no network here");
  }
};

std::optional<std::string_view> text_of(json::Cursor request, std::string_view member) {
  const auto found = request.find(member);
  if (!found || !found->is_string()) return std::nullopt;
  return found->raw_string();
}

Result<cid::Relationship> purpose_of(json::Cursor request) {
  const auto purpose = cid::relationship_from(TRY(request.string_at("purpose")));
  if (!purpose) return fail(Code::malformed, "/purpose", "no proof purpose");
  return *purpose;
}

Result<json::Document> document_of(json::Cursor request) {
  const std::string_view text = TRY(request.string_at("document"));
  return json::Document::parse(text);
}

Result<Instant> instant_of(json::Cursor request, std::string_view member) {
  const std::string_view text = TRY(request.string_at(member));
  return parse_instant(text);
}

Result<Json> sign(json::Cursor request) {
  const json::Document document = TRY(document_of(request));
  const auto secret = crypto::SecretBytes::copy_of(as_bytes(TRY(request.string_at("secret"))));
  const crypto::PrivateKey key = TRY(cid::from_secret_multikey(secret));
  data_integrity::ProofOptions options;
  options.verification_method = did::key_method(key.public_key());
  options.purpose = TRY(purpose_of(request));
  options.created = TRY(instant_of(request, "created"));
  if (const auto challenge = text_of(request, "challenge"))
    options.challenge = std::string(*challenge);
  if (const auto domain = text_of(request, "domain")) options.domain.emplace_back(*domain);
  const std::string secured = TRY(data_integrity::add_proof(document, options, key));
  return Json{{"document", secured}, {"did", did::key_did(key.public_key())}};
}

Result<Json> verify(json::Cursor request) {
  const json::Document document = TRY(document_of(request));
  data_integrity::Expectation expected;
  expected.purpose = TRY(purpose_of(request));
  expected.controller = text_of(request, "controller").value_or("");
  expected.challenge = text_of(request, "challenge");
  expected.domain = text_of(request, "domain");
  expected.now = TRY(instant_of(request, "now"));
  NoFetcher fetcher;
  did::Resolver resolver(fetcher);
  const auto verified = TRY(data_integrity::verify_proofs(document.root(), expected, resolver));
  Json proofs = Json::array();
  for (const data_integrity::VerifiedProof& proof : verified.proofs())
    proofs.push_back(proof.cryptosuite);
  return Json{{"proofs", proofs}};
}

Result<Json> answer(std::string_view text) {
  const json::Document request =
      TRY(json::Document::parse(text, {.max_bytes = std::size_t{16} << 20}));
  const std::string_view verb = TRY(request.root().string_at("do"));
  if (verb == "sign") return sign(request.root());
  if (verb == "verify") return verify(request.root());
  return fail(Code::unsupported, "/do", "neither sign nor verify");
}

}  // namespace
}  // namespace credenza

int main() {
  const std::string request{std::istreambuf_iterator<char>(std::cin), {}};
  auto answered = credenza::answer(request);
  const credenza::Json reply =
      answered ? *std::move(answered)
               : credenza::Json{{"code", credenza::to_string(answered.error().code)},
                                {"where", answered.error().where},
                                {"detail", answered.error().detail}};
  const auto text = credenza::json::to_text(reply);
  if (!text) return EXIT_FAILURE;
  std::cout << *text << '\n';
  return EXIT_SUCCESS;
}
