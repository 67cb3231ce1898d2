// From a selection to what its receiver gets: for `share` and `present`.
//
//   Selection, Receipt ── make_whole / make_of_token ──► Presentation ── would_hold ──► hand_out
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sd_jwt/sd_jwt.h"
#include "wallet/presentation.h"
#include "wallet/session.h"
#include "wallet/share.h"
#include "wallet/share_output.h"

namespace credenza::wallet {

/// What is known of the receiver before anything is selected.
struct Receiver {
  std::string audience;
  std::string purpose;  ///< empty: not said
  std::optional<std::string> nonce;
  Instant until;
};

/// Without what is known only when the presentation is made: its id and its digest.
[[nodiscard]] Receipt receipt_for(const Receiver& receiver, const Selection& selection, Instant now,
                                  Random& random);

/// All of the selection in one presentation, each credential as it is held.
/// @error as make_presentation()
[[nodiscard]] Result<Presentation> make_whole(const Selection& selection, const Receipt& receipt,
                                              bool compact, Random& random);

/// The one token of the selection, with the chosen parts in it.
/// @error as present_parts()
[[nodiscard]] Result<Presentation> make_of_token(const Selection& selection, const Receipt& receipt,
                                                 const sd_jwt::SdJwt& token,
                                                 const std::vector<Part>& parts, Random& random);

/// That the one for whom it is made will find it genuine. Says why not; says too when an issuer's
/// site does not answer, because the receiver will need copies then.
/// @error bad_signature  at "shared"
[[nodiscard]] Status would_hold(const VerbOptions& common, bool offline, World& world,
                                const Presentation& made, const Receipt& receipt);

/// The body of the receipt for `selection`.
/// @error as receipt_body()
[[nodiscard]] Result<std::string> body_of(const Selection& selection, Instant now);

/// Writes the receipt, then puts out what goes out: nothing goes out that the vault does not know
/// of, and no receipt stays of what did not go out.
/// @error as Outgoing::prepare(), Outgoing::put(), Vault::commit()
[[nodiscard]] Status hand_out(World& world, Vault& vault, const Receipt& receipt,
                              std::string_view body, Outgoing& outgoing);

/// @error forbidden  nobody can be asked
/// @error mismatch   the answer is no; `where` is "answer"
[[nodiscard]] Status ask_consent(const VerbOptions& common, bool yes);

}  // namespace credenza::wallet
