#include "issuer/cohort_signing.h"

#include "base/encoding.h"
#include "crypto/hash.h"
#include "data_integrity/data_integrity.h"
#include "data_integrity/suites.h"

namespace credenza::issuer {
namespace {

/// vc-di-eddsa §3.3.4: the hash of the proof's configuration, then that of the document.
Bytes hash_data(const data_integrity::Suite& suite, const OpenCohort& cohort,
                std::string_view document) {
  Bytes out = to_bytes(cohort.configuration.view());
  const crypto::Digest digest = crypto::hash(suite.hash, as_bytes(document));
  out.insert(out.end(), digest.view().begin(), digest.view().end());
  return out;
}

Result<std::string> splice(const Cohorts& cohorts, const OpenCohort& cohort, const Issued& issued,
                           const crypto::Signer& signer, Personal& personal) {
  const data_integrity::Suite& suite = data_integrity::suite_of(signer.public_key().type());
  const std::string urn = to_urn(issued.id);
  const std::string at = format_instant(cohorts.signing().now);
  const std::string name = full_name(cohort.content, personal.values);
  SlotValues values{urn, issued.place, at, personal.values, name, {}};
  std::string out;
  constexpr std::size_t k_usual_bytes = 6144;
  out.reserve(k_usual_bytes);
  append_filled(cohort.content.document, values, out);
  const Bytes signature = TRY(signer.sign(hash_data(suite, cohort, out)));
  personal.proof_value = "z" + to_base58(signature);
  values.proof_value = personal.proof_value;
  out.pop_back();
  out += ",\"proof\":";
  append_filled(cohort.content.proof, values, out);
  out += '}';
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

Result<SignedRow> sign_row(const Cohorts& cohorts, const OpenCohort& cohort, const Cells& cells,
                           const CredentialId& id, const StatusPlace& place,
                           const crypto::Signer& signer, const Ledger& ledger, Random& random) {
  SignedRow out;
  out.issued.id = id;
  out.issued.place = place;
  Personal personal;
  personal.issued = cohorts.signing().now;
  if (cohort.content.is_whole()) {
    out.text = TRY(sign_general(cohorts, cells, id, place, signer));
    personal.whole = out.text;
  } else {
    personal.values = Cohorts::members_of(cohort, cells);
    out.text = TRY(splice(cohorts, cohort, out.issued, signer, personal));
  }
  out.issued.text = sha256(as_bytes(out.text));
  out.sealed = ledger.seal_personal(id, encode(personal), random);
  out.issued.personal = sha256(out.sealed);
  return out;
}

}  // namespace credenza::issuer
