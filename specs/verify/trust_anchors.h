// Whom the reader trusts: the one question that verification asks about an issuer, the one about a
// party that signed beside it, and the answers.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "verify/look_alike.h"

namespace credenza::verify {

/// What an issuer issued: the types that the credential has, and what kind of record it holds.
struct CredentialTypes {
  // NOLINTNEXTLINE(google-explicit-constructor): types are what most have
  CredentialTypes(std::vector<std::string> all, std::string record = {})
      : types(std::move(all)), kind(std::move(record)) {}

  std::vector<std::string> types;
  std::string kind;  ///< "MicroCredential"; empty when it holds no record that can be read

  /// What has to be allowed: all of one of these. By its types: each but "VerifiableCredential".
  /// By its kind: that, and each type that says more than the form.
  [[nodiscard]] std::vector<std::vector<std::string_view>> needed() const;
};

/// When trust is asked for.
struct TrustMoment {
  // NOLINTNEXTLINE(google-explicit-constructor): now is what most have
  TrustMoment(Instant at, std::optional<Instant> issued_at = std::nullopt)
      : now(at), issued(issued_at) {}

  Instant now;  ///< the reader's
  /// When it was issued, as far as the issuer says. Lists and accreditations answer for this day:
  /// who was accredited when they issued something has done nothing wrong since.
  std::optional<Instant> issued;

  /// `issued`, never later than now.
  [[nodiscard]] Instant asked() const noexcept { return issued && *issued < now ? *issued : now; }
};

/// By whose word an issuer is trusted.
enum class TrustSource : std::uint8_t {
  own,           ///< the reader's own pin
  list,          ///< a trust list
  accreditation  ///< an Accreditation credential
};
[[nodiscard]] std::string_view to_string(TrustSource source) noexcept;

/// Somebody by name.
struct Party {
  std::string id;
  std::string name;

  friend bool operator==(const Party&, const Party&) = default;
};

/// That an issuer is trusted.
struct Vouched {
  std::string name;  ///< under which the reader knows it
  TrustSource source = TrustSource::own;
  /// Who says so, the nearest first: of a list its id and name; of accreditations each accreditor,
  /// the last of whom the reader or a list answers for. Empty for a pin.
  std::vector<Party> through{};
  std::optional<std::chrono::year_month_day> until{};  ///< the last day, when there is one
  /// The name of a list that withdrew it, over which the reader's own pin stands.
  std::string withdrawn_by{};
};

/// A party that signed beside an issuer.
struct CoSignerAsked {
  std::string_view id;
  std::string_view role;  ///< "learning-company"
  std::string_view type;  ///< of the record: "PracticeStatement"
  std::chrono::year_month_day from;
  std::chrono::year_month_day until;        ///< the last day
  std::vector<std::string_view> numbers{};  ///< under which the record names it in registers
};

/// The role of the company in which the learner worked.
inline constexpr std::string_view k_company_role = "learning-company";

/// Says whom the reader trusts.
class TrustAnchors {
 public:
  virtual ~TrustAnchors() = default;
  /// Whether `issuer` may issue `types`, and by whose word.
  /// @error untrusted      nobody knows it
  /// @error expired        known, but no longer
  /// @error not_yet_valid  known, but only from later on
  /// @error revoked        withdrawn before it issued this
  /// @error forbidden      known, but not for these types
  /// @error unavailable    could not be determined: the list that has it ended, or cannot be relied
  /// on
  [[nodiscard]] virtual Result<Vouched> vouches_for(std::string_view issuer,
                                                    const CredentialTypes& types,
                                                    const TrustMoment& moment) const = 0;
  /// Whether `party` was recognised for its role for the whole of the period.
  /// @error as vouches_for(); unavailable  also when nobody here knows who is recognised
  [[nodiscard]] virtual Result<Vouched> recognises(const CoSignerAsked& party, Instant now) const;
  /// Those who are trusted and for whom `issuer`, who is not, could be taken. At most 5.
  [[nodiscard]] virtual std::vector<LookAlike> look_alikes(std::string_view issuer,
                                                           std::string_view name,
                                                           Instant now) const;
};

/// What the reader may have pinned somebody as.
enum class TrustRole : std::uint8_t { issuer, list_keeper, accreditor, learning_company };

/// The reader's own pins.
class OwnTrust : public TrustAnchors {
 public:
  /// The name under which `did` is pinned as `role`, for all of `types`.
  /// @error untrusted  not pinned as that
  /// @error expired    pinned, but no longer
  /// @error forbidden  pinned, but not for these types
  [[nodiscard]] virtual Result<std::string> trusts_as(TrustRole role, std::string_view did,
                                                      const std::vector<std::string_view>& types,
                                                      Instant now) const = 0;
  /// Everybody who is pinned as `role` now.
  [[nodiscard]] virtual std::vector<Party> pinned(TrustRole role, Instant now) const = 0;
};

}  // namespace credenza::verify
