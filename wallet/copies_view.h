// Copies of what issuers publish, as they are told of when they stand in.
#pragma once

#include <string>
#include <vector>

#include "wallet/published_copy.h"
#include "wallet/texts.h"

namespace credenza::wallet {

/// "  issuer's site not reachable; keys from the copy of 2026-06-12", a line for each copy; nothing
/// when there is none.
/// @param offline  nobody asked the issuer
[[nodiscard]] std::string copies_text(const std::vector<PublishedCopy>& copies, bool offline,
                                      Language language);

/// As of when something is known that was found out with `copies`: the oldest of them, else `now`.
[[nodiscard]] Instant known_as_of(const std::vector<PublishedCopy>& copies, Instant now);

/// As --json prints them: what of, when it came here, and how.
[[nodiscard]] Json to_json(const std::vector<PublishedCopy>& copies);

}  // namespace credenza::wallet
