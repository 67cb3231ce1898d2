#include "issuer/ledger.h"

#include "crypto/hash.h"
#include "crypto/seal.h"
#include "issuer/status_registry.h"
#include "open_badges/open_badges.h"

namespace credenza::issuer {
namespace {

constexpr std::string_view k_urn = "urn:uuid:";
constexpr std::size_t k_shortest_prefix = 4;

std::string context(std::string_view kind, std::string_view id) {
  return "credenza-issuer-ledger/1 " + std::string(kind) + " " + std::string(id);
}

Result<std::string> open_with(const crypto::SecretBytes& key, ByteView sealed,
                              const std::string& context) {
  const auto opened = crypto::open(key, sealed, as_bytes(context));
  if (!opened)
    return fail(Code::malformed, "store", "an entry of the store is damaged or of another issuer");
  return std::string(as_text(opened->reveal()));
}

}  // namespace

Ledger::Ledger(const crypto::SecretBytes& data_key)
    : row_key_(crypto::derive_subkey(data_key, "row-hash", 1)),
      form_key_(crypto::derive_subkey(data_key, "formhash", 1)),
      text_key_(crypto::derive_subkey(data_key, "cred-txt", 1)),
      reason_key_(crypto::derive_subkey(data_key, "reason--", 1)) {}

Bytes Ledger::row_pseudonym(std::string_view template_id, const Json& values) const {
  const Json row = {template_id, values};
  const auto text = json::to_text(row);
  must(text.has_value());
  return to_bytes(crypto::keyed_hash(row_key_, as_bytes(*text)).view());
}

Bytes Ledger::form_pseudonym(const Json& record) const {
  const auto text = json::to_text(record);
  must(text.has_value());
  return to_bytes(crypto::keyed_hash(form_key_, as_bytes(*text)).view());
}

Bytes Ledger::seal_text(std::string_view id, std::string_view text, Random& random) const {
  return crypto::seal(text_key_, as_bytes(text), as_bytes(context("text", id)), random);
}

Bytes Ledger::seal_reason(std::string_view id, std::string_view reason, Random& random) const {
  return crypto::seal(reason_key_, as_bytes(reason), as_bytes(context("reason", id)), random);
}

Result<std::string> Ledger::open_text(const IssuedCredential& credential) const {
  return open_with(text_key_, credential.sealed, context("text", credential.id));
}

Result<LedgerLine> Ledger::read(const IssuedCredential& credential) const {
  const std::string text = TRY(open_text(credential));
  const auto document = json::Document::parse(text);
  if (!document) return fail(Code::malformed, "store", "an entry of the store is no credential");
  const auto record = open_badges::read_record(document->root());
  if (!record) return fail(Code::malformed, "store", "an entry of the store is no credential");
  LedgerLine out{credential.id,
                 credential.issued,
                 credential.revoked,
                 credential.place,
                 record->person.full_name(),
                 std::string(learning_record::in_language(record->achievement.title,
                                                          record->achievement.language)),
                 {}};
  if (credential.revoked) {
    out.reason =
        TRY(open_with(reason_key_, credential.sealed_reason, context("reason", credential.id)));
  }
  return out;
}

Result<std::string> find_id(Store& store, std::string_view text) {
  const std::string_view bare = text.starts_with(k_urn) ? text.substr(k_urn.size()) : text;
  if (bare.size() < k_shortest_prefix) {
    return fail(Code::not_found, std::string(text),
                "an id, or the first four or more characters of one");
  }
  auto found = TRY(store.ids_beginning(std::string(k_urn).append(bare), 2));
  if (found.empty())
    return fail(Code::not_found, std::string(text), "nothing with this id was issued");
  if (found.size() > 1)
    return fail(Code::conflict, std::string(text), "several ids begin so; give more of it");
  return std::move(found.front());
}

Result<std::size_t> revoke(Store& store, const Ledger& ledger, const std::vector<std::string>& ids,
                           std::string_view reason, Instant now, Random& random) {
  const auto transaction = TRY(store.begin());
  StatusRegistry registry = TRY(StatusRegistry::load(*transaction, k_revocation));
  std::size_t withdrawn = 0;
  for (const std::string& id : ids) {
    const auto credential = TRY(transaction->find(id));
    if (!credential) return fail(Code::not_found, id, "nothing with this id was issued");
    if (credential->revoked) continue;
    TRY(registry.set(credential->place));
    TRY(transaction->revoke(id, now, ledger.seal_reason(id, reason, random)));
    ++withdrawn;
  }
  TRY(registry.save(*transaction));
  TRY(transaction->commit());
  return withdrawn;
}

}  // namespace credenza::issuer
