// Values of a TOML file that somebody wrote by hand, read strictly: whoever misspells a member or
// gives it another kind is told so, because what is passed over in silence is a rule that nobody
// keeps.
//
// Include it behind the lines that compile toml++ in (see toml.h), and before nothing of toml++.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "host/toml.h"

namespace credenza::host {

/// BCP 47 tag → text; the empty tag is "language not said".
using TextsByLanguage = std::map<std::string, std::string, std::less<>>;

/// A member that nobody knows.
/// @param what   the file, in a sentence: "a job profile"
/// @param known  names of members, of which one that is like it is suggested
/// @return Code::unsupported
[[nodiscard]] Error unknown_member(std::string_view name, const std::vector<std::string>& known,
                                   std::string_view what, std::string where);

/// A text of one line that can be shown, of 1 to 200 bytes.
/// @error malformed  at `where`
[[nodiscard]] Result<std::string> read_line(const toml::node& node, const std::string& where);

/// "text", or { nl = "tekst", en = "text" }, in one to eight languages.
/// @error malformed, out_of_range  at `where`, or at `where` ".nl"
[[nodiscard]] Result<TextsByLanguage> read_lines_by_language(const toml::node& node,
                                                             const std::string& where);

/// @error malformed  at `where`
[[nodiscard]] Result<bool> read_flag(const toml::node& node, const std::string& where);

/// Parses a whole file.
/// @error out_of_range  longer than `max_bytes`
/// @error malformed     no TOML; `where` is "line N"
[[nodiscard]] Result<toml::table> parse_toml(std::string_view text, std::size_t max_bytes,
                                             std::string_view what);

}  // namespace credenza::host
