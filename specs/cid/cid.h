// CID: Controlled Identifiers 1.0, https://www.w3.org/TR/cid-1.0/
//
//   Multikey text ◄──► PublicKey        controlled identifier document ── parse ──► verification
//   methods
//
// The room owns the MethodResolver port; rooms that know where documents come from (did) implement
// it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "base/json_value.h"
#include "crypto/keys.h"

namespace credenza::cid {

/// A public key as Multikey text (§2.2.2): "z6Mk…" (Ed25519), "zDn…" (P-256), "z82…" (P-384),
/// "z2J9…" (P-521).
[[nodiscard]] std::string to_multikey(const crypto::PublicKey& key);

/// @error malformed    no base58btc multibase text, wrong length, not a point of its curve, or a
/// secret key
/// @error unsupported  a key type that this project does not use
[[nodiscard]] Result<crypto::PublicKey> from_multikey(std::string_view text);

/// A private key as Multikey text (§2.2.2, `secretKeyMultibase`): "z3u2…", "z42…", "z2f…".
/// @error malformed, unsupported  as from_multikey()
[[nodiscard]] Result<crypto::PrivateKey> from_secret_multikey(const crypto::SecretBytes& text);

/// What a verification method may be used for (§2.3).
enum class Relationship : std::uint8_t {
  assertion_method,
  authentication,
  key_agreement,
  capability_invocation,
  capability_delegation,
};

/// "assertionMethod", …: the member name in documents, and the value of `proofPurpose`.
[[nodiscard]] std::string_view to_string(Relationship relationship) noexcept;
/// Nothing for other text.
[[nodiscard]] std::optional<Relationship> relationship_from(std::string_view text) noexcept;

/// A key with its name and owner (§2.2).
struct VerificationMethod {
  std::string id;          ///< absolute: "did:web:school.example#key-1"
  std::string controller;  ///< who answers for it: "did:web:school.example"
  crypto::PublicKey key;
  std::optional<Instant> revoked;  ///< §2.2: "once the time is reached, MUST NOT be used"
  std::optional<Instant> expires;
};

/// A parsed controlled identifier document (or DID document, which has the same shape).
class ControlledDocument {
 public:
  /// Reads `text` (§3.3) with its keys. A verification method of an unknown type, or whose key is
  /// no key, does not disturb; method() then says what is wrong with it.
  /// @param expected_id  the identifier that was resolved
  /// @error malformed     not JSON, or a member of the wrong form
  /// @error mismatch      `id` is not `expected_id` (§3.3: the base identifier has to match)
  /// @error out_of_range  more than 64 KiB, or more than 256 verification methods
  [[nodiscard]] static Result<ControlledDocument> parse(std::string_view text,
                                                        std::string_view expected_id);

  /// The method `url` for `relationship`, by the algorithm of §3.3: it has to be listed under the
  /// relationship, embedded or by reference, and its controller has to be this document's id.
  /// @error not_found    no such verification method
  /// @error forbidden    it is not listed under `relationship`, or its secret key stands beside it
  /// @error mismatch     its controller is somebody else, or a JWK's `alg` is not its key's
  /// @error revoked      `revoked` has passed at `now`
  /// @error expired      `expires` has passed at `now`
  /// @error malformed    its key is no key, or two different methods have this id
  /// @error unsupported  its type or key type is not known here
  [[nodiscard]] Result<VerificationMethod> method(std::string_view url, Relationship relationship,
                                                  Instant now) const;

  [[nodiscard]] const std::string& id() const noexcept { return id_; }
  [[nodiscard]] json::Cursor root() const noexcept { return document_.root(); }

 private:
  /// A verification method and its key, or why it has none.
  struct Entry {
    json::Cursor method;
    Result<crypto::PublicKey> key;
  };
  ControlledDocument(json::Document document, std::string id);
  [[nodiscard]] Result<const Entry*> find(std::string_view url) const;
  json::Document document_;
  std::string id_;
  std::vector<Entry> entries_;  ///< keys are read once, because that costs as much as using them
};

/// A document for `id` with `methods` as Multikeys under both assertionMethod and authentication.
[[nodiscard]] Json make_document(std::string_view id,
                                 const std::vector<VerificationMethod>& methods);

/// Finds verification methods: the port through which proofs reach keys.
class MethodResolver {
 public:
  virtual ~MethodResolver() = default;
  /// @param url  the verification method: an identifier with fragment
  /// @error unavailable  the document could not be had now
  /// @error forbidden    a rule refuses to fetch it (host/http_client.h), or the relationship is
  /// not listed
  /// @error malformed, mismatch, not_found, revoked, expired, unsupported  as ControlledDocument,
  /// or no such identifier
  [[nodiscard]] virtual Result<VerificationMethod> resolve(std::string_view url,
                                                           Relationship relationship,
                                                           Instant now) = 0;
};

}  // namespace credenza::cid
