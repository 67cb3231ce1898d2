// Selective sharing: which parts of a token its owner shows, and the token for one receiver.
// RFC 9901 §7.2.
//
//   token ── parts_of ──► parts ── choose (--show, --hide) ──► parts ── present_parts ──► text
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/keys.h"
#include "host/terminal.h"
#include "sd_jwt/sd_jwt.h"
#include "wallet/receipt.h"

namespace credenza::wallet {

/// Something that can be shown or hidden, as people think of it: several claims may be one part.
struct Part {
  std::string word;                   ///< as --show and --hide name it: "birth-date"
  host::Text label;                   ///< empty: it has no other name than `word`
  std::vector<std::string> values;    ///< what would be seen
  std::vector<std::string> pointers;  ///< JSON Pointers in the token
  bool is_shown = true;
};

/// The parts of `token`, in the order of the claims; none when its issuer let nothing be hidden.
/// @error as sd_jwt::disclosable()
[[nodiscard]] Result<std::vector<Part>> parts_of(const sd_jwt::SdJwt& token);

/// Hides what is not in `show`, or what is in `hide`: words with commas between them. Neither:
/// everything is shown. At most one of them is given.
/// @error malformed  at "--show" or "--hide": there is no such part; the detail names those there
/// are
[[nodiscard]] Status choose(std::vector<Part>& parts, std::string_view show, std::string_view hide);

/// `token` with only the chosen parts in it. Bound to the receiver, the number that they gave and
/// the end of `receipt` by the holder's key; as a bare token when there is no key.
/// @error missing  at "--nonce": with a key, and the receipt has no number
/// @error as sd_jwt::present()
[[nodiscard]] Result<std::string> present_parts(const sd_jwt::SdJwt& token,
                                                const std::vector<Part>& parts,
                                                const Receipt& receipt,
                                                const crypto::PrivateKey* holder);

/// What somebody will see and what they will not: a line for each part.
[[nodiscard]] std::string parts_text(const std::vector<Part>& parts, host::Language language);

}  // namespace credenza::wallet
