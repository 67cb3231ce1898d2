#include "issuer/token_formats.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "crypto/derived_random.h"
#include "crypto/seal.h"
#include "issuer/delivery.h"
#include "issuer/status_registry.h"
#include "open_badges/disclosable.h"
#include "open_badges/open_badges.h"
#include "sd_jwt_vc/sd_jwt_vc.h"
#include "status_list/status_list.h"
#include "token_status_list/token_status_list.h"
#include "vc_jose/sd_credential.h"

namespace credenza::issuer {
namespace {

constexpr std::string_view k_label = "salts___";

struct Name {
  CredentialFormat format;
  std::string_view name;
  std::string_view extension;
};
constexpr std::array k_names = {Name{CredentialFormat::openbadge, "openbadge", ".json"},
                                Name{CredentialFormat::vc_jwt, "vc+jwt", ".vc.jwt"},
                                Name{CredentialFormat::vc_sd_jwt, "vc+sd-jwt", ".vc.sd-jwt"},
                                Name{CredentialFormat::sd_jwt_vc, "dc+sd-jwt", ".dc.sd-jwt"}};

const Name& name_of(CredentialFormat format) noexcept {
  return *std::ranges::find(k_names, format, &Name::format);
}

Error no_badge(const Error& why) {
  return fail(Code::internal, "tokens", why.where + ": " + why.detail);
}

/// What a token holds: the badge as it was before it was signed.
Result<json::Document> without_proof(json::Cursor badge) {
  Json content = json::to_value(badge);
  content.erase("proof");
  return json::to_document(content);
}

std::optional<crypto::PublicKey> holder_of(const vcdm::Credential& credential) {
  for (const json::Cursor subject : credential.subjects) {
    const auto id = subject.find("id");
    if (id && id->is_string()) return holder_key(id->raw_string());
  }
  return std::nullopt;
}

/// When the badge was signed; its validity may begin at another moment.
std::optional<Instant> signed_at(json::Cursor badge) {
  const auto proof = badge.find("proof");
  const auto created = proof ? proof->find("created") : std::nullopt;
  if (!created || !created->is_string()) return std::nullopt;
  const auto at = parse_instant(created->raw_string());
  return at ? std::optional(*at) : std::nullopt;
}

vc_jose::CredentialOptions options_for(const vcdm::Credential& credential,
                                       std::optional<Instant> issued, const std::string& kid) {
  return {.kid = kid, .issued_at = issued, .holder_key = holder_of(credential)};
}

/// What of a token its holder can hide.
struct Hidden {
  std::vector<std::string> pointers;
  std::vector<sd_jwt::Decoys> decoys;
};

/// @param credential  where it stands in the token
Hidden hidden_in(json::Cursor credential) {
  Hidden out;
  open_badges::Disclosable found = open_badges::disclosable(credential);
  for (const auto& [pointer, count] : found.padded) {
    const std::string inside = pointer + "/";
    const auto there = static_cast<std::size_t>(std::ranges::count_if(
        found.pointers, [&inside](const std::string& each) { return each.starts_with(inside); }));
    if (there < count) out.decoys.push_back({pointer, count - there});
  }
  out.pointers = std::move(found.pointers);
  return out;
}

/// What the salts of a token follow from: everything that it says, and what of it can be hidden.
std::string salt_context(std::string_view format, std::string_view content, const Hidden& hidden) {
  std::string out(format);
  for (const std::string& pointer : hidden.pointers)
    out += '\n' + pointer;
  for (const sd_jwt::Decoys& decoys : hidden.decoys)
    out += '\n' + decoys.pointer + ' ' + std::to_string(decoys.count);
  return (out += '\n') += content;
}

/// The place of a badge in the lists of its issuer.
Result<StatusPlace> place_of(json::Cursor badge, const Config& config) {
  for (const status_list::Reference& reference : TRY(status_list::references_in(badge))) {
    if (reference.purpose != k_revocation) continue;
    const std::string_view digits = reference.list.substr(reference.list.rfind('-') + 1);
    std::uint32_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (config.status_list_url(k_revocation, number) == reference.list)
      return StatusPlace{number, reference.index};
  }
  return fail(Code::missing, "/credentialStatus", "no place in a list of this issuer");
}

}  // namespace

std::string_view to_string(CredentialFormat format) noexcept {
  return name_of(format).name;
}
std::string_view extension_of(CredentialFormat format) noexcept {
  return name_of(format).extension;
}

Result<std::vector<CredentialFormat>> parse_formats(std::string_view text) {
  std::vector<CredentialFormat> out;
  for (;;) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const auto* known = std::ranges::find(k_names, text.substr(0, comma), &Name::name);
    if (known == k_names.end()) {
      return fail(Code::malformed, "--format",
                  "openbadge, vc+jwt, vc+sd-jwt or dc+sd-jwt, or several with commas between them");
    }
    if (std::ranges::find(out, known->format) != out.end())
      return fail(Code::malformed, "--format", "each format once");
    out.push_back(known->format);
    if (comma == text.size()) return out;
    text.remove_prefix(comma + 1);
  }
}

