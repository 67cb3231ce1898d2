// Inside sd_jwt_vc: the form of Type Metadata.
#pragma once

#include "sd_jwt_vc/type_metadata.h"

namespace credenza::sd_jwt_vc::detail {

/// §5.2, §5.5, §5.6.
/// @error malformed, missing  as the members say
[[nodiscard]] Status check_type_document(json::Cursor root);

/// `path` of a claim metadata object (§5.6.1) that check_type_document() has seen.
[[nodiscard]] ClaimPath read_path(json::Cursor path);

/// @error malformed  none of "always", "allowed", "never"
[[nodiscard]] Result<Disclosing> read_disclosing(json::Cursor sd);

}  // namespace credenza::sd_jwt_vc::detail
