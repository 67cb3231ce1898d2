// The profile of a job seeker (Werkzoekende) as the Dutch exchange of matching data has it: VUM
// interface specification 3.0, on the VUM data standard 1.5. A profile for matching leads to
// nobody, so no name, birth date, address, employer or telephone is in it.
#pragma once

#include <string>
#include <vector>

#include "wallet/cv_material.h"

namespace credenza::wallet {

struct VumProfile {
  Json profile;
  std::vector<std::string> left_out;  ///< texts in which somebody could be recognised
  unsigned shortened = 0;             ///< texts that were longer than the standard lets them be
};

/// `arbeidsmarktkwalificatie` with `vakvaardigheid`, `cursus`, `opleiding` and `werkervaring`, and
/// `indicatieBeschikbaarheidContactgegevens` 2 (there are none). In Dutch where there is Dutch.
/// Whoever keeps the profile adds what a vault does not know: id, travel distance, working hours,
/// languages.
[[nodiscard]] VumProfile vum_profile(const CvMaterial& material);

}  // namespace credenza::wallet
