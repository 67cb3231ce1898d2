// A presentation: credentials exactly as held, and proofs by the keys they are bound to that say
// for whom it is and until when. VC Data Model 2.0 §4.13, Data Integrity 1.0 §2.1.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/ports.h"
#include "crypto/keys.h"

namespace credenza::wallet {

struct PresentationRequest {
  std::vector<std::string_view> credentials;  ///< their texts as held
  std::vector<const crypto::PrivateKey*>
      holders;  ///< at least one; each signs; the first is named as holder
  std::string audience;
  std::optional<std::string> nonce;
  Instant created;
  Instant expires;
  bool compact = false;  ///< credentials without_white_space(), for a QR code
};

/// `json`, a text that parses, without the white space between its tokens. The tokens stay as they
/// are, so that what is signed (RFC 8785, the canonical form) stays too.
[[nodiscard]] std::string without_white_space(std::string_view json);

struct Presentation {
  std::string id;  ///< "urn:uuid:…"
  std::string text;
};

/// @error malformed     a credential that is no JSON object
/// @error out_of_range  a number in one that cannot be signed, or too much for one presentation:
/// more credentials or bytes than a verifier takes (verify::Limits); `where` is then "presentation"
[[nodiscard]] Result<Presentation> make_presentation(const PresentationRequest& request,
                                                     Random& random);

}  // namespace credenza::wallet
