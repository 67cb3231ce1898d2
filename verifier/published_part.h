// What a text that an issuer publishes is: how a bundle names it, whose it is, until when it holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "verifier/bundle_index.h"

namespace credenza::verifier {

struct PublishedPart {
  PartKind kind{};
  std::string name;       ///< see docs/bundle_format.md, section 2
  std::string publisher;  ///< a DID; empty where the text names none
  std::optional<Instant> begins;
  std::optional<Instant> ends;
};

/// Reads what `text` says it is. Nothing of it is verified: whoever uses it does that.
/// @error malformed, missing, out_of_range  not readable, or without a name
/// @error unsupported                       nothing that a bundle holds
[[nodiscard]] Result<PublishedPart> read_published(std::string_view text);

/// What a credential or presentation, in any format, needs of others to be checked.
struct Needs {
  std::vector<std::string> dids;   ///< whose keys signed it
  std::vector<std::string> lists;  ///< URLs of status lists of both kinds
};
/// At most k_max_needs of each. Nothing is verified.
/// @error malformed  no credential
[[nodiscard]] Result<Needs> needs_of(std::string_view text);
inline constexpr std::size_t k_max_needs = 64;

}  // namespace credenza::verifier
