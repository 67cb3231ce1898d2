// published.json in the home: when the issuer published last, and which keys readers have since.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "issuer/commands.h"
#include "issuer/home.h"

namespace credenza::issuer {

struct LastPublication {
  Instant at;
  /// Ids of the keys that were published; nothing when a version wrote it that did not say.
  std::optional<std::vector<std::string>> keys;
};

/// Nothing when nothing was published yet.
/// @error malformed, missing, unavailable  the file is damaged or cannot be read
[[nodiscard]] Result<std::optional<LastPublication>> last_publication(const Home& home);

/// Says that everything is published as of `now`.
/// @error unavailable  cannot be written
[[nodiscard]] Status save_publication(const Home& home, Instant now);

/// Whether `last` has all keys of the home.
[[nodiscard]] bool has_all_keys(const LastPublication& last, const Home& home);

/// Tells people when what is signed now cannot be checked yet, because readers do not have the key.
void tell_unpublished_key(const Options& options, const Home& home);

}  // namespace credenza::issuer
