// Inside did: what the syntax, the methods and the resolver share.
#pragma once

#include <cstddef>
#include <string_view>

namespace credenza::did::detail {

inline constexpr std::string_view k_key_prefix = "did:key:";
inline constexpr std::string_view k_jwk_prefix = "did:jwk:";
inline constexpr std::string_view k_web_prefix = "did:web:";

/// How much of an identifier that somebody else wrote stands in the `where` of an error.
inline constexpr std::size_t k_max_place = 200;

/// The value of a hexadecimal digit, −1 for another character.
[[nodiscard]] int hex_value(char c) noexcept;

/// ALPHA / DIGIT / "." / "-" / "_": an idchar (DID Core 1.0 §3.1) that is not percent-encoded.
[[nodiscard]] bool is_id_char(char c) noexcept;

}  // namespace credenza::did::detail
