// A code on a paper letter: 100 random bits as 20 characters in groups of five, of an alphabet in
// which nothing looks like something else (Crockford's Base32: no I, L, O, U).
#pragma once

#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/secret_bytes.h"

namespace credenza::crypto {

/// The first 100 bits of `bits`, which has 13 bytes or more, as text: "4F7QK-9X2MB-0A1Z3-C5D7E".
[[nodiscard]] SecretBytes write_letter_code(ByteView bits);

/// What somebody typed, as 20 characters in upper case without hyphens: what is made a key of.
/// Hyphens and white space say nothing; O counts as 0, I and L as 1.
/// @error malformed  another character, or not 20 of them; `where` is "code"
[[nodiscard]] Result<SecretBytes> read_letter_code(const SecretBytes& typed);

}  // namespace credenza::crypto
