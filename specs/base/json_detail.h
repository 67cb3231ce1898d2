// How a Document keeps its values: one flat table in preorder. Inside `base`; rooms see Cursors.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "base/json.h"

namespace credenza::json::detail {

struct Node {
  std::string_view name;  ///< member name in the parent object
  union {
    std::string_view text = {};  ///< a string's value
    std::int64_t integer;
    std::uint64_t unsigned_integer;
    double real;
    bool boolean;
    std::uint32_t canonical;  ///< containers: where their children stand in Storage::canonical
  };
  std::uint32_t parent = 0;
  std::uint32_t end = 0;    ///< index one behind the last descendant; the next sibling
  std::uint32_t count = 0;  ///< children of a container
  Kind kind = Kind::null;
};

struct Storage {
  std::string
      text;  ///< as received, followed in its capacity by the padding that the parser reads over
  simdjson::dom::document parsed;
  std::vector<Node> nodes;
  std::vector<std::uint32_t>
      canonical;         ///< children of every container, objects in canonical order
  bool escapes = false;  ///< whether the text has any
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