Result<TokenMaker> TokenMaker::make(const Config& config, const Secrets& secrets) {
  std::string_view id = config.signing_key;
  for (const auto& [name, key] : secrets.keys) {
    if (key.public_key().type() == crypto::KeyType::p256) id = name;
  }
  const crypto::PrivateKey* key = secrets.find(id);
  if (key == nullptr)
    return fail(Code::not_found, "issuer.toml, signing_key", "there is no key of this name");
  return TokenMaker(config, *key, config.did + "#" + std::string(id),
                    crypto::derive_subkey(secrets.data_key, k_label, 0));
}

Result<std::string> TokenMaker::token_of(std::string_view badge, CredentialFormat format) const {
  must(format != CredentialFormat::openbadge);
  const auto document = json::Document::parse(badge);
  if (!document) return no_badge(document.error());
  const auto content = without_proof(document->root());
  if (!content) return no_badge(content.error());
  const auto credential = vcdm::Credential::read(content->root());
  if (!credential) return no_badge(credential.error());
  const auto issued = signed_at(document->root());
  if (format == CredentialFormat::vc_jwt)
    return vc_jose::sign_credential(*content, options_for(*credential, issued, kid_), *key_);
  if (format == CredentialFormat::sd_jwt_vc) return sd_jwt_vc(*content, *credential, issued);
  Hidden hidden = hidden_in(content->root());
  crypto::DerivedRandom salts(salt_key_,
                              as_bytes(salt_context(to_string(format), content->text(), hidden)));
  return vc_jose::sign_sd_credential(*content,
                                     {.token = options_for(*credential, issued, kid_),
                                      .selectively_disclosable = std::move(hidden.pointers),
                                      .decoys = std::move(hidden.decoys)},
                                     *key_, salts);
}

/// OpenID4VP 1.0, appendix B.3: issuer, end and status stand in the claims of the token, and the
/// credential in `ld`.
Result<std::string> TokenMaker::sd_jwt_vc(const json::Document& content,
                                          const vcdm::Credential& credential,
                                          std::optional<Instant> issued) const {
  const auto record = open_badges::read_record(content.root());
  if (!record) return no_badge(record.error());
  const auto place = place_of(content.root(), *config_);
  if (!place) return no_badge(place.error());
  Json linked = json::to_value(content.root());
  linked.erase("credentialStatus");
  Json claims{{"iss", config_->did}, {"vct", config_->vct(record->type)}};
  if (issued) claims["iat"] = issued->time_since_epoch().count();
  if (credential.valid_from) claims["nbf"] = credential.valid_from->time_since_epoch().count();
  // RFC 7519 §4.1.4: "on or after which the JWT MUST NOT be accepted": the second behind the last.
  if (credential.valid_until)
    claims["exp"] = credential.valid_until->time_since_epoch().count() + 1;
  claims["status"] =
      token_status_list::make_status(config_->token_list_url(place->list), place->index);
  claims["ld"] = std::move(linked);
  const json::Document whole = TRY(json::to_document(claims));
  const json::Cursor inside = TRY(whole.root().at("ld"));
  Hidden hidden = hidden_in(inside);
  crypto::DerivedRandom salts(salt_key_, as_bytes(salt_context("dc+sd-jwt", whole.text(), hidden)));
  return sd_jwt_vc::issue(whole.root(),
                          {.typ = std::string(sd_jwt_vc::k_typ),
                           .header = {{"kid", kid_}},
                           .selectively_disclosable = std::move(hidden.pointers),
                           .decoys = std::move(hidden.decoys),
                           .holder = holder_of(credential)},
                          *key_, salts);
}

}  // namespace credenza::issuer
