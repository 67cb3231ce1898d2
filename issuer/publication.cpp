#include "issuer/publication.h"

#include "cid/cid.h"
#include "data_integrity/data_integrity.h"
#include "did/did.h"

namespace credenza::issuer {

Result<PublishedFile> publish_did(const Home& home) {
  const Url url = TRY(did::web_document_url(home.config.did));
  std::vector<cid::VerificationMethod> methods;
  for (const PublicKeyEntry& entry : home.keys.keys()) {
    methods.push_back(
        {home.config.did + "#" + entry.id, home.config.did, entry.key, std::nullopt, std::nullopt});
  }
  return PublishedFile{url.path(), url.text(),
                       TRY(json::to_pretty_text(cid::make_document(home.config.did, methods)))};
}

Result<PublishedFile> publish_list(const Home& home, const Secrets& secrets,
                                   const StatusListState& list, Instant now) {
  const crypto::PrivateKey* key = secrets.find(home.config.signing_key);
  if (key == nullptr)
    return fail(Code::not_found, "issuer.toml, signing_key", "there is no key of this name");
  const Url url = TRY(Url::parse(home.config.status_list_url(list.purpose, list.number)));
  const auto bits = TRY(published(list));
  const Json credential = status_list::make_credential({.id = url.text(),
                                                        .issuer = home.config.did,
                                                        .purpose = list.purpose,
                                                        .valid_from = now,
                                                        .valid_until = now + home.config.list_valid,
                                                        .ttl = home.config.list_ttl},
                                                       bits);
  const json::Document document = TRY(json::to_document(credential));
  std::string text = TRY(data_integrity::add_proof(
      document, {.verification_method = home.signing_method(), .created = now}, *key));
  return PublishedFile{url.path(), url.text(), std::move(text)};
}

}  // namespace credenza::issuer
