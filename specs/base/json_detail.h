// How a Document keeps its text, and how it says what is wrong with one. Inside `base`; rooms see
// Cursors.
#pragma once

#include <string>
#include <string_view>

#include <simdjson.h>

#include "base/json.h"

namespace credenza::json::detail {

/// A whole document: its values, and what their texts point into.
struct Storage : Table {
  std::string
      text;  ///< as received, followed in its capacity by the padding that the parser reads over
  simdjson::dom::document parsed;
};

/// "line 3, column 14" of the byte at `offset`; columns count characters.
[[nodiscard]] std::string place(std::string_view text, std::size_t offset);

/// Why and where `text` is refused, found by reading it again. Work is linear in its length.
[[nodiscard]] Error explain_refusal(std::string_view text, const Limits& limits,
                                    simdjson::error_code code);

/// RFC 7493 §2.1: "MUST NOT include code points that identify Surrogates". The parser lets some
/// pass.
/// @error malformed  an escape that is half of a pair; `where` is its line and column
[[nodiscard]] Status check_surrogates(std::string_view text);

}  // namespace credenza::json::detail
