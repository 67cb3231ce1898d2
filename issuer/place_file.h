// A place file: what an issuer hands to a company, so that the company can make the document that
// both will sign. It says who will issue, and holds ids and places in the issuer's status lists
// that were promised to documents to come.
//
//   {"schema": "credenza.issuer.place/1", "issuer": {"id": "did:web:…", "name": …},
//    "places": [{"id": "urn:uuid:…", "status": [{"type": "BitstringStatusListEntry", …}, …]}]}
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json_value.h"
#include "base/result.h"
#include "issuer/config.h"
#include "issuer/cosign_book.h"

namespace credenza::issuer {

inline constexpr std::string_view k_place_schema = "credenza.issuer.place/1";

struct DocumentPlace {
  std::string id;  ///< "urn:uuid:…"
  Json status;     ///< `credentialStatus` of the document
};

struct PlaceFile {
  learning_record::Organisation issuer;
  std::vector<DocumentPlace> places;

  /// @error malformed, missing  `where` is a JSON Pointer
  /// @error unsupported         at "version": made by a newer version; else an unknown member
  /// @error out_of_range        more than k_most_places
  [[nodiscard]] static Result<PlaceFile> parse(std::string_view text);
  /// What parse() reads.
  [[nodiscard]] std::string to_text() const;
};

/// `credentialStatus` for a place: an entry for each purpose.
[[nodiscard]] Json status_entries(const Config& config, const StatusPlace& place);

[[nodiscard]] DocumentPlace document_place(const Config& config, const PromisedPlace& promised);

}  // namespace credenza::issuer
