// Documents that several parties sign together: the record of such a credential names everybody
// whose proof it needs (its `co_signers`), and one that lacks a proof is a draft.
//
// Each proof of a proof set (VC Data Integrity 1.0 §2.1.1) stands for itself, so that a set from
// which one was taken away still verifies; what has to be there only the signed document can say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "data_integrity/data_integrity.h"
#include "learning_record/learning_record.h"

namespace credenza::verify {

using learning_record::CoSigner;

/// `schema` of a draft: a credential on its way from one signer to the next (docs/draft_format.md).
inline constexpr std::string_view k_draft_schema = "credenza.issuer.draft/1";

/// Whether `root` says that it is a draft, of this version or another.
[[nodiscard]] bool is_draft(json::Cursor root) noexcept;

/// Those of `signers` for whom none of `proofs` stands.
[[nodiscard]] std::vector<CoSigner> without_proof(
    const std::vector<CoSigner>& signers, const std::vector<data_integrity::VerifiedProof>& proofs);

/// Those whom `credential` names and who have no proof in it. Whether a proof holds is not looked
/// at: this is for documents that are not finished.
/// @error as open_badges::read_record(); malformed, out_of_range  `proof` is of the wrong form
[[nodiscard]] Result<std::vector<CoSigner>> waiting_for(json::Cursor credential);

/// "De Blauwe Hal Logistiek B.V.", or its DID where the document gives no name.
[[nodiscard]] const std::string& name_of(const CoSigner& signer) noexcept;

/// Why a document without the proofs of `missing` is refused.
/// @param missing  at least one
/// @return Code::missing; the detail names each of them
[[nodiscard]] Error missing_signatures(const std::vector<CoSigner>& missing, std::string where);

}  // namespace credenza::verify
