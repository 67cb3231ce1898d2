// Building JSON: what this project writes (credentials, metadata, reports). For reading, see
// json.h.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "base/json.h"

namespace credenza {

/// A JSON value under construction. Members keep the order in which they were added, because people
/// read what we write; wherever order could matter to a signature, jcs decides it anew.
using Json = nlohmann::ordered_json;

namespace json {

/// A copy of what `cursor` points at, to build upon.
[[nodiscard]] Json to_value(Cursor cursor);

/// `value` as compact UTF-8 text.
/// @error malformed  a string in it is not UTF-8
[[nodiscard]] Result<std::string> to_text(const Json& value);

/// As to_text(), indented by two spaces and with a final newline, for people.
/// @error malformed  a string in it is not UTF-8
[[nodiscard]] Result<std::string> to_pretty_text(const Json& value);

/// `value` as a Document, to hand to a room that reads.
/// @error malformed     a string in it is not UTF-8
/// @error out_of_range  beyond `limits`
[[nodiscard]] Result<Document> to_document(const Json& value, const Limits& limits = {});

}  // namespace json
}  // namespace credenza
