// Integrity of referenced documents: "integrity metadata" strings (draft-ietf-oauth-sd-jwt-vc-19
// §6; W3C Subresource Integrity §3 for the syntax).
#pragma once

#include <string_view>

#include "base/bytes.h"
#include "base/json.h"
#include "base/result.h"

namespace credenza::sd_jwt_vc {

/// Whether `value` is integrity metadata with an algorithm that is read here.
/// @error malformed    no string, or not "algorithm-base64" expressions with spaces between them
/// @error unsupported  none of them with sha256, sha384 or sha512
[[nodiscard]] Status check_integrity_form(json::Cursor value);

/// Compares `document` with the expressions of the strongest algorithm in `metadata`; one that
/// matches is enough (§6).
/// @error mismatch  none matches
/// @error malformed, unsupported  as check_integrity_form(); `where` is empty
[[nodiscard]] Status check_integrity(std::string_view metadata, ByteView document);

}  // namespace credenza::sd_jwt_vc
