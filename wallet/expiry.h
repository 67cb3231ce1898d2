// What ends soon, by whose rule: the law's, a scheme's, a custom's, an employer's.
//
//   what is held + rules of a file ── find_ends ──► Ends ── list, calendar
//
// The first two are in the certificate itself. Customs and employers' rules are in a file that the
// reader chooses; each has a name and a reason, which are shown with it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wallet/held.h"

namespace credenza::wallet {

enum class Cause : std::uint8_t {
  law,          ///< the certificate names an article
  scheme,       ///< the certificate names a scheme
  certificate,  ///< the certificate has an end, and names neither
  custom,       ///< a rule of the file: usual, and nobody has to
  employer      ///< a rule of the file: what one employer or site asks for
};

/// "law", "scheme", "certificate", "custom", "employer".
[[nodiscard]] std::string_view to_string(Cause cause) noexcept;

/// A rule of the file: what it fits lasts so many months from the exam or the award, that day of
/// the month included.
struct ExpiryRule {
  Cause cause = Cause::custom;
  std::string name;
  std::string reason;
  int months = 0;
  // What it is for: all that is said has to fit.
  std::string scheme;
  std::string type;
  std::string equipment;
  std::string skill;
  std::string issuer;
  std::string title;
};

inline constexpr std::size_t k_max_rules_bytes = std::size_t{64} << 10;

/// Reads a file of rules (TOML):
///
///   [[rule]]
///   kind = "employer"                 # or "custom"
///   name = "Brouwer site rule"
///   reason = "no older than five years on our sites"
///   months = 60                       # or years = 5
///   equipment = "reachtruck"          # or scheme, type, skill, issuer, title; at least one
///
/// @error malformed     no TOML, or a member of another kind; `where` is "line N" or "rule N,
/// member"
/// @error missing       a rule without kind, name, reason, time, or without what it is for
/// @error unsupported   a member or a kind that is not known
/// @error out_of_range  longer than k_max_rules_bytes, more than 200 rules, or than 100 years
[[nodiscard]] Result<std::vector<ExpiryRule>> parse_rules(std::string_view text);

[[nodiscard]] bool fits(const ExpiryRule& rule, const Held& held);

/// That something ends.
struct End {
  const HeldCredential* what;
  Cause cause;
  std::string basis;   ///< the article, the scheme, or the name of the rule
  std::string reason;  ///< of a rule
  /// The last second at which it holds; nothing: the rule counts from a day that the certificate
  /// does not say.
  std::optional<Instant> last;
};

/// Every end of what is held, the first in front; ends that cannot be told before all. What was
/// withdrawn, or a newer one took the place of, has none.
/// @param held  outlives what is returned
[[nodiscard]] std::vector<End> find_ends(const std::vector<HeldCredential>& held,
                                         const std::vector<ExpiryRule>& rules);

/// Whether it falls within `days` days of `now`, before or behind it, days of Europe/Amsterdam; one
/// that cannot be told always does.
[[nodiscard]] bool is_due(const End& end, Instant now, int days);
/// From the day of `now` to the day of `last`; negative when it is past.
[[nodiscard]] int days_left(Instant last, Instant now);

/// Reads "90d", "12w".
/// @error malformed, out_of_range  at "--within": another form, or more than ten years
[[nodiscard]] Result<int> parse_days(std::string_view text);

}  // namespace credenza::wallet
