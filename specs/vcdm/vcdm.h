// VCDM: Verifiable Credentials Data Model 2.0 as JSON, https://www.w3.org/TR/vc-data-model-2.0/
//
// Reads and checks credentials and presentations. Whether anything in them is true is for securing
// mechanisms and `verify` to say; whether a status list withdraws them, for status_list.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/json.h"

namespace credenza::vcdm {

inline constexpr std::string_view k_context_v2 = "https://www.w3.org/ns/credentials/v2";

/// A credential's members as views into its document (§4).
struct Credential {
  json::Cursor root;
  std::string_view id = {};                      ///< empty when it has none
  std::vector<std::string_view> types = {};      ///< with "VerifiableCredential"
  std::string_view issuer = {};                  ///< the URL that identifies the issuer
  std::optional<json::Cursor> issuer_node = {};  ///< the issuer's object, when it is one
  std::optional<Instant> valid_from = {};
  std::optional<Instant> valid_until = {};
  std::vector<json::Cursor> subjects = {};
  std::vector<json::Cursor> statuses = {};  ///< `credentialStatus`, one or many

  [[nodiscard]] bool has_type(std::string_view type) const noexcept;

  /// Reads `root` and checks what §4 and §5 say MUST be: `@context` (§4.3), `id` a URL (§4.4),
  /// `type` (§4.5), `name` and `description` (§4.6) also of the issuer, `issuer` (§4.7),
  /// `credentialSubject` with claims (§4.8), `validFrom` not after `validUntil` (§4.9; without
  /// offset they are UTC, §5.8), `credentialStatus` with type (§4.10), `credentialSchema` with id
  /// and type (§4.11), `relatedResource` with id and digest (§5.3), `refreshService`, `termsOfUse`,
  /// `evidence`, `confidenceMethod` and `renderMethod` with type (§5.4-§5.6, §5.10). Contexts are
  /// not processed: what a term means is for others to say.
  /// @error missing       a required member
  /// @error malformed     a member of the wrong form
  /// @error unsupported   a first `@context` of another version of the data model; an
  ///                      EnvelopedVerifiableCredential, whose content is in its envelope
  /// @error out_of_range  validUntil before validFrom
  /// @error forbidden     a context inside the document that redefines a term which is read here
  [[nodiscard]] static Result<Credential> read(json::Cursor root);
};

/// Whether the credential is in its period (§4.9). A moment exactly at validFrom or validUntil is
/// inside.
/// @error not_yet_valid, expired
[[nodiscard]] Status check_validity(const Credential& credential, Instant now);

/// A presentation's members (§4.13).
struct Presentation {
  json::Cursor root;
  std::string_view id = {};
  std::string_view holder = {};  ///< empty when it names none
  /// `verifiableCredential`: objects, each with type VerifiableCredential or
  /// EnvelopedVerifiableCredential. Credential::read() says whether the former are credentials.
  std::vector<json::Cursor> credentials = {};

  /// Reads `root` and checks what §4.13 says MUST be of the presentation itself.
  /// @error missing, malformed, unsupported, forbidden  as Credential::read()
  [[nodiscard]] static Result<Presentation> read(json::Cursor root);
};

/// A text that may be a string, a language value object or an array of those (§11.1): the one in
/// `language` ("nl"), else the first. Nothing for anything else.
[[nodiscard]] std::optional<std::string_view> text_in(json::Cursor value,
                                                      std::string_view language) noexcept;

/// Whether `text` is a URL as the data model means it: a scheme, a colon and something behind it
/// (§4.4).
[[nodiscard]] bool is_url(std::string_view text) noexcept;

}  // namespace credenza::vcdm
