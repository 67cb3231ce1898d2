// What people read about whom they trust, in English and in Dutch at level B1.
#pragma once

#include <string>

#include "host/arguments.h"
#include "verify/report.h"

namespace credenza::verifier {

using host::Text;

/// What was found about trust (CheckName::trust) or about those who signed beside the issuer
/// (CheckName::recognition), when the check did not pass.
[[nodiscard]] Text trust_finding(const verify::Check& check) noexcept;
/// What to do next about it.
[[nodiscard]] Text trust_next(const verify::Check& check) noexcept;

/// What to do next about somebody who could be taken for another.
[[nodiscard]] Text beware_text() noexcept;

/// "by the list \"Erkende opleiders\", until 31-8-2028"; empty for a pin without end.
[[nodiscard]] std::string trusted_by(const verify::Vouched& vouched, host::Language language);
/// "the address looks like that of ROC Waterkant (did:web:…), which you trust, and is another"
[[nodiscard]] std::string look_alike_warning(const verify::LookAlike& other,
                                             host::Language language);

}  // namespace credenza::verifier
