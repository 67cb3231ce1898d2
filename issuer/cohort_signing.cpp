#include "issuer/cohort_signing.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "data_integrity/data_integrity.h"

namespace credenza::issuer {
namespace {

Hash to_hash(const crypto::Digest& digest) {
  Hash out{};
  must(digest.size() == out.size());
  std::copy(digest.view().begin(), digest.view().end(), out.begin());
  return out;
}

}  // namespace

Result<std::string> sign_general(const Cohorts& cohorts, const Cells& cells, const CredentialId& id,
                                 const StatusPlace& place, const crypto::Signer& signer) {
  const Instant now = cohorts.signing().now;
  const json::Document credential = TRY(cohorts.make_general(cells, {to_urn(id), place, now}));
  data_integrity::ProofOptions options;
  options.verification_method = cohorts.signing().method;
  options.created = now;
  return data_integrity::add_proof(credential, options, signer);
}

RowSigner::RowSigner(const Cohorts& cohorts, const crypto::Signer& signer, const Ledger& ledger,
                     Random& random)
    : cohorts_(cohorts),
      signer_(signer),
      ledger_(ledger),
      random_(random),
      suite_(data_integrity::suite_of(signer.public_key().type())),
      issued_(format_instant(cohorts.signing().now)),
      text_hash_(suite_.hash),
      document_hash_(suite_.hash) {}

/// Signs the credential without proof, of which text_hash_ has hashed all but the brace that ends
/// it. vc-di-eddsa §3.3.4: the hash of the proof's configuration, then that of the document.
Result<Bytes> RowSigner::sign_document(const OpenCohort& cohort, std::string_view document) {
  document_hash_ = text_hash_;
  document_hash_.add(as_bytes(document.substr(document.size() - 1)));
  const crypto::Digest digest = document_hash_.finish();
  const ByteView configuration = cohort.configuration.view();
  std::array<std::uint8_t, 128> data{};
  auto* end = std::copy(configuration.begin(), configuration.end(), data.begin());
  end = std::copy(digest.view().begin(), digest.view().end(), end);
  return signer_.sign(ByteView(data).first(static_cast<std::size_t>(end - data.begin())));
}

SlotValues RowSigner::values_of(const RowToSign& row, const SignedRow& made) {
  Cohorts::members_of(row.cohort, row.cells, members_);
  return {row.urn, row.place, issued_, members_, made.name, made.proof_value};
}

/// Appends the proof to the credential without proof in text_.
void RowSigner::append_proof(const OpenCohort& cohort, const SlotValues& values) {
  text_.pop_back();
  text_ += ",\"proof\":";
  append_filled(cohort.content.proof, values, text_);
  text_ += '}';
}

Status RowSigner::splice(const RowToSign& row, SignedRow& out) {
  const OpenCohort& cohort = row.cohort;
  const SlottedText& document = cohort.content.document;
  Cohorts::members_of(cohort, row.cells, members_);
  out.name = cohort.shows_name ? full_name(cohort.name, members_) : std::string();
  SlotValues values{row.urn, row.place, issued_, members_, out.name, {}};
  text_.clear();
  append_filled(document, values, text_);
  const std::size_t begin = document.pieces.front().size();
  const std::size_t end = text_.size() - 1;
  text_hash_ = cohort.begin;
  text_hash_.add(as_bytes(std::string_view(text_).substr(begin, end - begin)));
  const Bytes signature = TRY(sign_document(cohort, text_));
  out.proof_value.assign(1, 'z');
  append_base58(signature, out.proof_value);
  values.proof_value = out.proof_value;
  append_proof(cohort, values);
  // The text that the ledger hashes begins with the document that was hashed to be signed.
  if (suite_.hash == crypto::HashAlgorithm::sha256) {
    text_hash_.add(as_bytes(std::string_view(text_).substr(end)));
    out.issued.text = to_hash(text_hash_.finish());
  } else {
    out.issued.text = sha256(as_bytes(text_));
  }
  seal({cohorts_.signing().now, members_, out.proof_value, {}}, out);
  return {};
}

void RowSigner::seal(const PersonalView& personal, SignedRow& out) {
  encode(personal, personal_);
  out.sealed = ledger_.seal_personal(out.issued.id, personal_, random_);
  out.issued.personal = sha256(out.sealed);
}

Status RowSigner::sign(const RowToSign& row, SignedRow& out) {
  out.issued = {};
  out.issued.id = row.id;
  out.issued.place = row.place;
  out.whole.clear();
  if (!row.cohort.content.is_whole()) return splice(row, out);
  out.proof_value.clear();
  out.whole = TRY(sign_general(cohorts_, row.cells, row.id, row.place, signer_));
  out.issued.text = sha256(as_bytes(out.whole));
  seal({cohorts_.signing().now, {}, {}, out.whole}, out);
  return {};
}

std::string_view RowSigner::text_of(const RowToSign& row, const SignedRow& made) {
  if (row.cohort.content.is_whole()) return made.whole;
  const SlotValues values = values_of(row, made);
  text_.clear();
  append_filled(row.cohort.content.document, values, text_);
  append_proof(row.cohort, values);
  return text_;
}

}  // namespace credenza::issuer
