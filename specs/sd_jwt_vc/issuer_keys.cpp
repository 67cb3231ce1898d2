#include "sd_jwt_vc/issuer_keys.h"

#include <algorithm>
#include <utility>

#include "base/encoding.h"
#include "jose/jwk.h"

namespace credenza::sd_jwt_vc {
namespace {

using json::Cursor;

constexpr std::string_view k_well_known = "/.well-known/jwt-vc-issuer";
constexpr std::size_t k_max_certificates = 8;
constexpr std::size_t k_max_metadata_bytes = std::size_t{64} << 10;

Result<json::Document> fetch_json(Fetcher& fetcher, Url url) {
  const std::string text = url.text();
  const Fetched fetched = TRY(fetcher.fetch(
      {.url = std::move(url), .accept = "application/json", .max_bytes = k_max_metadata_bytes}));
  Result<json::Document> document = json::Document::parse(as_text(fetched.body));
  if (!document) return fail(document.error().code, text, document.error().detail);
  if (!document->root().is_object()) return fail(Code::malformed, text, "has to be a JSON object");
  return document;
}

Result<Url> https_url(std::string_view text) {
  Url url = TRY(Url::parse(text));
  if (url.scheme() != "https") {
    return fail(Code::forbidden, std::string(text), "the address has to begin with https");
  }
  return url;
}

/// §4.2: "MUST include either jwks_uri or jwks […], but not both".
Result<crypto::PublicKey> key_of_metadata(Cursor metadata, Cursor header, Fetcher& fetcher) {
  const auto jwks = metadata.find("jwks");
  const auto uri = metadata.find("jwks_uri");
  if (jwks.has_value() == uri.has_value()) {
    return fail(Code::malformed, "jwks", "there has to be one of 'jwks' and 'jwks_uri'");
  }
  if (jwks) return key_in_set(*jwks, header);
  const std::string_view address = TRY(uri->string());
  Url url = TRY(https_url(address));
  const json::Document set = TRY(fetch_json(fetcher, std::move(url)));
  return key_in_set(set.root(), header);
}

Result<IssuerKey> from_metadata(const sd_jwt::SdJwt& presented, Fetcher& fetcher) {
  const Result<std::string_view> issuer = presented.payload().string_at("iss");
  if (!issuer) return fail(issuer.error().code, "payload/iss", issuer.error().detail);
  Url url = TRY(issuer_metadata_url(*issuer));
  const json::Document metadata = TRY(fetch_json(fetcher, std::move(url)));
  // §4.3: "The issuer value returned MUST be identical to the iss value of the JWT."
  if (TRY(metadata.root().string_at("issuer")) != *issuer) {
    return fail(Code::mismatch, "issuer", "the metadata is of another issuer");
  }
  crypto::PublicKey key = TRY(key_of_metadata(metadata.root(), presented.header(), fetcher));
  return IssuerKey{std::move(key), std::string(*issuer), {}};
}

Result<IssuerKey> from_certificates(const sd_jwt::SdJwt& presented, const CertificateChains& chains,
                                    Instant now) {
  const std::vector<Bytes> chain = TRY(certificates_in(presented.header()));
  Certified certified = TRY(chains.validate(chain, now));
  IssuerKey found{std::move(certified.key), {}, std::move(certified.subject)};
  const auto issuer = presented.payload().find("iss");
  if (!issuer) return found;
  found.issuer = issuer->is_string() ? std::string(issuer->raw_string()) : "";
  const auto& names = certified.names;
  if (std::find(names.begin(), names.end(), found.issuer) == names.end()) {
    return fail(Code::mismatch, "payload/iss", "the certificate is of somebody else");
  }
  return found;
}

}  // namespace

Result<Url> issuer_metadata_url(std::string_view issuer) {
  if (issuer.find_first_of("?#") != std::string_view::npos) {
    return fail(Code::malformed, "iss", "an issuer has no query and no fragment in its address");
  }
  const Url url = TRY(https_url(issuer));
  std::string path = url.path();
  if (path.ends_with('/')) path.pop_back();
  return Url::parse(url.origin() + std::string(k_well_known) + path);
}

Result<crypto::PublicKey> key_in_set(Cursor jwks, Cursor header) {
  const auto keys = jwks.find("keys");
  if (!keys || !keys->is_array()) {
    return fail(Code::malformed, "jwks", "a JWK Set has an array 'keys'");
  }
  std::optional<std::string_view> kid;
  if (const auto member = header.find("kid")) kid = TRY(member->string());
  std::optional<crypto::PublicKey> found;
  for (const Cursor jwk : keys->items()) {
    const auto id = jwk.find("kid");
    if (kid && (!id || !id->is_string() || id->raw_string() != *kid)) continue;
    Result<crypto::PublicKey> key = jose::from_jwk(jwk);
    if (!key) continue;
    if (found) return fail(Code::conflict, "jwks", "more than one key could have signed this");
    found = *std::move(key);
  }
  if (!found) return fail(Code::not_found, "jwks", "the issuer publishes no such key");
  return *std::move(found);
}

Result<std::vector<Bytes>> certificates_in(Cursor header) {
  const auto in_header = [](Error error) {
    error.where.insert(0, "header");
    return error;
  };
  const Result<Cursor> x5c = header.at("x5c");
  if (!x5c) return in_header(x5c.error());
  if (!x5c->is_array() || x5c->size() == 0) {
    return fail(Code::malformed, "header/x5c", "has to be an array of certificates");
  }
  if (x5c->size() > k_max_certificates) {
    return fail(Code::out_of_range, "header/x5c", "more certificates than a chain here has");
  }
  std::vector<Bytes> out;
  for (const Cursor item : x5c->items()) {
    const Result<std::string_view> text = item.string();
    if (!text) return in_header(text.error());
    // RFC 7515 §4.1.6: "base64-encoded (not base64url-encoded)".
    Result<Bytes> der = from_base64(*text);
    if (!der || der->empty()) {
      return in_header(fail(Code::malformed, item.pointer(), "has to be a certificate in base64"));
    }
    out.push_back(*std::move(der));
  }
  return out;
}

Result<IssuerKey> find_issuer_key(const sd_jwt::SdJwt& presented, const KeySources& sources) {
  if (sources.chains != nullptr && presented.header().find("x5c")) {
    return from_certificates(presented, *sources.chains, sources.now);
  }
  if (sources.metadata != nullptr) return from_metadata(presented, *sources.metadata);
  return fail(Code::forbidden, "header", "no permitted way leads to the key of this issuer");
}

}  // namespace credenza::sd_jwt_vc
