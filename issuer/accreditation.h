// Accreditations: a credential in which somebody whom this home believes says that a company may
// sign. It counts as a recognition like those of issuer.toml.
//
//   --accreditation FILE ── accept_accreditation(accreditors) ──► Recognition
//                                                                     └─ check_recognition(record)
#pragma once

#include <string>
#include <string_view>

#include "issuer/config.h"
#include "issuer/recognition.h"
#include "verify/verify.h"

namespace credenza::issuer {

/// Where all errors of this header are.
inline constexpr std::string_view k_accreditation_option = "--accreditation";

struct AccreditationInput {
  const Config& config;   ///< of the home: whom it believes
  std::string_view type;  ///< of the records that the company is to sign
  verify::Ports ports;
  Instant now;
};

/// The recognition that the credential `text` gives. It has to verify, and not to be withdrawn; its
/// first and last day become those of the recognition, so that one which has ended since still says
/// that the company was recognised before.
/// @error malformed      no credential, or a damaged one
/// @error bad_signature  not genuine
/// @error unavailable    whether it holds could not be found out
/// @error revoked, suspended, forbidden  withdrawn, on hold, or not in force for another reason
/// @error untrusted      its issuer is no accreditor of this home
/// @error unsupported    genuine, and no accreditation
/// @error missing, forbidden  as recognition_from()
[[nodiscard]] Result<Recognition> accept_accreditation(std::string_view text,
                                                       const AccreditationInput& input);

/// Whether `recognition` is of the company that signs `record`.
/// @error mismatch  it is of somebody else
[[nodiscard]] Status check_organisation(const Recognition& recognition,
                                        const learning_record::LearningRecord& record);

}  // namespace credenza::issuer
