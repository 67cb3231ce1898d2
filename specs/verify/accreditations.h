// Accreditations: credentials by which somebody says what an organisation may issue, or sign
// beside an issuer, from when until when. They say nothing by themselves: who may accredit is for
// Trust.
//
//   text ── add ──► what it claims ── facts (verified when first used) ──► Accredited
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "base/result.h"
#include "cid/cid.h"

namespace credenza::verify {

class StatusLists;
class Statements;

/// What an accreditation says, once its proof and its status have been looked at.
struct Accredited {
  std::string accreditor;  ///< a DID
  std::string organisation;
  std::string name;                ///< of the organisation
  std::vector<std::string> types;  ///< that it may issue
  std::vector<std::string> co_sign_types;
  std::vector<std::string> numbers;  ///< of the organisation, in registers
  std::chrono::year_month_day from;  ///< both days are within
  std::optional<std::chrono::year_month_day> until;
};

/// Whether `root` says that it is an accreditation: a badge whose record is of that type.
[[nodiscard]] bool is_accreditation(json::Cursor root);

/// Accreditations that were handed in, kept for as long as this lives.
class Accreditations {
 public:
  /// All outlive this.
  Accreditations(cid::MethodResolver& methods, StatusLists& statuses,
                 Statements* statements) noexcept;
  ~Accreditations();

  /// One accreditation. At most 1000; one that was added before is there once.
  /// @error malformed, missing  no accreditation, of nobody, or by nobody
  /// @error out_of_range        more than 1000
  [[nodiscard]] Status add(std::string text);
  [[nodiscard]] bool empty() const noexcept { return held_.empty(); }

  /// One that says to be of an organisation.
  struct Claimed {
    std::string accreditor;  ///< as it says itself; not proved
    bool co_sign = false;    ///< names types to sign beside an issuer
    std::size_t number = 0;  ///< for facts()
  };
  [[nodiscard]] std::vector<Claimed> of(std::string_view organisation) const;
  /// Whether any of them names types to sign beside an issuer.
  [[nodiscard]] bool any_co_sign() const noexcept;

  /// Verifies it at `now`, once.
  /// @error bad_signature  not genuine, or not readable
  /// @error revoked        its accreditor does not stand by it any more
  /// @error unavailable    whether it holds could not be found out
  [[nodiscard]] const Result<Accredited>& facts(std::size_t number, Instant now);

 private:
  struct Held {
    std::string text;
    std::string organisation;
    Claimed claimed;
    std::optional<Result<Accredited>> facts{};
  };
  [[nodiscard]] Result<Accredited> verify_one(const Held& held, Instant now);
  cid::MethodResolver& methods_;
  StatusLists& statuses_;
  Statements* statements_;
  std::vector<std::unique_ptr<Held>> held_;
};

}  // namespace credenza::verify
