// What is given in answer to a verifier's request: which credentials fit, and of each claim whether
// it is asked, needed, and given. docs/request_format.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "presentation_request/presentation_request.h"
#include "wallet/disclosure.h"
#include "wallet/held.h"

namespace credenza::wallet {

using presentation_request::AskedCredential;
using presentation_request::Request;

/// A wish of the request, and what of the vault fits it.
struct AnsweredWish {
  AskedCredential asked;
  std::optional<HeldCredential> held;  ///< nothing: the vault has none
};

/// The best fit for each wish, in their order: what is in order now before what is not, then the
/// newest. A token, of which parts can be hidden, is preferred where it is all that is asked; a
/// document where there are several, because a token is shown by itself. What a newer one took the
/// place of fits nothing.
/// @param chosen  ids; not empty: of these only
[[nodiscard]] std::vector<AnsweredWish> answers_to(const Request& request,
                                                   const std::vector<HeldCredential>& all,
                                                   const std::vector<Id>& chosen, Instant now);

/// What becomes of a claim that was asked for.
enum class Giving : std::uint8_t {
  shown,
  left_out,
  with_the_whole,  ///< the credential goes out as a whole, whatever of it is asked
  not_there        ///< no part of the credential that can be shown or hidden
};

struct GivenClaim {
  std::string claim;
  host::Text label;  ///< empty: it has no other name than `claim`
  bool needed = false;
  Giving given = Giving::not_there;
  std::vector<std::string> values;  ///< where it is shown
};

/// Shows the parts that are asked and needed, and hides all others.
void show_what_is_needed(std::vector<Part>& parts, const AskedCredential& asked);
/// The words of parts that are asked for, not needed, and hidden.
[[nodiscard]] std::vector<std::string> over_asked(const std::vector<Part>& parts,
                                                  const AskedCredential& asked);
/// Each claim of `asked`. @param parts  of a token; nothing: it goes out as a whole
[[nodiscard]] std::vector<GivenClaim> claims_given(const AskedCredential& asked,
                                                   const std::vector<Part>* parts);
/// Whether all that could be hidden is asked for.
[[nodiscard]] bool asks_everything(const std::vector<Part>& parts, const AskedCredential& asked);

}  // namespace credenza::wallet
