// Inside verify: what the sources of trust.h share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/trust.h"

namespace credenza::verify {

/// A list that was handed in.
struct Trust::Held {
  trust_list::TrustList list;
  std::string text;               ///< to verify; empty when that has been done
  std::optional<Status> proof{};  ///< whether its keeper signed it
};

/// The list of one id and one keeper that counts now.
struct Trust::Counted {
  const trust_list::TrustList* list = nullptr;
  std::optional<Error> problem{};  ///< why it answers nothing: it ended, or is not proved
  bool proved = false;
};

/// Accreditations from an issuer up to one whom a pin or a list lets accredit.
class Trust::Chain {
 public:
  Chain(const OwnTrust& own, const std::vector<Counted>& lists, Accreditations& accreditations,
        Instant now) noexcept
      : own_(own), lists_(lists), accreditations_(accreditations), now_(now) {}

  /// What an organisation has to be accredited for.
  struct Wanted {
    std::vector<std::string_view> types;
    enum class Right : std::uint8_t { issue, co_sign, accredit } right;
    trust_list::Day from;  ///< both within one accreditation
    trust_list::Day until;
    std::vector<std::string_view> numbers{};  ///< of which one has to be the organisation's
  };

  /// @error untrusted    no accreditation, or none by somebody who may
  /// @error forbidden    not for this, not then, in a circle, or by too long a chain
  /// @error mismatch     of another number in its register
  /// @error revoked      withdrawn
  /// @error unavailable  could not be found out
  [[nodiscard]] Result<Vouched> find(std::string_view organisation, const Wanted& wanted);

 private:
  [[nodiscard]] Result<Vouched> by(const Accreditations::Claimed& claimed,
                                   std::string_view organisation, const Wanted& wanted);
  [[nodiscard]] Result<Vouched> from_above(const Accredited& facts, std::string_view organisation,
                                           const Wanted& wanted);
  [[nodiscard]] Result<std::string> authority(std::string_view accreditor,
                                              const std::vector<std::string_view>& types,
                                              trust_list::Day day) const;

  const OwnTrust& own_;
  const std::vector<Counted>& lists_;
  Accreditations& accreditations_;
  Instant now_;
  std::vector<std::string_view> path_;  ///< whom the search is about, from the issuer up
  int steps_ = 0;
};

namespace detail {

/// The worse of two reasons not to trust, for whoever reads one: what could not be found out stands
/// over what was refused, and that over being unknown.
[[nodiscard]] Error worse(std::optional<Error> known, Error other);

/// "the list 'Erkende opleiders'"
[[nodiscard]] std::string named(const trust_list::TrustList& list);

/// Whether the register numbers of two sides agree; where one has none they do.
[[nodiscard]] bool same_number(const std::vector<std::string_view>& wanted,
                               const std::vector<std::string_view>& known) noexcept;

}  // namespace detail
}  // namespace credenza::verify
