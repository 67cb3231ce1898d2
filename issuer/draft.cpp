#include "issuer/draft.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "data_integrity/data_integrity.h"
#include "data_integrity/proof.h"
#include "did/did.h"
#include "issuer/draft_detail.h"
#include "jcs/jcs.h"

namespace credenza::issuer {
namespace {

using json::Cursor;

std::string sha256_hex(std::string_view text) {
  return to_hex(crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(text)));
}

/// The refusal without its proof.
Json refusal_json(const Refusal& refusal) {
  Json out{{"schema", k_refusal_schema}, {"by", refusal.by}};
  if (!refusal.name.empty()) out["name"] = refusal.name;
  out["reason"] = refusal.reason;
  out["at"] = format_instant(refusal.at);
  out["document"] = refusal.document;
  return out;
}

/// `document` with nobody's proof but those of which `keep` says so; one proof stands alone, as
/// add_proof() writes it.
template <class Keep>
Json with_proofs(Cursor document, const Keep& keep) {
  Json out = json::to_value(document);
  out.erase("proof");
  const auto proof = document.find("proof");
  if (!proof) return out;
  Json kept = Json::array();
  for (const Cursor one : proof->one_or_many()) {
    if (keep(detail::controller_of(one))) kept.push_back(json::to_value(one));
  }
  if (kept.size() == 1) {
    out["proof"] = std::move(kept.front());
  } else if (!kept.empty()) {
    out["proof"] = std::move(kept);
  }
  return out;
}

/// Verifies the one proof of `signer` in `document`.
Status verify_alone(Cursor document, PartySignature& out, cid::MethodResolver& methods,
                    Instant now) {
  const std::string& id = out.signer.id;
  const json::Document alone = TRY(json::to_document(
      with_proofs(document, [&id](std::string_view controller) { return controller == id; })));
  const auto verified =
      TRY(data_integrity::verify_proofs(alone.root(), {.controller = id, .now = now}, methods));
  // A proof over less of the document than all of it is no signature under the document.
  if (!(verified.root() == alone.root()))
    return fail(Code::mismatch, "/document/proof",
                "it covers another @context than the document's");
  out.at = verified.proofs().front().created;
  return {};
}

}  // namespace

Draft::Draft(json::Document document, learning_record::LearningRecord record)
    : document_(std::move(document)), record_(std::move(record)) {}

Result<Draft> Draft::start(const Json& credential, const DraftStep& step) {
  detail::DraftParts parts = TRY(detail::read_document(credential));
  Draft out(std::move(parts.document), std::move(parts.record));
  out.id_ = std::move(parts.id);
  out.issuer_ = std::move(parts.issuer);
  out.history_.push_back(step);
  return out;
}

Result<Draft> Draft::parse(std::string_view text) {
  const json::Document wrapper =
      TRY(json::Document::parse(text, {.max_bytes = k_most_draft_bytes}));
  const Cursor root = wrapper.root();
  TRY(detail::check_wrapper(root));
  const Cursor document = TRY(root.at("document"));
  detail::DraftParts parts = TRY(detail::read_document(json::to_value(document)));
  Draft out(std::move(parts.document), std::move(parts.record));
  out.id_ = std::move(parts.id);
  out.issuer_ = std::move(parts.issuer);
  const Cursor signers = TRY(root.at("signers"));
  TRY(detail::check_signers(signers, out.signers()));
  const Cursor history = TRY(root.at("history"));
  out.history_ = TRY(detail::read_history(history));
  if (const auto refusal = root.find("refusal")) {
    out.refusal_ = TRY(detail::read_refusal(*refusal));
    if (out.party(out.refusal_->by) == nullptr) {
      return fail(Code::mismatch, refusal->pointer() + "/by", "only who has to sign can refuse to");
    }
  }
  return out;
}

std::string Draft::to_text() const {
  Json out{{"schema", verify::k_draft_schema},
           {"signers", detail::signers_json(signers())},
           {"document", json::to_value(document())},
           {"history", detail::history_json(history_)}};
  if (refusal_) {
    const auto parsed = json::Document::parse(refusal_->text);
    must(parsed.has_value());
    out["refusal"] = json::to_value(parsed->root());
  }
  auto text = json::to_pretty_text(out);
  must(text.has_value());
  return *std::move(text);
}

