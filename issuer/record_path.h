// Members of a record by the names that people type: "achievement.title.nl", "givenName".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json_value.h"
#include "issuer/words.h"

namespace credenza::issuer {

/// The texts, numbers and booleans at `path`, as texts. Lists are walked through, and an object at
/// the end gives all the texts in it: a title in every language.
/// @param path  names with dots between
[[nodiscard]] std::vector<std::string> values_at(const Json& record, std::string_view path);

/// The path of every value in `record`, without the numbers of list items, and of every object on
/// the way: what values_at() finds something at.
[[nodiscard]] std::vector<std::string> paths_in(const Json& record);

/// A path as a record has it: "givenName", "given_name" and "person.givenName" are
/// "person.given_name", "/person/given_name" too. A name without a dot that is a member of the
/// person means that.
[[nodiscard]] std::string member_path(std::string_view typed);

/// " (did you mean 'person.family_name'?)" for a name that is near to one of `paths`, or to the
/// last step of one; else nothing.
[[nodiscard]] std::string did_you_mean_path(std::string_view typed,
                                            const std::vector<std::string>& paths);

}  // namespace credenza::issuer
