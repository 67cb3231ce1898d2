// Everything by which a reader trusts: their own pins, trust lists, accreditations.
//
//   pin of the reader ──► decides
//   else lists        ──► one that withdraws decides, else one that grants
//   else accreditations: issuer ◄── accreditor ◄── … ◄── one whom a pin or a list lets accredit
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trust_list/trust_list.h"
#include "verify/accreditations.h"
#include "verify/trust_anchors.h"

namespace credenza::verify {

/// How many accreditations may stand between an issuer and one whom the reader or a list knows.
inline constexpr std::size_t k_max_chain = 3;
/// How many lists there may be at a time, of all ids and numbers.
inline constexpr std::size_t k_max_lists = 64;

/// Lists and accreditations beside the reader's own pins. Asking verifies what was handed in, once;
/// so one of these serves one thread.
class Trust final : public TrustAnchors {
 public:
  /// All outlive this.
  Trust(const OwnTrust& own, cid::MethodResolver& methods, StatusLists& statuses,
        Statements* statements) noexcept;
  ~Trust() override;

  /// A copy of a trust list. Whether its keeper signed it is verified when it is first asked.
  /// @error as trust_list::TrustList::read(); out_of_range  more than k_max_lists
  [[nodiscard]] Status add_list(std::string_view text);
  /// A list that was verified when it was imported.
  /// @error out_of_range  more than k_max_lists
  [[nodiscard]] Status add_verified(trust_list::TrustList list);
  /// @error as Accreditations::add()
  [[nodiscard]] Status add_accreditation(std::string text);

  [[nodiscard]] Result<Vouched> vouches_for(std::string_view issuer, const CredentialTypes& types,
                                            const TrustMoment& moment) const override;
  /// A period has to lie in one recognition as a whole. Where a register number is known on both
  /// sides, it has to be the same.
  [[nodiscard]] Result<Vouched> recognises(const CoSignerAsked& party, Instant now) const override;
  [[nodiscard]] std::vector<LookAlike> look_alikes(std::string_view issuer, std::string_view name,
                                                   Instant now) const override;

 private:
  struct Held;
  struct Counted;
  class Chain;
  [[nodiscard]] std::vector<Counted> current(Instant now) const;
  cid::MethodResolver& methods_;
  const OwnTrust& own_;
  mutable Accreditations accreditations_;
  std::vector<std::unique_ptr<Held>> lists_;
};

}  // namespace credenza::verify
