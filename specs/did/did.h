// DID: did:key (W3C CCG), did:jwk (quartzjer) and did:web (W3C CCG) as one MethodResolver. DID
// Core 1.0.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/copies.h"
#include "base/json_value.h"
#include "base/ports.h"
#include "cid/cid.h"

namespace credenza::did {

/// "did:key:z6Mk…".
[[nodiscard]] std::string key_did(const crypto::PublicKey& key);
/// The only verification method of a did:key: "did:key:z6Mk…#z6Mk…".
[[nodiscard]] std::string key_method(const crypto::PublicKey& key);
/// "did:jwk:eyJ…" and its only method "did:jwk:eyJ…#0".
[[nodiscard]] std::string jwk_did(const crypto::PublicKey& key);

/// The did:web for a web address: https://school.example:8443/issuer →
/// "did:web:school.example%3A8443:issuer". Scheme and query are left out. An address that no
/// did:web can have (an IP address, a step up) gives a text that web_document_url() refuses.
[[nodiscard]] std::string web_did(const Url& url);
/// Where the document of a did:web lies (did:web, "Read"):
/// https://school.example/.well-known/did.json. `where` of an error is the beginning of `did`.
/// @error malformed  no did:web, or one with a name, port or path that no URL can have; a path that
/// a
///                   web server could read as another one ("..", "%2F")
/// @error forbidden  an IP address, in any form that resolvers read
[[nodiscard]] Result<Url> web_document_url(std::string_view did);

/// Whether `text` has the form of a DID (DID Core 1.0 §3.1), without path, query or fragment.
[[nodiscard]] bool is_did(std::string_view text) noexcept;
/// Whether `id` is meant as a DID: it begins like one in any case of letters, whatever follows (a
/// DID URL, a method that nobody knows, what is no DID after all). Wider than is_did(), for where
/// "no DID" means that a rule does not apply.
[[nodiscard]] bool begins_like_did(std::string_view id) noexcept;
/// `url` up to its first '#', '?' or '/'.
[[nodiscard]] std::string_view without_fragment(std::string_view url) noexcept;

/// A service of a DID document (DID Core 1.0 §5.4).
struct Service {
  std::string id;                      ///< absolute: "did:web:school.example#successor"
  std::vector<std::string> endpoints;  ///< those of its `serviceEndpoint` that are URLs
};

/// Where the document of a DID came from, which says how new it is.
enum class Origin : std::uint8_t {
  nowhere,     ///< it could not be had, or was not asked for yet
  identifier,  ///< did:key, did:jwk: the identifier is the document, and never changes
  copy,        ///< handed in, of a day that the document does not tell
  fetched,     ///< from the issuer's own address, in this run
};

/// Resolves verification methods of the three DID methods. Documents of did:web are fetched once
/// and kept as long as the resolver lives, and so is the failure to; known documents are never
/// fetched.
class Resolver final : public cid::MethodResolver {
 public:
  /// `fetcher` outlives the resolver.
  explicit Resolver(Fetcher& fetcher) noexcept;

  /// A copy of a DID document that stands in for the network, also for DID methods that are not
  /// known here. A did:key or did:jwk is always read from the identifier itself.
  /// @error malformed, mismatch, out_of_range  as cid::ControlledDocument::parse(); `did` is no DID
  [[nodiscard]] Status add_document(std::string_view did, std::string_view text);

  /// Documents that are looked up when they are asked for, and go before any other, which is then
  /// what came to be known later: of a method that both have, the `revoked` counts that is sooner,
  /// and a method or service that only the other has is found too. One that is too old stands for
  /// nothing. @param copies  outlives the resolver
  /// @param ask_today  fetches the other one also where nothing calls for it
  void use(const Copies& copies, bool ask_today = false) noexcept;

  [[nodiscard]] Result<cid::VerificationMethod> resolve(std::string_view url,
                                                        cid::Relationship relationship,
                                                        Instant now) override;

  /// The services of `type` in the document of `did`, at most 64. One of the wrong form is passed
  /// over, because services decide nothing by themselves; did:key and did:jwk have none.
  /// @error as resolve()  the document cannot be had
  [[nodiscard]] Result<std::vector<Service>> services(std::string_view did, std::string_view type);

  /// Where the document of `did` came from that resolve() looked into. Asks for nothing.
  [[nodiscard]] Origin origin(std::string_view did) const;

  /// When a document of use() that resolve() looked into was had at its owner's own address.
  [[nodiscard]] std::optional<Instant> seen(std::string_view did) const;

 private:
  /// A document of use(), or why it stands for nothing.
  struct Kept {
    Result<cid::ControlledDocument> document;
    std::optional<Instant> seen;
  };
  [[nodiscard]] Result<const cid::ControlledDocument*> document(std::string_view did);
  [[nodiscard]] const Kept* kept(std::string_view did);
  [[nodiscard]] const cid::ControlledDocument* known_later(std::string_view did);
  Fetcher& fetcher_;
  std::map<std::string, Result<cid::ControlledDocument>, std::less<>> documents_;
  std::set<std::string, std::less<>> copies_;  ///< those of documents_ that were handed in
  const Copies* kept_copies_ = nullptr;
  bool ask_today_ = false;
  std::map<std::string, std::optional<Kept>, std::less<>> kept_;
};

}  // namespace credenza::did
