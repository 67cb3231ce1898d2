// Type Metadata: what a type of credential is called, how it looks, and which claims it has to have
// (draft-ietf-oauth-sd-jwt-vc-19 §5). Always from documents that the program brought along or
// pinned: nothing here fetches.
//
//   text ── TypeCatalog::add ──► TypeCatalog ── resolve_type ──► ResolvedType ── check_claim_rules
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "sd_jwt_vc/sd_jwt_vc.h"

namespace credenza::sd_jwt_vc {

/// A step of a claim path (§5.6.1): a member, an element, or every element.
struct EveryElement {
  friend bool operator==(const EveryElement&, const EveryElement&) = default;
};
using PathStep = std::variant<std::string, std::uint64_t, EveryElement>;
using ClaimPath = std::vector<PathStep>;

/// `path` as a JSON Pointer, with '*' for every element: for people and places.
[[nodiscard]] std::string to_text(const ClaimPath& path);

/// §5.6.4.
enum class Disclosing : std::uint8_t { always, allowed, never };

/// What a type says of a claim (§5.6), with all that it inherits.
struct ClaimRule {
  ClaimPath path;
  bool mandatory = false;
  Disclosing sd = Disclosing::allowed;
  std::optional<json::Cursor> display;  ///< array of {locale, label, description}
  std::string svg_id;
};

/// A type with all that it extends (§5.4). Points into the catalog that it came from.
struct ResolvedType {
  std::vector<std::string> types;       ///< the type itself, then what it extends, in order
  std::optional<json::Cursor> display;  ///< array of {locale, name, description, rendering}
  std::vector<ClaimRule> claims;
};

/// The Type Metadata documents that a program knows, by their `vct`.
class TypeCatalog {
 public:
  /// Takes in a document, byte for byte as published: integrity is over the bytes (§6).
  /// @error malformed, missing  not of the form of §5.2, §5.5 and §5.6; `where` is the pointer
  /// @error conflict            the catalog has a document of this type
  /// @error out_of_range        as json::Document::parse()
  [[nodiscard]] Status add(std::string_view text);

  [[nodiscard]] const json::Document* find(std::string_view vct) const noexcept;

 private:
  std::map<std::string, json::Document, std::less<>> documents_;
};

/// The type `vct` with everything that it extends (§5.3, §5.4, §5.6.5).
/// @param integrity  `vct#integrity` of the credential
/// @error not_found     the catalog lacks the type, or one that it extends
/// @error mismatch      a document is not the one that `#integrity` means
/// @error unsupported   integrity by an algorithm that is not read
/// @error conflict      types that extend each other in a circle (§7.4); an extending type that
///                      loosens `sd` or `mandatory` (§5.6.5.1)
/// @error out_of_range  more than 16 types in a chain
[[nodiscard]] Result<ResolvedType> resolve_type(const TypeCatalog& catalog, std::string_view vct,
                                                std::optional<std::string_view> integrity);

/// Who looks at a credential. A holder has every disclosure, so what is absent was not issued.
enum class Reader : std::uint8_t { holder, verifier };

/// Validates a credential against the claim metadata of its type (§5.6).
/// @error missing    a mandatory claim that is known not to be there
/// @error forbidden  a claim that is selectively disclosable against `sd`, or is not
/// @error malformed  a path that goes through a claim of another kind
/// @error as sd_jwt::VerifiedSdJwt::as_issued()
[[nodiscard]] Status check_claim_rules(const ResolvedType& type,
                                       const VerifiedCredential& credential, Reader reader);

/// The item of a `display` array for the first of `locales` that it has (RFC 4647 §3.4 lookup:
/// "nl-BE" finds "nl"), else its first item.
[[nodiscard]] std::optional<json::Cursor> display_for(json::Cursor display,
                                                      const std::vector<std::string>& locales);

}  // namespace credenza::sd_jwt_vc
