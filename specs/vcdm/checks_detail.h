// The checks that credentials and presentations share. Inside `vcdm`.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace credenza::vcdm::detail {

/// §4.3: "an ordered set where the first item is a URL with the value
/// https://www.w3.org/ns/credentials/v2", then URLs and objects.
[[nodiscard]] Status check_context(json::Cursor root);

/// §4.5: `type` is one or more terms or URLs.
[[nodiscard]] Status check_types(json::Cursor object);
/// The same, with the values. `required` has to be among them.
[[nodiscard]] Result<std::vector<std::string_view>> read_types(json::Cursor root,
                                                               std::string_view required);

/// §4.4: "If present, id property's value MUST be a single URL"; empty when there is none.
[[nodiscard]] Result<std::string_view> read_id(json::Cursor object);

/// A member that is a URL, or an object whose `id` is one (§4.7, §4.13).
struct Party {
  std::string_view id;
  std::optional<json::Cursor> node;  ///< the object, when it is one
};
[[nodiscard]] Result<Party> read_party(json::Cursor value);

/// The objects of a member that holds one or a non-empty array of them; none when it is absent.
[[nodiscard]] Result<std::vector<json::Cursor>> read_objects(json::Cursor root,
                                                             std::string_view member);

/// Each object of `member` "MUST specify its type", and its `id` is a URL when it has one (§4.10,
/// §5.4-§5.6).
[[nodiscard]] Result<std::vector<json::Cursor>> read_typed(json::Cursor root,
                                                           std::string_view member);

/// §4.6: `name` and `description` are a string, a language value object or an array of these
/// (§11.1).
[[nodiscard]] Status check_texts(json::Cursor object);

}  // namespace credenza::vcdm::detail
