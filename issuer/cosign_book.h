// What a ledger knows of documents that are signed together. Entries of kind "cosign":
//
//   {"step": "place", "places": [{"id": "urn:uuid:…", "list": 1, "index": 77}]}   promised
//   {"step": "started", "ids": ["urn:uuid:…"], "from": ["urn:uuid:…"]}
//                                                  drafts were made of these places; `from` has a
//                                                  pseudonym of what each was made from, and is
//                                                  missing in older entries
//   {"step": "signed" or "refused", "id": "urn:uuid:…", "document": "<SHA-256>"}
//
// A document gets its id and its place in the status lists before anybody signs it, because both
// are signed too. The credential itself is entered when the issuer signs.
#pragma once

#include <map>
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

/// The places that an entry promises; none when it is of another kind or step.
[[nodiscard]] Result<std::vector<PromisedPlace>> promised_in(const Entry& entry);

/// A draft that was made here.
struct StartedDraft {
  std::string id;    ///< of its place
  std::string from;  ///< pseudonym of what it was made from: equal for equal rows
};

/// The drafts that were made here.
struct StartedDrafts {
  std::set<std::string, std::less<>> ids;  ///< of their places
  /// `from` → id, of those that nobody has signed or refused here: made again from the same rows, a
  /// draft stands at the same place, so that a run that was cut off costs none.
  std::map<std::string, std::string, std::less<>> open;
};

[[nodiscard]] Result<StartedDrafts> started_drafts(Snapshot& snapshot);
[[nodiscard]] Status enter_started(Transaction& transaction,
                                   const std::vector<StartedDraft>& drafts, Instant now);

/// @param step      "signed" or "refused"
/// @param document  Draft::digest()
[[nodiscard]] Status enter_step(Transaction& transaction, std::string_view step,
                                std::string_view id, std::string_view document, Instant now);

}  // namespace credenza::issuer
