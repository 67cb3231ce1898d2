// The token status lists of an issuer: for tokens, what the status lists of the same numbers say
// for badges. A credential has one place, the same in all of them, so no index is used twice.
#pragma once

#include "issuer/publication.h"

namespace credenza::issuer {

/// One list for each number that has places, two bits for each: valid, withdrawn, on hold
/// (draft-ietf-oauth-status-list-20 §7.1). What was replaced is withdrawn.
/// @error malformed, (store's)  as published(), status_lists()
[[nodiscard]] Result<std::vector<Unpublished>> draft_token_lists(const Home& home,
                                                                 Snapshot& snapshot);

/// As can_stay(), sign_draft() and published_from(), of a token status list.
[[nodiscard]] bool token_list_can_stay(const Unpublished& draft, std::string_view there,
                                       cid::MethodResolver& methods, const Config& config,
                                       Instant now);
[[nodiscard]] Result<PublishedFile> sign_token_list(const Unpublished& draft, const Home& home,
                                                    const crypto::PrivateKey& key, Instant now);
[[nodiscard]] std::optional<Instant> token_list_from(std::string_view text, const Config& config,
                                                     cid::MethodResolver& methods, Instant now);

}  // namespace credenza::issuer
