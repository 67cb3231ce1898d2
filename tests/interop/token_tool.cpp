// The rooms of tokens behind a pipe, for peers written in other languages. One request as JSON on
// stdin, one answer as JSON on stdout. Issuers and holders are did:jwk, with the key "#0".
//
//   {"do": "sign", "typ": "vc+jwt" | "vp+jwt", "content": "<text>", "kid", "crv", "d",
//   "issued", "expires", "holder"?: JWK, "audience"?, "nonce"?}      → {"token": "…"}
//   {"do": "verify", "typ", "token", "owner", "audience"?, "nonce"?, "now"}
//     → {"claims": {…}, "credentials": ["ok" or "<code> <where>", …]}
//   {"do": "sign_list", "uri", "bits", "entries", "values": {"<index>": value}, "kid", "crv", "d",
//   "issued", "expires", "ttl"}                                       → {"token": "…"}
//   {"do": "verify_list", "token", "jwk", "uri", "now"}  → {"bits": 2, "values": [every value]}
//   any → {"code": "bad_signature", "where": "…", "detail": "…"} when it could not be done or does
//   not hold
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "base/encoding.h"
#include "base/json.h"
#include "base/json_value.h"
#include "crypto/keys.h"
#include "did/did.h"
#include "jose/jwk.h"
#include "token_status_list/token_status_list.h"
#include "vc_jose/vc_jose.h"

namespace credenza {
namespace {

/// No network: did:jwk needs none.
class NoFetcher final : public Fetcher {
 public:
  [[nodiscard]] Result<Fetched> fetch(const FetchRequest& request) override {
    return fail(Code::forbidden, request.url.text(), "there is no network here");
  }
};

std::string_view text_of(json::Cursor request, std::string_view member) {
  const auto found = request.find(member);
  return found && found->is_string() ? found->raw_string() : std::string_view{};
}

Result<Instant> instant_of(json::Cursor request, std::string_view member) {
  const std::string_view text = TRY(request.string_at(member));
  return parse_instant(text);
}

Result<crypto::PrivateKey> key_of(json::Cursor request) {
  using crypto::KeyType;
  const std::string_view crv = TRY(request.string_at("crv"));
  const std::string_view d = TRY(request.string_at("d"));
  const Bytes secret = TRY(from_base64url(d));
  for (const KeyType type : {KeyType::ed25519, KeyType::p256, KeyType::p384, KeyType::p521}) {
    if (crypto::to_string(type) == crv)
      return crypto::PrivateKey::from_raw(type, crypto::SecretBytes::copy_of(secret));
  }
  return fail(Code::unsupported, "/crv", "no such curve here");
}

Result<Json> sign(json::Cursor request) {
  const std::string_view content = TRY(request.string_at("content"));
  const json::Document document = TRY(json::Document::parse(content));
  const crypto::PrivateKey key = TRY(key_of(request));
  const std::string kid(TRY(request.string_at("kid")));
  const Instant issued = TRY(instant_of(request, "issued"));
  const Instant expires = TRY(instant_of(request, "expires"));
  if (text_of(request, "typ") == "vp+jwt") {
    const vc_jose::PresentationOptions options{
        .kid = kid,
        .issued_at = issued,
        .expires = expires,
        .audience = std::string(text_of(request, "audience")),
        .nonce = std::string(text_of(request, "nonce"))};
    return Json{{"token", TRY(vc_jose::sign_presentation(document, options, key))}};
  }
  vc_jose::CredentialOptions options{.kid = kid, .issued_at = issued, .expires = expires};
  if (const auto holder = request.find("holder")) options.holder_key = TRY(jose::from_jwk(*holder));
  return Json{{"token", TRY(vc_jose::sign_credential(document, options, key))}};
}

Result<Json> verify(json::Cursor request) {
  NoFetcher fetcher;
  did::Resolver resolver(fetcher);
  vc_jose::ControlledKeys keys(resolver);
  const std::string_view token = TRY(request.string_at("token"));
  vc_jose::Expectation expected{.now = TRY(instant_of(request, "now")),
                                .owner = text_of(request, "owner"),
                                .audience = text_of(request, "audience")};
  if (request.find("nonce")) expected.nonce = text_of(request, "nonce");
  if (text_of(request, "typ") == "vc+jwt") {
    const auto credential = TRY(vc_jose::verify_credential(token, expected, keys));
    return Json{{"claims", json::to_value(credential.claims())}};
  }
  const auto presentation = TRY(vc_jose::verify_presentation(token, expected, keys));
  Json credentials = Json::array();
  for (const auto& [envelope, credential] :
       vc_jose::open_credentials(presentation, {.now = expected.now}, keys)) {
    credentials.push_back(credential ? "ok"
                                     : std::string(to_string(credential.error().code)) + " " +
                                           credential.error().where);
  }
  return Json{{"claims", json::to_value(presentation.claims())}, {"credentials", credentials}};
}

Result<Json> sign_list(json::Cursor request) {
  const json::Cursor entries = TRY(request.at("entries"));
  const json::Cursor bits = TRY(request.at("bits"));
  const json::Cursor ttl = TRY(request.at("ttl"));
  const std::uint64_t count = TRY(entries.unsigned_integer());
  const auto size = static_cast<unsigned>(TRY(bits.unsigned_integer()));
  auto list = TRY(token_status_list::StatusList::create(count, size));
  const json::Cursor values = TRY(request.at("values"));
  for (const json::Cursor value : values.items()) {
    const std::uint64_t index = std::stoull(std::string(value.name()));
    TRY(list.set(index, static_cast<unsigned>(value.unsigned_integer().value_or(0U))));
  }
  const token_status_list::Description description{.uri = std::string(text_of(request, "uri")),
                                                   .kid = std::string(text_of(request, "kid")),
                                                   .issued_at = TRY(instant_of(request, "issued")),
                                                   .expires = TRY(instant_of(request, "expires")),
                                                   .ttl = std::chrono::seconds(TRY(ttl.integer()))};
  const crypto::PrivateKey key = TRY(key_of(request));
  return Json{{"token", TRY(token_status_list::sign(description, list, key))}};
}

Result<Json> verify_list(json::Cursor request) {
  using token_status_list::StatusListToken;
  const json::Cursor jwk = TRY(request.at("jwk"));
  const crypto::PublicKey key = TRY(jose::from_jwk(jwk));
  const std::string_view text = TRY(request.string_at("token"));
  const token_status_list::Expectation expected{.uri = text_of(request, "uri"),
                                                .now = TRY(instant_of(request, "now"))};
  jose::CompactJws jws = TRY(StatusListToken::parse(text));
  const auto token = TRY(StatusListToken::verify(std::move(jws), key, expected));
  Json values = Json::array();
  for (std::uint64_t i = 0; i < token.list().entries(); ++i)
    values.push_back(*token.list().at(i));
  return Json{{"bits", token.list().bits()}, {"values", std::move(values)}};
}

Result<Json> answer(std::string_view text) {
  const json::Document request =
      TRY(json::Document::parse(text, {.max_bytes = std::size_t{16} << 20}));
  const std::string_view verb = TRY(request.root().string_at("do"));
  if (verb == "sign") return sign(request.root());
  if (verb == "verify") return verify(request.root());
  if (verb == "sign_list") return sign_list(request.root());
  if (verb == "verify_list") return verify_list(request.root());
  return fail(Code::unsupported, "/do", "no such request");
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
