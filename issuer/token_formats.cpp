#include "issuer/token_formats.h"

#include <algorithm>
#include <array>

#include "crypto/derived_random.h"
#include "crypto/seal.h"
#include "issuer/delivery.h"
#include "open_badges/disclosable.h"
#include "vc_jose/sd_credential.h"
#include "vcdm/vcdm.h"

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
                                Name{CredentialFormat::vc_sd_jwt, "vc+sd-jwt", ".vc.sd-jwt"}};

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

vc_jose::CredentialOptions options_for(const vcdm::Credential& credential, const std::string& kid) {
  vc_jose::CredentialOptions options{.kid = kid, .issued_at = credential.valid_from};
  for (const json::Cursor subject : credential.subjects) {
    const auto id = subject.find("id");
    if (id && id->is_string()) options.holder_key = holder_key(id->raw_string());
  }
  return options;
}

vc_jose::SdCredentialOptions sd_options_for(const vcdm::Credential& credential,
                                            const std::string& kid) {
  vc_jose::SdCredentialOptions options{
      .token = options_for(credential, kid), .selectively_disclosable = {}, .decoys = {}};
  open_badges::Disclosable hidden = open_badges::disclosable(credential.root);
  for (const auto& [pointer, count] : hidden.padded) {
    const std::string inside = pointer + "/";
    const auto there = static_cast<std::size_t>(std::ranges::count_if(
        hidden.pointers, [&inside](const std::string& each) { return each.starts_with(inside); }));
    if (there < count) options.decoys.push_back({pointer, count - there});
  }
  options.selectively_disclosable = std::move(hidden.pointers);
  return options;
}

/// What the salts of a token follow from: everything that it says, and what of it can be hidden.
std::string salt_context(const json::Document& content,
                         const vc_jose::SdCredentialOptions& options) {
  std::string out = "vc+sd-jwt";
  for (const std::string& pointer : options.selectively_disclosable)
    out += '\n' + pointer;
  for (const sd_jwt::Decoys& decoys : options.decoys)
    out += '\n' + decoys.pointer + ' ' + std::to_string(decoys.count);
  out += '\n';
  out += content.text();
  return out;
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
                  "openbadge, vc+jwt or vc+sd-jwt, or several with commas between them");
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
  return TokenMaker(*key, config.did + "#" + std::string(id),
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
  if (format == CredentialFormat::vc_jwt)
    return vc_jose::sign_credential(*content, options_for(*credential, kid_), *key_);
  const vc_jose::SdCredentialOptions options = sd_options_for(*credential, kid_);
  crypto::DerivedRandom salts(salt_key_, as_bytes(salt_context(*content, options)));
  return vc_jose::sign_sd_credential(*content, options, *key_, salts);
}

}  // namespace credenza::issuer
