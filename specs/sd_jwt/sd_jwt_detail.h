// Inside sd_jwt: digests, and the way from digests to claims (RFC 9901 §7.1 steps 3 to 5).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "crypto/hash.h"
#include "crypto/keys.h"

namespace credenza::sd_jwt::detail {

inline constexpr std::string_view k_sd = "_sd";          // §4.2.4.1
inline constexpr std::string_view k_sd_alg = "_sd_alg";  // §4.1.1
inline constexpr std::string_view k_ellipsis = "...";    // §4.2.4.2
inline constexpr std::string_view k_cnf = "cnf";         // §4.1.2
inline constexpr std::string_view k_kb_type = "kb+jwt";  // §4.3
inline constexpr std::size_t k_member_parts = 3;         // salt, name, value (§4.2.1)
inline constexpr std::size_t k_element_parts = 2;        // salt, value (§4.2.2)

/// `error` of something in `part`, with its place in the token.
[[nodiscard]] Error in_part(std::string_view part, Error error);

/// A name that only says where digests are: `_sd`, `_sd_alg`, `...`.
[[nodiscard]] bool is_reserved(std::string_view name) noexcept;

/// Appends null, a boolean, a number or a string as JSON text.
void append_scalar(json::Cursor value, std::string& out);

/// What `pointer` (RFC 6901) leads to from `value`; nothing when it leads nowhere.
[[nodiscard]] std::optional<json::Cursor> resolve(json::Cursor value, std::string_view pointer);

/// "sha-256", "sha-384", "sha-512": names of the IANA registry of hash algorithms.
[[nodiscard]] std::string_view to_string(crypto::HashAlgorithm algorithm) noexcept;

/// `_sd_alg` of a payload, or the default (§4.1.1).
/// @error malformed    no string
/// @error unsupported  another algorithm
[[nodiscard]] Result<crypto::HashAlgorithm> hash_algorithm(json::Cursor payload);

/// The base64url digest of `text` (§4.2.3, §4.3.1).
[[nodiscard]] std::string digest_of(crypto::HashAlgorithm algorithm, std::string_view text);

/// A disclosure as received, and what names it.
struct Disclosure {
  std::string_view text;
  std::string digest;
};

/// The disclosures of a compact SD-JWT without key binding, in their order (§7.1 steps 1, 3a). The
/// views are into `sd_jwt`.
[[nodiscard]] std::vector<Disclosure> disclosures_in(std::string_view sd_jwt,
                                                     crypto::HashAlgorithm algorithm);

/// Where a disclosure was put.
struct Disclosed {
  std::size_t index = 0;            ///< among the disclosures
  std::string pointer;              ///< of its value in the text
  std::optional<std::string> name;  ///< of a member; nothing for an element of an array
  std::size_t begin = 0;            ///< its value in the text
  std::size_t end = 0;
};

struct Processed {
  std::string text;  ///< JSON, without any digest
  std::vector<Disclosed> disclosed;
};

/// What becomes of the elements of arrays that are not disclosed.
enum class HiddenElements : std::uint8_t {
  removed,  ///< §7.1 step 3d
  kept      ///< as {"...": digest}, so that the others keep their positions
};

/// Puts every disclosure in the place of its digest and takes the other digests out (§7.1 steps 3
/// to 5). Two members of one name are left for the parser of the text to refuse. Time is
/// n·log n in the length of what comes in, the recursion is bounded by the depth of json::Limits.
/// @error as VerifiedSdJwt::verify()
[[nodiscard]] Result<Processed> process_disclosures(
    json::Cursor payload, std::span<const Disclosure> disclosures,
    HiddenElements hidden = HiddenElements::removed);

/// The Processed SD-JWT Payload (§7.1) as a document.
/// @error conflict  a disclosure writes over a claim (§7.1 step 3c)
[[nodiscard]] Result<json::Document> parse_processed(std::string_view text);

/// The key that the holder signs with: `cnf.jwk` (§4.1.2, RFC 7800 §3.2).
/// @error missing, unsupported, malformed, forbidden  as the members say, and as jose::from_jwk()
[[nodiscard]] Result<crypto::PublicKey> holder_key(json::Cursor claims);

}  // namespace credenza::sd_jwt::detail
