// What an issuer says of itself, signed and published beside its keys: which credentials it made
// before a key was stolen (an anchor), and who goes on in its place (a successor). Both are
// credentials in form; the forms are this project's own.
//
//   did.json ── service ──► address ── fetched or a copy ──► verified as the issuer's own ──►
//   answer
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/copies.h"
#include "base/instant.h"
#include "base/json.h"
#include "base/json_value.h"
#include "base/ports.h"
#include "cid/cid.h"
#include "did/did.h"
#include "verify/report.h"

namespace credenza::verify {

/// `type` of the services of a DID document that lead to statements.
inline constexpr std::string_view k_anchor_service = "CredenzaKeyAnchor";
inline constexpr std::string_view k_successor_service = "CredenzaSuccessor";

/// The service of the anchors of a key: "did:web:school.example#key-1-anchor".
[[nodiscard]] std::string anchor_service_id(std::string_view method);

/// The first 16 bytes of the SHA-256 of a secured credential in canonical form (RFC 8785), but with
/// the member `proof` at its end: so a copy with other spacing is the same credential, and the
/// digest is the one that an issuer's ledger has of what it signed. A signature is part of it,
/// which makes it nothing that could be guessed.
using AnchorDigest = std::array<std::uint8_t, 16>;

/// @error missing       it has no `proof`
/// @error out_of_range  as jcs::canonicalize()
[[nodiscard]] Result<AnchorDigest> anchor_digest(json::Cursor secured);

/// How many digests one anchor holds at most; more make several anchors.
inline constexpr std::size_t k_max_anchored = 131072;
/// How many anchors of one key a reader takes.
inline constexpr std::size_t k_max_anchors = 32;

struct AnchorDescription {
  std::string id;      ///< the URL it is published at
  std::string issuer;  ///< a DID
  std::string method;  ///< of the key that is not to be relied on any more
  Instant revoked;     ///< since when; what its verification method says
  Instant valid_from;
  std::vector<AnchorDigest> digests;  ///< in any order; at most k_max_anchored
};

/// The unsigned anchor.
[[nodiscard]] Json make_anchor(AnchorDescription description);

struct SuccessorDescription {
  std::string id;      ///< the URL it is published at
  std::string issuer;  ///< the DID that ends
  Instant valid_from;
  Successor successor;
};

/// The unsigned statement of who goes on in an issuer's place.
[[nodiscard]] Json make_successor(const SuccessorDescription& description);

/// Whether `root` says to be one of the two.
[[nodiscard]] bool is_statement(json::Cursor root) noexcept;

/// Statements that were fetched and verified, kept for as long as this lives.
class Statements {
 public:
  /// Both outlive this.
  Statements(Fetcher& fetcher, did::Resolver& methods) noexcept;
  ~Statements();

  /// A copy that stands in for the network, under its own `id`. It is verified when first used.
  /// What could not be had so far is looked for again.
  /// @error malformed, missing  not a statement with an id and a subject
  [[nodiscard]] Status add_document(std::string text);

  /// Copies that are looked up when a statement is asked for, and go before those that were handed
  /// in and before the network; one that is too old stands for nothing. `copies` outlives this.
  void use(const Copies& copies) noexcept { kept_ = &copies; }

  /// Whether the owner of `method`, which has `revoked`, confirms that `secured` was made before.
  /// When the proof says it was made does not count: a thief writes there what they like.
  /// @error revoked  it does not, or its anchor cannot be had or relied on; the detail says why
  [[nodiscard]] Status confirm(const cid::VerificationMethod& method, json::Cursor secured,
                               Instant now);

  /// Where what is known of the keys of `issuer` came from.
  [[nodiscard]] did::Origin keys_origin(std::string_view issuer) const {
    return methods_.origin(issuer);
  }
  /// When a copy of them was had at the issuer's own address; see did::Resolver::seen().
  [[nodiscard]] std::optional<Instant> keys_seen(std::string_view issuer) const {
    return methods_.seen(issuer);
  }

  /// Who goes on in the place of `issuer`; nothing when it does not say.
  /// @error (any)  there is a statement that cannot be had or relied on
  [[nodiscard]] Result<std::optional<Successor>> successor(const std::string& issuer, Instant now);

 private:
  struct Anchor;
  [[nodiscard]] Result<std::string> text_at(const std::string& url);
  [[nodiscard]] Result<const Anchor*> anchor(const std::string& url,
                                             const cid::VerificationMethod& method, Instant now);
  [[nodiscard]] Result<std::optional<Successor>> find_successor(const std::string& issuer,
                                                                Instant now);
  Fetcher& fetcher_;
  did::Resolver& methods_;
  const Copies* kept_ = nullptr;
  std::map<std::string, std::string, std::less<>> copies_;      ///< text by id
  std::map<std::string, std::string, std::less<>> successors_;  ///< id of a copy by its subject
  std::map<std::string, Result<std::unique_ptr<Anchor>>, std::less<>> anchors_;
  std::map<std::string, Result<std::optional<Successor>>, std::less<>> found_;
};

}  // namespace credenza::verify
