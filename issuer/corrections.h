// `replace --set member=value`: a record with some members changed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json_value.h"
#include "base/result.h"

namespace credenza::issuer {

/// Changes members of `record`, the JSON form of a learning record.
///
/// A value takes the type of the member that it replaces; an empty one takes the member away, and
/// so does "". When the name of the person changes from another script to this one, the name as it
/// was stays as an alternative name.
/// @param changes  "familyName=Kovalenko", "achievement.title.nl=…", "/assessment/grade=goed"
/// @error malformed    `where` is "--set": no "name=value", or a value of the wrong type
/// @error unsupported  the same: a member that cannot be changed so, or that no record has
/// @error conflict     the same: a member twice, or nothing that would change
[[nodiscard]] Result<Json> corrected(const Json& record, const std::vector<std::string>& changes);

/// ISO 15924 code of the script of the first letter in `text` that tells: "Latn", "Cyrl", "Arab";
/// empty when none does.
[[nodiscard]] std::string_view script_of(std::string_view text) noexcept;

}  // namespace credenza::issuer
