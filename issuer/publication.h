// What an issuer publishes, as files for any web server: its DID document, its status lists, what
// it says of its keys and of itself, and how far its ledger has come.
//
//   home, ledger ── plan_publication ──► Unpublished ── can_stay? ──► nothing to do
//                                           └──── sign_draft ──► PublishedFile
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cid/cid.h"
#include "issuer/last_published.h"
#include "issuer/status_registry.h"
#include "token_status_list/token_status_list.h"

namespace credenza::issuer {

/// A file below the root of the web site.
struct PublishedFile {
  std::string path;  ///< "/status/revocation-1.json"
  std::string url;
  std::string text;
};

/// The DID document with the issuer's public keys and their history (DID Core 1.0 §5.2, §5.3, CID
/// 1.0 §2.2): every key stays under assertionMethod, so that what it signed can be read; only
/// active ones are for authentication; stolen ones have `revoked`.
/// @param services  of the document (DID Core 1.0 §5.4)
/// @error malformed  the did in issuer.toml has no web address
[[nodiscard]] Result<PublishedFile> publish_did(const Home& home,
                                                const Json& services = Json::array());

/// A signed BitstringStatusListCredential.
/// @error not_found  no secret for `signing_key`
/// @error malformed  as published()
[[nodiscard]] Result<PublishedFile> publish_list(const Home& home, const Secrets& secrets,
                                                 const StatusListState& list, Instant now);

/// A file that is to lie on the web site, before it is signed.
struct Unpublished {
  std::string path;
  std::string url;
  /// A credential without validFrom, validUntil and proof; or the text of what needs no signature
  /// now.
  Json content;
  std::string text;
  bool is_signed = false;
  std::optional<std::chrono::seconds> holds{};  ///< how long a signature on it does
  /// Of a token status list, which is no credential: its `lst`.
  std::optional<token_status_list::StatusList> tokens{};
};

/// Everything that is published, in the order in which it has to be put in place: anchors before
/// the DID document that sends readers to them, and that before the lists whose keys it has.
/// @error malformed, (store's)  as publish_did(), published(), Snapshot
[[nodiscard]] Result<std::vector<Unpublished>> plan_publication(const Home& home,
                                                                Snapshot& snapshot);

/// Whether `there`, which lies on the web site, says what the draft says, is signed with a key that
/// is relied on, and has not used up its share of validity (Config::resign_percent).
[[nodiscard]] bool can_stay(const Unpublished& draft, std::string_view there,
                            cid::MethodResolver& methods, const Config& config, Instant now);

/// @error not_found  no secret for `signing_key`
[[nodiscard]] Result<PublishedFile> sign_draft(const Unpublished& draft, const Home& home,
                                               const Secrets& secrets, Instant now);

/// When a signed file of this issuer begins; nothing when `text` is none, or its proof does not
/// hold.
[[nodiscard]] std::optional<Instant> published_from(std::string_view text, const Home& home,
                                                    cid::MethodResolver& methods, Instant now);

/// The head of the ledger that was published, as ledger-head.json tells it, read with the keys of
/// the home.
/// @error malformed, missing, bad_signature, …  it is damaged, or not signed by this issuer with a
///                                              key that is relied on
[[nodiscard]] Result<LedgerHead> read_head(std::string_view text, const Home& home, Instant now);

}  // namespace credenza::issuer
