// Bytes as text: hexadecimal, base64, base64url, base58btc and multibase.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace credenza {

/// Lower-case hexadecimal (RFC 4648 §8).
[[nodiscard]] std::string to_hex(ByteView bytes);
/// @error malformed  odd length or a character that is no hexadecimal digit (either case is read)
[[nodiscard]] Result<Bytes> from_hex(std::string_view text);

/// base64url without padding (RFC 4648 §5; RFC 7515 §2).
[[nodiscard]] std::string to_base64url(ByteView bytes);
/// Appends to_base64url() of `bytes`.
void append_base64url(ByteView bytes, std::string& out);
/// @error malformed  padding, white space, a character outside the alphabet, an impossible length,
/// or
///                   left-over bits that are not zero: each value has exactly one spelling
[[nodiscard]] Result<Bytes> from_base64url(std::string_view text);

/// base64 with padding (RFC 4648 §4).
[[nodiscard]] std::string to_base64(ByteView bytes);
/// @error malformed  as from_base64url(), and padding that is missing
[[nodiscard]] Result<Bytes> from_base64(std::string_view text);

/// base58btc (Controlled Identifiers 1.0 §2.4).
[[nodiscard]] std::string to_base58(ByteView bytes);
/// Appends to_base58() of `bytes`.
void append_base58(ByteView bytes, std::string& out);
/// The work grows with the square of the length, so the text is bounded.
/// @error malformed     a character outside the alphabet
/// @error out_of_range  more than 1024 characters
[[nodiscard]] Result<Bytes> from_base58(std::string_view text);

/// A multibase value (Controlled Identifiers 1.0 §2.4): 'z' base58btc or 'u' base64url without
/// padding.
/// @error malformed     empty, or not in the alphabet that the first character names
/// @error unsupported   another base
/// @error out_of_range  as from_base58()
[[nodiscard]] Result<Bytes> from_multibase(std::string_view text);

}  // namespace credenza
