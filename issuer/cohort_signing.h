// One row of a cohort, signed and sealed.
#pragma once

#include "crypto/keys.h"
#include "issuer/cohorts.h"
#include "issuer/ledger.h"

namespace credenza::issuer {

struct SignedRow {
  std::string text;  ///< the credential
  Bytes sealed;      ///< what is personal of it
  Issued issued;     ///< its entry, but for the number of its cohort
};

/// @error unavailable, malformed, out_of_range  as crypto::Signer::sign(), make_unsigned()
[[nodiscard]] Result<SignedRow> sign_row(const Cohorts& cohorts, const OpenCohort& cohort,
                                         const Cells& cells, const CredentialId& id,
                                         const StatusPlace& place, const crypto::Signer& signer,
                                         const Ledger& ledger, Random& random);

/// The same credential without any cohort: what sign_row() has to give, letter for letter.
/// @error as sign_row()
[[nodiscard]] Result<std::string> sign_general(const Cohorts& cohorts, const Cells& cells,
                                               const CredentialId& id, const StatusPlace& place,
                                               const crypto::Signer& signer);

}  // namespace credenza::issuer
