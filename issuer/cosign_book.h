// What a ledger knows of documents that are signed together. Entries of kind "cosign":
//
//   {"step": "place", "places": [{"id": "urn:uuid:…", "list": 1, "index": 77}]}   promised
//   {"step": "started", "ids": ["urn:uuid:…"]}               drafts were made of these places
//   {"step": "signed" or "refused", "id": "urn:uuid:…", "document": "<SHA-256>"}
//
// A document gets its id and its place in the status lists before anybody signs it, because both
// are signed too. The credential itself is entered when the issuer signs.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/ports.h"
#include "issuer/store.h"

namespace credenza::issuer {

inline constexpr std::size_t k_most_places = 10'000;

/// The id and the place of a document to come.
struct PromisedPlace {
  CredentialId id{};
  StatusPlace place;
};

/// What is known of one document.
struct CosignEntry {
  std::optional<StatusPlace> place;   ///< of a place that was promised here
  std::optional<IssuedEntry> issued;  ///< it was issued
  std::optional<Instant> refused;     ///< by the owner of this ledger
};

// Errors of all functions: the store's; malformed at "store" for an entry of another form.

[[nodiscard]] Result<CosignEntry> find_cosigned(Snapshot& snapshot, const CredentialId& id);

/// Promises a place for each of `ids`, in one entry.
/// @param ids  none of them promised or issued before; at most k_most_places
[[nodiscard]] Result<std::vector<PromisedPlace>> promise_places(
    Transaction& transaction, const std::vector<CredentialId>& ids, Instant now, Random& random);

/// The ids of places from which drafts were made here.
[[nodiscard]] Result<std::set<std::string, std::less<>>> started_ids(Snapshot& snapshot);
[[nodiscard]] Status enter_started(Transaction& transaction, const std::vector<std::string>& ids,
                                   Instant now);

/// @param step      "signed" or "refused"
/// @param document  Draft::digest()
[[nodiscard]] Status enter_step(Transaction& transaction, std::string_view step,
                                std::string_view id, std::string_view document, Instant now);

}  // namespace credenza::issuer