std::string Draft::digest() const {
  constexpr std::array k_without = {jcs::Override{"proof", std::nullopt}};
  const auto canonical = jcs::canonicalize(document(), k_without);
  must(canonical.has_value());  // read_document() has tried it
  return sha256_hex(*canonical);
}

std::vector<CoSigner> Draft::missing() const {
  auto out = verify::waiting_for(document());
  must(out.has_value());  // read_document() has tried it
  return *std::move(out);
}

const CoSigner* Draft::party(std::string_view did) const noexcept {
  const auto found = std::find_if(signers().begin(), signers().end(),
                                  [did](const CoSigner& one) { return one.id == did; });
  return found == signers().end() ? nullptr : &*found;
}

std::vector<PartySignature> Draft::check_signatures(cid::MethodResolver& methods,
                                                    Instant now) const {
  const std::vector<CoSigner> without = missing();
  std::vector<PartySignature> out;
  for (const CoSigner& signer : signers()) {
    PartySignature& one = out.emplace_back();
    one.signer = signer;
    one.there = std::find(without.begin(), without.end(), signer) == without.end();
    if (!one.there) continue;
    if (Status held = verify_alone(document(), one, methods, now); !held)
      one.problem = std::move(held).error();
  }
  return out;
}

Status Draft::check_refusal(cid::MethodResolver& methods, Instant now) const {
  must(refusal_.has_value());
  const json::Document signed_text = TRY(json::Document::parse(refusal_->text));
  const auto verified = data_integrity::verify_proofs(
      signed_text.root(), {.controller = refusal_->by, .now = now}, methods);
  if (!verified) return verified.error();
  if (refusal_->document != digest())
    return fail(Code::mismatch, "/refusal/document", "the refusal is of another document");
  return {};
}

Result<Draft> Draft::with_document(const Json& document) const {
  detail::DraftParts parts = TRY(detail::read_document(document));
  Draft out(std::move(parts.document), std::move(parts.record));
  out.id_ = std::move(parts.id);
  out.issuer_ = std::move(parts.issuer);
  out.history_ = history_;
  out.refusal_ = refusal_;
  return out;
}

Result<Draft> Draft::next(const Json& document, const DraftStep& step) const {
  Draft out = TRY(with_document(document));
  if (out.history_.size() == detail::k_most_steps) out.history_.erase(out.history_.begin());
  out.history_.push_back(step);
  return out;
}

Result<Draft> Draft::sign(const DraftStep& step, const std::string& method,
                          const crypto::Signer& signer) const {
  if (refusal_) return fail(Code::forbidden, "/refusal", "a draft that was refused is not signed");
  if (party(step.by) == nullptr)
    return fail(Code::not_found, "/signers", step.by + " does not have to sign this");
  const json::Document unsigned_by_us = TRY(json::to_document(with_proofs(
      document(), [&step](std::string_view controller) { return controller != step.by; })));
  const std::string text = TRY(data_integrity::add_proof(
      unsigned_by_us, {.verification_method = method, .created = step.at}, signer));
  const json::Document secured = TRY(json::Document::parse(text));
  return next(json::to_value(secured.root()), step);
}

Result<Draft> Draft::refuse(const DraftStep& step, const std::string& reason,
                            const std::string& method, const crypto::Signer& signer) const {
  if (refusal_) return fail(Code::forbidden, "/refusal", "it was refused before");
  if (party(step.by) == nullptr)
    return fail(Code::not_found, "/signers", step.by + " does not have to sign this");
  Refusal refusal{step.by, step.name, reason, step.at, digest(), {}};
  const json::Document document = TRY(json::to_document(refusal_json(refusal)));
  refusal.text = TRY(data_integrity::add_proof(
      document, {.verification_method = method, .created = step.at}, signer));
  Draft out = TRY(next(json::to_value(this->document()), step));
  out.refusal_ = std::move(refusal);
  return out;
}

}  // namespace credenza::issuer
