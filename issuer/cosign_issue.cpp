// issue_draft(): the issuer signs last, and enters what it has signed.
#include "did/did.h"
#include "issuer/cosign.h"
#include "issuer/ledger.h"
#include "issuer/publication.h"
#include "issuer/status_registry.h"
#include "verify/verify.h"

namespace credenza::issuer {
namespace {

using json::Cursor;

/// Looks for the keys of the issuer in its own home, and for those of others where `others` does.
class HomeFirst final : public cid::MethodResolver {
 public:
  HomeFirst(cid::MethodResolver& own, cid::MethodResolver& others, std::string did)
      : own_(own), others_(others), did_(std::move(did)) {}
  Result<cid::VerificationMethod> resolve(std::string_view url, cid::Relationship relationship,
                                          Instant now) override {
    const bool ours = did::without_fragment(url) == did_;
    return (ours ? own_ : others_).resolve(url, relationship, now);
  }

 private:
  cid::MethodResolver& own_;
  cid::MethodResolver& others_;
  std::string did_;
};

class NoNetwork final : public Fetcher {
 public:
  Result<Fetched> fetch(const FetchRequest& request) override {
    return fail(Code::forbidden, request.url.text(),
                "an issuer checks what it signs without the network");
  }
};

/// The credential as a stranger will see it: everybody's keys, the issuer's lists as they are.
Status check_as_stranger(const CosignIssue& input, Snapshot& snapshot, std::string_view text) {
  NoNetwork network;
  did::Resolver own(network);
  const PublishedFile did = TRY(publish_did(input.home));
  TRY(own.add_document(input.home.config.did, did.text));
  HomeFirst methods(own, input.methods, input.home.config.did);
  verify::StatusLists statuses(network, methods);
  for (const std::string_view purpose : k_purposes) {
    for (const StatusListState& list : TRY(status_lists(snapshot, purpose))) {
      PublishedFile file = TRY(publish_list(input.home, input.secrets, list, input.now));
      TRY(statuses.add_document(std::move(file.text)));
    }
  }
  verify::Policy policy;
  policy.name = "self-check";
  policy.ignore_trust = true;
  const verify::Report report =
      verify::verify(text, policy, {methods, statuses, nullptr}, input.now);
  if (report.verdict() == verify::Verdict::accepted) return {};
  std::string why = "what was signed does not verify";
  for (const verify::Check& check : report.credentials.front().checks) {
    if (check.reason)
      why += "; " + std::string(to_string(check.name)) + ": " + check.reason->detail;
  }
  return fail(Code::internal, "self-check", std::move(why));
}

/// Whether the document stands at the place that was promised to it.
Status check_place(const CosignIssue& input, const CosignEntry& entry) {
  if (entry.refused) {
    return fail(Code::forbidden, "/refusal",
                "this issuer refused it on " + format_instant(*entry.refused));
  }
  if (!entry.place) {
    return fail(Code::not_found, "/document/id",
                "no place was promised to this document by this issuer");
  }
  const json::Document wanted =
      TRY(json::to_document(status_entries(input.home.config, *entry.place)));
  const Cursor there = TRY(input.draft.document().at("credentialStatus"));
  if (!json::equal(there, wanted.root())) {
    return fail(Code::mismatch, "/document/credentialStatus",
                "not the place that was promised to this document");
  }
  return {};
}

/// What was issued with this id, when that is this very document.
Result<IssuedDocument> issued_before(const CosignIssue& input, Snapshot& snapshot,
                                     const IssuedEntry& entry) {
  const Ledger ledger(input.secrets.data_key);
  LedgerReader reader(snapshot, ledger);
  const std::string text = TRY(reader.text(entry));
  const json::Document document = TRY(json::Document::parse(text));
  const auto known = Draft::start(json::to_value(document.root()), {"started", entry.at, {}, {}});
  if (!known || known->digest() != input.draft.digest()) {
    return fail(Code::conflict, "/document/id",
                "another document was issued with this id on " + format_instant(entry.at) +
                    "; each document needs a place of its own (cosign place)");
  }
  return IssuedDocument{input.draft.id(), text, true, entry.at};
}

}  // namespace

Result<IssuedDocument> issue_draft(const CosignIssue& input) {
  must(!input.draft.refusal());
  const crypto::PrivateKey* key = input.secrets.find(input.home.config.signing_key);
  if (key == nullptr)
    return fail(Code::not_found, "issuer.toml, signing_key", "there is no key of this name");
  const auto id = from_urn(input.draft.id());
  if (!id) return fail(Code::not_found, "/document/id", "not an id of this issuer");
  const auto transaction = TRY(input.store.begin());
  const CosignEntry entry = TRY(find_cosigned(*transaction, *id));
  if (entry.issued) return issued_before(input, *transaction, *entry.issued);
  TRY(check_place(input, entry));
  const Draft whole = TRY(input.draft.sign({"signed", input.now, input.home.config.did, input.name},
                                           input.home.signing_method(), *key));
  SignedCredential credential;
  credential.id = *id;
  credential.place = *entry.place;
  credential.text = TRY(json::to_text(json::to_value(whole.document())));
  credential.issued = input.now;
  credential.record = learning_record::to_json(whole.record());
  TRY(check_as_stranger(input, *transaction, credential.text));
  const Ledger ledger(input.secrets.data_key);
  const auto entered = TRY(enter(*transaction, ledger, credential, input.now, input.random));
  TRY(transaction->commit());
  return IssuedDocument{input.draft.id(), std::move(credential.text), false, entered.at};
}

}  // namespace credenza::issuer
