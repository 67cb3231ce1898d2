// What signing and verifying share. Inside `vc_jose`.
#pragma once

#include <optional>
#include <string_view>

#include "vc_jose/vc_jose.h"

namespace credenza::vc_jose::detail {

/// What a kind of token differs in from the other (§3.1.1, §3.1.2).
struct Kind {
  std::string_view typ;
  std::string_view cty;
  std::string_view owner;  ///< the member that says whose it is
  bool owner_required;     ///< VCDM 2.0 §4.7, §4.13
  cid::Relationship relationship;
};
inline constexpr Kind k_credential{"vc+jwt", "vc", "issuer", true,
                                   cid::Relationship::assertion_method};
inline constexpr Kind k_sd_credential{"vc+sd-jwt", "vc", "issuer", true,
                                      cid::Relationship::assertion_method};
inline constexpr Kind k_presentation{"vp+jwt", "vp", "holder", false,
                                     cid::Relationship::authentication};

/// Checks what header and claims say against each other (§1.1.2.1, §3.1.1 to §3.1.3, §4.1), and
/// gives what they say about the key.
[[nodiscard]] Result<KeyHint> check_token(const Kind& kind, json::Cursor header,
                                          json::Cursor claims);

/// `cnf` of the claims, else of the header (RFC 7800 §3.1).
struct Confirmation {
  std::optional<crypto::PublicKey> key;
  std::string_view kid;
  std::string where;
};
[[nodiscard]] Result<std::optional<Confirmation>> read_confirmation(json::Cursor header,
                                                                    json::Cursor claims);

/// Reads a presentation, and checks that each credential is in an envelope.
[[nodiscard]] Result<vcdm::Presentation> read_presentation(json::Cursor claims);

/// Whether `url` is a verification method in the document of `owner`.
[[nodiscard]] bool is_method_of(std::string_view owner, std::string_view url) noexcept;

}  // namespace credenza::vc_jose::detail
