// JCS: JSON Canonicalization Scheme, RFC 8785, https://www.rfc-editor.org/rfc/rfc8785.html
//
//   Cursor ── canonicalize ──► one text for each JSON value, whatever its member order and white
//   space
//
// Canonicalises straight from a Document, whose members were put in canonical order when it was
// parsed.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/json.h"

namespace credenza::jcs {

/// Canonicalizes `value` (RFC 8785 §3.2) into UTF-8 text.
/// @error out_of_range  a number that is written as an integer and lies beyond ±(2^53 − 1), where
/// an IEEE
///                      double cannot tell it from its neighbours (RFC 7493 §2.2; RFC 8785 §3.2.2.3
///                      and appendix D); `where` points at it
[[nodiscard]] Result<std::string> canonicalize(json::Cursor value);

/// A member of the outermost object that is left out, replaced or added while canonicalising.
struct Override {
  std::string_view name;
  std::optional<std::string_view> canonical;  ///< its value, already canonical; nothing: left out
};

/// As canonicalize(), of an object as it would be after `overrides`: what Data Integrity hashes is
/// a document without, or with other, proofs, and this saves building one. A value that is no
/// object stays as it is. `overrides` name each member at most once.
/// @error out_of_range  as canonicalize(), for what is not overridden
[[nodiscard]] Result<std::string> canonicalize(json::Cursor value,
                                               std::span<const Override> overrides);

/// `text` as a canonical JSON string, with its quotation marks (RFC 8785 §3.2.2.2). `text` is
/// UTF-8.
[[nodiscard]] std::string format_string(std::string_view text);

/// As format_string(), at the end of `out`.
void append_string(std::string_view text, std::string& out);

/// A number as ECMAScript writes it (RFC 8785 §3.2.2.3): "1e+21", "0.000001", and "0" for -0.
/// @error out_of_range  not finite
[[nodiscard]] Result<std::string> format_number(double value);

}  // namespace credenza::jcs
