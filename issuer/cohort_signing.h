// One row of a cohort, signed and sealed.
#pragma once

#include "crypto/keys.h"
#include "crypto/random.h"
#include "data_integrity/suites.h"
#include "issuer/cohorts.h"
#include "issuer/ledger.h"

namespace credenza::issuer {

/// A row that was signed. Its text is not kept: it is put together again where it is needed, which
/// costs less than keeping it in memory that every cache has forgotten.
struct SignedRow {
  std::string proof_value;  ///< multibase
  std::string name;         ///< of the person, where the credential says it as a whole
  std::string whole;        ///< the credential, when its cohort has no pieces
  Bytes sealed;             ///< what is personal of it
  Issued issued;            ///< its entry, but for the number of its cohort
};

/// What is signed. Everything outlives the call.
struct RowToSign {
  const OpenCohort& cohort;
  const Cells& cells;  ///< of `cohort`
  const CredentialId& id;
  std::string_view urn;  ///< of `id`
  StatusPlace place;
};

/// Signs row after row in memory that is used again. One for each thread.
class RowSigner {
 public:
  /// All outlive this.
  RowSigner(const Cohorts& cohorts, const crypto::Signer& signer, const Ledger& ledger,
            Random& random);

  /// Signs and seals one row.
  /// @param out  its memory is used again
  /// @error unavailable, malformed, out_of_range  as crypto::Signer::sign(), make_unsigned()
  [[nodiscard]] Status sign(const RowToSign& row, SignedRow& out);
  /// The credential that sign() made of the same row; good until the next call of either.
  [[nodiscard]] std::string_view text_of(const RowToSign& row, const SignedRow& made);

 private:
  [[nodiscard]] Status splice(const RowToSign& row, SignedRow& out);
  [[nodiscard]] SlotValues values_of(const RowToSign& row, const SignedRow& made);
  void append_proof(const OpenCohort& cohort, const SlotValues& values);
  [[nodiscard]] Result<Bytes> sign_document(const OpenCohort& cohort, std::string_view document);
  void seal(const PersonalView& personal, SignedRow& out);

  const Cohorts& cohorts_;
  const crypto::Signer& signer_;
  const Ledger& ledger_;
  crypto::PublicRandom random_;  ///< of nonces
  const data_integrity::Suite& suite_;
  const std::string issued_;  ///< when, as text
  // Kept for their memory.
  std::vector<std::string_view> members_;
  std::string text_;
  crypto::RunningHash text_hash_;      ///< of the text so far
  crypto::RunningHash document_hash_;  ///< of the credential without proof
  Bytes personal_;
};

/// The same credential without any cohort: what RowSigner has to give, letter for letter.
/// @error as RowSigner::sign()
[[nodiscard]] Result<std::string> sign_general(const Cohorts& cohorts, const Cells& cells,
                                               const CredentialId& id, const StatusPlace& place,
                                               const crypto::Signer& signer);

}  // namespace credenza::issuer
